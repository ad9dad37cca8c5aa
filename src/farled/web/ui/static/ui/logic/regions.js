// The newest known content of each region, with the number it came with.

export class Regions {
  #known = new Map();

  // From the stream itself: always believed, also when numbers start over with a new server.
  take({ version, regions, of = "" }) {
    for (const [name, html] of Object.entries(regions)) this.#known.set(name, { version, html, of });
    return Object.entries(regions);
  }

  // From another tab that has listened longer: only what is newer than what we show. Numbers compare within
  // one of the server's channels; a tab that was asleep while the server began anew has those of the former.
  catchUp({ version, regions, of = "" }) {
    const news = Object.entries(regions).filter(([name]) => this.#isNews(name, { version, of }));
    return this.take({ version, regions: Object.fromEntries(news), of });
  }

  #isNews(name, { version, of }) {
    const known = this.#known.get(name);
    return !known || known.of !== of || version > known.version;
  }

  // One message a region, for a tab that asks.
  messages() {
    return [...this.#known].map(([name, { version, html, of }]) => ({ version, regions: { [name]: html }, of }));
  }
}

// What the stream said: { version, regions } or { now }, as a message that always has regions. `of` is the channel
// that counts the versions: the first half of the event's id.
export function message(data, id = "") {
  try {
    const parsed = JSON.parse(data);
    const of = id.split("-")[0];
    return parsed && typeof parsed === "object" ? { ...parsed, regions: parsed.regions ?? {}, of } : null;
  } catch {
    return null;
  }
}

// How long to wait before trying again, in ms; spread out so that a room does not come back at once.
export function retryDelay(failures, random = Math.random) {
  const longest = Math.min(30_000, 2_000 * 2 ** Math.min(failures, 5));
  return longest / 2 + (random() * longest) / 2;
}
