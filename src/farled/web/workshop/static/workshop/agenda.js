// Steps of the agenda carried to another place by the pointer; the buttons do the same by keyboard.

const list = document.querySelector("[data-plan]");
let held = null;
let moved = false;

const stepsOf = () => [...list.querySelectorAll("[data-plan-step]")];

function begin(event) {
  const step = event.target.closest("[data-plan-step]");
  if (!step || event.button !== 0 || event.pointerType === "touch") return;
  if (event.target.closest("a, button, input, summary")) return;
  held = step;
  moved = false;
}

function carry(event) {
  if (!held) return;
  event.preventDefault();
  document.getSelection()?.removeAllRanges();
  held.classList.add("plan__step--held");
  const over = stepsOf().find((step) => within(step, event.clientY));
  if (!over || over === held) return;
  const isLater = stepsOf().indexOf(over) > stepsOf().indexOf(held);
  over[isLater ? "after" : "before"](held);
  moved = true;
}

function within(step, y) {
  const { top, bottom } = step.getBoundingClientRect();
  return y >= top && y <= bottom;
}

function drop() {
  if (!held) return;
  held.classList.remove("plan__step--held");
  held = null;
  if (moved) send();
}

function send() {
  const form = document.getElementById("order-form");
  for (const step of stepsOf()) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = "step";
    field.value = step.dataset.planStep;
    form.append(field);
  }
  form.requestSubmit();
}

if (list) {
  list.addEventListener("pointerdown", begin);
  document.addEventListener("pointermove", carry);
  document.addEventListener("pointerup", drop);
}
