// A stream that answers "not found" is no longer for this page: the page is asked for anew, once, and says why itself.

const KEPT = "farled:turned-away";

export class TurnedAway {
  #ask;
  #store;

  constructor({ ask, store }) {
    this.#ask = ask;
    this.#store = store;
  }

  // Whether to load the page anew; false where that has been done and the stream still says no.
  async shouldReload(url) {
    if ((await this.#status(url)) !== 404 || this.#read() === url) return false;
    return this.#write(url);
  }

  letIn() {
    this.#write("");
  }

  // An event source does not tell what it was answered.
  async #status(url) {
    const leave = new AbortController();
    try {
      return (await this.#ask(url, { signal: leave.signal })).status;
    } catch {
      return 0;
    } finally {
      leave.abort();
    }
  }

  #read() {
    try {
      return this.#store().getItem(KEPT);
    } catch {
      return null;
    }
  }

  // Without a place to remember in, once could become for ever.
  #write(url) {
    try {
      this.#store().setItem(KEPT, url);
      return true;
    } catch {
      return false;
    }
  }
}
