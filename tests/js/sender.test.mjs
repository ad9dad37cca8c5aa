import assert from "node:assert/strict";
import { test } from "node:test";
import { Lease } from "../../src/farled/web/join/static/join/logic/lease.js";
import { Outbox } from "../../src/farled/web/join/static/join/logic/outbox.js";
import { Sender, outcomeOf, waitAfter } from "../../src/farled/web/join/static/join/logic/sender.js";
import { Shelf } from "../../src/farled/web/join/static/join/logic/shelf.js";
import { storage } from "./support/storage.mjs";

const voice = (text) => ({ act: "write_voice", step: 3, body: { text } });
const OK = { status: 200, body: { voice: 7 } };

// A server that answers from a list, the last answer for ever; and a clock that only the test moves.
function scene({ answers = [OK], kept = storage(), me = "tab-1" } = {}) {
  const posted = [];
  const told = [];
  const timers = fakeTimers();
  const shelf = new Shelf(kept, "farled.w.");
  const outbox = new Outbox(shelf, { now: () => timers.now });
  const sender = new Sender({
    outbox,
    lease: new Lease(shelf, { me, now: () => timers.now, settle: async () => {} }),
    post: async (entry) => {
      posted.push(entry);
      const answer = answers[Math.min(posted.length, answers.length) - 1];
      if (answer instanceof Error) throw answer;
      return typeof answer === "function" ? answer(entry) : answer;
    },
    told: (kind, entry, body) => told.push([kind, entry?.body.text, body]),
    random: () => 1,
    timers,
  });
  return { outbox, sender, posted, told, timers, kept };
}

function fakeTimers() {
  const waiting = new Map();
  let id = 0;
  return {
    now: 1_000,
    setTimeout(work, ms) {
      waiting.set((id += 1), { work, at: this.now + ms });
      return id;
    },
    clearTimeout: (number) => waiting.delete(number),
    get pending() {
      return waiting.size;
    },
    async pass(ms) {
      this.now += ms;
      for (const [number, { work, at }] of [...waiting]) {
        if (at > this.now) continue;
        waiting.delete(number);
        await work();
      }
      await settled();
    },
  };
}

const settled = () => new Promise((done) => setImmediate(done));

test("sends in order and empties the outbox", async () => {
  const { outbox, sender, posted, told } = scene();
  for (const text of ["ett", "två"]) outbox.add(voice(text));
  await sender.wake();
  assert.deepEqual(posted.map((entry) => entry.body.text), ["ett", "två"]);
  assert.deepEqual(outbox.all(), []);
  assert.deepEqual(told.map(([kind]) => kind), ["sending", "saved", "sending", "saved", "idle"]);
});

test("without network everything waits and nothing overtakes; the same key is sent again", async () => {
  const { outbox, sender, posted, timers } = scene({ answers: [new Error("offline"), new Error("offline"), OK] });
  for (const text of ["ett", "två"]) outbox.add(voice(text));
  await sender.wake();
  assert.equal(outbox.waiting().length, 2);
  assert.ok(sender.failing);
  await timers.pass(1_000);
  await timers.pass(2_000);
  assert.deepEqual(posted.map((entry) => entry.body.text), ["ett", "ett", "ett", "två"]);
  assert.equal(new Set(posted.map((entry) => entry.key)).size, 2);
  assert.deepEqual(outbox.all(), []);
});

test("the network's return is not waited out", async () => {
  const { outbox, sender, timers } = scene({ answers: [new Error("offline"), OK] });
  outbox.add(voice("ett"));
  await sender.wake();
  await sender.wake();
  assert.deepEqual(outbox.all(), []);
  assert.equal(timers.pending, 0);
});

for (const status of [429, 500, 502, 503, 504, 0]) {
  test(`${status} is tried again`, async () => {
    const { outbox, sender, timers } = scene({ answers: [{ status, body: {} }, OK] });
    outbox.add(voice("ett"));
    await sender.wake();
    assert.equal(outbox.waiting().length, 1);
    await timers.pass(1_000);
    assert.deepEqual(outbox.all(), []);
  });
}

for (const status of [400, 403, 404, 413, 415, 422]) {
  test(`${status} is told and kept, and the next goes on`, async () => {
    const refusal = { status, body: { field: "text", why: "Korta texten." } };
    const { outbox, sender, told } = scene({ answers: [refusal, OK] });
    outbox.add(voice("för långt"));
    outbox.add(voice("lagom"));
    await sender.wake();
    assert.deepEqual(outbox.all().map((entry) => [entry.body.text, entry.state, entry.why]), [["för långt", "refused", "Korta texten."]]);
    assert.ok(told.some(([kind, text]) => kind === "saved" && text === "lagom"));
  });
}

