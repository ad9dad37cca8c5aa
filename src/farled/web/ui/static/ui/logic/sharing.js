// One stream a browser, shared over its tabs. The tab that holds the lock listens and tells the others.
// Web Locks exist only over https and on localhost; without them every tab has a stream of its own.

const ANSWER_WITHIN = 2_000;

export class SharedStream {
  #channel;
  #locks;
  #name;
  #open;
  #deliver;
  #catchUp;
  #close = null;
  #release = null;
  #answered = true;
  #stopped = false;

  // open(deliver) starts a stream and returns the function that closes it. deliver(message) shows a message.
  // catchUp: { messages(), take(message) } of this tab.
  constructor({ name, open, deliver, catchUp, locks, Channel, wait = ANSWER_WITHIN }) {
    Object.assign(this, { wait });
    this.#name = `farled:${name}`;
    this.#open = open;
    this.#deliver = deliver;
    this.#catchUp = catchUp;
    this.#locks = locks;
    this.#channel = locks && Channel ? new Channel(this.#name) : null;
  }

  get leads() {
    return this.#close !== null;
  }

  start() {
    this.#stopped = false;
    if (!this.#channel) return this.#listen();
    this.#channel.onmessage = ({ data }) => this.#hear(data);
    this.#queue({});
    this.ask();
  }

  stop() {
    this.#stopped = true;
    this.#close?.();
    this.#close = null;
    this.#release?.();
    this.#release = null;
  }

  // Asks the leading tab for what is known; takes over from one that has fallen asleep.
  ask() {
    if (!this.#channel || this.leads) return;
    this.#answered = false;
    this.#channel.postMessage({ kind: "ask" });
    setTimeout(() => {
      if (!this.#answered && !this.leads && !this.#stopped) this.#queue({ steal: true });
    }, this.wait);
  }

  #queue(options) {
    const held = this.#locks.request(this.#name, options, () => this.#lead());
    // "AbortError": another tab has taken over. Anything else: this browser will not lend us a lock
    held.catch((error) => (error.name === "AbortError" ? this.#lost() : this.#listen()));
  }

  #lead() {
    if (this.#stopped) return null;
    this.#listen();
    return new Promise((release) => {
      this.#release = release;
    });
  }

  #lost() {
    this.#close?.();
    this.#close = null;
    if (!this.#stopped) this.#queue({});
  }

  #listen() {
    if (this.#close) return;
    this.#close = this.#open((message) => {
      this.#deliver(message);
      this.#channel?.postMessage({ kind: "news", message });
    });
  }

  #hear({ kind, message }) {
    if (kind === "ask" && this.leads) this.#answer();
    if (kind === "here") this.#answered = true;
    if (kind === "news" && !this.leads) this.#deliver(message);
    if (kind === "known" && !this.leads) this.#catchUp.take(message);
  }

  #answer() {
    this.#channel.postMessage({ kind: "here" });
    for (const message of this.#catchUp.messages()) this.#channel.postMessage({ kind: "known", message });
  }
}
