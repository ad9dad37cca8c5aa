// One tab sends at a time. navigator.locks needs https, so this is a lease in storage that runs out by itself.
// Two tabs can still meet in the instant between writing and reading; the server's idempotency makes that harmless.

export const LASTS = 8_000;

export class Lease {
  #shelf;
  #me;
  #now;
  #settle;

  constructor(shelf, { me, now = Date.now, settle = () => new Promise((done) => setTimeout(done, 25)) }) {
    this.#shelf = shelf;
    this.#me = me;
    this.#now = now;
    this.#settle = settle;
  }

  // True when this tab may send for a while.
  async take() {
    const held = this.#held();
    if (held && held.by !== this.#me) return false;
    this.#shelf.put("sender", { by: this.#me, until: this.#now() + LASTS });
    if (held) return true;
    await this.#settle();
    return this.#held()?.by === this.#me;
  }

  free() {
    if (this.#held()?.by === this.#me) this.#shelf.drop("sender");
  }

  // A lease further ahead than leases last was made by a clock that has been set back since.
  #held() {
    const lease = this.#shelf.get("sender");
    const left = Number(lease?.until) - this.#now();
    return left > 0 && left <= LASTS ? lease : null;
  }
}
