// Check in: who I am here and what I see; what was told when joining already stands there.

import { room } from "../room.js";
import { TaskForm } from "./form.js";

class CheckIn extends TaskForm {
  name = "check_in";

  connectedCallback() {
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
    if (room.shelf.get(this.draftName)) return;
    for (const [name, value] of Object.entries(this.standing)) this.form.elements[name].value = value ?? "";
    this.count();
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
    room.changed();
  }

  heedRefusal({ detail: entry }) {
    if (entry.step === this.step && entry.form === this.name) this.takeBack(entry);
  }
}

customElements.define("farled-check-in", CheckIn);
