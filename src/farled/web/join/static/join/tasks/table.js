// My table's voices and groups. The server draws the board; it is fetched anew when the hint for my table changes.

import { isBusy, swap } from "../../ui/swap.js";
import { announce } from "../../ui/announce.js";
import { errorOf } from "../pieces.js";
import { room } from "../room.js";

const AGAIN = 3_000;
const AT_ONCE = 3_000;

// What each form asks for, as the act's body.
const BODY = {
  move_voice: ({ voice }, value) => ({ voice: Number(voice), group: value === "new" ? "new" : value === "none" ? null : Number(value) }),
  name_group: ({ group }, name) => ({ group: Number(group), name }),
  merge_groups: ({ group }, into) => ({ group: Number(group), into: Number(into) }),
};

class TableBoard extends HTMLElement {
  connectedCallback() {
    this.stop = new AbortController();
    const { signal } = this.stop;
    this.step = Number(this.dataset.step);
    room.addEventListener("tables", ({ detail }) => this.heed(detail), { signal });
    room.addEventListener("saved", ({ detail }) => this.arrived(detail.entry), { signal });
    room.addEventListener("refused", ({ detail }) => detail.step === this.step && this.refused(detail), { signal });
    this.addEventListener("submit", (event) => this.submitted(event), { signal });
    this.addEventListener("focusout", () => setTimeout(() => this.pending && this.put(this.pending), 0), { signal });
    // on a page just loaded at once; when a whole room gets here at the same time, one after the other
    if (performance.now() < AT_ONCE) this.load();
    else this.loadSoon(room.moment());
  }

  disconnectedCallback() {
    this.stop.abort();
    clearTimeout(this.soon);
  }

  get table() {
    return this.querySelector("[data-board]")?.dataset.board ?? String(room.me.table?.id ?? 0);
  }

  heed(marks) {
    const mark = marks[this.table];
    if (mark === this.mark) return;
    this.mark = mark;
    this.loadSoon(room.moment());
  }

  // What I did myself I want to see at once; sitting down elsewhere changes the whole board.
  arrived(entry) {
    if (entry.step === this.step || entry.act === "take_seat") this.load();
  }

  loadSoon(wait) {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.load(), wait);
  }

  async load() {
    this.mark = room.hints.tables?.[this.table];
    try {
      const answer = await fetch(`/w/${room.slug}/table/`, { cache: "no-store", headers: { "X-Farled": "1" } });
      if (!answer.ok) throw new Error(String(answer.status));
      this.put(await answer.text());
    } catch {
      if (this.isConnected) this.loadSoon(AGAIN * (1 + Math.random()));
    }
  }

  put(html) {
    this.pending = isBusy(this, html) ? html : null;
    if (!this.pending) swap(this, html);
  }

  /* Moving, naming, merging */

  submitted(event) {
    event.preventDefault();
    event.stopPropagation();
    const form = event.target;
    const chosen = new FormData(form);
    const value = String(chosen.get("group") ?? chosen.get("into") ?? chosen.get("name")).trim();
    if (!value) return this.wrong(form, room.word("empty_choice"));
    const { act } = form.dataset;
    room.send({ act, step: this.step, body: BODY[act](form.dataset, value), target: `${act}:${form.dataset.voice ?? form.dataset.group}`, text: wordsOf(form) });
    this.wrong(form, "");
    // the board is not drawn anew under somebody who types
    if (act === "name_group") closeFold(form);
    return announce(room.word("doing"));
  }

  // The board as it is now, and why it did not become what was wanted.
  async refused(entry) {
    room.outbox.remove(entry.key);
    await this.load();
    const kept = entry.act === "name_group" && this.querySelector(`[data-act="name_group"][data-group="${Number(entry.body.group)}"]`);
    if (kept) kept.elements.name.value = entry.body.name;
    this.wrong(kept || this.querySelector("[data-board]") || this, entry.why);
    announce(entry.why);
  }

  wrong(place, why) {
    this.querySelector("[data-error]")?.remove();
    if (!why) return;
    const error = errorOf(why);
    error.dataset.error = "";
    place.prepend(error);
  }
}

// What the list says it was about, should it not arrive.
function wordsOf(form) {
  return form.closest("article, section").querySelector(".voice, h2").textContent.trim();
}

function closeFold(form) {
  const fold = form.closest("details");
  fold.open = false;
  fold.querySelector("summary").focus();
}

customElements.define("farled-table", TableBoard);
