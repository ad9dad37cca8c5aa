// What every form of a task does: keeps an unsent draft, counts, sends into the outbox, takes back what was refused.

import { isEmpty, putValues, valuesOf, wordsIn } from "../logic/formvalues.js";
import { lengthOf } from "../logic/words.js";
import { errorOf } from "../pieces.js";
import { room } from "../room.js";

// Subclasses say: form (the draft's name), texts (fields of own words), acts(values) → acts to send.
export class TaskForm extends HTMLElement {
  texts = ["text"];

  connectedCallback() {
    if (this.form) return this.restore();
    this.form = this.querySelector("form");
    this.step = Number(this.dataset.step);
    this.form.addEventListener("input", () => this.edited());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.listen();
    this.restore();
  }

  disconnectedCallback() {
    this.stop?.abort();
    this.stop = null;
  }

  listen() {
    this.stop = new AbortController();
    room.addEventListener("refused", (event) => this.heedRefusal(event), { signal: this.stop.signal });
  }

  get anonymous() {
    return "anonymous" in this.dataset;
  }

  get draftName() {
    return `draft.${this.step}.${this.name}`;
  }

  get values() {
    return valuesOf(this.form.elements);
  }

  // Whether nothing of the person's own stands here that was not put there by us.
  get untouched() {
    return isEmpty(this.values);
  }

  restore() {
    if (!this.stop) this.listen();
    const draft = room.shelf.get(this.draftName);
    if (draft?.values) putValues(this.form.elements, draft.values);
    this.count();
  }

  edited() {
    this.clearErrors();
    if (this.untouched) room.shelf.drop(this.draftName);
    else this.keepDraft(this.values);
    this.count();
    room.changed();
  }

  keepDraft(values) {
    room.shelf.put(this.draftName, { values, step: this.step, form: this.name, text: wordsIn(values, this.texts), at: Date.now() });
  }

  count() {
    for (const place of this.querySelectorAll("[data-count]")) {
      const left = Number(this.dataset.most) - lengthOf(this.form.elements[place.dataset.count].value);
      place.textContent = left < 0 ? room.word("over", { n: -left }) : left < 60 ? room.word("left", { n: left }) : "";
      place.classList.toggle("character-count--over", left < 0);
    }
  }

  submit() {
    this.clearErrors();
    const values = this.values;
    const fault = this.fault(values);
    if (fault) return this.showError(fault.field, fault.why);
    for (const act of this.acts(values)) {
      room.send({ step: this.step, form: this.name, anonymous: this.anonymous, values, text: wordsIn(values, this.texts), ...act });
    }
    this.cleared();
    return null;
  }

  // The first thing wrong that we can see without asking the server.
  fault(values) {
    const most = Number(this.dataset.most ?? Infinity);
    const long = this.texts.find((name) => lengthOf(values[name] ?? "") > most);
    if (long) return { field: long, why: room.word("too_long", { most }) };
    const empty = this.texts.every((name) => lengthOf(values[name] ?? "") === 0);
    return empty ? { field: this.texts[0], why: room.word("empty") } : null;
  }

  // After sending: room for the next.
  cleared() {
    room.shelf.drop(this.draftName);
    this.form.reset();
    this.count();
    room.changed();
    this.form.elements[this.texts[0]].focus();
  }

  /* What the server did not take comes back, if nothing new was begun meanwhile. */

  heedRefusal({ detail: entry }) {
    if (entry.step !== this.step || entry.form !== this.name || !this.untouched) return;
    this.takeBack(entry);
  }

  takeBack(entry) {
    room.outbox.remove(entry.key);
    putValues(this.form.elements, entry.values);
    this.keepDraft(entry.values);
    this.count();
    this.showError(entry.field, entry.why);
    room.changed();
  }

  showError(field, why) {
    const control = this.form.elements[field] ?? this.form.elements[this.texts[0]];
    const target = control instanceof Element ? control : control[0];
    const holder = target.closest(".field") ?? target.parentElement;
    const error = errorOf(why);
    error.id = `${target.id}-error`;
    error.dataset.error = "";
    holder.classList.add("field--wrong");
    target.closest("details")?.setAttribute("open", "");
    target.before(error);
    target.setAttribute("aria-invalid", "true");
    target.dataset.described ??= target.getAttribute("aria-describedby") ?? "";
    target.setAttribute("aria-describedby", `${error.id} ${target.dataset.described}`.trim());
    target.focus();
  }

  clearErrors() {
    for (const error of this.querySelectorAll("[data-error]")) error.remove();
    for (const holder of this.querySelectorAll(".field--wrong")) holder.classList.remove("field--wrong");
    for (const control of this.querySelectorAll('[aria-invalid="true"]')) {
      control.removeAttribute("aria-invalid");
      if (control.dataset.described !== undefined) control.setAttribute("aria-describedby", control.dataset.described);
    }
  }
}
