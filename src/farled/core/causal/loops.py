"""Feedback loops: ways through a map that come back to where they began (methods.md 2.1)."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from farled.core.causal.causal_map import CausalMap
from farled.core.causal.loop import Loop, Steps, leave_out, steps
from farled.core.causal.loop_halves import LONGEST, Halves
from farled.core.causal.loop_walk import walk_from
from farled.core.finding import Invalid, Say

Clock = Callable[[], float]


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
    no bound. Short loops are put together from their halves, whose number grows with links a factor to the power of
    `longest` / 2; where these are too many, or loops long, they are walked one by one.

    Raises Invalid (`causal.longest`, `causal.cap`, `causal.budget`).
    Source: Horowitz & Sahni (1974), J. ACM 21:277-292, for halves; Johnson (1975), SIAM J. Comput. 4:77-84, for walks.

    >>> from farled.core.causal.causal_map import Factor, Link, causal_map
    >>> drawn = causal_map([Factor("a"), Factor("b")], [Link("a", "b"), Link("b", "a", -1)])
    >>> feedback_loops(drawn.map).loops
    (Loop(factors=('a', 'b'), polarity=-1, delay=''),)
    """
    found, stopped_by = bounded(chart, longest=longest, cap=cap, budget=budget, clock=clock)
    return Loops(tuple(found), longest, stopped_by)


def bounded(
    chart: CausalMap,
    *,
    longest: int,
    cap: int,
    budget: float,
    clock: Clock | None,
    starts: Iterable[int] | None = None,
) -> tuple[list[Loop], str | None]:
    """The loops, of `starts` only if given, and what stopped the search."""
    _check(longest=longest, cap=cap, budget=budget)
    end = clock() + budget if clock else 0.0
    found: list[Loop] = []
    for _ in _search(chart, found, longest=longest, starts=starts):
        if len(found) > cap:
            break
        if clock and clock() >= end:
            return found, "time"
    stopped_by = "cap" if len(found) > cap else None
    del found[cap:]
    return found, stopped_by


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


def _search(
    chart: CausalMap, found: list[Loop], *, longest: int, starts: Iterable[int] | None
) -> Iterator[None]:
    """Adds the loops, start by start; hands over where the caller may look up and stop."""
    after: Steps = []
    before: Steps = []
    yield from steps(chart, after, before)
    halves = Halves(chart.ids, after, before, min(longest, len(after)))
    for start in starts or range(len(after)):
        yield
        if not (after[start] and before[start]):
            continue
        done = halves.longest <= LONGEST and (yield from halves.loops_from(start, found))
        if not done:
            inside = (after, before)
            yield from walk_from(start, found, steps=inside, ids=chart.ids, longest=longest)
        leave_out(start, after, before)
