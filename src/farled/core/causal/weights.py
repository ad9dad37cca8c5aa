"""A map as a matrix of weights."""

from farled.core.causal.causal_map import CausalMap


def weights(chart: CausalMap) -> list[list[float]]:
    """Row influences column, in the map's order: sign times strength, 1 where no strength was given, 0 where there is
    no link or nobody knows its sign. Memory grows with the square of the factors.

    >>> from farled.core.causal.causal_map import Factor, Link, causal_map
    >>> weights(causal_map([Factor("a"), Factor("b")], [Link("a", "b", -1, 0.5)]).map)
    [[0.0, -0.5], [0.0, 0.0]]
    """
    rows = [[0.0] * len(chart.ids) for _ in chart.ids]
    for row, links in zip(rows, chart.followers, strict=True):
        for place, link in links:
            row[place] = link.weight or 0.0
    return rows
