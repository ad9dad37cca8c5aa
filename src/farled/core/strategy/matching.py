"""Which thing of a later list is which of an earlier one."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeVar

T = TypeVar("T")

ALIKE = 0.6
_MOST_COMPARISONS = 2_500  # comparing wordings is slow; beyond this, all that is left counts as new


@dataclass(frozen=True)
class Matching:
    """`pairs` of places (earlier, later) in the order of the later list; the rest is `gone` or `new`."""

    pairs: tuple[tuple[int, int], ...]
    gone: tuple[int, ...]
    new: tuple[int, ...]

    def moved(self) -> frozenset[tuple[int, int]]:
        """The fewest pairs whose moving explains the new order (all but a longest increasing run)."""
        return frozenset(self.pairs) - frozenset(_longest_increasing(self.pairs))


def matched(
    before: Sequence[T], after: Sequence[T], *, by: Sequence[Callable[[T], Hashable]]
) -> Matching:
    """Pairs by the first of the keys that agrees; equal keys pair in order."""
    pairs: list[tuple[int, int]] = []
    gone, new = list(range(len(before))), list(range(len(after)))
    for key in by:
        places: defaultdict[Hashable, list[int]] = defaultdict(list)
        for at in reversed(new):
            places[key(after[at])].append(at)
        found = [(at, where.pop()) for at in gone if (where := places.get(key(before[at])))]
        pairs += found
        gone, new = _left(gone, found, side=0), _left(new, found, side=1)
    return _matching(pairs, gone=gone, new=new)


def with_likely(matching: Matching, *, before: Sequence[str], after: Sequence[str]) -> Matching:
    """Pairs up what is left, where most of the wording stayed; `before` and `after` are all the wordings."""
    if len(matching.gone) * len(matching.new) > _MOST_COMPARISONS:
        return matching
    found: list[tuple[int, int]] = []
    new = list(matching.new)
    for at in matching.gone:
        ranked = [(_likeness(before[at], after[to]), -to) for to in new]
        best, to = max(ranked, default=(0.0, 0))
        if best >= ALIKE:
            found.append((at, -to))
            new.remove(-to)
    return _matching([*matching.pairs, *found], gone=_left(matching.gone, found, side=0), new=new)


def _matching(
    pairs: Sequence[tuple[int, int]], *, gone: Sequence[int], new: Sequence[int]
) -> Matching:
    return Matching(tuple(sorted(pairs, key=lambda pair: pair[1])), tuple(gone), tuple(new))


def _left(places: Sequence[int], found: Sequence[tuple[int, int]], *, side: int) -> list[int]:
    taken = {pair[side] for pair in found}
    return [at for at in places if at not in taken]


def _likeness(one: str, other: str) -> float:
    match = SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False)
    if match.real_quick_ratio() < ALIKE or match.quick_ratio() < ALIKE:
        return 0.0
    return match.ratio()


def _longest_increasing(pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Of pairs in the order of their second place, a longest run with rising first place (patience sorting)."""
    tops: list[int] = []
    ends: list[int] = []
    came_from: list[int] = []
    for at, (place, _) in enumerate(pairs):
        pile = bisect_left(tops, place)
        came_from.append(ends[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [place]
        ends[pile : pile + 1] = [at]
    at = ends[-1] if ends else -1
    while at >= 0:
        yield pairs[at]
        at = came_from[at]
