"""Feedback loops: ways through a map that come back to where they began (methods.md 2.1)."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from farled.core.causal.causal_map import DELAYS, CausalMap
from farled.core.causal.parts import strong_parts
from farled.core.finding import Invalid, Say

Clock = Callable[[], float]
Ending = tuple[int, int, tuple[str, ...], int, int]  # last place, links, ids, sign, delay
Step = tuple[int, int, int]  # where to, sign (0: unknown), delay as a place in SLOWEST

OUT = 1 << 30  # no way back from here, or on the way already
SLOWEST = (*DELAYS, DELAYS[-1])  # by the places of two delays put together bit by bit
STEPS_A_LOOK = 5_000  # links tried between two looks at the clock: about a millisecond


class Loop(NamedTuple):
    """`factors` in the order of the arrows, the one that stands first in the map first.

    `polarity` is the product of the signs: 1 reinforcing, -1 balancing, None if a sign is unknown. `delay` is the
    longest on the way, one of DELAYS.
    """

    factors: tuple[str, ...]
    polarity: int | None
    delay: str

    @property
    def kind(self) -> str:
        return {1: "reinforcing", -1: "balancing", None: "unknown"}[self.polarity]

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        return tuple(zip(self.factors, (*self.factors[1:], self.factors[0]), strict=True))


@dataclass(frozen=True)
class Loops:
    """`stopped_by` is None when all loops up to `longest` links were found, else "cap" or "time"."""

    loops: tuple[Loop, ...]
    longest: int
    stopped_by: str | None = None

    @property
    def complete(self) -> bool:
        return self.stopped_by is None

    def count(self, kind: str) -> int:
        """How many are "reinforcing", "balancing" or "unknown"."""
        return sum(loop.kind == kind for loop in self.loops)


def feedback_loops(
    chart: CausalMap,
    *,
    longest: int = 8,
    cap: int = 20_000,
    budget: float = 2.0,
    clock: Clock | None = None,
) -> Loops:
    """The loops of at most `longest` links, by the place of their first factor.

    Stops after `cap` loops, or when `clock` (monotonic seconds) has gone `budget` seconds; without a clock time sets
    no bound. Where links are few the cost follows the loops found: each way is followed only while enough links are
    left to come back by, and what proved a dead end is not tried again before something on the way has changed.

    Raises Invalid (`causal.longest`, `causal.cap`, `causal.budget`).
    Source: Johnson (1975), SIAM J. Comput. 4:77-84; bounded as by Gupta & Suzumura (2021), arXiv:2105.10094.

    >>> from farled.core.causal.causal_map import Factor, Link, causal_map
    >>> drawn = causal_map([Factor("a"), Factor("b")], [Link("a", "b"), Link("b", "a", -1)])
    >>> feedback_loops(drawn.map).loops
    (Loop(factors=('a', 'b'), polarity=-1, delay=''),)
    """
    _check(longest=longest, cap=cap, budget=budget)
    end = clock() + budget if clock else 0.0
    found: list[Loop] = []
    for _ in _search(chart, found, longest=longest):
        if len(found) > cap:
            break
        if clock and clock() >= end:
            return Loops(tuple(found), longest, "time")
    return Loops(tuple(found[:cap]), longest, "cap" if len(found) > cap else None)


def loops_of_factors(found: Loops) -> Counter[str]:
    """How many of the loops go through each factor."""
    return Counter(one for loop in found.loops for one in loop.factors)


def loops_of_links(found: Loops) -> Counter[tuple[str, str]]:
    """How many of the loops go through each link, by its source and target."""
    return Counter(link for loop in found.loops for link in loop.links)


def link_to_discuss(chart: CausalMap, found: Loops) -> tuple[str, str] | None:
    """The link of unknown sign that most loops go through: the answer that would settle most. None if none does."""
    through = loops_of_links(found)
    unknown = [(one.source, one.target) for one in chart.links if one.sign is None]
    best = max(unknown, key=through.__getitem__, default=None)
    return best if best and through[best] else None


def _check(*, longest: int, cap: int, budget: float) -> None:
    if longest < 2:
        raise Invalid("longest", Say("causal.longest", {"value": longest}))
    if cap < 1:
        raise Invalid("cap", Say("causal.cap", {"value": cap}))
    if not 0 < budget < float("inf"):
        raise Invalid("budget", Say("causal.budget", {"value": budget}))


def _search(chart: CausalMap, found: list[Loop], *, longest: int) -> Iterator[None]:
    """Adds the loops of every strong part, start by start; hands over where the caller may look up and stop."""
    part = strong_parts(chart)
    yield
    after, before = _steps(chart, part)
    need = [OUT] * len(chart.ids)
    for start in range(len(need)):
        if after[start] and before[start]:
            reached = _ways_back(start, before, need=need, longest=longest)
            yield
            if any(need[place] < OUT for place, _, _ in after[start]):
                yield from _Walk(chart.ids, after, before, need, longest).loops_from(start, found)
            for place in reached:
                need[place] = OUT


def _steps(chart: CausalMap, part: list[int]) -> tuple[list[list[Step]], list[dict[int, Step]]]:
    """The links that stay inside a strong part: no other is in a loop. Backwards by where they come from."""
    after: list[list[Step]] = [[] for _ in chart.ids]
    before: list[dict[int, Step]] = [{} for _ in chart.ids]
    for link in chart.links:
        source, target = chart.place[link.source], chart.place[link.target]
        if part[source] == part[target]:
            sign, delay = link.sign or 0, DELAYS.index(link.delay)
            after[source].append((target, sign, delay))
            before[target][source] = (source, sign, delay)
    for ways in after:
        ways.sort()
    return after, before


def _ways_back(
    start: int, before: list[dict[int, Step]], *, need: list[int], longest: int
) -> list[int]:
    """Fills in how many links each later place needs to come back to the start; returns the places that can."""
    need[start] = 0
    reached, edge = [start], [start]
    for links in range(1, longest):
        edge = [one for place in edge for one in before[place] if one > start and need[one] == OUT]
        edge = list(dict.fromkeys(edge))
        for place in edge:
            need[place] = links
        reached += edge
        if not edge:
            break
    return reached


@dataclass(frozen=True)
class _Walk:
    """Depth-first through the places that can come back in time.

    `need[place]` is never more than the links from there back to the start around what is on the way. It rises where
    a place led to nothing, and falls again when one it waited for leaves the way.
    """

    ids: tuple[str, ...]
    after: list[list[Step]]
    before: list[dict[int, Step]]
    need: list[int]
    longest: int

    def loops_from(self, start: int, found: list[Loop]) -> Iterator[None]:
        """One function, because every call in here is paid for at every link; the last two links are taken at once."""
        ids, after, need, endings = self.ids, self.after, self.need, _Endings(start, self)
        way, names, open_ways = [start], [ids[start]], [iter(after[start])]
        signs, delays, nearest, tried = [1], [0], [OUT], 0
        while open_ways:
            room, so_far, waited = self.longest - len(way), signs[-1], delays[-1]
            for place, sign, delay in open_ways[-1]:
                left = need[place]
                if left > room:
                    continue
                if not left:
                    nearest[-1] = 1
                    found.append(Loop((*names,), so_far * sign or None, SLOWEST[waited | delay]))
                elif room > 2:
                    way.append(place)
                    names.append(ids[place])
                    signs.append(so_far * sign)
                    delays.append(waited | delay)
                    nearest.append(OUT)
                    open_ways.append(iter(after[place]))
                    need[place] = OUT
                    tried += len(after[place])
                    break
                else:
                    tried += len(endings[place])
                    so = (so_far * sign, waited | delay)
                    back = self._end(found, endings[place], names=names, so_far=so)
                    nearest[-1] = min(nearest[-1], back)
                    need[place] = left if back < OUT else room + 1
            else:
                place, back = way.pop(), nearest.pop()
                del names[-1], open_ways[-1], signs[-1], delays[-1]
                if way:
                    nearest[-1] = min(nearest[-1], back + 1)
                    tried += self._leave(place, back, len(way))
                if tried > STEPS_A_LOOK:
                    tried = 0
                    yield

    def _end(
        self, found: list[Loop], endings: list[Ending], *, names: list[str], so_far: tuple[int, int]
    ) -> int:
        """Adds the loops that end by one of these; returns how many links the shortest takes from here."""
        nearest, (signs, delays), need = OUT, so_far, self.need
        for last, links, factors, sign, delay in endings:
            if need[last] == 1:
                nearest = min(nearest, links + 1)
                loop = Loop((*names, *factors), signs * sign or None, SLOWEST[delays | delay])
                found.append(loop)
        return nearest

    def _leave(self, place: int, back: int, on_the_way: int) -> int:
        """Notes a dead end, or opens the ways through this place again; returns how many links were looked at."""
        need, before = self.need, self.before
        if back >= OUT:
            need[place] = self.longest - on_the_way + 1
            return 0
        need[place] = back
        changed, looked = [place], 0
        for one in changed:
            further = need[one] + 1
            looked += len(before[one])
            nearer = [earlier for earlier in before[one] if further < need[earlier] < OUT]
            for earlier in nearer:
                need[earlier] = further
            changed += nearer
        return looked


class _Endings(dict[int, list[Ending]]):
    """For each place the one or two last links of a loop from there, worked out when first asked for."""

    def __init__(self, start: int, walk: _Walk) -> None:
        super().__init__()
        self.walk, self.closing = walk, walk.before[start]

    def __missing__(self, place: int) -> list[Ending]:
        ids, closing = self.walk.ids, self.closing
        found: list[Ending] = []
        if place in closing:
            found.append((place, 1, (ids[place],), *closing[place][1:]))
        for last, sign, delay in self.walk.after[place] if self.walk.longest > 2 else ():
            if last in closing:
                _, more, longer = closing[last]
                found.append((last, 2, (ids[place], ids[last]), sign * more, delay | longer))
        self[place] = found
        return found
