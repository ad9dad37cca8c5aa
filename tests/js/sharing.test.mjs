import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { SharedStream } from "../../src/farled/web/ui/static/ui/logic/sharing.js";

// Web Locks as the standard describes them; the channel is Node's own BroadcastChannel.
class Locks {
  #holder = null;
  #queue = [];

  request(name, options, work) {
    return new Promise((resolve, reject) => {
      const entry = { work, resolve, reject };
      if (options.steal) {
        this.#holder?.reject(new DOMException("stolen", "AbortError"));
        return this.#run(entry);
      }
      this.#queue.push(entry);
      this.#next();
    });
  }

  #next() {
    if (!this.#holder && this.#queue.length) this.#run(this.#queue.shift());
  }

  async #run(entry) {
    this.#holder = entry;
    const done = await Promise.resolve().then(entry.work);
    if (this.#holder !== entry) return;
    this.#holder = null;
    entry.resolve(done);
    this.#next();
  }
}

function tab(name, { locks, Channel = BroadcastChannel, opened }) {
  const seen = [];
  const known = [];
  const stream = new SharedStream({
    name,
    wait: 60,
    locks,
    Channel,
    open: (deliver) => {
      const entry = { deliver, closed: false };
      opened.push(entry);
      return () => (entry.closed = true);
    },
    deliver: (message) => void (seen.push(message), known.push(message)),
    catchUp: { messages: () => known, take: (message) => seen.push(message) },
  });
  return { stream, seen };
}

let channels = [];
class Channel extends BroadcastChannel {
  constructor(name) {
    super(name);
    channels.push(this);
  }
}
test.afterEach(() => {
  channels.forEach((channel) => channel.close());
  channels = [];
});

test("without locks every tab has its own stream", () => {
  const opened = [];
  const tabs = [1, 2].map(() => tab("none", { locks: undefined, opened }));
  tabs.forEach(({ stream }) => stream.start());
  assert.equal(opened.length, 2);
  opened[0].deliver({ version: 1 });
  assert.deepEqual([tabs[0].seen.length, tabs[1].seen.length], [1, 0]);
});

test("two tabs share one stream, and a late one catches up", async () => {
  const opened = [];
  const locks = new Locks();
  const first = tab("share", { locks, Channel, opened });
  first.stream.start();
  await wait(20);
  opened[0].deliver({ version: 1 });
  const second = tab("share", { locks, Channel, opened });
  second.stream.start();
  await wait(30);
  assert.equal(opened.length, 1);
  assert.deepEqual(second.seen, [{ version: 1 }]);
  opened[0].deliver({ version: 2 });
  await wait(20);
  assert.deepEqual(second.seen.at(-1), { version: 2 });
});

test("when the leading tab closes, the next one opens a stream", async () => {
  const opened = [];
  const locks = new Locks();
  const [first, second] = [tab("close", { locks, Channel, opened }), tab("close", { locks, Channel, opened })];
  first.stream.start();
  second.stream.start();
  await wait(20);
  first.stream.stop();
  await wait(20);
  assert.deepEqual(opened.map(({ closed }) => closed), [true, false]);
  assert.equal(second.stream.leads, true);
});

test("a tab that does not answer is taken over from, and closes its stream when it wakes", async () => {
  const opened = [];
  const locks = new Locks();
  const first = tab("sleep", { locks, Channel, opened });
  first.stream.start();
  await wait(20);
  channels[0].onmessage = null; // frozen: holds the lock, hears nothing
  const second = tab("sleep", { locks, Channel, opened });
  second.stream.start();
  await wait(120);
  assert.equal(second.stream.leads, true);
  assert.deepEqual(opened.map(({ closed }) => closed), [true, false]);
  assert.equal(first.stream.leads, false);
});

test("a tab that answers keeps the lead", async () => {
  const opened = [];
  const locks = new Locks();
  const first = tab("awake", { locks, Channel, opened });
  first.stream.start();
  await wait(20);
  const second = tab("awake", { locks, Channel, opened });
  second.stream.start();
  await wait(120);
  second.stream.ask();
  await wait(120);
  assert.equal(first.stream.leads, true);
  assert.equal(opened.length, 1);
});

test("a browser that refuses locks gets a stream a tab", async () => {
  const opened = [];
  const locks = { request: () => Promise.reject(new DOMException("no", "SecurityError")) };
  tab("refused", { locks, Channel, opened }).stream.start();
  await wait(20);
  assert.equal(opened.length, 1);
});
