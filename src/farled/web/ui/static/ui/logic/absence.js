// A connection that only opens anew is nothing to tell; one that stays away is.

export const TOLD_AFTER = 5_000;

export class Absence {
  #tell;
  #timers;
  #timer = null;

  // tell(true) when it has lasted, tell(false) when it is over.
  constructor({ tell, timers = globalThis }) {
    this.#tell = tell;
    this.#timers = timers;
  }

  // Every try that fails belongs to the same absence.
  begins() {
    this.#timer ??= this.#timers.setTimeout(() => this.#tell(true), TOLD_AFTER);
  }

  ends() {
    this.#timers.clearTimeout(this.#timer);
    this.#timer = null;
    this.#tell(false);
  }
}
