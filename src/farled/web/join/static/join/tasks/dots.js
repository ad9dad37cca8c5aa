// Dots with a budget: a minus and a plus at each.

import { hand, spent } from "../logic/dots.js";
import { room } from "../room.js";

class Dots extends HTMLElement {
  connectedCallback() {
    this.stop = new AbortController();
    room.addEventListener("change", () => this.show(), { signal: this.stop.signal });
    if (!this.rows) this.meet();
    this.show();
  }

  disconnectedCallback() {
    this.stop.abort();
  }

  meet() {
    this.step = Number(this.dataset.step);
    this.dots = Number(this.dataset.dots);
    this.most = Number(this.dataset.most);
    this.rows = [...this.querySelectorAll("[data-item]")];
    this.items = this.rows.map((row) => Number(row.dataset.item));
    this.addEventListener("click", (event) => this.pressed(event.target.closest("[data-add], [data-remove]")));
  }

  handAt(item) {
    return hand(room.stands(this.step), { item, items: this.items, dots: this.dots, most: this.most });
  }

  pressed(button) {
    if (!button || button.getAttribute("aria-disabled") === "true") return;
    const row = button.closest("[data-item]");
    const item = Number(row.dataset.item);
    const value = this.handAt(item).here + ("add" in button.dataset ? 1 : -1);
    const text = row.querySelector(".dot-list__text").textContent;
    room.vote({ step: this.step, item, value, text, anonymous: "anonymous" in this.dataset });
  }

  show() {
    const left = this.dots - spent(room.stands(this.step), this.items);
    const words = left > 0 ? room.word("dots_left", { n: left }) : room.word("dots_none");
    const place = this.querySelector("[data-left]");
    if (place.textContent !== words) place.textContent = words;
    for (const row of this.rows) this.showRow(row);
  }

  showRow(row) {
    const { here, canAdd, canRemove } = this.handAt(Number(row.dataset.item));
    row.querySelector("[data-here-words]").textContent = room.word("dots_here", { n: here });
    row.querySelector("[data-here]").replaceChildren(...Array.from({ length: this.most }, (_, index) => dot(index < here)));
    // not `disabled`: a button that vanishes under the finger takes the focus with it
    row.querySelector("[data-add]").setAttribute("aria-disabled", String(!canAdd));
    row.querySelector("[data-remove]").setAttribute("aria-disabled", String(!canRemove));
    row.classList.toggle("dot-list__chosen", here > 0);
  }
}

function dot(used) {
  const drawn = document.createElement("span");
  drawn.className = used ? "dot dot--used" : "dot";
  return drawn;
}

customElements.define("farled-dots", Dots);
