"""What moves what through the whole map: signed influence over several links (methods.md 2.4)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isfinite

from farled.core.causal.causal_map import CausalMap, Link
from farled.core.finding import Invalid, Say

Row = Sequence[tuple[int, float]]


@dataclass(frozen=True)
class Standing:
    """`influence` sums what a factor does to all, `dependence` what all do to it; both signed."""

    id: str
    influence: float
    dependence: float


def influence_of(
    chart: CausalMap, source: str, *, longest: int = 2, damping: float = 0.5
) -> dict[str, float]:
    """Row `source` of Σ dˡ⁻¹ Wˡ over l = 1…`longest`: what a rise of 1 does to each factor, in the units of strength.

    Every way of at most `longest` links counts, ways back to the source too, each further link times `damping`. The
    row influences the column. A strength nobody gave counts 1, an unknown sign 0. Factors of sum 0 are left out.
    Costs links times `longest`.

    Raises Invalid (`causal.unknown_factor`, `causal.influence_longest`, `causal.damping`).
    Source: Weitz et al. (2018), Sustainability Science 13:531-548, whose second order is `longest` 2, `damping` ½.

    >>> from farled.core.causal.causal_map import Factor, Link, causal_map
    >>> chart = causal_map([Factor(one) for one in "abc"], [Link("a", "b", 1, 2.0), Link("b", "c", -1)]).map
    >>> influence_of(chart, "a")
    {'b': 2.0, 'c': -1.0}
    """
    check(longest=longest, damping=damping)
    if source not in chart.place:
        raise Invalid("source", Say("causal.unknown_factor", {"id": source[:80]}))
    found = spread(weighted(chart.followers), chart.place[source], longest=longest, damping=damping)
    return _named(chart, found)


def influences(
    chart: CausalMap, *, longest: int = 2, damping: float = 0.5
) -> Iterator[tuple[str, dict[str, float]]]:
    """`influence_of` each factor, one after the other: all pairs, without keeping them. Costs factors times links times
    `longest` at most. Raises Invalid as `influence_of`."""
    check(longest=longest, damping=damping)
    rows = weighted(chart.followers)
    for place, one in enumerate(chart.ids):
        yield one, _named(chart, spread(rows, place, longest=longest, damping=damping))


def standings(chart: CausalMap, *, longest: int = 2, damping: float = 0.5) -> tuple[Standing, ...]:
    """Row and column sums of all influence, in the map's order; turning every arrow swaps the two.

    Costs links times `longest`. Raises Invalid as `influence_of`.
    """
    check(longest=longest, damping=damping)
    rows, columns = (
        totals(weighted(ends), longest=longest, damping=damping)
        for ends in (chart.followers, chart.causes)
    )
    return tuple(Standing(*one) for one in zip(chart.ids, rows, columns, strict=True))


def _named(chart: CausalMap, found: dict[int, float]) -> dict[str, float]:
    return {chart.ids[place]: found[place] for place in sorted(found) if found[place]}


def weighted(ends: Sequence[Sequence[tuple[int, Link]]]) -> list[Row]:
    """Sign times strength by the other end; 0 where nobody knows the sign."""
    return [[(to, link.weight or 0.0) for to, link in links] for links in ends]


def totals(rows: Sequence[Row], *, longest: int, damping: float) -> list[float]:
    """Row sums of Σ dˡ⁻¹ Wˡ, without making a matrix; cost links times `longest`."""
    sums = [0.0] * len(rows)
    for _ in range(longest):
        worth = [1.0 + damping * one for one in sums]
        sums = [sum([weight * worth[to] for to, weight in row], 0.0) for row in rows]
    return sums


def spread(rows: Sequence[Row], start: int, *, longest: int, damping: float) -> dict[int, float]:
    """One row of Σ dˡ⁻¹ Wˡ, by place."""
    found: dict[int, float] = {}
    wave = {start: 1.0}
    for links in range(longest):
        following: dict[int, float] = {}
        for place, amount in wave.items():
            for to, weight in rows[place]:
                following[to] = following.get(to, 0.0) + amount * weight
        for place, amount in following.items():
            found[place] = found.get(place, 0.0) + damping**links * amount
        wave = following
    return found


def check(*, longest: int, damping: float) -> None:
    """Raises Invalid (`causal.influence_longest`, `causal.damping`)."""
    if longest < 1:
        raise Invalid("longest", Say("causal.influence_longest", {"value": longest}))
    if not (isfinite(damping) and damping >= 0):
        raise Invalid("damping", Say("causal.damping", {"value": damping}))
