// My own list: what the server has, what is on its way, what was refused, and what was never sent.

const SAYS = new Set(["write_voice", "check_in", "write_conflict"]);

// → [{ id, step, text, mark, prompt, … }], newest first. `voices` and `conflicts` are the server's; `outbox` all
// entries; `sending` the key on its way; `drafts` [{ step, form, text }] that stand in no form on the page.
export function listed({ voices = [], conflicts = [], outbox = [], sending = null, drafts = [] }) {
  const about = pendingByThing(outbox);
  const saved = [
    ...voices.map((voice) => shownVoice(voice, about.get(`voice:${voice.id}`), sending)),
    ...conflicts.map((conflict) => shownConflict(conflict, about.get(`conflict:${conflict.id}`), sending)),
  ];
  const underWay = outbox.filter((entry) => SAYS.has(entry.act) || isLost(entry)).map((entry) => shownEntry(entry, sending));
  const unsent = drafts.map((draft) => ({ ...draft, id: `draft:${draft.step}:${draft.form}`, mark: "draft", kind: "draft" }));
  return [...unsent, ...underWay.reverse(), ...saved.reverse()];
}

// A vote or a move that was refused has no words of its own, but must not go unseen.
function isLost(entry) {
  return entry.state === "refused" && !entry.thing;
}

function pendingByThing(outbox) {
  return new Map(outbox.filter((entry) => entry.thing).map((entry) => [entry.thing, entry]));
}

function shownVoice(voice, entry, sending) {
  const common = { id: `voice:${voice.id}`, kind: "voice", voice, step: voice.step, prompt: voice.prompt };
  if (!entry) return { ...common, text: voice.text, mark: voice.state === "hidden" ? "hidden" : "saved" };
  const text = entry.act === "change_voice" ? entry.body.text : voice.text;
  return { ...common, text, entry, mark: markOf(entry, sending), why: entry.why };
}

function shownConflict(conflict, entry, sending) {
  const common = { id: `conflict:${conflict.id}`, kind: "conflict", conflict, step: conflict.step };
  if (!entry) return { ...common, text: conflict.title, mark: conflict.hidden ? "hidden" : "saved" };
  return { ...common, text: entry.text ?? conflict.title, entry, mark: markOf(entry, sending), why: entry.why };
}

function shownEntry(entry, sending) {
  return { id: `act:${entry.key}`, kind: "act", step: entry.step, text: entry.text ?? "", entry, mark: markOf(entry, sending), why: entry.why };
}

function markOf(entry, sending) {
  if (entry.state === "refused") return "failed";
  if (entry.regretted || entry.act.startsWith("withdraw_")) return "withdrawing";
  return entry.key === sending && entry.tries < 2 ? "sending" : "waiting";
}

// One word for everything together: failed, waiting, sending, saved, or "" where nothing was ever sent.
export function overall({ outbox, sending, failing, sentBefore }) {
  const refused = outbox.filter((entry) => entry.state === "refused").length;
  if (refused) return { kind: "failed", n: refused };
  const waiting = outbox.length;
  if (waiting && (failing || !sending)) return { kind: failing ? "waiting" : "sending", n: waiting };
  if (waiting) return { kind: "sending", n: waiting };
  return { kind: sentBefore ? "saved" : "", n: 0 };
}

// The stands to show: the server's, with those that are under way laid over.
export function stands(votes, outbox, step) {
  const shown = new Map(Object.entries(votes ?? {}).map(([item, value]) => [Number(item), value]));
  for (const entry of outbox) {
    if (entry.act !== "vote" || entry.step !== step || entry.state !== "waiting") continue;
    if (entry.body.value === null) shown.delete(entry.body.item);
    else shown.set(entry.body.item, entry.body.value);
  }
  return shown;
}

// What the server told, with what was learnt while its answer was on its way: { voices, votes } before asking, now,
// and as told.
export function reconciled(before, now, told) {
  const [knew, knows, said] = [before, now, told].map(({ voices }) => new Map(voices.map((voice) => [voice.id, voice])));
  const newest = (voice) => (knows.get(voice.id) === knew.get(voice.id) ? voice : knows.get(voice.id));
  const voices = [
    ...told.voices.map(newest).filter(Boolean),
    ...now.voices.filter((voice) => !knew.has(voice.id) && !said.has(voice.id)),
  ];
  const changed = Object.entries(now.votes).filter(([step, votes]) => votes !== before.votes[step]);
  return { voices, votes: { ...told.votes, ...Object.fromEntries(changed) } };
}

// Whether what the hints say is hidden differs from what I know of my own.
export function hiddenDiffers(own, hidden) {
  const now = new Set(hidden);
  return own.some((thing) => (thing.state === "hidden" || thing.hidden === true) !== now.has(thing.id));
}
