"""How factors stand in a map: what leads in, what leads out (methods.md 2.2)."""

from dataclasses import dataclass

from farled.core.causal.causal_map import CausalMap, Link


@dataclass(frozen=True)
class Degree:
    """A factor's links in and out, by number and by summed strength (a strength nobody gave counts 1)."""

    id: str
    links_in: int
    links_out: int
    strength_in: float
    strength_out: float

    @property
    def centrality(self) -> float:
        return self.strength_in + self.strength_out

    @property
    def kind(self) -> str:
        """ "driver" (nothing leads in), "receiver" (nothing leads out), "ordinary" or "unconnected"."""
        if not self.links_in and not self.links_out:
            return "unconnected"
        if not self.links_in:
            return "driver"
        return "ordinary" if self.links_out else "receiver"


def degrees(chart: CausalMap) -> tuple[Degree, ...]:
    """The degree of each factor, in the map's order. Linear time.

    Source: Özesmi & Özesmi (2004), Ecological Modelling 176:43-64 (transmitter, receiver, ordinary).

    >>> from farled.core.causal.causal_map import Factor, Link, causal_map
    >>> chart = causal_map([Factor(one) for one in "abc"], [Link("a", "b"), Link("b", "c", -1, 0.5)]).map
    >>> [(one.kind, one.centrality) for one in degrees(chart)]
    [('driver', 1.0), ('ordinary', 1.5), ('receiver', 0.5)]
    """
    return tuple(
        Degree(one, len(before), len(after), _strength(before), _strength(after))
        for one, before, after in zip(chart.ids, chart.causes, chart.followers, strict=True)
    )


def density(chart: CausalMap) -> float:
    """Links as a share of the n(n-1) that could be, 0 for fewer than two factors (FCMapper divides by n²)."""
    count = len(chart.factors)
    return len(chart.links) / (count * (count - 1)) if count > 1 else 0.0


def _strength(links: tuple[tuple[int, Link], ...]) -> float:
    return sum(1.0 if link.strength is None else link.strength for _, link in links)
