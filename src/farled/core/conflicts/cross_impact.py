"""Cross-impact balance: which pictures of the whole hold together (methods.md 1.3)."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from farled.core.conflicts.branching import CELLS_AT_ONCE, Layout, Scenarios
from farled.core.finding import Invalid, Say

ENUMERATED = 1_000_000  # scenarios: beyond this, branch and bound
MOST_NODES = 2_000_000
MOST_FOUND = 100_000  # where so many hold together the judgements say next to nothing, and the list fills memory
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
    Costs scenarios times states; memory the square of the states.
    Source: Weimer-Jehle (2006), Technological Forecasting and Social Change 73:334-361.

    >>> a, b = Descriptor("a", ("up", "down")), Descriptor("b", ("up", "down"))
    >>> model = cross_impact([a, b], [[0, 0, 1, -1], [0, 0, -1, 1], [1, -1, 0, 0], [-1, 1, 0, 0]])
    >>> [one.states for one in consistent_scenarios(model).consistent]
    [('up', 'up'), ('down', 'down')]
    """
    layout = _layout(model)
    found = _enumerated if layout.count <= ENUMERATED else _branched
    return found(model, layout, progress=progress)


def _layout(model: CrossImpact) -> Layout:
    import numpy as np

    sizes = tuple(len(one.states) for one in model.descriptors)
    return Layout(sizes, np.array(model.matrix, dtype=float))


def _enumerated(model: CrossImpact, layout: Layout, *, progress: Progress | None) -> Balance:
    count, at_once = layout.count, max(1, CELLS_AT_ONCE // len(model.matrix))
    found: list[Consistent] = []
    looked = 0
    while looked < count and len(found) < MOST_FOUND:
        some = layout.numbered(looked, min(looked + at_once, count))
        found += _named(model, layout, some)
        looked += len(some.chosen)
        if progress:
            progress(looked, count)
    return Balance(tuple(found), looked, looked == count)


def _branched(model: CrossImpact, layout: Layout, *, progress: Progress | None) -> Balance:
    """Depth first, many at a time; left is what holds a chosen state that cannot catch up with another of its block."""
    best = layout.best_to_come()
    found: list[Consistent] = []
    stack = [layout.nothing_chosen()]
    looked = 0
    while stack and looked < MOST_NODES and len(found) < MOST_FOUND:
        grown = layout.grown(stack.pop())
        looked += len(grown.chosen)
        depth = grown.chosen.shape[1]
        hopeful = layout.hopeful(grown, best=best[depth])
        if progress:
            progress(min(looked, MOST_NODES), MOST_NODES)
        if depth == len(layout.sizes):
            found += _named(model, layout, hopeful)
        else:
            stack += layout.pieces(hopeful)
    return Balance(tuple(found), looked, not stack)


def _named(model: CrossImpact, layout: Layout, whole: Scenarios) -> Iterator[Consistent]:
    for states, margin, total in layout.judged(whole):
        pairs = zip(model.descriptors, states, strict=True)
        smallest = margin if math.isfinite(margin) else None
        yield Consistent(tuple(one.states[at] for one, at in pairs), smallest, total)
