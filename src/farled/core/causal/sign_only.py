"""What if, when only the signs are known: strengths are drawn, and the directions counted (methods.md 2.7)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from farled.core.causal.causal_map import CausalMap
from farled.core.causal.what_if import RULES, SQUASHES, fits, start_state
from farled.core.finding import Invalid, Say

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[np.float64]]
    Marks = np.ndarray[Any, np.dtype[np.bool_]]

STILL = 1e-13  # a free run ends when nothing moves more
SURE = 1e-9  # a difference when nothing moves more than this share of itself
MOST_STEPS = 2000
MOST_LINKS = 20_000  # with as many factors as a run with strengths takes: 500 draws in half a minute at worst
MOST_CELLS = 4_000_000  # links times draws that are run side by side: 32 MB an array


@dataclass(frozen=True)
class Shares:
    """How often a factor went up, went down, or did not say; they sum to 1."""

    up: float
    down: float
    unclear: float


def sign_only(
    chart: CausalMap,
    *,
    clamps: Mapping[int, float],
    draws: int = 500,
    seed: int = 0,
    rule: str = "modified",
    squash: str = "sigmoid",
    start: Sequence[float] | float = 0.5,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Shares, ...]:
    """For each factor the shares of `draws` in which holding `clamps` (place: value) moves it up, down or unclearly.

    Strengths are drawn evenly from (0, 1], unknown signs by a coin, and λ is one with a single end (contraction). A
    draw that does not settle says nothing. The difference between the held and the free run is carried along itself,
    so that its direction is right however small it has become at the far end of the map. Draws run side by side; time
    grows with draws × links × steps; memory is bounded, since they are run some at a time.

    Source: methods.md 2.7; the bound of λ after Harmati, Hatwágner & Kóczy (2018).
    Raises Invalid (`causal.too_many` beyond 3,000 factors, `causal.too_many_links` beyond 20,000 links, `causal.draws`,
    `causal.clamp`, `causal.rule`, `causal.squash`, `causal.start`).

    >>> from farled.core.causal.causal_map import Factor, Link, causal_map
    >>> chart = causal_map([Factor("a"), Factor("b")], [Link("a", "b", -1)]).map
    >>> sign_only(chart, clamps={0: 1.0}, draws=20)[1]
    Shares(up=0.0, down=1.0, unclear=0.0)
    """
    import numpy as np

    _fits(chart)
    first = start_state(start, len(chart.ids))
    _check(clamps, draws=draws, rule=rule, squash=squash, size=len(first))
    chance = np.random.default_rng(seed)
    ups, downs = np.zeros(len(first)), np.zeros(len(first))
    at_once = max(1, MOST_CELLS // max(len(chart.links), len(first), 1))
    for begun in range(0, draws, at_once):
        count = min(at_once, draws - begun)
        runs = _Runs(_drawn(chart, count, chance), chart, rule=rule, squash=squash)
        effect = runs.effect(first, clamps)
        ups += (effect > 0).sum(axis=0)
        downs += (effect < 0).sum(axis=0)
        if progress is not None:
            progress(begun + count, draws)
    return tuple(
        Shares(float(up / draws), float(down / draws), float((draws - up - down) / draws))
        for up, down in zip(ups, downs, strict=True)
    )


def _fits(chart: CausalMap) -> None:
    fits(len(chart.ids))
    if len(chart.links) > MOST_LINKS:
        params = {"count": len(chart.links), "most": MOST_LINKS}
        raise Invalid("links", Say("causal.too_many_links", params))


def _check(clamps: Mapping[int, float], *, draws: int, rule: str, squash: str, size: int) -> None:
    if draws < 1:
        raise Invalid("draws", Say("causal.draws", {"value": draws}))
    if rule not in RULES:
        raise Invalid("rule", Say("causal.rule", {"value": rule}))
    if squash not in SQUASHES:
        raise Invalid("squash", Say("causal.squash", {"value": squash}))
    if any(not 0 <= at < size or not abs(value) < float("inf") for at, value in clamps.items()):
        raise Invalid("clamps", Say("causal.clamp"))


def _drawn(chart: CausalMap, count: int, chance: "np.random.Generator") -> "Array":
    """Weights, a row a draw and a column a link."""
    import numpy as np

    signs = np.array([link.sign or 0 for link in chart.links], dtype=float)
    strengths = 1.0 - chance.random((count, len(signs)))
    unknown = signs == 0
    either = chance.choice((-1.0, 1.0), (count, int(unknown.sum())))
    strengths[:, unknown] *= either
    signs[unknown] = 1.0
    whole: Array = strengths * signs
    return whole


class _Runs:
    """Many drawings of one map run side by side: states are draws × factors, links stand by the factor they lead to."""

    def __init__(self, weights: "Array", chart: CausalMap, *, rule: str, squash: str) -> None:
        import numpy as np

        ends = np.array(
            [(chart.place[link.target], chart.place[link.source]) for link in chart.links], dtype=int
        ).reshape(-1, 2)  # fmt: skip
        order = np.argsort(ends[:, 0], kind="stable")
        self.sources = ends[order, 1]
        self.moved, self.begins = np.unique(ends[order, 0], return_index=True)
        self.weights = weights[:, order]
        self.own = {"kosko": 0.0, "modified": 1.0}.get(rule, 2.0)
        self.scale = 2.0 if rule == "rescaled" else 1.0
        self.centre = 0.5 if rule == "rescaled" else 0.0
        self.is_tanh = squash == "tanh"
        squares = self.own**2 * len(chart.ids) + self.scale**2 * (weights**2).sum(axis=1)
        # well inside the bound of Harmati, Hatwágner & Kóczy (2018): one end, whatever the start, and soon there
        self.slope = ((1.0 if self.is_tanh else 4.0) * 0.999 / np.sqrt(squares + (squares == 0)))[
            :, None
        ]

    def effect(self, first: "Array", clamps: Mapping[int, float]) -> "Array":
        """Held minus free at the end, nothing (nan) where a draw, or a factor in it, does not settle."""
        import numpy as np

        if not len(self.moved):
            return self._held(np.zeros((len(self.weights), len(first))), clamps, first)
        with np.errstate(over="ignore", invalid="ignore"):
            free, settled = self._free(np.tile(first, (len(self.weights), 1)))
            found, sure = self._difference(free, clamps)
        found[~(settled[:, None] & sure)] = np.nan
        return found

    def _free(self, state: "Array") -> "tuple[Array, Marks]":
        import numpy as np

        change = np.zeros(len(state))
        for _step in range(MOST_STEPS):
            inner = self.slope * self._inner(state - self.centre)
            raised = np.tanh(inner) if self.is_tanh else 0.5 * (1 + np.tanh(inner / 2))
            change = np.abs(raised - state[:, self.moved]).max(axis=1)
            state[:, self.moved] = raised
            if not (change > STILL).any():
                break
        return state, change <= STILL

    def _difference(self, free: "Array", clamps: Mapping[int, float]) -> "tuple[Array, Marks]":
        """f(z + δ) − f(z) by the addition theorem of tanh: no digits are lost where δ is small."""
        import numpy as np

        half = 1.0 if self.is_tanh else 0.5
        inner = half * self.slope * self._inner(free - self.centre)
        state = self._held(np.zeros_like(free), clamps, free)
        sure: Marks = np.zeros(free.shape, dtype=bool)
        for _step in range(MOST_STEPS):
            more = half * self.slope * self._inner(state)
            raised = half * np.sinh(more) / (np.cosh(inner) * np.cosh(inner + more))
            before = state
            state = before.copy()
            state[:, self.moved] = raised
            self._held(state, clamps, free)
            sure = np.abs(state - before) <= SURE * np.abs(state)
            if sure.all():
                break
        return state, sure

    def _inner(self, state: "Array") -> "Array":
        """What reaches each factor that something leads to."""
        import numpy as np

        flows = np.add.reduceat(state[:, self.sources] * self.weights, self.begins, axis=1)
        whole: Array = self.own * state[:, self.moved] + self.scale * flows
        return whole

    def _held(self, state: "Array", clamps: Mapping[int, float], free: "Array") -> "Array":
        for at, value in clamps.items():
            state[:, at] = value - free[..., at]
        return state
