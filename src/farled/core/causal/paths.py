"""How one factor comes to move another: every way between them, with its sign (methods.md 2)."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from farled.core.causal.causal_map import CausalMap, Link
from farled.core.causal.loops import Clock, bounded
from farled.core.finding import Invalid, Say


class Path(NamedTuple):
    """`factors` from the first to the last, none twice. `polarity` is the product of the signs: 1 the same way, -1 the
    other, None if a sign is unknown; `delay` the longest on the way."""

    factors: tuple[str, ...]
    polarity: int | None
    delay: str


@dataclass(frozen=True)
class Paths:
    """`stopped_by` is None when all ways up to `longest` links were found, else "cap" or "time"."""

    paths: tuple[Path, ...]
    longest: int
    stopped_by: str | None = None

    @property
    def complete(self) -> bool:
        return self.stopped_by is None


def paths(
    chart: CausalMap,
    *,
    source: str,
    target: str,
    longest: int = 8,
    cap: int = 20_000,
    budget: float = 2.0,
    clock: Clock | None = None,
) -> Paths:
    """The ways from `source` to `target` of at most `longest` links, the shortest first.

    Bounded as `feedback_loops`, and found by it: a way is a loop once a link leads back from its end to its beginning.

    Raises Invalid (`causal.unknown_factor`, `causal.same_ends`, `causal.paths_longest`, `causal.cap`, `causal.budget`).

    >>> from farled.core.causal.causal_map import Factor, Link, causal_map
    >>> links = [Link("a", "b"), Link("b", "c", -1), Link("a", "c")]
    >>> found = paths(causal_map([Factor(one) for one in "abc"], links).map, source="a", target="c")
    >>> [(one.factors, one.polarity) for one in found.paths]
    [(('a', 'c'), 1), (('a', 'b', 'c'), -1)]
    """
    for one in (source, target):
        if one not in chart.place:
            raise Invalid("factor", Say("causal.unknown_factor", {"id": one[:80]}))
    if source == target:
        raise Invalid("target", Say("causal.same_ends", {"id": source[:80]}))
    if longest < 1:
        raise Invalid("longest", Say("causal.paths_longest", {"value": longest}))
    closed = _closed(chart, source=source, target=target)
    loops, stopped_by = bounded(
        closed, longest=longest + 1, cap=cap, budget=budget, clock=clock, starts=[0]
    )
    found = sorted((Path(*loop) for loop in loops), key=lambda way: len(way.factors))
    return Paths(tuple(found), longest, stopped_by)


def _closed(chart: CausalMap, *, source: str, target: str) -> CausalMap:
    """With the source first, a link from the target back to it, and no other into the one or out of the other."""
    first = chart.factors[chart.place[source]]
    others = tuple(one for one in chart.factors if one is not first)
    kept = tuple(one for one in chart.links if one.target != source and one.source != target)
    return replace(chart, factors=(first, *others), links=(*kept, Link(target, source)))
