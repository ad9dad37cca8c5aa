// What becomes of a text that was typed and not known to have arrived.

export const PREFIX = "farled.draft.";
const KEPT_FOR = 30 * 24 * 3600 * 1000;

// "drop": it arrived. "restore": it never left. "offer": it left, and nobody knows whether it arrived.
// "keep": the page came back with errors and holds the text; from now on nothing of it is saved anywhere else.
export function fate(draft, { wentWell, hasErrors, now }) {
  if (hasErrors) return "keep";
  if (!draft || now - draft.at > KEPT_FOR || !holdsText(draft.values)) return "drop";
  if (!draft.sent) return "restore";
  return wentWell ? "drop" : "offer";
}

export function holdsText(values) {
  return Object.values(values ?? {}).some((value) => String(value).trim() !== "");
}

export function parsed(stored) {
  try {
    const draft = JSON.parse(stored);
    return draft && typeof draft.values === "object" ? draft : null;
  } catch {
    return null;
  }
}

// Only what differs from what the page already shows is worth keeping or putting back.
export function differing(values, shown) {
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => (shown[name] ?? "") !== value));
}
