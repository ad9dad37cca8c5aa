// The newest known content of each region, with the number it came with.

export class Regions {
  #known = new Map();

  // From the stream itself: always believed, also when numbers start over with a new server.
  take({ version, regions }) {
    for (const [name, html] of Object.entries(regions)) this.#known.set(name, { version, html });
    return Object.entries(regions);
  }

  // From another tab that has listened longer: only what is newer than what we show.
  catchUp({ version, regions }) {
    const news = Object.entries(regions).filter(([name]) => version > (this.#known.get(name)?.version ?? 0));
    return this.take({ version, regions: Object.fromEntries(news) });
  }

  // One message a region, for a tab that asks.
  messages() {
    return [...this.#known].map(([name, { version, html }]) => ({ version, regions: { [name]: html } }));
  }
}

// What the stream said: { version, regions } or { now }, as a message that always has regions.
export function message(data) {
  try {
    const parsed = JSON.parse(data);
    return parsed && typeof parsed === "object" ? { ...parsed, regions: parsed.regions ?? {} } : null;
  } catch {
    return null;
  }
}

// How long to wait before trying again, in ms; spread out so that a room does not come back at once.
export function retryDelay(failures, random = Math.random) {
  const longest = Math.min(30_000, 2_000 * 2 ** Math.min(failures, 5));
  return longest / 2 + (random() * longest) / 2;
}
