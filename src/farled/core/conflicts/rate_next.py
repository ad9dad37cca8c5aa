"""Which cells to rate, or to talk about, next: those whose answer would move the ranking most (methods.md 1.2)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from farled.core.conflicts.influence import competition_ranks, direct_and_second_order
from farled.core.conflicts.matrix import Ratings
from farled.core.conflicts.ranking import FEW, SHIFT
from farled.core.finding import Say

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_TRIED = 4_000  # cells whose effect on the ranking is worked out whole


@dataclass(frozen=True)
class RateNext:
    """A cell, by how many places goals would move (`moved`, up and down together), and why it is uncertain."""

    source: str
    target: str
    moved: int
    why: Say


def rate_next(ratings: Ratings, *, most: int = 10) -> tuple[RateNext, ...]:
    """The cells that would change the ranking by total influence most if their answer were one spread away.

    The spread of a cell is the standard deviation of its answers; of fewer than three answers that of the draws in
    `rank_intervals`; of a cell nobody rated that of all mean answers. Costs cells times goals.

    Source: methods.md 1.2; the spreads are those of our draws.

    >>> from farled.core.conflicts.matrix import Answer, ratings
    >>> found = rate_next(ratings(["a", "b", "c"], [Answer("a", "b", 3), Answer("b", "a", 1)]).ratings)
    >>> (found[0].source, found[0].target, found[0].why.key)
    ('c', 'a', 'conflicts.next_unrated')
    """
    import numpy as np

    means, spread = ratings.means(), _spreads(ratings)
    direct, second = direct_and_second_order(means)
    total = direct + second
    effects = spread * np.abs(1 + direct / 2)[None, :] + spread * np.abs(means).sum(0)[:, None] / 2
    tried = [int(at) for at in np.argsort(-effects, axis=None, kind="stable")[:MOST_TRIED]]
    before = competition_ranks(total)
    moved = {at: _moved(means, direct, total, before, cell=divmod(at, len(means)), by=spread) for at in tried}  # fmt: skip
    best = sorted(tried, key=lambda at: (-moved[at], -float(effects.flat[at]), at))
    chosen = [at for at in best if moved[at] or effects.flat[at]][:most]
    return tuple(_said(ratings, divmod(at, len(means)), moved=moved[at]) for at in chosen)


def _moved(
    means: "NDArray[np.float64]",
    direct: "NDArray[np.floating]",
    total: "NDArray[np.floating]",
    before: "NDArray[np.intp]",
    *,
    cell: tuple[int, int],
    by: "NDArray[np.float64]",
) -> int:
    """Places moved, in the worse of the two directions; the exact change of T by a change of one cell."""
    i, j = cell
    step = float(by[cell])
    worst = 0
    for change in (step, -step):
        after = total + change * means[:, i] / 2
        after[i] += change * (1 + direct[j] / 2)
        worst = max(worst, int(abs(competition_ranks(after) - before).sum()))
    return worst


def _spreads(ratings: Ratings) -> "NDArray[np.float64]":
    import numpy as np

    means = [sum(scores) / len(scores) for scores in ratings.cells.values()]
    spread = np.full((len(ratings.ids), len(ratings.ids)), float(np.std(means)) if means else 1.0)
    np.fill_diagonal(spread, 0)
    for cell, scores in ratings.cells.items():
        own = float(np.std(scores))
        spread[cell] = own if len(scores) >= FEW else float(np.hypot(own, (2 * SHIFT) ** 0.5))
    return spread


def _said(ratings: Ratings, cell: tuple[int, int], *, moved: int) -> RateNext:
    scores = ratings.cells.get(cell, ())
    params: dict[str, str | int | float] = {"moved": moved, "n": len(scores)}
    if not scores:
        key = "conflicts.next_unrated"
    elif min(scores) < 0 < max(scores):
        key = "conflicts.next_signs"
    else:
        key = "conflicts.next_few" if len(scores) < FEW else "conflicts.next_spread"
    return RateNext(ratings.ids[cell[0]], ratings.ids[cell[1]], moved, Say(key, params))
