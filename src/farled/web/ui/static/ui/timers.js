// Counts down every <time data-timer-ends data-now>; says so at five minutes, one minute and zero.

import { ServerClock, clockFace, markPassed, urgency } from "./logic/clock.js";
import { announce, words } from "./announce.js";

const clock = new ServerClock();
const leftBefore = new WeakMap();

export function learnServerTime(serverNow) {
  clock.learn(serverNow, performance.now());
}

function tick() {
  for (const time of document.querySelectorAll("time[data-timer-ends]")) show(time);
}

function show(time) {
  learnServerTime(Number(time.dataset.now || NaN));
  if (!clock.known) return;
  const left = Number(time.dataset.timerEnds) - clock.now(performance.now());
  const face = clockFace(left);
  if (time.textContent !== face) time.textContent = face;
  const holder = time.closest(".timer") ?? time;
  for (const kind of ["soon", "over"]) holder.classList.toggle(`timer--${kind}`, urgency(left) === kind);
  tell(time, left);
}

function tell(time, left) {
  const seen = leftBefore.get(time);
  const same = seen && seen.ends === time.dataset.timerEnds;
  const mark = same ? markPassed(seen.left, left) : null;
  leftBefore.set(time, { ends: time.dataset.timerEnds, left });
  if (mark && !time.hasAttribute("data-quiet")) announce(words(mark));
}

export function startTimers() {
  tick();
  setInterval(tick, 250);
}
