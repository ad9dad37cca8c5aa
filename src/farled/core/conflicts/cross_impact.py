"""Cross-impact balance: which pictures of the whole hold together (methods.md 1.3)."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from farled.core.finding import Invalid, Say

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ENUMERATED = 1_000_000  # scenarios: beyond this, branch and bound
MOST_NODES = 2_000_000
MOST_FOUND = 100_000  # where so many hold together the judgements say next to nothing, and the list fills memory
AT_ONCE = 20_000
PIECE = 2_000
EQUAL = 1e-9
MOST = 1e12  # of a judgement: beyond, sums would be no numbers
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Descriptor:
    """Something that can be in one of several states."""

    name: str
    states: tuple[str, ...]


@dataclass(frozen=True)
class CrossImpact:
    """`matrix` has a row and a column for each state, descriptors end to end; row state influences column state."""

    descriptors: tuple[Descriptor, ...]
    matrix: tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class Consistent:
    """One state for each descriptor, in order; `consistency` is the smallest margin, None where nothing could differ."""

    states: tuple[str, ...]
    consistency: float | None
    total_impact: float


@dataclass(frozen=True)
class Balance:
    """`scenarios` counts the whole or partial pictures looked at; `complete`: no consistent one can be missing."""

    consistent: tuple[Consistent, ...]
    scenarios: int
    complete: bool


def cross_impact(
    descriptors: Sequence[Descriptor], matrix: Sequence[Sequence[float]]
) -> CrossImpact:
    """Checked. Judgements inside a descriptor's own block are mostly 0; where they are not, they count like all others.

    Raises Invalid (`conflicts.cib_states`, `conflicts.cib_shape`, `conflicts.cib_number`, `conflicts.id_twice`).
    """
    for descriptor in descriptors:
        if not descriptor.states or len(set(descriptor.states)) < len(descriptor.states):
            raise Invalid("descriptors", Say("conflicts.cib_states", {"id": descriptor.name[:80]}))
    names = [descriptor.name for descriptor in descriptors]
    for at, name in enumerate(names):
        if name in names[:at]:
            raise Invalid("descriptors", Say("conflicts.id_twice", {"id": name[:80]}))
    states = sum(len(one.states) for one in descriptors)
    if not states or len(matrix) != states or any(len(row) != states for row in matrix):
        raise Invalid("matrix", Say("conflicts.cib_shape", {"states": states}))
    if not all(-MOST <= value <= MOST for row in matrix for value in row):
        raise Invalid("matrix", Say("conflicts.cib_number"))
    return CrossImpact(tuple(descriptors), tuple(tuple(map(float, row)) for row in matrix))


def consistent_scenarios(model: CrossImpact, *, progress: Progress | None = None) -> Balance:
    """Scenarios in which each chosen state has the highest sum of its block over the chosen rows, ties included.

    Every scenario is looked at up to 10⁶ of them, in the order of the states; beyond, branch and bound leaves out
    what cannot become consistent, up to 2·10⁶ partial scenarios. Either way it stops once 10⁵ consistent ones are found.
    Source: Weimer-Jehle (2006), Technological Forecasting and Social Change 73:334-361.

    >>> a, b = Descriptor("a", ("up", "down")), Descriptor("b", ("up", "down"))
    >>> model = cross_impact([a, b], [[0, 0, 1, -1], [0, 0, -1, 1], [1, -1, 0, 0], [-1, 1, 0, 0]])
    >>> [one.states for one in consistent_scenarios(model).consistent]
    [('up', 'up'), ('down', 'down')]
    """
    blocks = _Blocks.of(model)
    if math.prod(blocks.sizes) <= ENUMERATED:
        return _enumerated(blocks, progress)
    return _branched(blocks, progress)


@dataclass(frozen=True)
class _Blocks:
    model: CrossImpact
    sizes: tuple[int, ...]
    starts: tuple[int, ...]
    matrix: "NDArray[np.float64]"

    @classmethod
    def of(cls, model: CrossImpact) -> "_Blocks":
        import numpy as np

        sizes = tuple(len(one.states) for one in model.descriptors)
        starts = tuple(sum(sizes[:at]) for at in range(len(sizes)))
        return cls(model, sizes, starts, np.array(model.matrix, dtype=float))

    def judged(self, chosen: "NDArray[np.intp]") -> Iterator[Consistent]:
        """The consistent ones among scenarios, shape (scenarios, descriptors), of state numbers."""
        import numpy as np

        sums = sum(self.matrix[start + chosen[:, at]] for at, start in enumerate(self.starts))
        margin, total = np.full(len(chosen), np.inf), np.zeros(len(chosen))
        for at, (start, size) in enumerate(zip(self.starts, self.sizes, strict=True)):
            block = sums[:, start : start + size].copy()  # type: ignore[index]
            own = np.take_along_axis(block, chosen[:, at : at + 1], 1)
            np.put_along_axis(block, chosen[:, at : at + 1], -np.inf, 1)
            margin = np.minimum(margin, own[:, 0] - block.max(1))
            total += own[:, 0]
        for row in np.flatnonzero(margin >= -EQUAL):
            yield self._named(chosen[row].tolist(), float(margin[row]), float(total[row]))

    def _named(self, states: Sequence[int], margin: float, total: float) -> Consistent:
        pairs = zip(self.model.descriptors, states, strict=True)
        smallest = margin if math.isfinite(margin) else None
        return Consistent(tuple(one.states[at] for one, at in pairs), smallest, total)


def _enumerated(blocks: _Blocks, progress: Progress | None) -> Balance:
    import numpy as np

    count = math.prod(blocks.sizes)
    found: list[Consistent] = []
    looked = 0
    while looked < count and len(found) < MOST_FOUND:
        numbers = np.arange(looked, min(looked + AT_ONCE, count))
        found += blocks.judged(np.stack(np.unravel_index(numbers, blocks.sizes), axis=1))
        looked += len(numbers)
        if progress:
            progress(looked, count)
    return Balance(tuple(found), looked, looked == count)


def _branched(blocks: _Blocks, progress: Progress | None) -> Balance:
    """Depth first, many at a time; left is what holds a chosen state that cannot catch up with another of its block."""
    import numpy as np

    best = _best_to_come(blocks)
    found: list[Consistent] = []
    stack = [np.empty((1, 0), dtype=np.intp)]
    looked = 0
    while stack and looked < MOST_NODES and len(found) < MOST_FOUND:
        grown = _grown(blocks, stack.pop())
        looked += len(grown)
        hopeful = grown[_can_become(blocks, grown, best=best[grown.shape[1]])]
        if progress:
            progress(min(looked, MOST_NODES), MOST_NODES)
        if grown.shape[1] == len(blocks.sizes):
            found += blocks.judged(hopeful)
        elif len(hopeful):
            stack += np.array_split(hopeful, math.ceil(len(hopeful) / PIECE))[::-1]
    return Balance(tuple(found), looked, not stack)


def _grown(blocks: _Blocks, chosen: "NDArray[np.intp]") -> "NDArray[np.intp]":
    """Each partial scenario with every state of the next descriptor."""
    import numpy as np

    size = blocks.sizes[chosen.shape[1]]
    following = np.tile(np.arange(size), len(chosen))
    return np.column_stack([np.repeat(chosen, size, axis=0), following])


def _best_to_come(blocks: _Blocks) -> "list[NDArray[np.float64]]":
    """At each depth and for each pair (state, rival): the most that rows still to choose can add to the difference."""
    import numpy as np

    differences = blocks.matrix[:, :, None] - blocks.matrix[:, None, :]
    to_come = [np.zeros(differences.shape[1:])]
    for start, size in zip(reversed(blocks.starts), reversed(blocks.sizes), strict=True):
        to_come.append(to_come[-1] + differences[start : start + size].max(0))
    return to_come[::-1]


def _can_become(
    blocks: _Blocks, chosen: "NDArray[np.intp]", *, best: "NDArray[np.float64]"
) -> "NDArray[np.bool_]":
    """Which partial scenarios, shape (scenarios, depth), may still become consistent."""
    import numpy as np

    rows = np.array(blocks.starts[: chosen.shape[1]]) + chosen
    sums = blocks.matrix[rows].sum(1)
    hopeful = np.ones(len(chosen), dtype=bool)
    for at in range(chosen.shape[1]):
        block = slice(blocks.starts[at], blocks.starts[at] + blocks.sizes[at])
        own = np.take_along_axis(sums, rows[:, at : at + 1], 1)
        hopeful &= (own - sums[:, block] + best[rows[:, at], block] >= -EQUAL).all(1)
    return hopeful
