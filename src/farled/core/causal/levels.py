"""Trophic levels: an order from causes to effects that survives loops (methods.md 2.5)."""

from collections.abc import Sequence

from farled.core.causal.causal_map import CausalMap
from farled.core.causal.parts import mark, weak_parts

Row = dict[int, float]
SMALL = 3_000  # factors with loops about them; above, scipy is worth the second it takes to load
NEAR_ENOUGH = 1e-14  # of the right-hand side


def levels(chart: CausalMap) -> dict[str, float]:
    """The level of each factor: links lead upwards by about one on average, and the lowest of each part is 0.

    Solves (diag(u) - W - Wᵀ) h = v on strengths, u being a factor's strength in plus out and v in minus out, for each
    weakly connected part by itself. A chain a → b → c gives 0, 1, 2; a ring gives 0 all round. A strength nobody gave
    counts 1.

    Source: MacKay, Johnson & Sansom (2020), Royal Society Open Science 7:201138.

    >>> from farled.core.causal.causal_map import Factor, Link, causal_map
    >>> links = [Link("a", "b"), Link("b", "c"), Link("a", "c")]
    >>> found = levels(causal_map([Factor(one) for one in "abc"], links).map)
    >>> {one: round(level, 3) for one, level in found.items()}
    {'a': 0.0, 'b': 0.667, 'c': 1.333}
    """
    rows, lean = _balance(chart)
    height = [0.0] * len(rows)
    hung = _hang_up(rows, lean)
    for part in _linked(rows):
        solve = _by_scipy if len(part) > SMALL else _by_gradients
        for place, level in zip(part, solve(part, rows, lean), strict=True):
            height[place] = level
    for place, support, rise in reversed(hung):
        height[place] = height[support] + rise
    for part in weak_parts(chart):
        lowest = min(height[place] for place in part)
        for place in part:
            height[place] -= lowest
    return dict(zip(chart.ids, height, strict=True))


def _balance(chart: CausalMap) -> tuple[list[Row], list[float]]:
    """For each place the strength beside it, and its strength in minus out."""
    rows: list[Row] = [{} for _ in chart.ids]
    lean = [0.0] * len(rows)
    for place, links in enumerate(chart.followers):
        for other, link in links:
            strength = 1.0 if link.strength is None else link.strength
            rows[place][other] = rows[place].get(other, 0.0) + strength
            rows[other][place] = rows[other].get(place, 0.0) + strength
            lean[place] -= strength
            lean[other] += strength
    return rows, lean


def _hang_up(rows: list[Row], lean: list[float]) -> list[tuple[int, int, float]]:
    """Takes away, one by one, what hangs by a single other: (place, by what, how far above it). Exact, and enough for
    a tree."""
    hung = []
    loose = [place for place, row in enumerate(rows) if len(row) == 1]
    for place in loose:
        for support, strength in rows[place].items():
            hung.append((place, support, lean[place] / strength))
            lean[support] += lean[place]
            del rows[support][place]
            loose += [support] if len(rows[support]) == 1 else []
        rows[place] = {}
    return hung


def _linked(rows: Sequence[Row]) -> list[list[int]]:
    part = [-1] * len(rows)
    starts = (place for place, row in enumerate(rows) if row)
    return [mark(place, rows, part=part) for place in starts if part[place] < 0]


def _by_gradients(part: Sequence[int], rows: Sequence[Row], lean: Sequence[float]) -> list[float]:
    """Conjugate gradients with the diagonal as preconditioner; the singular direction is never entered."""
    at = {place: number for number, place in enumerate(part)}
    beside = [[(at[other], weight) for other, weight in rows[place].items()] for place in part]
    total = [sum(rows[place].values()) for place in part]
    level, rest = [0.0] * len(part), [lean[place] for place in part]
    step = [r / u for r, u in zip(rest, total, strict=True)]
    energy = first = _dot(rest, step)
    for _ in range(20 * len(part)):
        if energy <= NEAR_ENOUGH**2 * first:
            break
        pull = [
            total[n] * step[n] - sum(w * step[other] for other, w in beside[n])
            for n in range(len(part))
        ]
        length = energy / _dot(step, pull)
        level = [h + length * s for h, s in zip(level, step, strict=True)]
        rest = [r - length * p for r, p in zip(rest, pull, strict=True)]
        scaled = [r / u for r, u in zip(rest, total, strict=True)]
        before, energy = energy, _dot(rest, scaled)
        step = [z + energy / before * s for z, s in zip(scaled, step, strict=True)]
    return level


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def _by_scipy(part: Sequence[int], rows: Sequence[Row], lean: Sequence[float]) -> list[float]:
    """The same for large parts."""
    import numpy as np
    from scipy.sparse import coo_array, diags_array
    from scipy.sparse.linalg import cg

    at = {place: number for number, place in enumerate(part)}
    here = [at[place] for place in part for _ in rows[place]]
    there = [at[other] for place in part for other in rows[place]]
    weight = [one for place in part for one in rows[place].values()]
    size = (len(part), len(part))
    beside = coo_array((weight, (here, there)), shape=size).tocsr()
    total = np.asarray(beside.sum(axis=1)).ravel()
    pull = diags_array(total) - beside
    right = np.array([lean[place] for place in part])
    found, _ = cg(pull, right, rtol=1e-12, maxiter=20_000, M=diags_array(1 / total))
    return [float(one) for one in found]
