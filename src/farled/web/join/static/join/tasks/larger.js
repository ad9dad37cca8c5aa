// Make it larger: the need in focus, one dimension at a time.

import { numbers } from "../logic/formvalues.js";
import { room } from "../room.js";
import { TaskForm } from "./form.js";

class Stake extends TaskForm {
  get name() {
    return `stake.${this.dataset.item}.${this.dataset.dimension}`;
  }

  acts({ text, for_whom, goals = [] }) {
    const { item, dimension } = this.dataset;
    const body = { prompt: "stake", text, for_whom, goals: numbers(goals), dimensions: [dimension], item: Number(item) };
    return [{ act: "write_voice", body }];
  }
}

class Larger extends HTMLElement {
  connectedCallback() {
    if (this.pages) return;
    this.pages = [...this.querySelectorAll("farled-stake")];
    this.querySelector("[data-back]").addEventListener("click", () => this.go(this.at - 1));
    this.querySelector("[data-forward]").addEventListener("click", () => this.go(this.at + 1));
    this.show(0);
  }

  go(to) {
    this.show(to);
    this.pages[this.at].querySelector("textarea").focus();
  }

  show(to) {
    this.at = Math.max(0, Math.min(to, this.pages.length - 1));
    for (const [index, page] of this.pages.entries()) page.hidden = index !== this.at;
    this.querySelector("[data-progress]").textContent = room.word("of", { n: this.at + 1, most: this.pages.length });
    this.querySelector("[data-back]").disabled = this.at === 0;
    this.querySelector("[data-forward]").disabled = this.at === this.pages.length - 1;
  }
}

customElements.define("farled-stake", Stake);
customElements.define("farled-larger", Larger);
