"""Partial pictures of the whole, grown a descriptor at a time; the work behind cross_impact.py."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.intp]
    Real = NDArray[np.float64]

CELLS_AT_ONCE = 500_000  # sums of scenarios times states: 4 MB, whatever the size of the model
EQUAL = 1e-9


class Scenarios(NamedTuple):
    """`chosen`: numbers of states, shape (scenarios, descriptors so far); `sums`: what the chosen rows say together
    of every state, shape (scenarios, states), carried along so that a state more costs one row."""

    chosen: "Whole"
    sums: "Real"

    def those(self, which: "NDArray[np.bool_] | slice") -> "Scenarios":
        return Scenarios(self.chosen[which], self.sums[which])


@dataclass(frozen=True)
class Layout:
    """Where the states of each descriptor stand in the matrix; row state influences column state."""

    sizes: tuple[int, ...]
    matrix: "Real"

    @property
    def count(self) -> int:
        return math.prod(self.sizes)

    @cached_property
    def blocks(self) -> tuple[slice, ...]:
        ends = list(accumulate(self.sizes, initial=0))
        return tuple(map(slice, ends, ends[1:]))

    def nothing_chosen(self) -> Scenarios:
        import numpy as np

        return Scenarios(np.empty((1, 0), dtype=np.intp), np.zeros((1, len(self.matrix))))

    def numbered(self, first: int, last: int) -> Scenarios:
        """Whole scenarios by their number, the last descriptor's states the fastest."""
        import numpy as np

        places = np.unravel_index(np.arange(first, last), self.sizes)
        rows = (
            self.matrix[block.start + at] for block, at in zip(self.blocks, places, strict=True)
        )
        return Scenarios(np.stack(places, axis=1), sum(rows, np.zeros(len(self.matrix))))

    def grown(self, some: Scenarios) -> Scenarios:
        """Each with every state of the next descriptor."""
        import numpy as np

        depth = some.chosen.shape[1]
        size, start = self.sizes[depth], self.blocks[depth].start
        following = np.tile(np.arange(size), len(some.chosen))
        chosen = np.column_stack([np.repeat(some.chosen, size, axis=0), following])
        return Scenarios(
            chosen, np.repeat(some.sums, size, axis=0) + self.matrix[start + following]
        )

    def pieces(self, some: Scenarios) -> list[Scenarios]:
        """Few enough at a time for what they grow to; the first comes last, to be gone on with."""
        depth = some.chosen.shape[1]
        most = max(1, CELLS_AT_ONCE // (self.sizes[depth] * len(self.matrix)))
        return [some.those(slice(at, at + most)) for at in reversed(range(0, len(some.chosen), most))]  # fmt: skip

    def best_to_come(self) -> "list[list[Real]]":
        """At each depth and for each descriptor, shape (state, rival): the most that rows still to choose can add to
        the difference."""
        import numpy as np

        to_come = [[np.zeros((size, size)) for size in self.sizes]]
        for block in reversed(self.blocks):
            rows = self.matrix[block]
            more = [_most_apart(rows[:, columns]) for columns in self.blocks]
            to_come.append([a + b for a, b in zip(to_come[-1], more, strict=True)])
        return to_come[::-1]

    def hopeful(self, some: Scenarios, *, best: "Sequence[Real]") -> Scenarios:
        """Those that may still become consistent: no chosen state is too far behind another of its block."""
        import numpy as np

        kept = np.ones(len(some.chosen), dtype=bool)
        for states, block, more in zip(some.chosen.T, self.blocks, best, strict=False):
            part = some.sums[:, block]
            own = np.take_along_axis(part, states[:, None], 1)
            kept &= (own - part + more[states] >= -EQUAL).all(1)
        return some.those(kept)

    def judged(self, whole: Scenarios) -> "Iterator[tuple[list[int], float, float]]":
        """The consistent ones among whole scenarios: states, smallest margin (infinite where no state has a rival) and
        total impact."""
        import numpy as np

        margin, total = np.full(len(whole.chosen), np.inf), np.zeros(len(whole.chosen))
        for states, block in zip(whole.chosen.T, self.blocks, strict=True):
            part = whole.sums[:, block].copy()
            own = np.take_along_axis(part, states[:, None], 1)
            np.put_along_axis(part, states[:, None], -np.inf, 1)
            margin = np.minimum(margin, own[:, 0] - part.max(1))
            total += own[:, 0]
        for row in np.flatnonzero(margin >= -EQUAL):
            yield whole.chosen[row].tolist(), float(margin[row]), float(total[row])


def _most_apart(part: "Real") -> "Real":
    """For each two columns the most that one is above the other in a row; row by row, to bound memory."""
    import numpy as np

    most: Real = reduce(np.maximum, (np.subtract.outer(row, row) for row in part))
    return most
