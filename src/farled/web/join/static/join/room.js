// What every part of the phone page shares: who I am here, what I have sent, and what is on its way.

import { Lease } from "./logic/lease.js";
import { hiddenDiffers, reconciled, stands } from "./logic/listed.js";
import { Outbox } from "./logic/outbox.js";
import { newKey, newToken } from "./logic/random.js";
import { Sender } from "./logic/sender.js";
import { Shelf, storageOf } from "./logic/shelf.js";
import { wording } from "./logic/words.js";

const PATIENCE = 15_000;

const read = (id) => JSON.parse(document.getElementById(id).textContent);

class Room extends EventTarget {
  me = read("me");
  word = wording(read("words"));
  slug = document.body.dataset.slug;
  voices = [];
  conflicts = [];
  votes = {};
  steps = {};

  constructor() {
    super();
    const storage = storageOf(globalThis);
    this.shelf = new Shelf(storage, `farled.${this.slug}.${this.me.mark}.`);
    this.outbox = new Outbox(this.shelf);
    this.sender = new Sender({
      outbox: this.outbox,
      lease: new Lease(this.shelf, { me: newKey() }),
      post: (entry) => this.#post(entry),
      told: (kind, entry, body) => this.#told(kind, entry, body),
    });
  }

  begin() {
    this.moves = this.#moves;
    addEventListener("online", () => this.sender.wake());
    addEventListener("pagehide", () => this.sender.leave());
    addEventListener("pageshow", () => this.sender.stay());
    document.addEventListener("visibilitychange", () => document.hidden || this.sender.wake());
    // live.js says on the body how the stream is: when it is back, so is the network
    new MutationObserver(() => document.body.dataset.connection === "live" && this.sender.failing && this.sender.wake())
      .observe(document.body, { attributeFilter: ["data-connection"] });
    addEventListener("storage", ({ key, newValue }) => this.shelf.isMine(key) && this.#elsewhere(key, newValue));
    document.addEventListener("farled:region", ({ detail }) => detail.name === "hints" && this.#heedHints());
    document.addEventListener("farled:region", ({ detail }) => detail.name === "seats" && this.#heedSeats());
    if (this.shelf.get("sent")) this.fetchMine();
    else this.#changed();
    this.sender.wake();
  }

  // Another tab of mine has done something; what it has sent, the server tells best.
  #elsewhere(key, value) {
    if (value === null && key?.includes(".act.")) this.fetchMineSoon();
    this.#changed();
  }

  /* Sending */

  // act: see Outbox.add; `anonymous` where the step is.
  send({ anonymous = false, ...act }) {
    if (anonymous) this.token(act.step);
    const entry = this.outbox.add(act);
    this.#name(act.step);
    this.#changed();
    this.sender.wake();
    return entry;
  }

  // What a step is called, until the server tells.
  #name(step) {
    const title = document.getElementById("task-title");
    if (step && title && !this.steps[step]) this.steps = { ...this.steps, [step]: title.textContent };
  }

  // Taken back: the words are gone for good.
  withdraw(kind, id, { step, text }) {
    const thing = `${kind}:${id}`;
    return this.send({ act: `withdraw_${kind}`, step, body: { [kind]: id }, thing, target: thing, text });
  }

  vote({ step, item, value, text, anonymous }) {
    const was = this.votes[step]?.[item] ?? null;
    return this.send({ act: "vote", step, body: { item, value }, target: `vote:${step}:${item}`, was, text, anonymous });
  }

  stands(step) {
    return stands(this.votes[step], this.outbox.all(), step);
  }

  // The token is made before the first thing is sent, and kept: without it nothing anonymous can be changed.
  token(step) {
    const kept = this.shelf.get(`token.${step}`);
    if (kept) return kept;
    const made = newToken();
    this.shelf.put(`token.${step}`, made);
    return made;
  }

  #tokens() {
    const names = this.shelf.names("token.");
    return Object.fromEntries(names.map((name) => [name.slice("token.".length), this.shelf.get(name)]));
  }

