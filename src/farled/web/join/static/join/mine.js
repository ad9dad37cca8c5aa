// "What I have sent": each thing with its mark, what became of it, change and take back.

import { listed } from "./logic/listed.js";
import { errorOf, markInto, piece } from "./pieces.js";
import { room } from "./room.js";
import { formFor, stepShown } from "./steps.js";

const box = document.querySelector("[data-mine]");
const lists = { now: box.querySelector("[data-mine-list]"), earlier: box.querySelector("[data-mine-earlier-list]") };
const earlier = box.querySelector("[data-mine-earlier]");

function show() {
  const { step } = stepShown();
  const things = listed({
    voices: room.voices, conflicts: room.conflicts, outbox: room.outbox.all(), sending: room.sender.sending, drafts: looseDrafts(),
  });
  const isNow = (thing) => step === null || thing.step === step || thing.mark === "draft" || thing.mark === "failed" || !thing.step;
  fill(lists.now, things.filter(isNow));
  fill(lists.earlier, things.filter((thing) => !isNow(thing)));
  earlier.hidden = lists.earlier.childElementCount === 0;
  box.hidden = things.length === 0;
}

// Drafts of forms that are not on the page: their step is over, or not this one.
function looseDrafts() {
  const drafts = room.shelf.names("draft.").map((name) => room.shelf.get(name)).filter((draft) => draft?.text);
  return drafts.filter((draft) => !formFor(draft));
}

function fill(list, things) {
  const standing = new Map([...list.children].map((item) => [item.dataset.id, item]));
  let place = list.firstElementChild;
  for (const thing of things) {
    const item = standing.get(thing.id) ?? made(thing.id);
    standing.delete(thing.id);
    refresh(item, thing);
    if (item === place) place = place.nextElementSibling;
    else list.insertBefore(item, place);
  }
  for (const item of standing.values()) leave(item);
}

// Focus stays near when the thing it was on goes.
function leave(item) {
  const held = item.contains(document.activeElement);
  const next = item.nextElementSibling ?? item.previousElementSibling;
  item.remove();
  if (held) (next?.querySelector("button:not([hidden])") ?? document.getElementById("main")).focus();
}

function made(id) {
  const item = piece("mine").firstElementChild;
  item.dataset.id = id;
  item.addEventListener("click", (event) => pressed(item, event.target.closest("[data-do]")));
  return item;
}

const things = new WeakMap();

function refresh(item, thing) {
  const look = JSON.stringify([thing, stepShown(), room.steps[thing.step]]);
  things.set(item, thing);
  if (item.dataset.look === look) return;
  item.dataset.look = look;
  item.querySelector("[data-text]").textContent = thing.text;
  markInto(item.querySelector("[data-mark]"), thing.mark, room.word(`mark.${thing.mark}`));
  showNote(item, thing);
  showStep(item, thing);
  const can = possible(thing);
  for (const button of item.querySelectorAll("[data-buttons] > [data-do]")) button.hidden = !can.has(button.dataset.do);
}

function showNote(item, thing) {
  const words = notes(thing).join(" · ");
  const place = item.querySelector("[data-note]");
  place.textContent = words;
  place.hidden = !words;
}

function notes(thing) {
  if (thing.why) return [thing.why];
  if (thing.kind === "conflict") return conflictNotes(thing.conflict);
  if (thing.kind !== "voice") return [];
  const { voice } = thing;
  return [
    voice.state === "hidden" && room.word("hidden_because", { why: voice.hide_reason }),
    voice.group && room.word("in_group", { name: voice.group }),
    voice.need && room.word("in_need", { name: voice.need }),
    voice.left_alone && room.word("left_alone", { why: voice.left_alone }),
  ].filter(Boolean);
}

function conflictNotes({ hidden, hide_reason: why, as_said: former }) {
  return [hidden && room.word("hidden_because", { why }), former.length > 0 && room.word("reworded")].filter(Boolean);
}

function showStep(item, thing) {
  const title = thing.step === stepShown().step ? "" : room.steps[thing.step] ?? "";
  const place = item.querySelector("[data-step-title]");
  place.textContent = title;
  place.hidden = !title;
}

const WRITES = new Set(["write_voice", "write_conflict"]);

// What can be done with a thing, given what the step allows now.
function possible(thing) {
  const { step, open } = stepShown();
  const here = open && thing.step === step;
  if (thing.mark === "failed") return new Set([...(formFor(thing.entry) ? ["put-back"] : here || !thing.step ? ["again"] : []), "throw"]);
  if (thing.mark === "draft") return new Set(["throw"]);
  if (thing.mark === "waiting" || thing.mark === "sending") return new Set(WRITES.has(thing.entry?.act) && !thing.entry.regretted ? ["take-back"] : []);
  return new Set(thing.mark === "saved" && here ? ["change", "take-back"] : []);
}

function pressed(item, button) {
  if (button) DO[button.dataset.do](item, things.get(item));
}

const DO = {
  change(item, thing) {
    if (thing.kind === "conflict") document.dispatchEvent(new CustomEvent("farled:change-conflict", { detail: thing.conflict }));
    else if (thing.voice.prompt === "perspective") formFor({ step: thing.step, form: "check_in" })?.querySelector("textarea").focus();
    else openChange(item, thing);
  },
  "take-back"(item, thing) {
    if (thing.kind !== "act") return openTakeBack(item, thing);
    room.outbox.regret(thing.entry.key);
    return room.changed();
  },
  "put-back"(item, thing) {
    const form = formFor(thing.entry);
    if (form.untouched) form.takeBack(thing.entry);
    else form.querySelector("textarea").focus();
  },
  again(item, thing) {
    room.outbox.again(thing.entry.key);
    room.changed();
    room.sender.wake();
  },
  throw(item, thing) {
    if (thing.kind === "draft") room.shelf.drop(`draft.${thing.step}.${thing.form}`);
    else room.outbox.remove(thing.entry.key);
    room.changed();
  },
};

/* Changing in place */

function beside(item, what, focus) {
  const buttons = item.querySelector("[data-buttons]");
  const opened = piece(what).firstElementChild;
  const close = () => {
    opened.remove();
    buttons.hidden = false;
    buttons.querySelector("button:not([hidden])")?.focus();
  };
  opened.querySelector("[data-cancel]").addEventListener("click", close);
  opened.addEventListener("keydown", (event) => event.key === "Escape" && close());
  buttons.hidden = true;
  buttons.before(opened);
  opened.querySelector(focus).focus();
  return { opened, close };
}

function openChange(item, thing) {
  const { opened, close } = beside(item, "change", "textarea");
  const area = opened.elements.text;
  area.value = thing.text;
  opened.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    const text = area.value;
    if (!text.trim()) return wrong(opened, room.word("empty"));
    const body = { voice: thing.voice.id, text };
    room.send({ act: "change_voice", step: thing.step, body, thing: thing.id, target: thing.id, text });
    return close();
  });
}

function wrong(form, why) {
  form.querySelector("[data-error]")?.remove();
  const error = errorOf(why);
  error.dataset.error = "";
  form.elements.text.before(error);
  form.elements.text.focus();
}

function openTakeBack(item, thing) {
  const { opened, close } = beside(item, "take-back", "[data-sure]");
  opened.querySelector("[data-sure]").addEventListener("click", () => {
    close();
    room.withdraw(thing.kind, thing[thing.kind].id, thing);
  });
}

room.addEventListener("change", show);
document.addEventListener("farled:shown", show);
earlier.addEventListener("toggle", () => earlier.open && room.fetchMineSoon());
