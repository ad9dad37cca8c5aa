// Who I am here: what I am called, changed at any time until the day is over.

import { errorOf } from "./pieces.js";
import { room } from "./room.js";
import { stepShown } from "./steps.js";

const box = document.querySelector("[data-me]");
const line = box.querySelector("[data-me-line]");
const words = box.querySelector("[data-me-name]");
const form = box.querySelector("form");
const field = form.elements.name;
const opener = box.querySelector("[data-change-name]");

function show() {
  box.hidden = stepShown().state === "finished";
  words.textContent = room.me.name || room.word("no_name");
  line.classList.toggle("one-line--quiet", !room.me.name);
  opener.textContent = room.word(room.me.name ? "change_name" : "give_name");
}

function open(name = room.me.name) {
  line.hidden = true;
  form.hidden = false;
  field.value = name;
  field.focus();
}

function close() {
  clearError();
  form.hidden = true;
  line.hidden = false;
}

function save() {
  const name = field.value.trim();
  const was = room.me.name;
  close();
  opener.focus();
  if (name === was) return;
  room.me = { ...room.me, name };
  room.send({ act: "change_name", body: { name }, target: "name", form: "name", text: name });
}

function refused({ detail: entry }) {
  if (entry.act !== "change_name") return;
  if (box.hidden || !form.hidden) return;
  room.outbox.remove(entry.key);
  open(entry.body.name);
  const error = errorOf(entry.why);
  error.id = "my-name-error";
  error.dataset.error = "";
  field.before(error);
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", `${error.id} my-name-hint`);
  room.changed();
}

function clearError() {
  form.querySelector("[data-error]")?.remove();
  field.removeAttribute("aria-invalid");
  field.setAttribute("aria-describedby", "my-name-hint");
}

opener.addEventListener("click", () => open());
form.addEventListener("submit", (event) => {
  event.preventDefault();
  save();
});
form.addEventListener("keydown", (event) => event.key === "Escape" && (close(), opener.focus()));
form.querySelector("[data-cancel]").addEventListener("click", () => (close(), opener.focus()));
for (const name of ["change", "mine"]) room.addEventListener(name, show);
room.addEventListener("refused", refused);
document.addEventListener("farled:shown", show);
