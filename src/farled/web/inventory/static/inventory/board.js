// The board of needs: cards are dragged between columns, or ticked and moved with the field below it. The page works
// without this; with it a move changes the page in place, so that focus and scrolling stay.

import { announce } from "../ui/announce.js";
import { swap } from "../ui/swap.js";

const board = () => document.querySelector("form[data-board]");
let held = null;

document.addEventListener("dragstart", (event) => {
  held = event.target.closest?.("[data-need]");
  if (!held) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", held.textContent.trim());
  held.classList.add("board__card--held");
});

document.addEventListener("dragover", (event) => {
  const column = columnUnder(event);
  aimAt(column);
  if (column) event.preventDefault();
});

document.addEventListener("drop", (event) => {
  const column = columnUnder(event);
  if (!column) return;
  event.preventDefault();
  if (!column.contains(held)) send(moved(held.dataset.need, column.dataset.column));
});

document.addEventListener("dragend", () => {
  held?.classList.remove("board__card--held");
  held = null;
  aimAt(null);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form !== board() || event.submitter?.hasAttribute("data-elsewhere")) return;
  event.preventDefault();
  send(new FormData(form));
}, { capture: true });

// a need's box holds its number and the place it was seen in
const boxOf = (need) => board().querySelector(`input[name="need"][value^="${CSS.escape(need.split(":")[0])}:"]`);
const columnUnder = (event) => (held ? event.target.closest?.("[data-column]") : null);

function aimAt(column) {
  for (const other of document.querySelectorAll(".board__group--target")) {
    if (other !== column) other.classList.remove("board__group--target");
  }
  column?.classList.add("board__group--target");
}

// With the dragged card go all that are ticked, when it is one of them.
function moved(need, column) {
  const whole = new FormData(board());
  const ticked = whole.getAll("need");
  const fields = new FormData();
  for (const name of ["csrfmiddlewaretoken", "by"]) fields.append(name, whole.get(name));
  for (const one of ticked.includes(need) ? ticked : [need]) fields.append("need", one);
  fields.append("to", column);
  return fields;
}

async function send(fields) {
  const answer = await fetch(board().action, { method: "POST", body: fields }).catch(() => null);
  // the ordinary form says what went wrong, and a new sign-in where one is needed
  if (!answer?.ok || !answer.redirected) return location.reload();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("main");
  if (!fresh || !page.querySelector("form[data-board]")) return location.assign(answer.url);
  swap(document.getElementById("main"), fresh.innerHTML);
  for (const box of board().querySelectorAll('input[name="need"]')) box.checked = false;
  // with nothing ticked the field below is gone: the person goes on with the first card that moved
  const at = document.activeElement;
  if (at === document.body || !at.checkVisibility()) boxOf(fields.get("need"))?.focus();
  announce(document.querySelector(".messages .message > div")?.firstChild?.textContent.trim() ?? "");
}
