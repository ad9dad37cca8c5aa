// The one mark at the top: is all I have sent saved?

import { piece } from "./pieces.js";
import { overall } from "./logic/listed.js";
import { room } from "./room.js";

const CALM = 500; // what is saved at once need not be announced twice

const place = document.querySelector("[data-send-state]");
let shown = "";
let timer = null;

function show() {
  const { kind, n } = overall({
    outbox: room.outbox.all(), sending: room.sender.sending, failing: room.sender.failing, sentBefore: room.shelf.get("sent") === true,
  });
  const words = kind ? [room.word(`short.${kind}`, { n }), room.word(kind, { n })] : ["", ""];
  clearTimeout(timer);
  if (`${kind}${words}` === shown) return;
  timer = setTimeout(() => put(kind, words), kind === "sending" ? CALM : 0);
}

// The bar has room for a word; whoever listens gets the sentence.
function put(kind, words) {
  shown = `${kind}${words}`;
  place.dataset.kind = kind;
  place.className = `phone__state state state--${kind || "none"}`;
  place.replaceChildren(...(kind ? [piece(kind), span(words[0], "aria-hidden"), span(words[1], "class")] : []));
}

function span(words, attribute) {
  const made = document.createElement("span");
  made.textContent = words;
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
