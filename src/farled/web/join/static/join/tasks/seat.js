// My table: asked for once where people choose, told where it is given, and changed at any time.

import { room } from "../room.js";
import { stepShown } from "../steps.js";

const NEVER = "never";

class Seat extends HTMLElement {
  connectedCallback() {
    this.stop = new AbortController();
    for (const name of ["change", "mine"]) room.addEventListener(name, () => this.show(), { signal: this.stop.signal });
    document.addEventListener("farled:shown", () => this.show(), { signal: this.stop.signal });
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
    if (button?.matches("[data-no-seat]")) this.decline();
    if (button?.matches("[data-change-seat]")) this.ask();
  }

  choose(table, name) {
    this.asking = false;
    room.send({ act: "take_seat", body: { table }, target: "seat", name, text: name });
    room.me = { ...room.me, table: { id: table, name } };
    room.changed();
    this.here.querySelector("button")?.focus();
  }

  decline() {
    this.asking = false;
    room.shelf.put("seat.asked", NEVER);
    if (room.me.table) this.leave();
    this.show();
    this.here.querySelector("button")?.focus();
  }

  leave() {
    room.send({ act: "take_seat", body: { table: null }, target: "seat", text: "" });
    room.me = { ...room.me, table: null };
    room.changed();
  }

  // Asked in the first task that wants to know; whoever lets it pass is not asked in the next. Where tables group
  // their own it matters again, unless the answer was no.
  get isDue() {
    const asked = room.shelf.get("seat.asked");
    const { step } = stepShown();
    if (asked === null && step !== null) room.shelf.put("seat.asked", step);
    return asked === null || asked === step || (asked !== NEVER && this.closest(".task--group") !== null);
  }

  ask() {
    this.asking = true;
    this.show();
    this.form.querySelector("select, button").focus();
  }

  show() {
    const table = room.me.table;
    const asks = Boolean(this.form) && (Boolean(this.asking) || (!table && this.isDue));
    if (this.form) this.form.hidden = !asks;
    this.here.hidden = asks || !(table || this.form);
    this.here.classList.toggle("seat__here--none", !table);
    this.here.querySelector("[data-here-words]").textContent = table ? room.word("table_is", { name: table.name }) : room.word("table_none");
    const change = this.here.querySelector("[data-change-seat]");
    if (change) change.textContent = room.word(table ? "change_table" : "choose_table");
  }
}

customElements.define("farled-seat", Seat);
