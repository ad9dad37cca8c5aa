// One key for each thing the facilitator does often. Never while she types, and only where she wants it.

const KEPT = "farled.keys";
const TYPING = 'textarea, select, [contenteditable="true"], input:not([type="checkbox"], [type="radio"], [type="button"], [type="submit"])';

export const isTyping = (target) => Boolean(target?.matches?.(TYPING));

export function startKeys() {
  const box = document.querySelector("[data-keys-on]");
  if (box) remember(box);
  document.addEventListener("keydown", onKey);
}

function remember(box) {
  box.checked = wanted();
  box.addEventListener("change", () => {
    try {
      localStorage.setItem(KEPT, box.checked ? "on" : "off");
    } catch {
      // the box itself still says it while the page is open
    }
  });
}

function wanted() {
  try {
    return localStorage.getItem(KEPT) !== "off";
  } catch {
    return true;
  }
}

const isOn = () => document.querySelector("[data-keys-on]")?.checked ?? true;

function onKey(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (!isOn() || isTyping(event.target) || document.querySelector("dialog[open]")) return;
  const control = controlOf(event.key.toLowerCase());
  if (!control) return;
  event.preventDefault();
  control.click();
}

function controlOf(key) {
  const named = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)];
  return named.find((control) => control.checkVisibility?.() ?? true);
}
