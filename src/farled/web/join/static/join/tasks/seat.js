// My table: chosen where people choose, told where it is given.

import { room } from "../room.js";

class Seat extends HTMLElement {
  connectedCallback() {
    this.stop = new AbortController();
    for (const name of ["change", "mine"]) room.addEventListener(name, () => this.show(), { signal: this.stop.signal });
    if (!this.here) this.meet();
    this.show();
  }

  disconnectedCallback() {
    this.stop.abort();
  }

  meet() {
    this.here = this.querySelector("[data-here]");
    this.form = this.querySelector("[data-choose-form]");
    this.form?.addEventListener("submit", (event) => {
      event.preventDefault();
      const select = this.form.elements.table;
      if (select.value) this.choose(Number(select.value), select.selectedOptions[0].textContent);
    });
    this.addEventListener("click", (event) => this.pressed(event.target.closest("button")));
  }

  pressed(button) {
    if (button?.matches("[data-seat]")) this.choose(Number(button.dataset.seat), button.textContent);
    if (button?.matches("[data-change-seat]")) this.ask();
  }

  choose(table, name) {
    this.asking = false;
    room.send({ act: "take_seat", body: { table }, target: "seat", name, text: name });
    room.me = { ...room.me, table: { id: table, name } };
    room.changed();
    this.here.querySelector("button")?.focus();
  }

  ask() {
    this.asking = true;
    this.show();
    this.form.querySelector("select, button").focus();
  }

  show() {
    const table = room.me.table;
    this.here.hidden = !table || Boolean(this.asking);
    this.here.querySelector("[data-here-words]").textContent = table ? room.word("table_is", { name: table.name }) : "";
    if (this.form) this.form.hidden = Boolean(table) && !this.asking;
  }
}

customElements.define("farled-seat", Seat);
