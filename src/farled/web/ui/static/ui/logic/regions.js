// The newest known content of each region, with the number it came with.

export class Regions {
  #known = new Map();

  constructor(pageSeq = 0) {
    this.pageSeq = pageSeq;
  }

  // From the stream itself: always believed, also when numbers start over with a new server.
  take({ seq, regions }) {
    for (const [name, html] of Object.entries(regions)) this.#known.set(name, { seq, html });
    return Object.entries(regions);
  }

  // From another tab that has listened longer: only what is newer than what we show.
  catchUp({ seq, regions }) {
    const news = Object.entries(regions).filter(([name]) => seq > (this.#known.get(name)?.seq ?? this.pageSeq));
    return this.take({ seq, regions: Object.fromEntries(news) });
  }

  // One message a region, for a tab that asks.
  messages() {
    return [...this.#known].map(([name, { seq, html }]) => ({ seq, regions: { [name]: html } }));
  }
}

export function message(data) {
  try {
    const parsed = JSON.parse(data);
    return parsed && typeof parsed.regions === "object" && parsed.regions ? parsed : null;
  } catch {
    return null;
  }
}

// How long to wait before trying again, in ms; spread out so that a room does not come back at once.
export function retryDelay(failures, random = Math.random) {
  const longest = Math.min(30_000, 2_000 * 2 ** Math.min(failures, 5));
  return longest / 2 + (random() * longest) / 2;
}
