"""Do groups see the goals differently? Each group's own ranking, and where they surely differ."""

from collections.abc import Mapping
from dataclasses import dataclass

from farled.core.conflicts.influence import influences
from farled.core.conflicts.matrix import Ratings
from farled.core.conflicts.ranking import RankInterval, rank_intervals


@dataclass(frozen=True)
class GroupRankings:
    """For each named group the goals by total influence, most first; `differs`: goals whose rank intervals in two
    groups have nothing in common."""

    by_total: Mapping[str, tuple[str, ...]]
    differs: tuple[str, ...]


def group_rankings(ratings: Ratings, *, draws: int = 1000, seed: int = 0) -> GroupRankings:
    """Groups in the order of their first answer; answers without a group belong to none. Costs as `rank_intervals`.

    >>> from farled.core.conflicts.matrix import Answer, ratings
    >>> said = [("north", "a", "b", 3), ("north", "b", "a", 0), ("south", "a", "b", 0), ("south", "b", "a", 3)]
    >>> answers = [Answer(a, b, score, f"{group}{n}", group) for group, a, b, score in said for n in range(3)]
    >>> found = group_rankings(ratings(["a", "b"], answers).ratings)
    >>> dict(found.by_total), found.differs
    ({'north': ('a', 'b'), 'south': ('b', 'a')}, ('a', 'b'))
    """
    groups = dict.fromkeys(answer.group for answer in ratings.answers if answer.group)
    parts = {group: ratings.of_group(group) for group in groups}
    intervals = [rank_intervals(part, draws=draws, seed=seed) for part in parts.values()]
    differs = [each[0].id for each in zip(*intervals, strict=True) if _apart(each)]
    return GroupRankings({group: _by_total(part) for group, part in parts.items()}, tuple(differs))


def _by_total(ratings: Ratings) -> tuple[str, ...]:
    """Equal goals stay in their own order."""
    return tuple(one.id for one in sorted(influences(ratings), key=lambda one: one.rank_total))


def _apart(intervals: tuple[RankInterval, ...]) -> bool:
    return max(one.low for one in intervals) > min(one.high for one in intervals)
