"""The map and what could not be kept of it."""

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from farled.core.causal.causal_map import CausalMap, Factor, Link, causal_map
from farled.core.causal.centrality import betweenness, closeness
from farled.core.causal.degrees import degrees, density
from farled.core.finding import Invalid

FACTORS = [Factor(one) for one in "abc"]


def kinds(drawn: object) -> list[str]:
    return [warning.kind for warning in drawn.warnings]  # type: ignore[attr-defined]


def test_what_cannot_be_kept_is_told() -> None:
    drawn = causal_map(
        FACTORS,
        [Link("a", "b"), Link("a", "a"), Link("a", "b", -1), Link("b", "x"), Link("b", "c", 1, 0)],
    )
    assert drawn.map.links == (Link("a", "b"),)
    assert (drawn.links_read, drawn.zero_links) == (4, 1)
    assert sorted(kinds(drawn)) == ["causal.nowhere", "causal.parallel", "causal.self_link"]


@pytest.mark.parametrize(
    ("factors", "links", "key"),
    [
        ([Factor("")], [], "causal.no_id"),
        ([Factor("a"), Factor("a")], [], "causal.id_twice"),
        (FACTORS, [Link("a", "b", 1, float("nan"))], "causal.strength"),
        (FACTORS, [Link("a", "b", 1, -2.0)], "causal.strength"),
        (FACTORS, [Link("a", "b", 3)], "causal.sign"),
        (FACTORS, [Link("a", "b", 1, delay="later")], "causal.delay"),
    ],
)
def test_what_can_be_read_in_two_ways_is_refused(
    factors: list[Factor], links: list[Link], key: str
) -> None:
    with pytest.raises(Invalid) as refused:
        causal_map(factors, links)
    assert refused.value.why.key == key


def test_kinds_and_density() -> None:
    drawn = causal_map([*FACTORS, Factor("d")], [Link("a", "b"), Link("b", "c", -1, 0.5)])
    assert [one.kind for one in degrees(drawn.map)] == [
        "driver",
        "ordinary",
        "receiver",
        "unconnected",
    ]
    assert [one.centrality for one in degrees(drawn.map)] == [1.0, 1.5, 0.5, 0.0]
    assert density(drawn.map) == pytest.approx(2 / 12)


ARROWS = st.sets(
    st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda p: p[0] != p[1]), max_size=20
)


def drawn_from(arrows: set[tuple[int, int]]) -> CausalMap:
    factors = [Factor(str(n)) for n in range(7)]
    return causal_map(factors, [Link(str(a), str(b)) for a, b in sorted(arrows)]).map


@given(ARROWS)
def test_turning_the_arrows_turns_in_into_out(arrows: set[tuple[int, int]]) -> None:
    there, back = drawn_from(arrows), drawn_from({(b, a) for a, b in arrows})
    assert [(one.links_in, one.links_out) for one in degrees(there)] == [
        (one.links_out, one.links_in) for one in degrees(back)
    ]


@given(ARROWS)
def test_centralities_are_those_of_networkx(arrows: set[tuple[int, int]]) -> None:
    chart = drawn_from(arrows)
    graph = networkx.DiGraph([(str(a), str(b)) for a, b in arrows])
    graph.add_nodes_from(chart.ids)
    assert betweenness(chart) == pytest.approx(networkx.betweenness_centrality(graph))
    # outwards: near to what it leads to
    assert closeness(chart) == pytest.approx(networkx.closeness_centrality(graph.reverse()))
