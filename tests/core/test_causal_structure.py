"""Communities, levels and leverage of a map."""

import math
import random

import networkx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from farled.core.causal.causal_map import CausalMap, Factor, Link, causal_map
from farled.core.causal.communities import communities, modularity
from farled.core.causal.levels import imbalance, levels
from farled.core.causal.leverage import leverage, reach, signed_effects
from farled.core.causal.loops import feedback_loops

ARROWS = st.dictionaries(
    st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda pair: pair[0] != pair[1]),
    st.sampled_from([-2.0, -1.0, 0.5, 1.0, 3.0]),
    max_size=24,
)


def chart(arrows: dict[tuple[int, int], float], size: int = 9) -> CausalMap:
    links = [
        Link(str(a), str(b), 1 if weight > 0 else -1, abs(weight))
        for (a, b), weight in arrows.items()
    ]
    return causal_map([Factor(str(n)) for n in range(size)], links).map


def weights(arrows: dict[tuple[int, int], float], size: int = 9) -> np.ndarray:
    matrix = np.zeros((size, size))
    for pair, weight in arrows.items():
        matrix[pair] = weight
    return matrix


def undirected(arrows: dict[tuple[int, int], float]) -> "networkx.Graph[str]":
    graph: networkx.Graph[str] = networkx.Graph()
    for (a, b), weight in arrows.items():
        before = graph.get_edge_data(str(a), str(b), {"weight": 0})["weight"]
        graph.add_edge(str(a), str(b), weight=before + abs(weight))
    return graph


@given(ARROWS.filter(bool))
def test_modularity_is_that_of_networkx_and_as_good(arrows):
    graph, found = undirected(arrows), communities(chart(arrows))
    linked = [[one for one in group if one in graph] for group in found]
    mine = modularity(chart(arrows), found)
    assert mine == pytest.approx(networkx.community.modularity(graph, filter(None, linked)))
    alone = [[one] for one in chart(arrows).ids]
    assert mine >= modularity(chart(arrows), alone) - 1e-9


@pytest.mark.parametrize("resolution", [0.5, 2.0])
def test_resolution_counts_as_in_networkx(resolution):
    arrows = {(n, (n + 1) % 9): 1.0 + n for n in range(9)}
    groups = communities(chart(arrows), resolution=resolution)
    expected = networkx.community.modularity(undirected(arrows), groups, resolution=resolution)
    assert modularity(chart(arrows), groups, resolution=resolution) == pytest.approx(expected)


def test_the_karate_club_falls_apart_as_published():
    """Zachary's club: 0.4188 by Louvain (Blondel et al. 2008 give 0.42)."""
    edges = dict.fromkeys(networkx.karate_club_graph().edges, 1.0)
    club = chart(edges, 34)
    best = max(modularity(club, communities(club, seed=seed)) for seed in range(10))
    assert best == pytest.approx(0.4198, abs=0.003)
    assert communities(club, seed=3) == communities(club, seed=3)


@given(ARROWS)
def test_levels_solve_the_published_equation(arrows):
    strength = np.abs(weights(arrows))
    into, out = strength.sum(axis=0), strength.sum(axis=1)
    height = np.array(list(levels(chart(arrows)).values()))
    left = (np.diag(into + out) - strength - strength.T) @ height
    assert left == pytest.approx(into - out, abs=1e-9)
    assert height.min() == pytest.approx(0)


def test_large_parts_have_the_same_levels():
    """A chain with a rung at every step: too much for hanging up, large enough for scipy."""
    steps = 4_000
    arrows = {(n, n + 1): 1.0 for n in range(steps)} | {(n, n + 2): 1.0 for n in range(steps - 1)}
    found = levels(chart(arrows, steps + 1))
    middle = [found[str(n + 1)] - found[str(n)] for n in range(100, steps - 100)]
    # uniform rise r with r + 4r = 1 + 2 on each cut
    assert middle == pytest.approx([0.6] * len(middle), abs=1e-5)


def test_a_long_chain_rises_by_one():
    found = levels(chart({(n, n + 1): 2.0 for n in range(20_000)}, 20_001))
    assert found["20000"] == pytest.approx(20_000)


@given(ARROWS)
def test_reach_is_that_of_networkx(arrows):
    graph = networkx.DiGraph(list(arrows))
    graph.add_nodes_from(range(9))
    expected = [len(networkx.descendants(graph, one)) / 8 for one in range(9)]
    assert reach(chart(arrows)) == pytest.approx(expected)


@given(ARROWS)
def test_signed_effects_are_row_sums_of_powers(arrows):
    matrix = weights(arrows)
    expected = sum(0.5 ** (n - 1) * np.linalg.matrix_power(matrix, n) for n in range(1, 5))
    assert signed_effects(chart(arrows), steps=4) == pytest.approx(expected.sum(axis=1))


def test_levers_count_their_loops():
    drawn = chart({(0, 1): 1.0, (1, 0): -1.0, (1, 2): 1.0}, 3)
    assert [one.loops for one in leverage(drawn, feedback_loops(drawn))] == [1, 1, 0]


def test_a_ring_with_chords_is_level_all_round_and_exactly_so():
    """Narrow and long, where gradients would take as many rounds as there are factors."""
    size = 4_000
    arrows = {(n, (n + step) % size): 1.0 for n in range(size) for step in (1, 3)}
    found = levels(chart(arrows, size))
    assert max(found.values()) == pytest.approx(0, abs=1e-6)
    assert imbalance(chart(arrows, size), found) < 1e-9


def test_what_is_wide_and_large_is_level_enough():
    """Three ways out of each factor, anywhere: too well knit to be taken apart."""
    chance = random.Random(7)
    arrows = {(n, chance.randrange(6_000)): 1.0 for n in range(6_000) for _ in range(3)}
    drawn = chart({pair: one for pair, one in arrows.items() if pair[0] != pair[1]}, 6_000)
    assert imbalance(drawn, levels(drawn)) < 1e-9


def test_rough_levels_are_told_apart():
    drawn = chart({(0, 1): 1.0, (1, 2): 1.0}, 3)
    assert imbalance(drawn, {"0": 0.0, "1": 1.0, "2": 2.5}) == pytest.approx(0.5)


STRENGTHS = st.floats(5e-324, 1e12)


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda pair: pair[0] != pair[1]),
        STRENGTHS,
        max_size=24,
    )
)
def test_any_strengths_give_numbers(arrows):
    drawn = chart(arrows)
    found = levels(drawn)
    assert all(0 <= one < 1e6 for one in found.values())
    assert all(map(math.isfinite, signed_effects(drawn)))
    assert sorted(one for group in communities(drawn) for one in group) == sorted(drawn.ids)


def test_weak_links_gather_as_strong_ones_do():
    pairs = {(0, 1): 1e-20, (2, 3): 1e-20, (4, 5): 1e12}
    assert communities(chart(pairs, 6)) == [["0", "1"], ["2", "3"], ["4", "5"]]
