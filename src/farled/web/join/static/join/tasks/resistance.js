// The no-voice: 0–10 to each proposal, and to whom it is much (or to all, when asked): what would it take?

import { room } from "../room.js";
import { TaskForm } from "./form.js";

const MUCH = 7;

class Condition extends TaskForm {
  get name() {
    return `condition.${this.dataset.item}`;
  }

  acts({ text }) {
    return [{ act: "write_voice", body: { prompt: "condition", text, item: Number(this.dataset.item) } }];
  }
}

class Resistance extends HTMLElement {
  connectedCallback() {
    this.stop = new AbortController();
    room.addEventListener("change", () => this.show(), { signal: this.stop.signal });
    if (!this.rows) this.meet();
    // the forms inside come to life after us
    queueMicrotask(() => this.show());
  }

  disconnectedCallback() {
    this.stop.abort();
  }

  meet() {
    this.step = Number(this.dataset.step);
    this.rows = [...this.querySelectorAll("[data-item]:is(li)")];
    this.addEventListener("change", ({ target }) => target.type === "radio" && this.answer(target));
  }

  answer(radio) {
    const row = radio.closest("li");
    const text = row.querySelector("legend").textContent;
    room.vote({ step: this.step, item: Number(row.dataset.item), value: Number(radio.value), text, anonymous: "anonymous" in this.dataset });
  }

  show() {
    const stands = room.stands(this.step);
    for (const row of this.rows) this.showRow(row, stands.get(Number(row.dataset.item)));
    const answered = this.rows.filter((row) => stands.has(Number(row.dataset.item))).length;
    this.querySelector("[data-progress]").textContent = room.word("of", { n: answered, most: this.rows.length });
  }

  showRow(row, grade) {
    for (const radio of row.querySelectorAll('input[type="radio"]')) {
      const chosen = grade !== undefined && Number(radio.value) === grade;
      if (radio.checked !== chosen) radio.checked = chosen;
    }
    const condition = row.querySelector("farled-condition");
    const asked = grade !== undefined && (grade >= MUCH || ("askAll" in this.dataset && grade > 0));
    condition.hidden = !asked && condition.untouched;
  }
}

customElements.define("farled-condition", Condition);
customElements.define("farled-resistance", Resistance);
