import assert from "node:assert/strict";
import { test } from "node:test";
import { ServerClock, clockFace, markPassed, urgency } from "../../src/farled/web/ui/static/ui/logic/clock.js";

test("the clock knows nothing before it has learnt", () => {
  const clock = new ServerClock();
  assert.equal(clock.known, false);
  clock.learn(NaN, 5);
  assert.equal(clock.known, false);
});

test("a device whose clock is wrong shows the server's time", () => {
  const clock = new ServerClock();
  clock.learn(1_000_000, 200);
  assert.equal(clock.now(1_200), 1_001_000);
});

test("a stale sample never turns the clock back", () => {
  const clock = new ServerClock();
  clock.learn(1_000_000, 0);
  clock.learn(1_000_000, 30_000); // the same cached page, seen half a minute later
  assert.equal(clock.now(30_000), 1_030_000);
});

test("a later and fresher sample mends a clock that slept", () => {
  const clock = new ServerClock();
  clock.learn(1_000_000, 0);
  clock.learn(1_600_000, 10_000);
  assert.equal(clock.now(10_000), 1_600_000);
});

test("minutes and seconds, rounded up, never below zero", () => {
  assert.equal(clockFace(0), "00:00");
  assert.equal(clockFace(-5_000), "00:00");
  assert.equal(clockFace(1), "00:01");
  assert.equal(clockFace(61_000), "01:01");
  assert.equal(clockFace(90 * 60_000), "90:00");
});

test("marks are said once, when passed", () => {
  assert.equal(markPassed(300_500, 299_900), "five");
  assert.equal(markPassed(299_900, 299_500), null);
  assert.equal(markPassed(60_100, 60_000), "one");
  assert.equal(markPassed(200, -50), "up");
  assert.equal(markPassed(-50, -300), null);
});

test("after a long sleep only the latest mark is said", () => {
  assert.equal(markPassed(400_000, 30_000), "one");
  assert.equal(markPassed(400_000, -1), "up");
});

test("urgency follows the last minute", () => {
  assert.deepEqual([120_000, 60_000, 1, 0].map(urgency), ["", "soon", "soon", "over"]);
});
