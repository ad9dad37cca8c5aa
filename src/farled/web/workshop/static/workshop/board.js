// Cards on the board: dragged with the pointer, moved with keys, picked together. Every card also has its own
// "move to…", which needs neither.

import { Drag } from "./drag.js";
import { isTyping } from "./keys.js";
import { boxOf, cardsOf, taken } from "./picked.js";
import { words } from "./sending.js";

let send = null;

export function startBoard({ post }) {
  send = post;
  document.addEventListener("keydown", onKey);
  document.addEventListener("change", ({ target }) => target.form?.matches("[data-board-tools]") && tell(target.form));
  document.addEventListener("reset", ({ target }) => setTimeout(() => tell(target), 0));
  document.addEventListener("farled:region", tellAll);
  document.addEventListener("click", ({ target }) => target.closest("[data-focus-board]") && focusBoard());
  new Drag({ drop: (card, place) => move(card, place) });
}

const toolsOf = (card) => document.getElementById(`board-${card.closest("[data-board]").dataset.board}`);

async function move(card, to) {
  const board = card.closest("[data-board]");
  const fields = new FormData();
  fields.append("step", board.dataset.step);
  fields.append("table", board.dataset.board);
  fields.append("to", to);
  for (const one of taken(card)) fields.append(one.dataset.kind, one.dataset.id);
  const tools = toolsOf(card);
  if (await send(tools.action, fields)) tools.reset();
}

function onKey(event) {
  const card = event.target.closest?.("[data-card]");
  if (!card || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const action = actionOf(event.key, card);
  if (!action) return;
  event.preventDefault();
  action();
}

function actionOf(key, card) {
  if (key === "ArrowDown" || key === "ArrowUp") return () => step(card, key === "ArrowDown" ? 1 : -1);
  if (key === "m" || key === "M") return () => card.querySelector("a[data-dialog]").click();
  if (key === " " && document.activeElement !== boxOf(card)) return () => boxOf(card).click();
  const place = placeOf(key, card.closest("[data-board]"));
  return place ? () => moveAndGoOn(card, place) : null;
}

function placeOf(key, board) {
  if (key === "+") return "new";
  if (key === "0") return "none";
  return /^[1-9]$/.test(key) ? board.querySelector(`[data-number="${key}"]`)?.dataset.target : null;
}

// The moved card leaves; the person goes on with the one after it.
function moveAndGoOn(card, place) {
  const gone = taken(card);
  const cards = cardsOf(card.closest("[data-board]"));
  const after = [...cards.slice(cards.indexOf(card)), ...cards].find((one) => !gone.includes(one));
  const next = after ? boxOf(after).id : boxOf(card).id;
  document.getElementById(next)?.focus();
  move(card, place).then(() => document.getElementById(next)?.focus());
}

function step(card, by) {
  const cards = cardsOf(card.closest("[data-board]"));
  const next = cards[cards.indexOf(card) + by];
  if (next) boxOf(next).focus();
}

function focusBoard() {
  const fold = document.querySelector("details.board-fold[open]") ?? document.querySelector("details.board-fold");
  if (fold) fold.open = true;
  const first = (fold ?? document).querySelector("[data-card]");
  if (first) boxOf(first).focus();
}

function tellAll({ detail }) {
  if (detail.name === "result") for (const form of document.querySelectorAll("[data-board-tools]")) tell(form);
}

function tell(form) {
  const place = form.querySelector?.("[data-picked]");
  if (!place) return;
  const picked = [...form.elements].filter((one) => one.type === "checkbox" && one.checked).length;
  const { pickedNone, pickedOne, pickedMany } = words();
  const text = picked > 1 ? pickedMany.replace("{n}", picked) : picked ? pickedOne : pickedNone;
  if (place.textContent !== text) place.textContent = text;
  form.classList.toggle("board-tools--on", picked > 0);
}
