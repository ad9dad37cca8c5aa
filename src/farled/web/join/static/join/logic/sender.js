// Sends what waits, in order, one at a time, until it has arrived or is refused.

const PATIENCE = 8; // server errors in a row of one act before the others go past it

export class Sender {
  #outbox;
  #lease;
  #post;
  #told;
  #timers;
  #random;
  #running = false;
  #gone = false;
  #again = false;
  #timer = null;
  #failures = 0;
  sending = null;

  // post(entry) → { status, body } and throws where there is no network. told(kind, entry, body): "sending", "saved",
  // "refused", "waiting" or "idle".
  constructor({ outbox, lease, post, told, random = Math.random, timers = globalThis }) {
    this.#outbox = outbox;
    this.#lease = lease;
    this.#post = post;
    this.#told = told;
    this.#random = random;
    this.#timers = timers;
  }

  get failing() {
    return this.#failures > 0;
  }

  // Something new, or the network is back: do not wait any longer.
  async wake() {
    this.#timers.clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = true;
    try {
      await this.#run();
    } finally {
      this.#running = false;
    }
  }

  // The page goes away: the next one may send at once, and need not wait until our lease runs out.
  leave() {
    this.#gone = true;
    this.#lease.free();
  }

  // The page is here, perhaps again.
  stay() {
    this.#gone = false;
    return this.wake();
  }

  async #run() {
    do {
      this.#again = false;
      while (await this.#one());
    } while (this.#again && !this.#gone);
  }

  async #one() {
    if (this.#gone) return false;
    const entry = this.#outbox.next();
    if (!entry) return this.#rest();
    if (!(await this.#lease.take())) return this.#later(1_000);
    // another tab may have sent it while we waited for our turn
    if (!this.#outbox.get(entry.key)) return true;
    this.sending = entry.key;
    this.#outbox.tried(entry.key);
    this.#told("sending", entry);
    const answer = await this.#answer(entry);
    this.sending = null;
    return this.#settle(entry, answer);
  }

  async #answer(entry) {
    try {
      return await this.#post(entry);
    } catch {
      return { status: 0, body: {} };
    }
  }

  #settle(entry, { status, body }) {
    const outcome = outcomeOf(status, entry.tries + 1);
    if (outcome === "later") return this.#failed(entry);
    this.#failures = 0;
    // read again: it may have been regretted while it was on its way
    const now = this.#outbox.get(entry.key) ?? entry;
    if (outcome === "saved") this.#outbox.remove(entry.key);
    // a later stand has taken its place: nobody asks for this one any more
    else if (!this.#outbox.get(entry.key)) return true;
    else this.#outbox.refuse(entry.key, body);
    this.#told(outcome, { ...now, field: body.field ?? "", why: body.why ?? "" }, body);
    return true;
  }

  #failed(entry) {
    this.#failures += 1;
    this.#told("waiting", entry);
    return this.#later(waitAfter(this.#failures, this.#random));
  }

  #rest() {
    this.#lease.free();
    this.#told("idle", null);
    return false;
  }

  #later(ms) {
    this.#lease.free();
    if (!this.#again) this.#timer = this.#timers.setTimeout(() => this.wake(), ms);
    return false;
  }
}

// "saved", "refused" (we are told why, and trying again would not help) or "later".
export function outcomeOf(status, tries) {
  if (status === 200) return "saved";
  if (status === 500 && tries >= PATIENCE) return "refused";
  return [0, 408, 425, 429].includes(status) || status >= 500 || status < 400 ? "later" : "refused";
}

// Spread out, so that a room that lost its network does not come back at once.
export function waitAfter(failures, random = Math.random) {
  const longest = Math.min(20_000, 1_000 * 2 ** Math.min(failures - 1, 5));
  return longest / 2 + (random() * longest) / 2;
}
