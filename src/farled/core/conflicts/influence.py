"""How much progress on each goal helps or hinders the rest, directly and by one more step (methods.md 1.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from farled.core.conflicts.matrix import Ratings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

EQUAL = 9  # decimals: sums that differ by less came by adding in another order


@dataclass(frozen=True)
class Influence:
    """One goal's sums, in points of the -3..+3 scale; ranks are competition ranks, 1 is the most influence."""

    id: str
    sum_positive: float
    sum_negative: float
    direct: float
    second_order: float
    total: float
    received: float
    rank_direct: int
    rank_total: int


def influences(ratings: Ratings) -> tuple[Influence, ...]:
    """D = row sum, S = ½ I·D with return paths, T = D + S, R = column sum, of the mean answers; in the goals' order.

    A cell nobody rated adds nothing. Costs n² for n goals.
    Source: Weitz, Carlsen, Nilsson & Skånberg (2018), Sustainability Science 13:531-548.

    >>> from farled.core.conflicts.matrix import Answer, ratings
    >>> rated = ratings(["a", "b"], [Answer("a", "b", 2), Answer("b", "a", -1)]).ratings
    >>> [(one.id, one.direct, one.second_order, one.total) for one in influences(rated)]
    [('a', 2.0, -1.0, 1.0), ('b', -1.0, -1.0, -2.0)]
    """
    means = ratings.means()
    direct, second = direct_and_second_order(means)
    columns = (
        means.clip(min=0).sum(1), means.clip(max=0).sum(1), direct, second, direct + second, means.sum(0),
        competition_ranks(direct), competition_ranks(direct + second),
    )  # fmt: skip
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return tuple(Influence(one, *row) for one, row in zip(ratings.ids, rows, strict=True))


def direct_and_second_order(
    matrices: "NDArray[np.floating]",
) -> "tuple[NDArray[np.floating], NDArray[np.floating]]":
    """D and S of one matrix (n, n), or of many (…, n, n) at once: each of shape (…, n)."""
    direct = matrices.sum(-1)
    return direct, (matrices @ direct[..., None])[..., 0] / 2


def competition_ranks(values: "NDArray[np.floating] | Sequence[float]") -> "NDArray[np.intp]":
    """1 for the highest along the last axis; equal values share the better rank and leave the next ones out."""
    import numpy as np

    down = -np.round(np.asarray(values, dtype=float), EQUAL)
    order = down.argsort(axis=-1, kind="stable")
    ordered = np.take_along_axis(down, order, -1)
    places = np.broadcast_to(np.arange(ordered.shape[-1]), ordered.shape)
    is_new = np.ones(ordered.shape, dtype=bool)
    is_new[..., 1:] = ordered[..., 1:] != ordered[..., :-1]
    firsts = np.maximum.accumulate(np.where(is_new, places, 0), axis=-1)
    ranks = np.empty(ordered.shape, dtype=np.intp)
    np.put_along_axis(ranks, order, firsts + 1, -1)
    return ranks
