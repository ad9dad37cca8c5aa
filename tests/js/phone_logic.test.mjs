import assert from "node:assert/strict";
import { test } from "node:test";
import { firstOpen, hand, spent } from "../../src/farled/web/join/static/join/logic/dots.js";
import { isEmpty, numbers, putValues, valuesOf, wordsIn } from "../../src/farled/web/join/static/join/logic/formvalues.js";
import { hiddenDiffers, listed, overall, reconciled, stands } from "../../src/farled/web/join/static/join/logic/listed.js";
import { newKey, newToken } from "../../src/farled/web/join/static/join/logic/random.js";
import { Shelf, storageOf } from "../../src/farled/web/join/static/join/logic/shelf.js";
import { lengthOf, wording } from "../../src/farled/web/join/static/join/logic/words.js";
import { refusing, storage } from "./support/storage.mjs";

const voice = (id, more = {}) => ({ id, step: 3, prompt: "voice", text: `röst ${id}`, state: "written", ...more });
const entry = (more = {}) => ({ key: "k", act: "write_voice", step: 3, body: { text: "ny" }, text: "ny", state: "waiting", tries: 0, at: 1, ...more });

test("keys and tokens are what the server takes, and never the same", () => {
  assert.match(newKey(), /^[A-Za-z0-9-]{8,64}$/);
  assert.match(newToken(), /^[A-Za-z0-9_-]{22,64}$/);
  assert.equal(new Set(Array.from({ length: 200 }, () => newToken())).size, 200);
});

test("a full storage keeps in memory and says so", () => {
  const shelf = new Shelf(storage({}, { room: 60 }), "f.");
  shelf.put("a", "kort");
  assert.ok(shelf.lasts);
  shelf.put("b", "x".repeat(100));
  assert.equal(shelf.lasts, false);
  assert.equal(shelf.get("b"), "x".repeat(100));
  assert.deepEqual(shelf.names().sort(), ["a", "b"]);
  shelf.drop("b");
  assert.ok(shelf.lasts);
});

test("a growing value that no longer fits is not read in its old form", () => {
  const shelf = new Shelf(storage({}, { room: 30 }), "f.");
  shelf.put("draft", "ett");
  shelf.put("draft", "ett två tre fyra fem sex sju åtta");
  assert.equal(shelf.get("draft"), "ett två tre fyra fem sex sju åtta");
});

test("forbidden storage is no storage", () => {
  assert.equal(storageOf({ get localStorage() { throw new Error("SecurityError"); } }), null);
  assert.equal(storageOf({ localStorage: refusing }), null);
  const shelf = new Shelf(null, "f.");
  shelf.put("a", 1);
  assert.equal(shelf.get("a"), 1);
  assert.equal(shelf.lasts, false);
});

test("the list tells saved, hidden, waiting, failed and drafts apart", () => {
  const things = listed({
    voices: [voice(1), voice(2, { state: "hidden" })],
    outbox: [entry(), entry({ key: "r", state: "refused", why: "nej" })],
    sending: "k",
    drafts: [{ step: 2, form: "voice", text: "halvskrivet" }],
  });
  assert.deepEqual(things.map(({ id, mark }) => [id, mark]), [
    ["draft:2:voice", "draft"], ["act:r", "failed"], ["act:k", "sending"], ["voice:2", "hidden"], ["voice:1", "saved"],
  ]);
});

test("a change under way shows the new words, and the old ones' place", () => {
  const change = entry({ act: "change_voice", body: { voice: 1, text: "bättre" }, thing: "voice:1" });
  const [thing] = listed({ voices: [voice(1)], outbox: [change] });
  assert.deepEqual([thing.id, thing.text, thing.mark], ["voice:1", "bättre", "waiting"]);
});

test("a conflict that is being taken back says so, and a refusal why it was not", () => {
  const conflict = { id: 7, step: 3, title: "Buss × spar", hidden: false };
  const entry = { key: "k", act: "withdraw_conflict", step: 3, body: { conflict: 7 }, thing: "conflict:7", state: "waiting", tries: 0 };
  assert.equal(listed({ conflicts: [conflict], outbox: [entry] })[0].mark, "withdrawing");
  const refused = listed({ conflicts: [conflict], outbox: [{ ...entry, state: "refused", why: "Steget är stängt." }] })[0];
  assert.deepEqual([refused.mark, refused.why, refused.text], ["failed", "Steget är stängt.", "Buss × spar"]);
});

test("votes under way are not listed, refused ones are", () => {
  const vote = entry({ act: "vote", body: { item: 1, value: 1 }, text: "Mer buss" });
  assert.deepEqual(listed({ outbox: [vote] }), []);
  assert.equal(listed({ outbox: [{ ...vote, state: "refused" }] })[0].text, "Mer buss");
});

