"""People as points on the two axes along which they differ most (methods.md 4, steps 2-5)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from farled.core.opinion.votes import VoteTable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.intc]
    Real = NDArray[np.float64]

PEOPLE_AT_ONCE = 4_096
Progress = Callable[[int, int], None]  # people, of


@dataclass(frozen=True)
class Axes:
    """`points` (people, 2), stretched for people who voted little; `loadings` (statements, 2); `means` (statements);
    `explained` is the share of all variance that the two axes carry. Stays inside core."""

    points: "NDArray[np.float64]"
    loadings: "NDArray[np.float64]"
    means: "NDArray[np.float64]"
    explained: float


def opinion_axes(
    table: VoteTable, *, precise: bool = True, progress: Progress | None = None
) -> Axes:
    """Exact principal components of the votes, an empty cell as its column's mean, a rejected statement 0 for all.

    A person's point is stretched by √(statements / votes); the zeros of rejected statements count as votes there.
    The same to the last digit whatever the order of people. Costs people times statements² in blocks, half of it where
    seven digits are enough (not `precise`); where the table is large and votes are few, votes times votes a person.
    Memory a block and statements².
    Source: Small et al. (2021), Recerca 26(2), on Polis; the rejected statements after Polis' published groups.

    >>> from farled.core.opinion.votes import vote_table
    >>> votes = [(who, what, 1 if (who < "f") == (what < "3") else -1) for who in "abcdefghij" for what in "012345"]
    >>> axes = opinion_axes(vote_table(votes))
    >>> axes.points.shape, axes.loadings.shape, round(axes.explained, 6)
    ((10, 2), (6, 2), 1.0)
    """
    import numpy as np

    count, size = len(table.people), len(table.statements)
    who, what, centred, means = _centred(table)
    form: Any = {"centred": centred, "shape": (count, size)}
    if _is_sparse(len(who), count, size):
        spread = _sparse(who, what, **form)
    else:
        spread = _dense(who, what, **form, precise=precise, progress=progress)
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


def _is_sparse(votes: int, people: int, statements: int) -> bool:
    """Whether votes by votes are fewer, by far, than statements by statements; small tables are not worth scipy."""
    large = people * statements**2 > 2e10
    return large and votes * 8 < people * statements


def _sparse(who: "Whole", what: "Whole", *, centred: "Real", shape: tuple[int, int]) -> "Real":
    from scipy.sparse import csr_array

    votes = csr_array((centred, (who, what)), shape=shape)
    spread: Real = (votes.T @ votes).toarray()
    return spread


def _dense(
    who: "Whole",
    what: "Whole",
    *,
    centred: "Real",
    shape: tuple[int, int],
    precise: bool,
    progress: Progress | None = None,
) -> "Real":
    """Some thousand people at a time, so that the whole table never stands in memory."""
    import numpy as np

    count, size = shape
    spread = np.zeros((size, size))
    for first in range(0, count, PEOPLE_AT_ONCE):
        last = min(first + PEOPLE_AT_ONCE, count)
        part = slice(*np.searchsorted(who, [first, last]))
        block = np.zeros((last - first, size), dtype=np.float64 if precise else np.float32)
        block[who[part] - first, what[part]] = centred[part]
        spread += block.T @ block
        if progress:
            progress(last, count)
    return spread


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
