// A localStorage in memory. `room`: how many characters fit.

export function storage(values = {}, { room = Infinity } = {}) {
  const kept = new Map(Object.entries(values));
  const size = () => [...kept].reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  return {
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    removeItem: (key) => void kept.delete(key),
    setItem(key, value) {
      const before = kept.get(key)?.length ?? 0;
      if (size() - before + value.length > room) throw new Error("QuotaExceededError");
      kept.set(key, String(value));
    },
  };
}

export const refusing = {
  get length() {
    throw new Error("SecurityError");
  },
  getItem() {
    throw new Error("SecurityError");
  },
  setItem() {
    throw new Error("SecurityError");
  },
  removeItem() {
    throw new Error("SecurityError");
  },
};
