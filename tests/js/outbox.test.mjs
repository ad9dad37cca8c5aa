import assert from "node:assert/strict";
import { test } from "node:test";
import { Outbox } from "../../src/farled/web/join/static/join/logic/outbox.js";
import { Shelf } from "../../src/farled/web/join/static/join/logic/shelf.js";
import { storage } from "./support/storage.mjs";

const voice = (text) => ({ act: "write_voice", step: 3, body: { text } });
const vote = (item, value, was = null) => ({ act: "vote", step: 5, body: { item, value }, target: `vote:5:${item}`, was });

function outbox({ kept = storage(), now = () => 1_000 } = {}) {
  return new Outbox(new Shelf(kept, "farled.w."), { now });
}

test("what is added lies in storage before it is sent, with a key of its own", () => {
  const kept = storage();
  const added = outbox({ kept }).add(voice("ett"));
  assert.match(added.key, /^[a-f0-9]{32}$/);
  assert.equal(outbox({ kept }).next().body.text, "ett");
});

test("order is kept also when the clock stands still or is set back", () => {
  let clock = 5_000;
  const box = outbox({ now: () => (clock -= 1_000) });
  for (const text of ["ett", "två", "tre"]) box.add(voice(text));
  assert.deepEqual(box.all().map((entry) => entry.body.text), ["ett", "två", "tre"]);
});

test("a vote takes the place of an unsent one on the same thing, and of no other", () => {
  const box = outbox();
  box.add(vote(1, 1));
  box.add(vote(2, 1));
  box.add(vote(1, -1));
  assert.deepEqual(box.waiting().map(({ body }) => [body.item, body.value]), [[2, 1], [1, -1]]);
});

test("dots that are taken back go before dots that are laid, or the budget would not do", () => {
  const box = outbox();
  box.add(vote(1, 5, 0));
  box.add(vote(2, 0, 3));
  assert.equal(box.next().body.item, 2);
});

test("a vote never overtakes what is not a vote", () => {
  const box = outbox();
  box.add(voice("först"));
  box.add(vote(2, 0, 3));
  assert.equal(box.next().body.text, "först");
});

test("dots in every order of pressing stay within the budget all the way", () => {
  const budget = 5;
  for (let seed = 1; seed <= 300; seed += 1) {
    const roll = dice(seed);
    const server = new Map([[1, roll(4)], [2, roll(2)], [3, 0]]);
    const box = outbox();
    const shown = new Map(server);
    for (let press = 0; press < 12; press += 1) {
      const item = 1 + roll(3);
      const value = roll(6);
      const others = [...shown].filter(([other]) => other !== item).reduce((sum, [, n]) => sum + n, 0);
      if (others + value > budget) continue;
      shown.set(item, value);
      box.add(vote(item, value, server.get(item)));
    }
    for (let entry = box.next(); entry; entry = box.next()) {
      server.set(entry.body.item, entry.body.value);
      const sum = [...server.values()].reduce((total, n) => total + n, 0);
      assert.ok(sum <= budget, `seed ${seed}: ${sum}`);
      box.remove(entry.key);
    }
    assert.deepEqual([...server].sort(), [...shown].sort());
  }
});

test("what was refused stays, with why, until it is sent anew under a new key", () => {
  const box = outbox();
  const { key } = box.add(voice("för långt"));
  box.refuse(key, { field: "text", why: "Korta texten." });
  assert.equal(box.next(), null);
  assert.deepEqual(box.refused().map((entry) => entry.why), ["Korta texten."]);
  const again = box.again(key);
  assert.notEqual(again.key, key);
  assert.equal(again.why, undefined);
  assert.equal(box.next().body.text, "för långt");
});

test("regretted before it was ever sent it is simply gone", () => {
  const box = outbox();
  box.regret(box.add(voice("hoppsan")).key);
  assert.deepEqual(box.all(), []);
});

test("regretted after it may have arrived it is still sent, marked", () => {
  const box = outbox();
  const { key } = box.add(voice("hoppsan"));
  box.tried(key);
  box.regret(key);
  assert.equal(box.next().regretted, true);
});

test("two tabs add at once without losing either", () => {
  const kept = storage();
  const [one, other] = [outbox({ kept }), outbox({ kept })];
  one.add(voice("flik ett"));
  other.add(voice("flik två"));
  one.remove(one.all()[0].key);
  assert.equal(other.all().length, 1);
});

test("what others wrote into storage is not trusted", () => {
  const kept = storage({ "farled.w.act.x": "{", "farled.w.act.y": '{"key": 5}', "farled.w.act.z": "null", other: "1" });
  assert.deepEqual(outbox({ kept }).all(), []);
});

function dice(seed) {
  let state = seed * 2_654_435_761;
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * sides);
  };
}
