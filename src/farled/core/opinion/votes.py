"""Who said what of which statement: agree, disagree or pass, the last vote of each (methods.md 4)."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import count, islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

VOTES_AT_ONCE = 10_000


@dataclass(frozen=True)
class VoteTable:
    """`people` and `statements` by id; vote number v was cast by people[who[v]] on statements[what[v]].

    `how` is 1 agree, -1 disagree, 0 pass; at most one vote for each person and statement. `rejected` are the places
    of statements that moderators turned down.
    """

    people: tuple[str, ...]
    statements: tuple[str, ...]
    who: "array[int]" = field(repr=False)
    what: "array[int]" = field(repr=False)
    how: "array[int]" = field(repr=False)
    rejected: frozenset[int] = frozenset()

    @cached_property
    def by_name(self) -> tuple[int, ...]:
        """The places of the people in the order of their ids: whatever must not follow the order of rows uses it."""
        return tuple(sorted(range(len(self.people)), key=self.people.__getitem__))

    def columns(self) -> "tuple[NDArray[np.intc], NDArray[np.intc], NDArray[np.int8]]":
        """`who`, `what` and `how` as arrays of the same memory."""
        import numpy as np

        return (
            np.frombuffer(self.who, dtype=np.intc),
            np.frombuffer(self.what, dtype=np.intc),
            np.frombuffer(self.how, dtype=np.int8),
        )


def vote_table(
    votes: Iterable[tuple[str, str, int]],
    *,
    people: Sequence[str] = (),
    statements: Sequence[str] = (),
    rejected: Iterable[str] = (),
) -> VoteTable:
    """Votes (person, statement, how) in the order they were cast: of the same person on the same statement the last
    counts. `people` and `statements` may name those without a vote, and give the order. Time grows a little more than the votes, memory by 9 bytes a vote.

    >>> table = vote_table([("a", "1", 1), ("b", "1", 0), ("a", "1", -1)])
    >>> table.people, list(table.how)
    (('a', 'b'), [-1, 0])
    """
    person, statement = _numbered(people), _numbered(statements)
    who, what, how = array("i"), array("i"), array("b")
    left = iter(votes)
    # by the thousands, so that no step of Python is taken for a single vote
    while some := list(islice(left, VOTES_AT_ONCE)):
        whose, about, said = zip(*some, strict=True)
        who.extend(map(person.__getitem__, whose))
        what.extend(map(statement.__getitem__, about))
        how.extend(said)
    refused = frozenset(statement[one] for one in rejected if one in statement)
    table = VoteTable(tuple(person), tuple(statement), who, what, how, refused)
    return _last_of_each(table)


def _numbered(names: Sequence[str]) -> "defaultdict[str, int]":
    """Places by name; whoever is asked for first gets the next one."""
    return defaultdict(count(len(names)).__next__, {one: at for at, one in enumerate(names)})


def _last_of_each(table: VoteTable) -> VoteTable:
    """One vote for each person and statement: the last one cast, where the first stood."""
    import numpy as np

    who, what, how = table.columns()
    cell = who.astype(np.int64) * max(len(table.statements), 1) + what
    _, first = np.unique(cell, return_index=True)
    if len(first) == len(cell):
        return table
    _, from_the_end = np.unique(cell[::-1], return_index=True)
    order = np.argsort(first)
    first, last = first[order], (len(cell) - 1 - from_the_end)[order]
    return replace(
        table,
        who=array("i", who[first].tobytes()),
        what=array("i", what[first].tobytes()),
        how=array("b", how[last].tobytes()),
    )
