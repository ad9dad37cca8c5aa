import assert from "node:assert/strict";
import { test } from "node:test";
import { differing, fate, holdsText, parsed } from "../../src/farled/web/ui/static/ui/logic/drafts.js";

const DAY = 24 * 3600 * 1000;
const now = 100 * DAY;
const calm = { wentWell: false, hasErrors: false, now };
const draft = (change = {}) => ({ at: now - 1_000, sent: false, values: { what: "ett behov" }, ...change });

test("text that never left is put back", () => {
  assert.equal(fate(draft(), calm), "restore");
});

test("text that left is dropped when the server said well, offered when nobody knows", () => {
  assert.equal(fate(draft({ sent: true }), { ...calm, wentWell: true }), "drop");
  assert.equal(fate(draft({ sent: true }), calm), "offer");
});

test("a form that came back with errors is kept as it stands, whatever was stored", () => {
  for (const stored of [draft({ sent: true }), draft(), null]) {
    assert.equal(fate(stored, { ...calm, hasErrors: true }), "keep");
  }
});

test("success elsewhere does not eat text that was never sent", () => {
  assert.equal(fate(draft(), { ...calm, wentWell: true }), "restore");
});

test("empty and month-old drafts go", () => {
  assert.equal(fate(draft({ values: { what: "  " } }), calm), "drop");
  assert.equal(fate(draft({ at: now - 31 * DAY }), calm), "drop");
  assert.equal(fate(null, calm), "drop");
});

test("storage is not trusted", () => {
  for (const bad of [null, "", "{", "5", "null", '{"values": "x"}']) assert.equal(parsed(bad), null);
  assert.deepEqual(parsed('{"values": {"a": "b"}}'), { values: { a: "b" } });
});

test("only what differs from the page is kept, emptied fields too", () => {
  assert.deepEqual(differing({ a: "1", b: "2", c: "" }, { a: "1", c: "3" }), { b: "2", c: "" });
  assert.equal(holdsText({ a: "", b: " " }), false);
});
