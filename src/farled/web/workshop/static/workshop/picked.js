// Which cards are meant: the one at hand, and with it all that are picked when it is one of them.

export const boxOf = (card) => card.querySelector('input[type="checkbox"]');
export const cardsOf = (board) => [...board.querySelectorAll("[data-card]")];

export function taken(card) {
  const picked = cardsOf(card.closest("[data-board]")).filter((one) => boxOf(one).checked);
  return picked.includes(card) ? picked : [card];
}