  async #post({ key, act, step, body }) {
    const token = this.shelf.get(`token.${step}`);
    const sent = { ...body, act, key, ...(step ? { step } : {}), ...(token ? { token } : {}) };
    const answer = await ask(`/act/${this.slug}/`, sent);
    return { status: answer.status, body: await answer.json().catch(() => ({})) };
  }

  #told(kind, entry, body) {
    if (kind === "saved") this.#learn(entry, body);
    if (kind === "refused") this.#refused(entry);
    this.#changed();
  }

  #refused(entry) {
    this.dispatchEvent(new CustomEvent("refused", { detail: entry }));
    // we showed it at once, and it was not so
    if (SHOWN_AT_ONCE.has(entry.act)) this.fetchMine();
  }

  /* What became of it */

  #learn(entry, body) {
    this.shelf.put("sent", true);
    const learnt = LEARN[entry.act];
    if (learnt) learnt(this, entry, body);
    for (const kind of ["voice", "conflict"]) {
      if (entry.regretted && body[kind]) this.withdraw(kind, body[kind], { step: entry.step });
    }
    this.dispatchEvent(new CustomEvent("saved", { detail: { entry, body } }));
  }

  async fetchMine() {
    const { voices, votes } = this;
    try {
      const answer = await ask(`/w/${this.slug}/mine/`, { tokens: this.#tokens() });
      if (answer.ok) this.#take(await answer.json(), { voices, votes });
    } catch {
      // no network: the next hint or load asks again
    }
    this.#changed();
  }

  #take(told, before) {
    const { conflicts, steps, me } = told;
    Object.assign(this, reconciled(before, this, told), { conflicts, steps, me: { ...this.me, ...me } });
    this.dispatchEvent(new Event("mine"));
  }

  fetchMineSoon(times = 1) {
    this.soon ??= setTimeout(() => {
      this.soon = null;
      this.fetchMine();
    }, this.moment() * times);
  }

  // A random moment, so that a room of phones does not ask at once.
  moment() {
    return Math.random() * 1_500 * (this.hints.spread ?? 1);
  }

  get hints() {
    try {
      return JSON.parse(document.getElementById("hints").dataset.hints);
    } catch {
      return { hidden: [], tables: {} };
    }
  }

  #heedHints() {
    const { hidden, apart = [], tables } = this.hints;
    if (hiddenDiffers(this.voices, hidden) || hiddenDiffers(this.conflicts, apart)) this.fetchMineSoon();
    this.dispatchEvent(new CustomEvent("tables", { detail: tables }));
  }

  // How often others have moved somebody of my part of the room.
  get #moves() {
    return JSON.parse(document.getElementById("seats").dataset.seats)[this.me.part] ?? 0;
  }

  #heedSeats() {
    const moves = this.#moves;
    if (moves === this.moves) return;
    this.moves = moves;
    this.fetchMineSoon();
  }

  changed() {
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}

const SHOWN_AT_ONCE = new Set(["take_seat", "change_name"]);

// What an answer tells that we need not ask for.
const LEARN = {
  vote(room, { step, body }) {
    const votes = { ...room.votes[step] };
    if (body.value === null) delete votes[body.item];
    else votes[body.item] = body.value;
    room.votes = { ...room.votes, [step]: votes };
  },
  write_voice(room, { step, body, regretted }, { voice }) {
    if (!regretted) room.voices = [...room.voices, freshVoice(voice, step, body)];
  },
  change_voice(room, { body }) {
    room.voices = room.voices.map((voice) => (voice.id === body.voice ? { ...voice, ...body, id: voice.id } : voice));
  },
  withdraw_voice(room, { body }) {
    room.voices = room.voices.filter((voice) => voice.id !== body.voice);
  },
  check_in(room) {
    room.fetchMine();
  },
  write_conflict(room, { regretted }) {
    if (!regretted) room.fetchMine();
  },
  withdraw_conflict(room, { body }) {
    room.conflicts = room.conflicts.filter((conflict) => conflict.id !== body.conflict);
  },
  change_conflict(room) {
    room.fetchMine();
  },
  change_name(room, _entry, { name }) {
    room.me = { ...room.me, name };
  },
  take_seat(room, { body, name }) {
    room.me = { ...room.me, table: body.table ? { id: body.table, name } : null };
  },
};

function freshVoice(id, step, body) {
  const blank = { state: "written", group: "", need: "", hide_reason: "", left_alone: "", item: null };
  return { ...blank, ...body, id, step };
}

async function ask(url, body) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  const headers = {
    "Content-Type": "application/json",
    "X-Farled": "1",
    "Accept-Language": document.documentElement.lang,
  };
  try {
    return await fetch(url, { method: "POST", headers, body: JSON.stringify(body), signal: patience.signal, cache: "no-store" });
  } finally {
    clearTimeout(timer);
  }
}

export const room = new Room();
