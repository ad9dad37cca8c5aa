"""What all groups agree on, and what nobody should be asked twice: consensus and the next statement (methods.md 4)."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod, sqrt

from farled.core.opinion.axes import Axes, opinion_axes
from farled.core.opinion.counts import Counts, counts_by_group
from farled.core.opinion.votes import VoteTable

LEAST_VOTES = 3  # in every group, or a consensus may rest on one person
ENOUGH_VOTES = 7
Z = 1.6449  # nine of ten


@dataclass(frozen=True)
class Consensus:
    """Π over groups of (votes this way + 1) / (votes + 2), with its interval, and the smallest group's votes."""

    statement: str
    value: float
    low: float
    high: float
    least_votes_in_a_group: int


def group_aware_consensus(
    table: VoteTable, counts: Counts, *, direction: str = "agree", least: int = LEAST_VOTES
) -> tuple[Consensus, ...]:
    """Statements with at least `least` votes in every group, the most agreed (or disagreed) first.

    The interval multiplies each group's nine-of-ten Wilson interval. Costs groups times statements.
    Source: Small et al. (2021), Recerca 26(2); Wilson (1927) for the interval.

    >>> from farled.core.opinion.votes import vote_table
    >>> table = vote_table([(who, "1", 1) for who in "abcdef"])
    >>> found = group_aware_consensus(table, counts_by_group(table, [0, 0, 0, 1, 1, 1], groups=2))
    >>> found[0].value, found[0].least_votes_in_a_group
    (0.6400000000000001, 3)
    """
    given = (counts.agree if direction == "agree" else counts.disagree).tolist()
    seen = counts.seen.tolist()
    found = [
        _consensus(name, [row[at] for row in given], [row[at] for row in seen])
        for at, name in enumerate(table.statements)
        if at not in table.rejected and seen and min(row[at] for row in seen) >= least
    ]
    return tuple(sorted(found, key=lambda one: -one.value))


def _consensus(name: str, given: Sequence[int], seen: Sequence[int]) -> Consensus:
    pairs = list(zip(given, seen, strict=True))
    ends = [_wilson(votes, of) for votes, of in pairs]
    value = prod((votes + 1) / (of + 2) for votes, of in pairs)
    return Consensus(name, value, prod(low for low, _ in ends), prod(high for _, high in ends), min(seen))  # fmt: skip


def _wilson(votes: int, of: int) -> tuple[float, float]:
    share = votes / of
    middle = (share + Z**2 / (2 * of)) / (1 + Z**2 / of)
    half = Z / (1 + Z**2 / of) * sqrt(share * (1 - share) / of + Z**2 / (4 * of**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def priorities(table: VoteTable, *, axes: Axes | None = None) -> Mapping[str, float]:
    """The weight of each statement in the lottery for the next one: [importance · (1 + 8·2^(-S/5))]².

    Counts are those of people with at least 7 votes; rejected statements are left out. Costs as `opinion_axes`.
    Source: Polis' routing of statements, as in methods.md 4.

    >>> from farled.core.opinion.votes import vote_table
    >>> passed = [(f"p{n}", str(one), 0 if one == 1 else 1) for n in range(3) for one in range(7)]
    >>> weights = priorities(vote_table(passed))
    >>> weights["1"] < weights["2"]
    True
    """
    import numpy as np

    axes = axes or opinion_axes(table)
    cast = np.bincount(table.columns()[0], minlength=len(table.people))
    active = [0 if votes >= ENOUGH_VOTES else None for votes in cast.tolist()]
    counts = counts_by_group(table, active, groups=1)
    agree, seen = counts.agree[0], counts.seen[0]
    passes = seen - agree - counts.disagree[0]
    extremity = np.abs(1 - axes.means) * sqrt(len(table.statements)) * np.sqrt((axes.loadings**2).sum(1))  # fmt: skip
    importance = (1 - (passes + 1) / (seen + 2)) * (1 + extremity) * (agree + 1) / (seen + 2)
    weights = (importance * (1 + 8 * 2 ** (-seen / 5))) ** 2
    return {
        name: float(weights[at])
        for at, name in enumerate(table.statements)
        if at not in table.rejected
    }


def next_statement(
    weights: Mapping[str, float], *, seen: frozenset[str], seed: int = 0
) -> str | None:
    """One of the statements this person has not seen, drawn by weight; None when all are seen.

    >>> next_statement({"1": 4.0, "2": 1.0}, seen=frozenset({"1"}))
    '2'
    """
    left = [name for name in weights if name not in seen]
    if not left:
        return None
    return random.Random(seed).choices(left, [weights[name] for name in left])[0]  # noqa: S311
