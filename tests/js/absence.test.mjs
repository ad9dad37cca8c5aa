import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Absence, TOLD_AFTER } from "../../src/farled/web/ui/static/ui/logic/absence.js";

function away() {
  mock.timers.enable({ apis: ["setTimeout"] });
  const told = [];
  const absence = new Absence({ tell: (isAway) => told.push(isAway) });
  return { told, absence, wait: (ms) => mock.timers.tick(ms) };
}

test("a connection that only opens anew is not told", () => {
  const { told, absence, wait } = away();
  absence.begins();
  wait(TOLD_AFTER - 1);
  absence.ends();
  wait(TOLD_AFTER * 2);
  assert.deepEqual(told, [false]);
  mock.timers.reset();
});

test("one that stays away is told once, however many tries fail, and its end as well", () => {
  const { told, absence, wait } = away();
  for (let tries = 0; tries < 4; tries += 1) {
    absence.begins();
    wait(2_000);
  }
  assert.deepEqual(told, [true]);
  absence.ends();
  absence.begins();
  wait(TOLD_AFTER);
  assert.deepEqual(told, [true, false, true]);
  mock.timers.reset();
});
