"""A made conversation: three groups that differ on a third of the statements, everybody votes on some 45."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

A_PERSON = 45
AT_ONCE = 5_000


@dataclass(frozen=True)
class Conversation:
    """Vote by vote, by places in `people` and `statements`; `group` is where each person was put."""

    people: list[str]
    statements: list[str]

    who: "array[int]"
    what: "array[int]"
    how: "array[int]"
    group: "np.ndarray"

    def votes(self) -> Iterator[tuple[str, str, int]]:
        who, what = (
            map(self.people.__getitem__, self.who),
            map(self.statements.__getitem__, self.what),
        )
        return zip(who, what, self.how, strict=True)


def conversation(people: int, statements: int) -> Conversation:
    dice = np.random.default_rng(people + statements)
    group = dice.integers(0, 3, people)
    lean = dice.normal(0.3, 0.4, statements) + np.zeros((3, 1))
    apart = dice.permutation(statements)[: statements // 3]
    lean[:, apart] += dice.choice([-1.4, 1.4], (3, len(apart)))
    who, what, how = array("i"), array("i"), array("b")
    for first in range(0, people, AT_ONCE):
        some = np.arange(first, min(first + AT_ONCE, people))
        chosen = np.argsort(dice.random((len(some), statements)), axis=1)[:, :A_PERSON]
        felt = lean[group[some][:, None], chosen] + dice.normal(0, 0.8, chosen.shape)
        votes = np.where(felt > 0.25, 1, np.where(felt < -0.25, -1, 0))
        who.frombytes(np.repeat(some, chosen.shape[1]).astype(np.intc).tobytes())
        what.frombytes(chosen.astype(np.intc).tobytes())
        how.frombytes(votes.astype(np.int8).tobytes())
    names = [f"p{n}" for n in range(people)], [f"s{n}" for n in range(statements)]
    return Conversation(*names, who, what, how, group)
