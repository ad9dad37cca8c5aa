// Values under names in the browser's storage; in memory where storage is full or forbidden.

export class Shelf {
  #storage;
  #prefix;
  #memory = new Map();

  constructor(storage, prefix) {
    this.#storage = storage;
    this.#prefix = prefix;
  }

  // Whether everything put here would survive that the page is closed.
  get lasts() {
    return this.#storage !== null && this.#memory.size === 0;
  }

  get(name) {
    if (this.#memory.has(name)) return this.#memory.get(name);
    try {
      return JSON.parse(this.#storage.getItem(this.#prefix + name)) ?? null;
    } catch {
      return null;
    }
  }

  put(name, value) {
    try {
      this.#storage.setItem(this.#prefix + name, JSON.stringify(value));
      this.#memory.delete(name);
    } catch {
      this.#memory.set(name, value);
    }
  }

  drop(name) {
    this.#memory.delete(name);
    try {
      this.#storage.removeItem(this.#prefix + name);
    } catch {
      // there is no storage to drop it from
    }
  }

  names(start = "") {
    const stored = this.#stored().filter((key) => key.startsWith(this.#prefix)).map((key) => key.slice(this.#prefix.length));
    return [...new Set([...stored, ...this.#memory.keys()])].filter((name) => name.startsWith(start));
  }

  #stored() {
    try {
      return Array.from({ length: this.#storage.length }, (_, index) => this.#storage.key(index) ?? "");
    } catch {
      return [];
    }
  }

  isMine(key) {
    return key === null || key.startsWith(this.#prefix);
  }
}

// The browser's storage, or null where asking for it is already refused.
export function storageOf(owner) {
  try {
    const storage = owner.localStorage;
    storage.setItem("farled.try", "1");
    storage.removeItem("farled.try");
    return storage;
  } catch {
    return null;
  }
}
