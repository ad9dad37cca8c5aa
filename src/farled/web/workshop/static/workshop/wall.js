// A projector does not scroll: what does not fit is counted instead of cut in half.

const main = document.querySelector(".wall__main");
const more = document.querySelector("[data-more]");
const LISTS = ".said-list > li, .ranking > li, .resistance > li, .pairs > li, .group-list > li, .plain-items > li";

function fit() {
  const things = [...main.querySelectorAll(LISTS)];
  for (const thing of things) thing.hidden = false;
  main.classList.remove("wall__main--tight");
  grow(main.querySelector(".pairs--alone"));
  // the names of all groups are worth more than what was said in some of them
  main.classList.toggle("wall__main--tight", cut(things).length > 0);
  // the first stays, cut at its end: an empty wall says less
  const over = cut(things).filter((thing) => thing !== things[0]);
  for (const thing of over) thing.hidden = true;
  const left = over.length + leftOut();
  more.hidden = left === 0;
  more.textContent = more.dataset.more.replace("{n}", left);
}

// The one that the room talks about, in rem: read from the last row where the wall has room for that.
function grow(alone) {
  for (let size = 3; alone && size > 0.75; size -= 0.1) {
    alone.style.setProperty("--alone", `${size.toFixed(1)}rem`);
    if (cut([...alone.children]).length === 0) return;
  }
}

function cut(things) {
  const floor = main.getBoundingClientRect().bottom - 8;
  // the parents first, so that what lies within a hidden one is not counted twice
  const over = things.filter((thing) => thing.getBoundingClientRect().bottom > floor);
  return over.filter((thing) => !over.some((other) => other !== thing && other.contains(thing)));
}

// What the server left out is said once, together with what does not fit.
function leftOut() {
  const notes = [...main.querySelectorAll("[data-left-out]")];
  for (const note of notes) note.hidden = true;
  return notes.reduce((sum, note) => sum + Number(note.dataset.leftOut), 0);
}

document.addEventListener("farled:region", ({ detail }) => detail.name === "result" && fit());
addEventListener("resize", fit);
fit();
