"""Trophic levels: an order from causes to effects that survives loops (methods.md 2.5)."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from farled.core.causal.causal_map import CausalMap, Link
from farled.core.causal.parts import mark, weak_parts

Row = dict[int, float]
Taken = tuple[int, list[tuple[int, float]], float]  # a place, what it lies between, how far above
MOST_BESIDE = 24  # a factor with more beside it is not taken out
SMALL = 2_000  # factors left; above, scipy is worth the second it takes to load
NEAR_ENOUGH = 1e-14  # of the right-hand side
MOST_ROUNDS = 4_000
FAINT = 1e-9  # of the strongest: weaker links count as this strong
ROUGH = 1e-6  # steps by which a factor may be off and still be called level


def levels(chart: CausalMap) -> dict[str, float]:
    """The level of each factor: links lead upwards by about one on average, and the lowest of each part is 0.

    Solves (diag(u) - W - Wᵀ) h = v on strengths, u being a factor's strength in plus out and v in minus out, for each
    weakly connected part by itself. A chain a → b → c gives 0, 1, 2; a ring gives 0 all round. A strength nobody gave
    counts 1, one below a billionth of the part's strongest as that billionth. About linear for what is narrow (trees,
    rings, strips); a well-knit core costs links times the rounds that gradients take, at most 4,000.

    Source: MacKay, Johnson & Sansom (2020), Royal Society Open Science 7:201138.

    >>> from farled.core.causal.causal_map import Factor, Link, causal_map
    >>> links = [Link("a", "b"), Link("b", "c"), Link("a", "c")]
    >>> found = levels(causal_map([Factor(one) for one in "abc"], links).map)
    >>> {one: round(level, 3) for one, level in found.items()}
    {'a': 0.0, 'b': 0.667, 'c': 1.333}
    """
    rows, lean = _balance(chart)
    height = [0.0] * len(rows)
    taken = _taken_out(rows, lean)
    for part in _linked(rows):
        solve = _by_scipy if len(part) > SMALL else _by_gradients
        for place, level in zip(part, solve(part, rows, lean), strict=True):
            height[place] = level
    for place, shares, rise in reversed(taken):
        height[place] = rise + sum(share * height[one] for one, share in shares)
    for part in weak_parts(chart):
        lowest = min(height[place] for place in part)
        for place in part:
            height[place] -= lowest
    return dict(zip(chart.ids, height, strict=True))


def imbalance(chart: CausalMap, found: Mapping[str, float]) -> float:
    """How far levels are from the equation that defines them, in steps: the largest over factors of the mean distance
    by which its links rise too much or too little. 0 when they solve it; above `ROUGH` they are rough. Linear time.
    """
    rows, lean = _balance(chart)
    height = [found[one] for one in chart.ids]
    worst = 0.0
    for place, row in enumerate(rows):
        pull = sum(weight * (height[place] - height[other]) for other, weight in row.items())
        worst = max(worst, abs(pull - lean[place]) / (sum(row.values()) or 1.0))
    return worst


def _balance(chart: CausalMap) -> tuple[list[Row], list[float]]:
    """For each place the strength beside it, and its strength in minus out."""
    rows: list[Row] = [{} for _ in chart.ids]
    lean = [0.0] * len(rows)
    least = _least(chart)
    for place, links in enumerate(chart.followers):
        for other, link in links:
            strength = max(_strength(link), least[place])
            rows[place][other] = rows[place].get(other, 0.0) + strength
            rows[other][place] = rows[other].get(place, 0.0) + strength
            lean[place] -= strength
            lean[other] += strength
    return rows, lean


def _least(chart: CausalMap) -> list[float]:
    """For each factor the strength below which a link of its part would drown in the rounding of the others."""
    least = [0.0] * len(chart.ids)
    for part in weak_parts(chart):
        strongest = max(
            (_strength(link) for place in part for _, link in chart.followers[place]), default=0.0
        )
        for place in part:
            least[place] = FAINT * strongest
    return least


def _strength(link: Link) -> float:
    return 1.0 if link.strength is None else link.strength


def _taken_out(rows: list[Row], lean: list[float]) -> list[Taken]:
    """Takes factors out one by one, those with the fewest beside them first; what it stood between is linked instead,
    as resistors are joined. Exact, and enough for whatever is narrow: trees, rings, long strips. Stops where the links
    would become more than twice as many, which leaves a well-knit core for gradients.
    """
    taken: list[Taken] = []
    room = sum(map(len, rows)) // 2
    for few in range(1, MOST_BESIDE + 1):
        loose = [place for place, row in enumerate(rows) if 0 < len(row) <= few]
        for place in loose:
            if 0 < len(rows[place]) <= few:
                beside = list(rows[place])
                room -= _take_out(place, rows, lean=lean, taken=taken)
                loose += [one for one in beside if len(rows[one]) <= few]
            if room < 0:
                return taken
    return taken


def _take_out(place: int, rows: list[Row], *, lean: list[float], taken: list[Taken]) -> int:
    """Returns how many more links there are for it."""
    row, rows[place] = rows[place], {}
    total = sum(row.values())
    shares = [(one, strength / total) for one, strength in row.items()]
    taken.append((place, shares, lean[place] / total))
    for one, share in shares:
        del rows[one][place]
        lean[one] += lean[place] * share
    grown = -len(row)
    for (one, _), (other, share) in combinations(shares, 2):
        strength = row[one] * share
        if strength:  # what is too small for a number holds nothing
            grown += other not in rows[one]
            rows[one][other] = rows[other][one] = rows[one].get(other, 0.0) + strength
    return grown


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
    for _ in range(min(20 * len(part), MOST_ROUNDS)):
        if energy <= NEAR_ENOUGH**2 * first:
            break
        pull = [
            total[n] * step[n] - sum(w * step[other] for other, w in beside[n])
            for n in range(len(part))
        ]
        bend = _dot(step, pull)
        if bend <= 0:
            break
        length = energy / bend
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
    found, _ = cg(pull, right, rtol=1e-12, maxiter=MOST_ROUNDS, M=diags_array(1 / total))
    return [float(one) for one in found]
