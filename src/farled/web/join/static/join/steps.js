// Which step stands on the page, and what is said when it changes under somebody's hands.

import { fragmentOf } from "../ui/swap.js";
import { announce } from "../ui/announce.js";
import { room } from "./room.js";

const LATE = 5; // when it is over, a whole room wants to know, and nobody is in a hurry

const region = document.querySelector('[data-region="task"]');
const notice = document.querySelector("[data-notice]");

// { step, open } of what is shown; step null where none is.
export function stepShown() {
  return stepIn(region);
}

function stepIn(place) {
  const task = place.querySelector("[data-task-state]");
  const step = Number(task?.dataset.taskStep) || null;
  return { step, open: task?.dataset.taskState === "open", state: task?.dataset.taskState ?? "" };
}

// The form on the page that a draft or a refused act belongs to.
export function formFor({ step, form }) {
  const forms = [...region.querySelectorAll("[data-step]")].filter((one) => Number(one.dataset.step) === step);
  return forms.find((one) => one.name === form && one.form) ?? null;
}

document.addEventListener("farled:region", ({ detail }) => {
  if (detail.name !== "task") return;
  const before = stepShown();
  const after = stepIn(fragmentOf(detail.html));
  if (before.step === after.step && before.open === after.open) return;
  letGo(before);
});

// live.js waits for somebody who types. When the step is over there is nothing to wait for: the draft is kept.
function letGo(before) {
  const active = document.activeElement;
  if (region.contains(active) && before.open) active.blur();
}

export function say(words) {
  notice.querySelector("p").textContent = words;
  notice.hidden = false;
  announce(words);
}

notice.querySelector("[data-notice-close]").addEventListener("click", () => {
  notice.hidden = true;
  document.getElementById("main").focus();
});

// Whatever put something new into the task, now or later: the list beside it depends on it.
let seen = stepShown();
new MutationObserver(() => {
  const [before, now] = [seen, stepShown()];
  if (before.step === now.step && before.state === now.state) return;
  seen = now;
  notice.hidden = true;
  // whoever was far down in the last task would otherwise begin in the middle of the next
  if (before.step !== now.step) scrollTo({ top: 0 });
  if (before.open && room.shelf.names(`draft.${before.step}.`).length) say(room.word(before.step === now.step ? "step_closed" : "step_changed"));
  document.dispatchEvent(new Event("farled:shown"));
  if (now.state === "finished") room.fetchMineSoon(LATE);
}).observe(region, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-task-state", "data-task-step"] });
