"""People as points on the two axes along which they differ most (methods.md 4, steps 2-5)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from farled.core.opinion.votes import VoteTable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PEOPLE_AT_ONCE = 4_096


@dataclass(frozen=True)
class Axes:
    """`points` (people, 2), stretched for people who voted little; `loadings` (statements, 2); `means` (statements);
    `explained` is the share of all variance that the two axes carry. Stays inside core."""

    points: "NDArray[np.float64]"
    loadings: "NDArray[np.float64]"
    means: "NDArray[np.float64]"
    explained: float


def opinion_axes(table: VoteTable, *, precise: bool = True) -> Axes:
    """Exact principal components of the votes, an empty cell as its column's mean, a rejected statement 0 for all.

    A person's point is stretched by √(statements / votes); the zeros of rejected statements count as votes there.
    The same to the last digit whatever the order of people. Costs people times statements² in blocks, half of it where
    seven digits are enough (not `precise`); memory a block and statements².
    Source: Small et al. (2021), Recerca 26(2), on Polis; the rejected statements after Polis' published groups.
    """
    import numpy as np

    count, size = len(table.people), len(table.statements)
    who, what, centred, means = _centred(table)
    kind = np.float64 if precise else np.float32
    starts = np.searchsorted(who, np.arange(0, count + PEOPLE_AT_ONCE, PEOPLE_AT_ONCE))
    spread, blocks = np.zeros((size, size)), range(len(starts) - 1)

    def block(at: int) -> "NDArray[np.floating]":
        part = slice(starts[at], starts[at + 1])
        dense = np.zeros((min(PEOPLE_AT_ONCE, count - at * PEOPLE_AT_ONCE), size), dtype=kind)
        dense[who[part] - at * PEOPLE_AT_ONCE, what[part]] = centred[part]
        return dense

    for at in blocks:
        dense = block(at)
        spread += dense.T @ dense
    values, vectors = np.linalg.eigh(spread)
    loadings = _same_way(vectors[:, ::-1][:, :2])
    points = np.zeros((count, 2))
    for axis, loading in enumerate(loadings.T):
        points[:, axis] = np.bincount(who, weights=centred * loading[what], minlength=count)
    total = float(values.clip(min=0).sum())
    cast = np.bincount(who, minlength=count) + len(table.rejected)
    stretched = np.empty_like(points)
    stretched[list(table.by_name)] = points * np.sqrt(size / np.maximum(cast, 1))[:, None]
    return Axes(stretched, loadings, means, float(values[-2:].sum()) / total if total else 0.0)


def _centred(
    table: VoteTable,
) -> "tuple[NDArray[np.intc], NDArray[np.intc], NDArray[np.float64], NDArray[np.float64]]":
    """Votes on statements that count, each less its statement's mean, people numbered in the order of their ids."""
    import numpy as np

    who, what, how = table.columns()
    counts = ~np.isin(what, list(table.rejected))
    number = np.empty(len(table.people), dtype=np.intc)
    number[list(table.by_name)] = np.arange(len(table.people), dtype=np.intc)
    who = number[who]
    size = len(table.statements)
    cell = who.astype(np.int64) * size + what
    order = np.flatnonzero(counts)[np.argsort(cell[counts], kind="stable")]
    who, what, how = who[order], what[order], how[order]
    votes = np.bincount(what, minlength=size)
    means = np.bincount(what, weights=how, minlength=size) / np.maximum(votes, 1)
    return who, what, how - means[what], means


def _same_way(vectors: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """The sign of an axis is free: its largest loading is made positive. Two columns also of one statement."""
    import numpy as np

    padded = np.zeros((len(vectors), 2))
    padded[:, : vectors.shape[1]] = vectors
    if len(vectors):
        largest = np.abs(np.round(padded, 9)).argmax(0)
        padded *= np.where(padded[largest, [0, 1]] < 0, -1, 1)
    return padded
