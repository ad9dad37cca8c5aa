"""Who stands between: shortest ways through a map (methods.md 2.5)."""

from typing import TYPE_CHECKING, Any

from farled.core.causal.causal_map import CausalMap

if TYPE_CHECKING:
    import networkx


def betweenness(chart: CausalMap) -> dict[str, float]:
    """For each factor the share of shortest ways between two others that go through it, 0 to 1; links count one step.

    Costs factors times links. Source: Freeman (1977), Sociometry 40:35-41; Brandes (2001), by networkx.

    >>> from farled.core.causal.causal_map import Factor, Link, causal_map
    >>> betweenness(causal_map([Factor(one) for one in "abc"], [Link("a", "b"), Link("b", "c")]).map)
    {'a': 0.0, 'b': 0.5, 'c': 0.0}
    """
    import networkx

    return _in_order(chart, networkx.betweenness_centrality(_graph(chart)))


def closeness(chart: CausalMap) -> dict[str, float]:
    """How near each factor is to what it leads to, 0 to 1; factors out of reach count by the share reached.

    Costs factors times links. Source: Freeman (1979), Wasserman & Faust (1994) for parts, by networkx.
    """
    import networkx

    return _in_order(chart, networkx.closeness_centrality(_graph(chart).reverse()))


def _graph(chart: CausalMap) -> "networkx.DiGraph[str]":
    import networkx

    graph: networkx.DiGraph[str] = networkx.DiGraph()
    graph.add_nodes_from(chart.ids)
    graph.add_edges_from((link.source, link.target) for link in chart.links)
    return graph


def _in_order(chart: CausalMap, values: Any) -> dict[str, float]:
    return {one: float(values[one]) for one in chart.ids}
