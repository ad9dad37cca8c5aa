// Acts that are on their way. Each lies under a name of its own, so that two tabs never write over each other.

import { newKey } from "./random.js";

const START = "act.";

export class Outbox {
  #shelf;
  #now;
  #last = 0;

  constructor(shelf, { now = Date.now } = {}) {
    this.#shelf = shelf;
    this.#now = now;
  }

  // act: { act, step, body, target?, was?, form?, values?, text? }. A later one with the same `target`
  // replaces those that wait: it says the whole stand. `was` is what the server last said of that target.
  add(act) {
    const former = act.target ? this.waiting().filter((entry) => entry.target === act.target) : [];
    for (const entry of former) this.remove(entry.key);
    const entry = { ...act, key: newKey(), at: this.#moment(), state: "waiting", tries: 0 };
    this.#put(entry);
    return entry;
  }

  // Later than every other of this tab, also when the clock stands still or is set back.
  #moment() {
    this.#last = Math.max(this.#last + 1, this.#now());
    return this.#last;
  }

  all() {
    const entries = this.#shelf.names(START).map((name) => this.#shelf.get(name)).filter(isEntry);
    return entries.sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
  }

  waiting() {
    return this.all().filter((entry) => entry.state === "waiting");
  }

  refused() {
    return this.all().filter((entry) => entry.state === "refused");
  }

  get(key) {
    const entry = this.#shelf.get(START + key);
    return isEntry(entry) ? entry : null;
  }

  // What to send now, in order; but of one step's votes those that take back come first, or the budget would not do.
  next() {
    const waiting = this.waiting();
    const first = waiting[0];
    if (!first || !gives(first)) return first ?? null;
    return waiting.find((entry) => entry.step === first.step && takes(entry)) ?? first;
  }

  tried(key) {
    this.#change(key, (entry) => ({ ...entry, tries: entry.tries + 1 }));
  }

  refuse(key, { field = "", why = "" }) {
    this.#change(key, (entry) => ({ ...entry, state: "refused", field, why }));
  }

  // Sent anew with a new key: what was refused was not done.
  again(key) {
    const entry = this.get(key);
    if (!entry) return null;
    this.remove(key);
    const { field: _field, why: _why, ...act } = entry;
    return this.add(act);
  }

  // Once it has arrived it shall be taken back: it may have arrived already, with the answer lost.
  regret(key) {
    const entry = this.get(key);
    if (!entry || entry.tries === 0) return this.remove(key);
    return this.#change(key, (kept) => ({ ...kept, regretted: true }));
  }

  remove(key) {
    this.#shelf.drop(START + key);
  }

  #put(entry) {
    this.#shelf.put(START + entry.key, entry);
  }

  #change(key, changed) {
    const entry = this.get(key);
    if (entry) this.#put(changed(entry));
  }
}

const isVote = (entry) => entry.act === "vote";
const takes = (entry) => isVote(entry) && (entry.body.value ?? 0) < (entry.was ?? 0);
const gives = (entry) => isVote(entry) && !takes(entry);

// Storage is not trusted: another version of us, or somebody curious, may have written there.
function isEntry(entry) {
  return Boolean(
    entry && typeof entry === "object" && typeof entry.key === "string" && typeof entry.act === "string" &&
      typeof entry.at === "number" && entry.body && typeof entry.body === "object" && typeof entry.tries === "number",
  );
}
