"""Who said what of which statement: agree, disagree or pass, the last vote of each (methods.md 4)."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


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
    counts. `people` and `statements` may name those without a vote, and give the order. Linear time.

    >>> table = vote_table([("a", "1", 1), ("b", "1", 0), ("a", "1", -1)])
    >>> table.people, list(table.how)
    (('a', 'b'), [-1, 0])
    """
    person = {one: at for at, one in enumerate(people)}
    statement = {one: at for at, one in enumerate(statements)}
    last: dict[tuple[int, int], int] = {}
    for who, what, how in votes:
        pair = (person.setdefault(who, len(person)), statement.setdefault(what, len(statement)))
        last[pair] = how
    refused = frozenset(statement[one] for one in rejected if one in statement)
    return VoteTable(
        tuple(person),
        tuple(statement),
        array("i", (who for who, _ in last)),
        array("i", (what for _, what in last)),
        array("b", last.values()),
        refused,
    )
