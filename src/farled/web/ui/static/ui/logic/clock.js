// Time left, told by the server's clock. The device's own clock may be wrong by hours.

export class ServerClock {
  #ahead = -Infinity;

  // `ticks` is a monotonic clock of the device in ms. A sample that was late or cached can only make the server
  // look further behind than it is, so the largest difference seen is the truest.
  learn(serverNow, ticks) {
    if (Number.isFinite(serverNow)) this.#ahead = Math.max(this.#ahead, serverNow - ticks);
  }

  get known() {
    return this.#ahead > -Infinity;
  }

  now(ticks) {
    return ticks + this.#ahead;
  }
}

export function clockFace(leftMs) {
  const whole = Math.max(0, Math.ceil(leftMs / 1000));
  const minutes = String(Math.floor(whole / 60)).padStart(2, "0");
  return `${minutes}:${String(whole % 60).padStart(2, "0")}`;
}

const MARKS = [
  [300_000, "five"],
  [60_000, "one"],
  [0, "up"],
];

// The mark passed between two looks, or null. A timer first seen below a mark says nothing of that mark.
export function markPassed(leftBefore, leftNow) {
  const passed = MARKS.filter(([mark]) => leftBefore > mark && leftNow <= mark);
  return passed.length ? passed.at(-1)[1] : null;
}

export function urgency(leftMs) {
  if (leftMs <= 0) return "over";
  return leftMs <= 60_000 ? "soon" : "";
}
