"""The parts of a map: what hangs together, and what leads back to itself."""

from collections.abc import Iterable, Sequence

from farled.core.causal.causal_map import CausalMap


def strong_groups(chart: CausalMap) -> list[list[int]]:
    """The places that each lead to one another, group by group, causes before effects. Linear time, no recursion.

    Source: Kosaraju, as in Sharir (1981), Computers & Mathematics with Applications 7:67-72.
    """
    after, before = neighbours(chart)
    part = [-1] * len(after)
    order = reversed(_by_leaving(after))
    return [mark(place, before, part=part) for place in order if part[place] < 0]


def weak_parts(chart: CausalMap) -> list[list[int]]:
    """The places of the factors that hang together whichever way the arrows point, in the map's order."""
    after, before = neighbours(chart)
    beside = [[*one, *other] for one, other in zip(after, before, strict=True)]
    part = [-1] * len(beside)
    return [sorted(mark(place, beside, part=part)) for place in range(len(part)) if part[place] < 0]


def neighbours(chart: CausalMap) -> tuple[list[list[int]], list[list[int]]]:
    """For each place the places it leads to, and those that lead to it."""
    after = [[place for place, _ in links] for links in chart.followers]
    before: list[list[int]] = [[] for _ in chart.ids]
    for source, targets in enumerate(after):
        for target in targets:
            before[target].append(source)
    return after, before


def _by_leaving(after: Sequence[Sequence[int]]) -> list[int]:
    """Places in the order a depth-first walk leaves them."""
    seen, left = [False] * len(after), []
    for start in range(len(after)):
        way = [] if seen[start] else [(start, iter(after[start]))]
        seen[start] = True
        while way:
            onward = next((one for one in way[-1][1] if not seen[one]), None)
            if onward is None:
                left.append(way.pop()[0])
            else:
                seen[onward] = True
                way.append((onward, iter(after[onward])))
    return left


def mark(start: int, beside: Sequence[Iterable[int]], *, part: list[int]) -> list[int]:
    """Gives all that can be reached over unmarked places the start's number; returns them."""
    part[start], reached = start, [start]
    for place in reached:
        for one in beside[place]:
            if part[one] < 0:
                part[one] = start
                reached.append(one)
    return reached
