// A card carried by the pointer. Fingers scroll instead: they have "move to…".

import { taken } from "./picked.js";
import { words } from "./sending.js";

const FAR_ENOUGH = 6;
const EDGE = 48;

export class Drag {
  #card = null;
  #from = null;
  #ghost = null;
  #place = null;
  #drop;

  constructor({ drop }) {
    this.#drop = drop;
    document.addEventListener("pointerdown", (event) => this.#down(event));
    document.addEventListener("pointermove", (event) => this.#move(event));
    document.addEventListener("pointerup", () => this.#up());
    document.addEventListener("pointercancel", () => this.#end());
    document.addEventListener("keydown", ({ key }) => key === "Escape" && this.#end());
  }

  #down(event) {
    const card = event.target.closest?.("[data-card]");
    if (!card || event.button !== 0 || event.pointerType === "touch") return;
    if (event.target.closest("a, button, input, summary, select")) return;
    this.#card = card;
    this.#from = { x: event.clientX, y: event.clientY };
  }

  #move(event) {
    if (!this.#card) return;
    if (!this.#ghost && !this.#isFar(event)) return;
    if (!this.#ghost) this.#begin();
    event.preventDefault();
    this.#ghost.style.transform = `translate(${event.clientX + 12}px, ${event.clientY + 8}px)`;
    this.#aim(event);
    scrollNear(event.clientY);
  }

  #isFar({ clientX, clientY }) {
    return Math.hypot(clientX - this.#from.x, clientY - this.#from.y) > FAR_ENOUGH;
  }

  #begin() {
    document.getSelection()?.removeAllRanges();
    // news waits while a card is held
    this.#card.closest("[data-board]").setAttribute("data-hold", "");
    const cards = taken(this.#card);
    this.#ghost = document.createElement("div");
    this.#ghost.className = "ghost";
    this.#ghost.textContent =
      cards.length > 1 ? words().moving.replace("{n}", cards.length) : this.#card.querySelector("p").textContent;
    document.body.append(this.#ghost);
    for (const card of cards) card.classList.add("board__card--held");
  }

  #aim({ clientX, clientY }) {
    const under = document.elementFromPoint(clientX, clientY)?.closest("[data-target]");
    const board = this.#card.closest("[data-board]");
    const place = under && board.contains(under) ? under : null;
    if (place === this.#place) return;
    this.#place?.classList.remove("board__group--target");
    place?.classList.add("board__group--target");
    this.#place = place;
  }

  #up() {
    const [card, place] = [this.#card, this.#ghost && this.#place];
    this.#end();
    if (card && place && !place.contains(card)) this.#drop(card, place.dataset.target);
  }

  #end() {
    const board = this.#ghost && this.#card?.closest("[data-board]");
    this.#place?.classList.remove("board__group--target");
    for (const held of document.querySelectorAll(".board__card--held")) held.classList.remove("board__card--held");
    this.#ghost?.remove();
    this.#card = this.#ghost = this.#place = this.#from = null;
    if (!board) return;
    board.removeAttribute("data-hold");
    document.dispatchEvent(new CustomEvent("farled:let-go"));
  }
}

function scrollNear(y) {
  const column = document.querySelector(".bridge__live");
  const { top, bottom } = column.getBoundingClientRect();
  if (y < top + EDGE) column.scrollBy(0, -12);
  if (y > bottom - EDGE) column.scrollBy(0, 12);
}
