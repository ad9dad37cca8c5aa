"""Is the number of groups settled? The same again with four people of five (methods.md 4)."""

from array import array
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median

from farled.core.opinion.agreement import adjusted_rand_index
from farled.core.opinion.axes import opinion_axes
from farled.core.opinion.groups import Groups, opinion_groups
from farled.core.opinion.votes import VoteTable

ROUNDS, SHARE, SETTLED = 20, 0.8, 16
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Stability:
    """How often each number of groups won, how like the full result the groups were (1 the same), and whether the
    number is settled: it won in at least 16 of 20 rounds. Where there are no groups nothing has
    settled, and there is nothing to be like (None)."""

    k_wins: Mapping[int, int]
    ari_median: float | None
    ari_min: float | None
    settled: bool


def stability(
    table: VoteTable, groups: Groups, *, seed: int = 0, progress: Progress | None = None
) -> Stability:
    """Twenty rounds with four fifths of the people, drawn by name so that their order does not matter.

    Costs twenty times `opinion_groups`.

    Source: methods.md 4; Hubert & Arabie (1985) for the likeness.

    >>> from farled.core.opinion.votes import vote_table
    >>> votes = [(who, what, 1 if (who < "f") == (what < "3") else -1) for who in "abcdefghij" for what in "012345"]
    >>> table = vote_table(votes)
    >>> found = stability(table, opinion_groups(table))
    >>> dict(found.k_wins), found.ari_median, found.settled
    ({2: 20}, 1.0, True)
    """
    import numpy as np

    if not groups.sizes:  # nor would fewer people be any
        return Stability({0: ROUNDS}, None, None, settled=False)
    dice = np.random.default_rng(seed)
    by_name = table.by_name
    wins: Counter[int] = Counter()
    alike: list[float] = []
    for done in range(1, ROUNDS + 1):
        drawn = dice.permutation(len(by_name))[: round(SHARE * len(by_name))]
        chosen = sorted(by_name[at] for at in drawn.tolist())
        part = _part(table, chosen)
        found = opinion_groups(part, seed=seed, axes=opinion_axes(part, precise=False))
        wins[len(found.sizes)] += 1
        alike.append(_likeness(groups, found, chosen))
        if progress:
            progress(done, ROUNDS)
    settled = wins[len(groups.sizes)] >= SETTLED
    return Stability(dict(sorted(wins.items())), median(alike), min(alike), settled)


def _part(table: VoteTable, chosen: list[int]) -> VoteTable:
    import numpy as np

    who, what, how = table.columns()
    place = np.full(len(table.people), -1, dtype=np.intc)
    place[chosen] = np.arange(len(chosen), dtype=np.intc)
    kept = place[who] >= 0
    return VoteTable(
        tuple(table.people[at] for at in chosen),
        table.statements,
        array("i", place[who[kept]].tobytes()),
        array("i", what[kept].tobytes()),
        array("b", how[kept].tobytes()),
        table.rejected,
    )


def _likeness(groups: Groups, found: Groups, chosen: list[int]) -> float:
    pairs = [
        (groups.assignments[at], label)
        for at, label in zip(chosen, found.assignments, strict=True)
        if label is not None and groups.assignments[at] is not None
    ]
    return adjusted_rand_index([a for a, _ in pairs], [b for _, b in pairs])
