import assert from "node:assert/strict";
import { test } from "node:test";
import { Regions, message, retryDelay } from "../../src/farled/web/ui/static/ui/logic/regions.js";

const news = (version, regions) => ({ version, regions });

test("what the stream says is always shown, also after a restart with lower numbers", () => {
  const regions = new Regions();
  assert.deepEqual(regions.take(news(9, { a: "nine" })), [["a", "nine"]]);
  assert.deepEqual(regions.take(news(1, { a: "one" })), [["a", "one"]]);
});

test("another tab's knowledge is taken only when newer, region by region", () => {
  const regions = new Regions();
  regions.take(news(5, { a: "a5" }));
  assert.deepEqual(regions.catchUp(news(5, { a: "old", b: "b5" })), [["b", "b5"]]);
  assert.deepEqual(regions.catchUp(news(6, { a: "a6" })), [["a", "a6"]]);
});

test("after a restart numbers begin again: what another tab knows of the new server is taken", () => {
  const regions = new Regions();
  regions.take({ ...news(9, { a: "before", b: "before" }), of: "f00d" });
  const restarted = { ...news(1, { a: "after" }), of: "beef" };
  assert.deepEqual(regions.catchUp(restarted), [["a", "after"]]);
  assert.deepEqual(regions.catchUp(restarted), [], "once is enough");
  assert.deepEqual(regions.catchUp({ ...news(9, { b: "old" }), of: "f00d" }), []);
});

test("what is known is told one region a message, the newest only", () => {
  const regions = new Regions();
  regions.take(news(1, { a: "a1", b: "b1" }));
  regions.take(news(2, { a: "a2" }));
  assert.deepEqual(regions.messages(), [
    { ...news(2, { a: "a2" }), of: "" },
    { ...news(1, { b: "b1" }), of: "" },
  ]);
});

test("messages: hello has no regions, broken ones are dropped", () => {
  assert.deepEqual(message('{"now": 5}'), { now: 5, regions: {}, of: "" });
  assert.deepEqual(message('{"version": 1, "regions": {"a": ""}}', "beef-1"), { ...news(1, { a: "" }), of: "beef" });
  for (const broken of ["", "{", "null", "5"]) assert.equal(message(broken), null);
});

test("waiting grows, is spread, and ends at half a minute", () => {
  assert.equal(retryDelay(0, () => 0), 1_000);
  assert.equal(retryDelay(1, () => 1), 4_000);
  assert.equal(retryDelay(50, () => 1), 30_000);
});
