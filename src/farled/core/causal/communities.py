"""What belongs together: factors with many links among themselves (methods.md 2.5)."""

import random
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence

from farled.core.causal.causal_map import CausalMap

Weights = list[
    dict[int, float]
]  # for each place those beside it; a place's own entry is what joined in it, twice
LEAST_GAIN = 1e-12  # of the strength that a place has in all


def communities(chart: CausalMap, *, seed: int = 0, resolution: float = 1.0) -> list[list[str]]:
    """Groups of factors, largest first, each in the map's order; unlinked factors stand alone.

    Links count by strength, whichever way they point. The same seed gives the same groups whatever order the links
    came in. About linear in the links. A higher resolution gives smaller groups.

    Source: Blondel, Guillaume, Lambiotte & Lefebvre (2008), J. Stat. Mech. P10008 (Louvain).

    >>> from farled.core.causal.causal_map import Factor, Link, causal_map
    >>> links = [Link("a", "b"), Link("c", "d")]
    >>> communities(causal_map([Factor(one) for one in "abcd"], links).map)
    [['a', 'b'], ['c', 'd']]
    """
    weights = _weights(chart)
    member = list(range(len(weights)))
    chance = random.Random(seed)  # noqa: S311 - shuffles, guards nothing
    while weights:
        group = _moved(weights, chance, resolution=resolution)
        if len(set(group)) == len(weights):
            break
        weights, number = _joined(weights, group)
        member = [number[group[one]] for one in member]
    return _named(chart.ids, member)


def modularity(
    chart: CausalMap, groups: Iterable[Iterable[str]], *, resolution: float = 1.0
) -> float:
    """How much more of the links' strength stays inside the groups than by chance, at most 1; 0 without links.

    Source: Newman (2004), Physical Review E 70:056131.
    """
    weights = _weights(chart)
    total = sum(sum(row.values()) for row in weights)
    share = 0.0
    for group in groups:
        places = {chart.place[one] for one in group}
        inside = sum(w for one in places for other, w in weights[one].items() if other in places)
        whole = sum(sum(weights[one].values()) for one in places)
        share += inside / total - resolution * (whole / total) ** 2 if total else 0.0
    return share


def _weights(chart: CausalMap) -> Weights:
    """In the order of places, not of links: so that the order they came in means nothing."""
    rows: Weights = [{} for _ in chart.ids]
    for place, links in enumerate(chart.followers):
        for other, link in links:
            strength = 1.0 if link.strength is None else link.strength
            rows[place][other] = rows[place].get(other, 0.0) + strength
            rows[other][place] = rows[other].get(place, 0.0) + strength
    return [dict(sorted(row.items())) for row in rows]


def _moved(weights: Weights, chance: random.Random, *, resolution: float) -> list[int]:
    """Each place joins the group beside it that gains most; who stands beside one that moved is asked again."""
    degree = [sum(row.values()) for row in weights]
    group, size = list(range(len(weights))), list(degree)
    rate = resolution / (sum(degree) or 1.0)
    order = list(range(len(weights)))
    chance.shuffle(order)
    waiting, queued = deque(order), set(order)
    while waiting:
        place = waiting.popleft()
        queued.discard(place)
        size[group[place]] -= degree[place]
        asked = (rate * degree[place], LEAST_GAIN * degree[place])
        best = _best(place, weights[place], group=group, size=size, asked=asked)
        size[best] += degree[place]
        if best != group[place]:
            group[place] = best
            woken = [one for one in weights[place] if one not in queued and group[one] != best]
            waiting.extend(woken)
            queued.update(woken)
    return group


def _best(
    place: int,
    row: dict[int, float],
    *,
    group: Sequence[int],
    size: Sequence[float],
    asked: tuple[float, float],
) -> int:
    rate, least = asked
    beside: dict[int, float] = defaultdict(float)
    for other, weight in row.items():
        if other != place:
            beside[group[other]] += weight
    best = group[place]
    most = beside[best] - rate * size[best] + least
    for one, weight in beside.items():
        gain = weight - rate * size[one]
        if gain > most:
            best, most = one, gain + least
    return best


def _joined(weights: Weights, group: Sequence[int]) -> tuple[Weights, dict[int, int]]:
    """The groups as places of a smaller map, with the number of each group."""
    number = {one: at for at, one in enumerate(dict.fromkeys(group))}
    rows: Weights = [{} for _ in number]
    for place, row in enumerate(weights):
        into = rows[number[group[place]]]
        for other, weight in row.items():
            there = number[group[other]]
            into[there] = into.get(there, 0.0) + weight
    return rows, number


def _named(ids: Sequence[str], member: Sequence[int]) -> list[list[str]]:
    groups: dict[int, list[str]] = {}
    for one, group in zip(ids, member, strict=True):
        groups.setdefault(group, []).append(one)
    return sorted(groups.values(), key=len, reverse=True)
