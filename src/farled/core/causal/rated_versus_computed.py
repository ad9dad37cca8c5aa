"""What people rated beside what their map says: the surprises first (methods.md 2.8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from farled.core.causal.causal_map import CausalMap
from farled.core.causal.influence import Row, check, spread, weighted

NOTHING = 1e-9  # of all that flows, whichever way: below, ways cancel
KINDS = ("hidden_harm", "sign_differs", "hidden_help", "no_way", "unclear", "agrees")


@dataclass(frozen=True)
class Comparison:
    """One rated pair. `computed` is the signed influence through the map, in the map's units.

    `kind` is "hidden_harm" (rated 0, the map harms), "sign_differs", "hidden_help" (rated 0, the map helps), "no_way"
    (rated, but no way leads there), "unclear" (ways that cancel, or only ways of unknown sign) or "agrees".
    `unknown_ways` tells that some way from the one to the other has an unknown sign, which counts 0.
    """

    source: str
    target: str
    rated: float
    computed: float
    kind: str
    unknown_ways: bool


@dataclass(frozen=True)
class Compared:
    """`pairs` with the surprises first; `not_in_map` are rated pairs that lack a factor."""

    pairs: tuple[Comparison, ...]
    not_in_map: tuple[tuple[str, str], ...]


def rated_versus_computed(
    chart: CausalMap,
    rated: Mapping[tuple[str, str], float],
    *,
    longest: int = 8,
    damping: float = 0.5,
) -> Compared:
    """Each rated pair (source, target) beside the influence between the two through the map.

    A pair that is not in `rated` was never asked about: not 0, and not compared. Order: by `KINDS`, then the strongest
    computed, then as rated. Costs links times `longest` for each source.

    Raises Invalid (`causal.influence_longest`, `causal.damping`).
    Source: methods.md 2.8; influence as in `influence_of`.

    >>> from farled.core.causal.causal_map import Factor, Link, causal_map
    >>> links = [Link("a", "b"), Link("b", "c", -1)]
    >>> chart = causal_map([Factor(one) for one in "abc"], links).map
    >>> found = rated_versus_computed(chart, {("a", "b"): 2, ("a", "c"): 0})
    >>> [(one.source, one.target, one.kind) for one in found.pairs]
    [('a', 'c', 'hidden_harm'), ('a', 'b', 'agrees')]
    """
    check(longest=longest, damping=damping)
    known = {pair: score for pair, score in rated.items() if set(pair) <= chart.place.keys()}
    through = _Through(chart, longest, damping)
    rows = {one: through.row(chart.place[one]) for one in dict.fromkeys(one for one, _ in known)}
    pairs = [
        _compared(pair, score, rows[pair[0]].get(chart.place[pair[1]], _Flow()))
        for pair, score in known.items()
    ]
    pairs.sort(key=lambda one: (KINDS.index(one.kind), -abs(one.computed), -abs(one.rated)))
    return Compared(tuple(pairs), tuple(pair for pair in rated if pair not in known))


@dataclass(frozen=True)
class _Flow:
    """What comes from one factor to another: signed, whatever the sign, and whether by a way of unknown sign."""

    signed: float = 0.0
    gross: float = 0.0
    unknown: bool = False

    @property
    def sign(self) -> int:
        if abs(self.signed) <= NOTHING * self.gross:
            return 0
        return 1 if self.signed > 0 else -1


class _Through:
    """The map in the forms it is gone through in."""

    def __init__(self, chart: CausalMap, longest: int, damping: float) -> None:
        self.signed = weighted(chart.followers)
        self.gross = [[(to, abs(weight)) for to, weight in row] for row in self.signed]
        self.marked = [[(to, link.sign is None) for to, link in links] for links in chart.followers]
        self.bounds = {"longest": longest}
        self.damping = damping

    def row(self, start: int) -> dict[int, _Flow]:
        signed, gross = (self._spread(rows, start) for rows in (self.signed, self.gross))
        unknown = _by_unknown(self.marked, start, **self.bounds)
        return {
            one: _Flow(signed.get(one, 0.0), gross.get(one, 0.0), one in unknown)
            for one in signed.keys() | unknown
        }

    def _spread(self, rows: Sequence[Row], start: int) -> dict[int, float]:
        return spread(rows, start, damping=self.damping, **self.bounds)


def _by_unknown(
    marked: Sequence[Sequence[tuple[int, bool]]], start: int, *, longest: int
) -> set[int]:
    """Places that a way of at most `longest` links with an unknown sign leads to."""
    met, edge = {(start, False)}, {(start, False)}
    for _ in range(longest):
        edge = {(to, doubt or unknown) for one, doubt in edge for to, unknown in marked[one]} - met
        met |= edge
    return {place for place, doubt in met if doubt}


def _compared(pair: tuple[str, str], score: float, flow: _Flow) -> Comparison:
    return Comparison(*pair, score, flow.signed, _kind(score, flow), flow.unknown)


def _kind(score: float, flow: _Flow) -> str:
    if not flow.sign:
        if flow.unknown or flow.gross:
            return "unclear"
        return "no_way" if score else "agrees"
    if not score:
        return "hidden_harm" if flow.sign < 0 else "hidden_help"
    return "agrees" if (score > 0) == (flow.sign > 0) else "sign_differs"
