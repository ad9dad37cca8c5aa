"""Real votes counted by group and statement; what all statistics of groups rest on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from farled.core.opinion.votes import VoteTable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Counts:
    """Shape (groups, statements): agrees, disagrees, and all votes with passes. Stays inside core."""

    agree: "NDArray[np.intp]"
    disagree: "NDArray[np.intp]"
    seen: "NDArray[np.intp]"

    def rest(self) -> "Counts":
        """For each group what all other groups said."""
        parts = (self.agree, self.disagree, self.seen)
        return Counts(*(part.sum(0) - part for part in parts))


def counts_by_group(table: VoteTable, assignments: Sequence[int | None], *, groups: int) -> Counts:
    """Counts of grouped people's votes; `assignments` as in `Groups`. Linear in votes.

    >>> from farled.core.opinion.votes import vote_table
    >>> counts = counts_by_group(vote_table([("a", "1", 1), ("b", "1", -1), ("b", "2", 0)]), [0, 1], groups=2)
    >>> counts.agree.tolist(), counts.seen.tolist()
    ([[1, 0], [0, 0]], [[1, 0], [1, 1]])
    """
    import numpy as np

    who, what, how = table.columns()
    size = len(table.statements)
    group = np.array([-1 if one is None else one for one in assignments], dtype=np.intp)[who]

    def counted(which: "NDArray[np.bool_]") -> "NDArray[np.intp]":
        kept = which & (group >= 0)
        cell = group[kept] * size + what[kept]
        return np.bincount(cell, minlength=groups * size).reshape(groups, size)

    return Counts(counted(how == 1), counted(how == -1), counted(how != 2))
