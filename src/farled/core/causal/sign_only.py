"""What if, when only the signs are known: strengths are drawn, and the directions counted (methods.md 2.7)."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from farled.core.causal.causal_map import CausalMap
from farled.core.causal.what_if import what_if
from farled.core.finding import Invalid, Say

TELLS, STILL = 1e-10, 1e-13  # an effect smaller than the first says nothing; runs end at the second


@dataclass(frozen=True)
class Shares:
    """How often a factor went up, went down, or did not say; they sum to 1."""

    up: float
    down: float
    unclear: float


def sign_only(
    chart: CausalMap, *, clamps: Mapping[int, float], draws: int = 500, seed: int = 0
) -> tuple[Shares, ...]:
    """For each factor the shares of `draws` in which holding `clamps` (place: value) moves it up, down or unclearly.

    Strengths are drawn evenly from (0, 1], unknown signs by a coin, and λ is one with a single end (contraction). A draw that does not settle says nothing. Costs
    two runs a draw. Raises Invalid (`causal.draws`, and those of `what_if`).

    >>> from farled.core.causal.causal_map import Factor, Link, causal_map
    >>> chart = causal_map([Factor("a"), Factor("b")], [Link("a", "b", -1)]).map
    >>> sign_only(chart, clamps={0: 1.0}, draws=20)[1]
    Shares(up=0.0, down=1.0, unclear=0.0)
    """
    if draws < 1:
        raise Invalid("draws", Say("causal.draws", {"value": draws}))
    chance = random.Random(seed)  # noqa: S311 - draws, guards nothing
    ups, downs = [0] * len(chart.ids), [0] * len(chart.ids)
    for _ in range(draws):
        found = what_if(_drawn(chart, chance), clamps=clamps, lam="contraction", tolerance=STILL)
        for at, effect in enumerate(found.effect if found.converged else ()):
            ups[at] += effect > TELLS
            downs[at] += effect < -TELLS
    return tuple(
        Shares(up / draws, down / draws, (draws - up - down) / draws)
        for up, down in zip(ups, downs, strict=True)
    )


def _drawn(chart: CausalMap, chance: random.Random) -> Sequence[Sequence[float]]:
    rows = [[0.0] * len(chart.ids) for _ in chart.ids]
    for row, links in zip(rows, chart.followers, strict=True):
        for place, link in links:
            sign = link.sign or chance.choice((1, -1))
            row[place] = sign * (1.0 - chance.random())
    return rows
