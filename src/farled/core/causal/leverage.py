"""Where a push goes far: what a factor reaches, the loops it stands in, and which way it moves the rest (methods.md 2.3)."""

from collections.abc import Sequence
from dataclasses import dataclass

from farled.core.causal.causal_map import CausalMap
from farled.core.causal.influence import totals, weighted
from farled.core.causal.loops import Loops, loops_of_factors
from farled.core.causal.parts import neighbours, strong_groups

BLOCK = 4096  # factors looked for at a time: a bit each, so that memory follows the map and not its square
STEPS, DAMPING = 8, 0.5


@dataclass(frozen=True)
class Lever:
    """`reach` is the share of the other factors that the arrows lead to, 0 to 1; `loops` how many it stands in.

    `signed_effect` sums what a rise of 1 does to all factors along every way of at most eight links, each further
    link counting half; above 0 it lifts more than it lowers. Links of unknown sign count 0 there.
    """

    id: str
    reach: float
    loops: int
    signed_effect: float


def leverage(chart: CausalMap, found: Loops) -> tuple[Lever, ...]:
    """Each factor as a lever, in the map's order. Whether the group can move it, only the group knows.

    Costs links times factors / 4096 for the reach, links times eight for the effect. Source: methods.md 2.3 and 2.4.

    >>> from farled.core.causal.causal_map import Factor, Link, causal_map
    >>> links = [Link("a", "b", 1), Link("b", "c", -1)]
    >>> chart = causal_map([Factor(one) for one in "abc"], links).map
    >>> leverage(chart, Loops((), 8))[0]
    Lever(id='a', reach=1.0, loops=0, signed_effect=0.5)
    """
    touched = loops_of_factors(found)
    shares, effects = reach(chart), signed_effects(chart)
    return tuple(
        Lever(one, share, touched[one], effect)
        for one, share, effect in zip(chart.ids, shares, effects, strict=True)
    )


def reach(chart: CausalMap) -> list[float]:
    """For each factor the share of the others that it leads to, over any number of links."""
    after, _ = neighbours(chart)
    groups = strong_groups(chart)
    counts = [0] * len(after)
    for first in range(0, len(after), BLOCK):
        _count(range(first, first + BLOCK), groups, after=after, counts=counts)
    others = max(len(after) - 1, 1)
    return [count / others for count in counts]


def signed_effects(
    chart: CausalMap, *, steps: int = STEPS, damping: float = DAMPING
) -> list[float]:
    """Row sums of Σ dˡ⁻¹ Wˡ over l = 1…steps, without making a matrix; cost links times steps."""
    return totals(weighted(chart.followers), longest=steps, damping=damping)


def _count(
    wanted: range,
    groups: Sequence[Sequence[int]],
    *,
    after: Sequence[Sequence[int]],
    counts: list[int],
) -> None:
    """Adds how many of the wanted places each leads to, itself left out. Effects first: they are what causes reach."""
    met = [0] * len(after)
    for group in reversed(groups):
        bits = 0
        for place in group:
            bits |= 1 << (place - wanted.start) if place in wanted else 0
            for one in after[place]:
                bits |= met[one]
        for place in group:
            met[place] = bits
            counts[place] += bits.bit_count() - (place in wanted)
