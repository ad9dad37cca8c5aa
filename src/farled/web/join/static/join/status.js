// The one mark at the top: is all I have sent saved?

import { piece } from "./pieces.js";
import { overall } from "./logic/listed.js";
import { room } from "./room.js";

const CALM = 700; // who listens need not hear "sending" of what is saved at once

const place = document.querySelector("[data-send-state]");
let shown = "";
let timer = null;

function show() {
  const { kind, n } = overall({
    outbox: room.outbox.all(), sending: room.sender.sending, failing: room.sender.failing, sentBefore: room.shelf.get("sent") === true,
  });
  const news = `${kind} ${n}`;
  if (news === shown) return;
  shown = news;
  look(kind, n);
  clearTimeout(timer);
  timer = setTimeout(() => tell(kind, n), kind === "sending" ? CALM : 0);
}

// The bar has room for a word; whoever listens gets the sentence, in a node that stays.
const word = span("aria-hidden");
const sentence = span("class");
place.append(word, sentence);

function look(kind, n) {
  place.dataset.kind = kind;
  place.className = `phone__state state state--${kind || "none"}`;
  word.replaceChildren(...(kind ? [piece(kind), document.createTextNode(` ${room.word(`short.${kind}`, { n })}`)] : []));
}

function tell(kind, n) {
  const words = kind ? room.word(kind, { n }) : "";
  if (sentence.textContent !== words) sentence.textContent = words;
}

function span(attribute) {
  const made = document.createElement("span");
  made.setAttribute(attribute, attribute === "class" ? "visually-hidden" : "true");
  return made;
}

function showStorage() {
  const note = document.querySelector("[data-storage-note]");
  note.hidden = room.shelf.lasts;
  note.querySelector("p").textContent = room.word("storage");
}

room.addEventListener("change", () => {
  show();
  showStorage();
});
