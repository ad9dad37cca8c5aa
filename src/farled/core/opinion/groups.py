"""Opinion groups: who votes alike (methods.md 4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from farled.core.opinion.axes import Axes, opinion_axes
from farled.core.opinion.k_means import k_means, silhouette
from farled.core.opinion.votes import VoteTable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ENOUGH_VOTES, LEAST_PEOPLE = 7, 15
BASE_CLUSTERS, MOST_GROUPS = 100, 5
MOST_DRAWINGS, ENOUGH_POINTS = (
    10,
    20_000,
)  # of base clusters, and the people to place in all of them together
STARTS = 100  # in all drawings together
SAME = 9  # decimals: what differs less came by adding in another order


@dataclass(frozen=True)
class Groups:
    """The group of each person in the table's order, 0 the largest, None for who voted too little.

    `points` are the people on the two axes; `explained` is the share of variance these carry.
    """

    assignments: tuple[int | None, ...]
    sizes: tuple[int, ...]
    explained: float
    points: tuple[tuple[float, float], ...]


def opinion_groups(table: VoteTable, *, seed: int = 0, axes: Axes | None = None) -> Groups:
    """People who voted at least 7 times (or on all statements), in two to five groups by how they voted.

    People are gathered in up to 100 base clusters, these in groups by weighted k-means of many starts. Small rooms
    have their base clusters drawn up to ten times, and the drawing whose groups lie closest counts: one alone decides
    where the few at a border belong. The number of groups is the one with the best mean silhouette among those that
    leave nobody alone. One group where none does.
    The same answer whatever the order of people and votes. Costs people times statements², once less where the table's `axes` are given.
    Source: Small et al. (2021), Recerca 26(2); steps and switches in methods.md 4.

    >>> from farled.core.opinion.votes import vote_table
    >>> votes = [(who, what, 1 if (who < "f") == (what < "3") else -1) for who in "abcdefghij" for what in "012345"]
    >>> opinion_groups(vote_table(votes)).assignments
    (1, 1, 1, 1, 1, 0, 0, 0, 0, 0)
    """
    import numpy as np

    axes = axes or opinion_axes(table)
    grouped = _grouped(table)
    if len(grouped) < 2:
        grouped = grouped[:0]  # nobody is a group alone
    points = np.round(axes.points[grouped], SAME)
    order = np.lexsort((points[:, 1], points[:, 0]))
    labels = np.empty(len(grouped), dtype=np.intp)
    labels[order] = _labels(points[order], seed=seed)
    return _named(axes, grouped, labels)


def _grouped(table: VoteTable) -> "NDArray[np.intp]":
    """Places of people with enough votes; where these are few, the most active with them."""
    import numpy as np

    who, _, _ = table.columns()
    cast = np.bincount(who, minlength=len(table.people))
    enough = np.flatnonzero(cast >= min(ENOUGH_VOTES, len(table.statements)))
    if len(enough) >= LEAST_PEOPLE:
        return enough
    # of equally active people those whose ids come first, whatever the order of rows
    by_name = np.array(table.by_name, dtype=np.intp)
    active = by_name[np.argsort(-cast[by_name], kind="stable")][:LEAST_PEOPLE]
    return np.union1d(enough, active[cast[active] > 0])


def _labels(points: "NDArray[np.float64]", *, seed: int) -> "NDArray[np.intp]":
    import numpy as np

    everybody = np.zeros(len(points), dtype=np.intp)
    if not len(points) or len(np.unique(points, axis=0)) < 2:
        return everybody
    drawings = min(MOST_DRAWINGS, max(1, ENOUGH_POINTS // len(points)))
    tried: dict[int, list[_Try]] = {}
    for at in range(drawings):
        for one in _tries(points, seed=(seed, at), starts=STARTS // drawings):
            tried.setdefault(one.k, []).append(one)
    if not tried:
        return everybody
    k = max(tried, key=lambda k: (np.mean([one.silhouette for one in tried[k]]), -k))
    return min(tried[k], key=lambda one: one.inertia).labels


@dataclass(frozen=True)
class _Try:
    """Everybody in `k` groups, by one drawing of base clusters; `inertia` is that of the people, not of the clusters."""

    k: int
    silhouette: float
    inertia: float
    labels: "NDArray[np.intp]"


def _tries(points: "NDArray[np.float64]", *, seed: tuple[int, int], starts: int) -> Iterator[_Try]:
    """A try for each number of groups that leaves nobody alone."""
    import numpy as np

    distinct = len(np.unique(points, axis=0))
    ones = np.ones(len(points))
    base, drawn = k_means(points, ones, k=min(BASE_CLUSTERS, distinct), starts=1, seed=seed)
    held, base = np.unique(base, return_inverse=True)
    centres, weights = drawn[held], np.bincount(base).astype(float)
    for k in range(2, min(MOST_GROUPS, 2 + len(centres) // 12, len(centres)) + 1):
        found, middles = k_means(centres, weights, k=k, starts=starts, seed=seed)
        labels = found[base]
        if np.bincount(labels, minlength=k).min() >= 2:
            inertia = float(((points - middles[labels]) ** 2).sum())
            yield _Try(k, silhouette(centres, found), inertia, labels)


def _named(axes: Axes, grouped: "NDArray[np.intp]", labels: "NDArray[np.intp]") -> Groups:
    """The largest first; of equals the one whose points lie first."""
    import numpy as np

    sizes = np.bincount(labels) if len(labels) else np.zeros(0, dtype=int)
    middles = [tuple(np.round(axes.points[grouped[labels == g]].mean(0), 6)) for g in range(len(sizes))]  # fmt: skip
    order = sorted(range(len(sizes)), key=lambda g: (-sizes[g], middles[g]))
    name = {group: at for at, group in enumerate(order)}
    assignments: list[int | None] = [None] * len(axes.points)
    for person, label in zip(grouped.tolist(), labels.tolist(), strict=True):
        assignments[person] = name[label]
    points = tuple((float(x), float(y)) for x, y in axes.points)
    return Groups(tuple(assignments), tuple(int(sizes[g]) for g in order), axes.explained, points)
