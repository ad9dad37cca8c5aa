// A projector does not scroll: what does not fit is counted instead of cut in half.

const main = document.querySelector(".wall__main");
const more = document.querySelector("[data-more]");
const LISTS = ".said-list > li, .ranking > li, .resistance > li, .pairs > li, .group-list > li, .plain-items > li";

function fit() {
  const things = [...main.querySelectorAll(LISTS)];
  for (const thing of things) thing.hidden = false;
  const floor = main.getBoundingClientRect().bottom - 8;
  // the parents first, so that what lies within a hidden one is not counted twice
  const over = things.filter((thing) => thing.getBoundingClientRect().bottom > floor);
  const whole = over.filter((thing) => !over.some((other) => other !== thing && other.contains(thing)));
  for (const thing of whole) thing.hidden = true;
  const left = whole.length + leftOut();
  more.hidden = left === 0;
  more.textContent = more.dataset.more.replace("{n}", left);
}

// What the server left out is said once, together with what does not fit.
function leftOut() {
  const notes = [...main.querySelectorAll("[data-left-out]")];
  for (const note of notes) note.hidden = true;
  return notes.reduce((sum, note) => sum + Number(note.dataset.leftOut), 0);
}

document.addEventListener("farled:region", ({ detail }) => detail.name === "result" && fit());
addEventListener("resize", fit);
fit();
