// Says things to screen readers, in the words the page carries on its announcer (ui/frame/live_state.html).

let queue = [];

const announcer = () => document.querySelector("[data-live-announcer]");

export function words(key) {
  return announcer()?.getAttribute(`data-say-${key}`) ?? "";
}

export function announce(text) {
  if (!text || !announcer()) return;
  queue.push(text);
  if (queue.length === 1) setTimeout(speak, 150);
}

function speak() {
  const place = announcer();
  const text = queue.join(". ");
  queue = [];
  place.textContent = "";
  // an emptied and refilled region is read again even when the words are the same
  setTimeout(() => (place.textContent = text), 50);
}