test("stands are the server's with the unsent laid over", () => {
  const outbox = [
    entry({ act: "vote", step: 5, body: { item: 1, value: 2 } }),
    entry({ act: "vote", step: 5, body: { item: 2, value: null } }),
    entry({ act: "vote", step: 5, body: { item: 3, value: 1 }, state: "refused" }),
    entry({ act: "vote", step: 6, body: { item: 1, value: 9 } }),
  ];
  assert.deepEqual([...stands({ 1: 1, 2: 1, 4: -1 }, outbox, 5)].sort(), [[1, 2], [4, -1]]);
});

test("one mark for all: what failed first, then what waits", () => {
  const at = (outbox, more = {}) => overall({ outbox, sending: null, failing: false, sentBefore: true, ...more });
  assert.deepEqual(at([entry({ state: "refused" }), entry()]), { kind: "failed", n: 1 });
  assert.deepEqual(at([entry(), entry({ key: "l" })], { failing: true }), { kind: "waiting", n: 2 });
  assert.deepEqual(at([entry()], { sending: "k" }), { kind: "sending", n: 1 });
  assert.deepEqual(at([]), { kind: "saved", n: 0 });
  assert.deepEqual(at([], { sentBefore: false }), { kind: "", n: 0 });
});

test("an answer that was long on its way takes nothing away that was learnt meanwhile", () => {
  const before = { voices: [voice(1), voice(2), voice(4)], votes: { 5: { 1: 1 }, 6: { 2: 2 } } };
  const now = { voices: [before.voices[0], voice(4, { text: "ändrad" }), voice(9)], votes: { ...before.votes, 5: { 1: -1 } } };
  const told = { voices: [voice(1, { group: "Resor" }), voice(2), voice(3), voice(4)], votes: { 5: { 1: 1 }, 6: { 2: 3 } } };
  const { voices, votes } = reconciled(before, now, told);
  assert.deepEqual(voices.map(({ id }) => id), [1, 3, 4, 9]);
  assert.equal(voices[2].text, "ändrad");
  assert.equal(voices[0].group, "Resor");
  assert.deepEqual(votes, { 5: { 1: -1 }, 6: { 2: 3 } });
});

test("hints concern me only when one of mine was hidden or shown again", () => {
  const mine = [voice(1), voice(2, { state: "hidden" })];
  assert.equal(hiddenDiffers(mine, [2, 99]), false);
  assert.equal(hiddenDiffers(mine, [1, 2]), true);
  assert.equal(hiddenDiffers(mine, []), true);
  assert.equal(hiddenDiffers([{ id: 4, hidden: true }, { id: 5, hidden: false }], [4]), false);
  assert.equal(hiddenDiffers([{ id: 4, hidden: false }], [4]), true);
});

test("dots: budget, most on one, never below none", () => {
  const votes = new Map([[1, 3], [2, 1]]);
  const at = (item) => hand(votes, { item, items: [1, 2, 3], dots: 5, most: 3 });
  assert.equal(spent(votes, [1, 2, 3]), 4);
  assert.deepEqual(at(1), { here: 3, left: 1, canAdd: false, canRemove: true });
  assert.deepEqual(at(3), { here: 0, left: 1, canAdd: true, canRemove: false });
});

test("statements begin where the person left off; to pass is a stand", () => {
  assert.equal(firstOpen(new Map([[1, 0]]), [1, 2, 3]), 2);
  assert.equal(firstOpen(new Map([[1, 1], [2, 0], [3, -1]]), [1, 2, 3]), null);
});

test("form values go out and in again, boxes too", () => {
  const controls = () => [
    { name: "text", type: "textarea", value: "" },
    { name: "areas", type: "checkbox", value: "1", checked: false },
    { name: "areas", type: "checkbox", value: "2", checked: false },
    { name: "", type: "submit", value: "x" },
  ];
  const filled = controls();
  filled[0].value = "hej";
  filled[2].checked = true;
  const values = valuesOf(filled);
  assert.deepEqual(values, { text: "hej", areas: ["2"] });
  const fresh = controls();
  putValues(fresh, values);
  assert.deepEqual(valuesOf(fresh), values);
  assert.equal(isEmpty(valuesOf(controls())), true);
  assert.deepEqual(numbers(["1", "x", "3"]), [1, 3]);
  assert.equal(wordsIn({ a: " ", b: "ord" }, ["a", "b"]), "ord");
});

test("words are filled in, one and many told apart, lengths counted as the server does", () => {
  const say = wording({ left: ["en kvar", "{n} kvar"], to: "till {name}" });
  assert.equal(say("left", { n: 1 }), "en kvar");
  assert.equal(say("left", { n: 3 }), "3 kvar");
  assert.equal(say("to", { name: "$& {n}" }), "till $& {n}");
  assert.equal(lengthOf("  🚌å "), 2);
});