test("an act the server fails on time after time does not hold up the rest for ever", () => {
  assert.equal(outcomeOf(500, 7), "later");
  assert.equal(outcomeOf(500, 8), "refused");
  assert.equal(outcomeOf(503, 80), "later");
});

test("waiting grows, has an end, and is spread out", () => {
  const longest = [1, 2, 3, 4, 5, 6, 30].map((failures) => waitAfter(failures, () => 1));
  assert.deepEqual(longest, [1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000]);
  assert.equal(waitAfter(3, () => 0), 2_000);
});

test("two tabs of one browser send each thing once", async () => {
  const kept = storage();
  let release;
  const slow = () => new Promise((done) => (release = () => done(OK)));
  const one = scene({ kept, answers: [slow, OK], me: "tab-1" });
  const other = scene({ kept, me: "tab-2" });
  one.outbox.add(voice("ett"));
  const first = one.sender.wake();
  await settled();
  other.outbox.add(voice("två"));
  await other.sender.wake();
  assert.equal(other.posted.length, 0);
  release();
  await first;
  await other.timers.pass(1_000);
  const sent = [...one.posted, ...other.posted].map((entry) => entry.body.text);
  assert.deepEqual(sent, ["ett", "två"]);
  assert.deepEqual(one.outbox.all(), []);
});

test("a tab that dies with the lease is waited out", async () => {
  const kept = storage();
  const dead = scene({ kept, answers: [() => new Promise(() => {})], me: "tab-1" });
  dead.outbox.add(voice("ett"));
  dead.sender.wake();
  await settled();
  const other = scene({ kept, me: "tab-2" });
  await other.sender.wake();
  assert.equal(other.posted.length, 0);
  await other.timers.pass(9_000);
  assert.equal(other.posted.length, 1);
  // what the dead tab may have sent goes out under the same key: the server answers it again
  assert.equal(other.posted[0].key, dead.posted[0].key);
});

test("a lease made by a clock that was set back does not last for ever", async () => {
  const kept = storage({ "farled.w.sender": JSON.stringify({ by: "tab-9", until: 10_000_000 }) });
  const { outbox, sender, posted } = scene({ kept });
  outbox.add(voice("ett"));
  await sender.wake();
  assert.equal(posted.length, 1);
});

test("a vote replaced while it was on its way: the later one is sent, the earlier one's refusal is no news", async () => {
  const vote = (value) => ({ act: "vote", step: 5, body: { item: 1, value }, target: "vote:5:1" });
  let release;
  const slow = () => new Promise((done) => (release = () => done({ status: 422, body: { why: "nej" } })));
  const { outbox, sender, posted, told } = scene({ answers: [slow, OK] });
  outbox.add(vote(1));
  const sent = sender.wake();
  await settled();
  outbox.add(vote(-1));
  release();
  await sent;
  assert.deepEqual(posted.map((entry) => entry.body.value), [1, -1]);
  assert.ok(!told.some(([kind]) => kind === "refused"));
  assert.deepEqual(outbox.all(), []);
});

test("regretted while on its way: whoever is told that it was saved is told that too", async () => {
  let release;
  const slow = () => new Promise((done) => (release = () => done(OK)));
  const { outbox, sender, told } = scene({ answers: [slow] });
  const { key } = outbox.add(voice("hoppsan"));
  const notes = [];
  const sent = sender.wake();
  await settled();
  outbox.regret(key);
  assert.equal(outbox.get(key).regretted, true);
  release();
  await sent;
  notes.push(...told.filter(([kind]) => kind === "saved"));
  assert.equal(notes.length, 1);
});

test("a page that goes away lets the next one send at once, and takes nothing up again", async () => {
  const kept = storage();
  let fail;
  const cut = () => new Promise((_, failed) => (fail = failed));
  const leaving = scene({ kept, answers: [cut], me: "old page" });
  leaving.outbox.add(voice("ett"));
  leaving.sender.wake();
  await settled();
  leaving.outbox.add(voice("två"));
  leaving.sender.wake();
  leaving.sender.leave();
  fail(new Error("the page is gone"));
  await settled();
  assert.equal(kept.getItem("farled.w.sender"), null);
  const next = scene({ kept, me: "new page" });
  await next.sender.wake();
  assert.deepEqual(next.posted.map((entry) => entry.body.text), ["ett", "två"]);
  await leaving.sender.stay();
  assert.deepEqual(leaving.posted.map((entry) => entry.body.text), ["ett"]);
});
