"""What sets a group apart: the statements it agrees or disagrees with more than the others do (methods.md 4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from farled.core.opinion.counts import Counts
from farled.core.opinion.votes import VoteTable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SIGNIFICANT = 1.2816  # of a normal variable: one in ten lies above
MOST = 5
Direction = Literal["agree", "disagree"]


@dataclass(frozen=True)
class Representative:
    """A statement of one group: votes in the group, probability and representativeness with the z of each."""

    statement: str
    direction: Direction
    agree: int
    disagree: int
    seen: int
    probability: float
    probability_test: float
    repness: float
    repness_test: float

    @property
    def rank(self) -> float:
        return self.repness * self.repness_test * self.probability * self.probability_test


Candidate = tuple[Representative, bool]  # and whether it is significant


def representative_statements(
    table: VoteTable, counts: Counts
) -> tuple[tuple[Representative, ...], ...]:
    """For each group at most five statements, agrees before disagrees, the best agreed first; never a rejected one.

    A statement is significant when both its tests are, of agreeing or of disagreeing; it is told in the direction that
    sets the group apart more. Where none is significant, the best one alone: the product ranks only those whose tests
    both point the same good way, since two bad ones multiply to a good number; without any, the one that sets the group
    apart most. Costs groups times statements.
    Source: Small et al. (2021), Recerca 26(2).

    >>> from farled.core.opinion.counts import counts_by_group
    >>> from farled.core.opinion.votes import vote_table
    >>> votes = [(who, what, 1 if (who < "f") == (what < "3") else -1) for who in "abcdefghij" for what in "012345"]
    >>> table = vote_table(votes)
    >>> first, _ = representative_statements(table, counts_by_group(table, [0] * 5 + [1] * 5, groups=2))
    >>> [(one.statement, one.direction) for one in first]
    [('0', 'agree'), ('1', 'agree'), ('2', 'agree'), ('3', 'disagree'), ('4', 'disagree')]
    """
    kept = [at for at in range(len(table.statements)) if at not in table.rejected]
    return tuple(
        _chosen([both[group][at] for at in kept]) for both in [_all(table, counts)] for group in range(len(counts.seen))
    )  # fmt: skip


def _chosen(candidates: list[Candidate]) -> tuple[Representative, ...]:
    seen = [one for one, _ in candidates if one.seen]
    significant = [one for one, is_significant in candidates if one.seen and is_significant]
    significant.sort(key=lambda one: -one.rank)
    if not significant:
        return _best(seen)
    best_agreed = [one for one in significant if one.direction == "agree"][:1]
    listed = [*best_agreed, *(one for one in significant if one not in best_agreed)][:MOST]
    return tuple(sorted(listed, key=lambda one: one.direction != "agree"))


def _best(seen: Sequence[Representative]) -> tuple[Representative, ...]:
    sound = [one for one in seen if one.probability_test > 0 and one.repness_test > 0]
    if sound:
        return (max(sound, key=lambda one: one.rank),)
    return tuple(sorted(seen, key=lambda one: -one.repness_test)[:1])


def _all(table: VoteTable, counts: Counts) -> list[list[Candidate]]:
    """Each statement in each group, in the direction with the larger test of representativeness."""
    rest = counts.rest()
    agree = _statistics(counts.agree, counts.seen, rest.agree, rest.seen)
    disagree = _statistics(counts.disagree, counts.seen, rest.disagree, rest.seen)
    significant = _significant(agree) | _significant(disagree)

    def candidate(group: int, at: int) -> Candidate:
        is_agree = agree[3][group, at] >= disagree[3][group, at]
        parts = (counts.agree, counts.disagree, counts.seen)
        told = Representative(
            table.statements[at],
            "agree" if is_agree else "disagree",
            *(int(part[group, at]) for part in parts),
            *(float(part[group, at]) for part in (agree if is_agree else disagree)),
        )
        return told, bool(significant[group, at])

    return [
        [candidate(group, at) for at in range(len(table.statements))]
        for group in range(len(counts.seen))
    ]


def _significant(statistics: "tuple[NDArray[np.float64], ...]") -> "NDArray[np.bool_]":
    _, probability_test, _, repness_test = statistics
    both: NDArray[np.bool_] = (probability_test > SIGNIFICANT) & (repness_test > SIGNIFICANT)
    return both


def _statistics(
    of: "NDArray[np.intp]",
    seen: "NDArray[np.intp]",
    rest_of: "NDArray[np.intp]",
    rest_seen: "NDArray[np.intp]",
) -> "tuple[NDArray[np.float64], ...]":
    """P, z of P, R and z of R."""
    import numpy as np

    probability = (of + 1) / (seen + 2)
    rest = (rest_of + 1) / (rest_seen + 2)
    test = 2 * np.sqrt(seen + 1) * ((of + 1) / (seen + 1) - 0.5)
    here, there = (of + 1) / (seen + 1), (rest_of + 1) / (rest_seen + 1)
    pooled = (of + rest_of + 2) / (seen + rest_seen + 2)
    error = np.sqrt(pooled * (1 - pooled) * (1 / (seen + 1) + 1 / (rest_seen + 1)))
    repness_test = np.where(pooled < 1, (here - there) / np.where(error > 0, error, 1), 0.0)
    return probability, test, probability / rest, repness_test
