// Dots with a budget.

export function spent(votes, items) {
  return items.reduce((sum, item) => sum + (votes.get(item) ?? 0), 0);
}

// What can be done with one item: { here, left, canAdd, canRemove }.
export function hand(votes, { item, items, dots, most }) {
  const here = votes.get(item) ?? 0;
  const left = dots - spent(votes, items);
  return { here, left, canAdd: left > 0 && here < most, canRemove: here > 0 };
}

// The first statement without a stand, or null when all have one.
export function firstOpen(votes, items) {
  return items.find((item) => !votes.has(item)) ?? null;
}
