// Pulling apart: two that counteract each other, each in words it would sign.

import { putValues } from "../logic/formvalues.js";
import { room } from "../room.js";
import { TaskForm } from "./form.js";

class Apart extends TaskForm {
  name = "apart";
  texts = ["words_a", "words_b"];

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener("farled:change-conflict", ({ detail }) => this.change(detail), { signal: this.stop.signal });
    room.addEventListener("saved", ({ detail }) => this.heedWithdrawal(detail.entry), { signal: this.stop.signal });
    this.querySelector("[data-new]").onclick = () => this.begin();
  }

  get changing() {
    return room.shelf.get(`changing.${this.step}`);
  }

  restore() {
    super.restore();
    this.querySelector("[data-changing]").hidden = !this.changing;
  }

  // A record I have sent comes into the form; an unsent draft is not thrown away for it.
  change(conflict) {
    if (!this.untouched && !this.changing) return this.form.elements.words_a.focus();
    room.shelf.put(`changing.${this.step}`, { id: conflict.id, version: conflict.version });
    putValues(this.form.elements, { ...conflict, side_a: side(conflict, "a"), side_b: side(conflict, "b") });
    this.edited();
    this.querySelector("[data-changing]").hidden = false;
    return this.form.elements.words_a.focus();
  }

  begin() {
    room.shelf.drop(`changing.${this.step}`);
    this.querySelector("[data-changing]").hidden = true;
    this.cleared();
  }

  // What I was changing is taken back: the words in the form stay, for a new one.
  heedWithdrawal({ act, body }) {
    if (act !== "withdraw_conflict" || body.conflict !== this.changing?.id) return;
    room.shelf.drop(`changing.${this.step}`);
    this.querySelector("[data-changing]").hidden = true;
  }

  fault(values) {
    const empty = this.texts.find((name) => !values[name].trim());
    return empty ? { field: empty, why: room.word("both_sides") } : null;
  }

  acts(values) {
    const { side_a = "", side_b = "", types = [], ...rest } = values;
    const body = { ...rest, types, ...numbered(side_a, "a"), ...numbered(side_b, "b") };
    const changing = this.changing;
    if (!changing) return [{ act: "write_conflict", body, text: this.headline(values) }];
    const thing = `conflict:${changing.id}`;
    return [{ act: "change_conflict", body: { ...body, conflict: changing.id, version: changing.version }, thing, changing, text: this.headline(values) }];
  }

  headline(values) {
    const names = ["a", "b"].map((letter) => {
      const chosen = this.form.elements[`side_${letter}`];
      return chosen?.value ? chosen.selectedOptions[0].textContent : values[`words_${letter}`];
    });
    return names.join(" × ");
  }

  cleared() {
    room.shelf.drop(`changing.${this.step}`);
    this.querySelector("[data-changing]").hidden = true;
    super.cleared();
  }

  takeBack(entry) {
    if (entry.changing) room.shelf.put(`changing.${this.step}`, entry.changing);
    super.takeBack(entry);
    this.querySelector("[data-changing]").hidden = !this.changing;
    if (entry.field === "version") this.catchUp(entry.changing.id);
  }

  // Somebody was first: what stands now is in my list, and saving again is meant to replace it.
  async catchUp(id) {
    await room.fetchMine();
    const standing = room.conflicts.find((conflict) => conflict.id === id);
    if (standing) room.shelf.put(`changing.${this.step}`, { id, version: standing.version });
  }
}

function side(conflict, letter) {
  if (conflict[`goal_${letter}`]) return `goal:${conflict[`goal_${letter}`]}`;
  return conflict[`need_${letter}`] ? `need:${conflict[`need_${letter}`]}` : "";
}

function numbered(value, letter) {
  const [kind, number] = value.split(":");
  return { [`goal_${letter}`]: kind === "goal" ? Number(number) : null, [`need_${letter}`]: kind === "need" ? Number(number) : null };
}

customElements.define("farled-apart", Apart);
