// One statement at a time: agree, disagree, pass; back and forth as one likes.

import { firstOpen } from "../logic/dots.js";
import { room } from "../room.js";

class Statements extends HTMLElement {
  connectedCallback() {
    this.stop = new AbortController();
    room.addEventListener("change", () => this.mark(), { signal: this.stop.signal });
    room.addEventListener("mine", () => this.touched || this.start(), { signal: this.stop.signal });
    if (this.pages) return;
    this.step = Number(this.dataset.step);
    this.pages = [...this.querySelectorAll("[data-item]")];
    this.items = this.pages.map((page) => Number(page.dataset.item));
    this.addEventListener("click", (event) => this.pressed(event.target.closest("button")));
    this.start();
  }

  disconnectedCallback() {
    this.stop.abort();
  }

  // Where the person left off.
  start() {
    const open = firstOpen(room.stands(this.step), this.items);
    this.show(open === null ? this.pages.length : this.items.indexOf(open));
  }

  pressed(button) {
    if (!button) return;
    this.touched = true;
    if (button.matches("[data-back]")) this.go(this.at - 1);
    else if (button.matches("[data-forward]")) this.go(this.at + 1);
    else this.answer(Number(button.value));
  }

  answer(value) {
    const text = this.pages[this.at].querySelector("legend").textContent;
    room.vote({ step: this.step, item: this.items[this.at], value, text, anonymous: "anonymous" in this.dataset });
    this.go(this.at + 1);
  }

  go(to) {
    this.show(to);
    const next = this.at < this.pages.length ? this.pages[this.at].querySelector("button") : this.querySelector("[data-done]");
    next.focus();
  }

  show(to) {
    this.at = Math.max(0, Math.min(to, this.pages.length));
    for (const [index, page] of this.pages.entries()) page.hidden = index !== this.at;
    this.querySelector("[data-done]").hidden = this.at < this.pages.length;
    this.querySelector("[data-back]").disabled = this.at === 0;
    this.querySelector("[data-forward]").disabled = this.at === this.pages.length;
    this.mark();
  }

  mark() {
    const stands = room.stands(this.step);
    const n = Math.min(this.at + 1, this.pages.length);
    this.querySelector("[data-progress]").textContent = room.word("of", { n, most: this.pages.length });
    for (const [index, page] of this.pages.entries()) {
      for (const button of page.querySelectorAll("button")) {
        button.setAttribute("aria-pressed", String(stands.get(this.items[index]) === Number(button.value)));
      }
    }
  }
}

customElements.define("farled-statements", Statements);
