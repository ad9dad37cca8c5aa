// Pieces of markup that the page carries as templates.

export function piece(name) {
  return document.getElementById(`piece-${name}`).content.cloneNode(true);
}

export function errorOf(why) {
  const list = piece("error");
  list.querySelector("span").textContent = why;
  return list.firstElementChild;
}

export function markInto(place, kind, words) {
  place.className = `state state--${STYLE[kind] ?? kind}`;
  place.replaceChildren(piece(DRAWN[kind] ?? kind), document.createTextNode(words));
}

const DRAWN = { withdrawing: "sending" };
const STYLE = { withdrawing: "sending", draft: "waiting" };
