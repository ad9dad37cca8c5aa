// Check in: who I am here and what I see; what was told when joining already stands there.

import { room } from "../room.js";
import { TaskForm } from "./form.js";

class CheckIn extends TaskForm {
  name = "check_in";

  connectedCallback() {
    if (!this.form) this.querySelector("[data-change-home]").addEventListener("click", () => this.changeHome());
    super.connectedCallback();
    room.addEventListener("mine", () => this.fill(), { signal: this.stop.signal });
    this.fill();
  }

  get perspective() {
    return room.voices.find((voice) => voice.step === this.step && voice.prompt === "perspective");
  }

  get standing() {
    return { organisation: room.me.organisation, role: room.me.role, text: this.perspective?.text ?? "" };
  }

  get untouched() {
    return Object.entries(this.standing).every(([name, value]) => this.form.elements[name].value === (value ?? ""));
  }

  fill() {
    if (!room.shelf.get(this.draftName)) {
      for (const [name, value] of Object.entries(this.standing)) this.form.elements[name].value = value ?? "";
      this.count();
    }
    this.foldHome();
  }

  // What was said when joining is not asked for again; one line tells it.
  foldHome() {
    const { organisation } = room.me;
    const folded = Boolean(organisation) && !this.changing && this.form.elements.organisation.value === organisation;
    this.querySelector("[data-home]").hidden = !folded;
    this.querySelector("[data-home-words]").textContent = organisation;
    this.querySelector("[data-home-field]").hidden = folded;
  }

  changeHome() {
    this.changing = true;
    this.foldHome();
    this.form.elements.organisation.focus();
  }

  showError(field, why) {
    this.changing ||= field === "organisation";
    this.foldHome();
    super.showError(field, why);
  }

  fault(values) {
    const fault = super.fault(values);
    return fault?.why === room.word("empty") ? null : fault;
  }

  acts({ organisation, role, text }) {
    return [{ act: "check_in", body: { organisation, role, text }, target: `check_in:${this.step}` }];
  }

  // The answers stay: this form is about me, not one thing of many.
  cleared() {
    room.shelf.drop(this.draftName);
    const { organisation, role } = this.values;
    room.me = { ...room.me, organisation, role };
    this.changing = false;
    this.foldHome();
    room.changed();
  }

  heedRefusal({ detail: entry }) {
    if (entry.step === this.step && entry.form === this.name) this.takeBack(entry);
  }
}

customElements.define("farled-check-in", CheckIn);
