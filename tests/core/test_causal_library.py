"""Influence, paths, structure, problem tree, rated beside computed."""

import itertools
import json
import time

import networkx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from farled.core.causal.causal_map import CausalMap, Factor, Link, causal_map
from farled.core.causal.influence import influence_of, influences, standings
from farled.core.causal.paths import paths
from farled.core.causal.problem_tree import problem_tree
from farled.core.causal.rated_versus_computed import rated_versus_computed
from farled.core.causal.structure import hierarchy_index, structure
from farled.core.conflicts.influence import direct_and_second_order
from farled.core.finding import Invalid
from tests.support.source import ROOT

REFERENCE = ROOT.parent / "shared/data/reference/fcm_structure_fcmapper.json"
WEIGHTS = st.sampled_from([-2.0, -1.0, None, 0.5, 1.0, 3.0])  # None: a link of unknown sign
ARROWS = st.dictionaries(
    st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda pair: pair[0] != pair[1]),
    WEIGHTS,
    max_size=20,
)
Arrows = dict[tuple[int, int], float | None]


def chart(arrows: Arrows, names: str = "abcdefg") -> CausalMap:
    links = [
        Link(names[a], names[b], None if w is None else 1 if w > 0 else -1, abs(w or 1.0))
        for (a, b), w in arrows.items()
    ]
    return causal_map([Factor(one) for one in names], links).map


def turned(arrows: Arrows) -> Arrows:
    return {(b, a): weight for (a, b), weight in arrows.items()}


def matrix(arrows: Arrows) -> np.ndarray:
    found = np.zeros((7, 7))
    for pair, weight in arrows.items():
        found[pair] = weight or 0.0
    return found


def dense(drawn: CausalMap, **bounds: float) -> np.ndarray:
    rows = dict(influences(drawn, **bounds))
    return np.array([[rows[a].get(b, 0.0) for b in drawn.ids] for a in drawn.ids])


# --- influence ------------------------------------------------------------------------------------


@given(ARROWS, st.integers(1, 5), st.sampled_from([0.0, 0.5, 1.0]))
def test_influence_is_the_sum_of_damped_powers(arrows, longest, damping):
    powers = [np.linalg.matrix_power(matrix(arrows), n) for n in range(1, longest + 1)]
    expected = sum(damping**n * power for n, power in enumerate(powers))
    assert dense(chart(arrows), longest=longest, damping=damping) == pytest.approx(expected)


@given(ARROWS)
def test_two_links_at_half_are_seis_total_influence(arrows):
    direct, second = direct_and_second_order(matrix(arrows))
    found = [one.influence for one in standings(chart(arrows))]
    assert found == pytest.approx(list(direct + second))


def test_the_row_influences_the_column():
    """An asymmetric map: a transposed matrix would say the opposite."""
    drawn = chart({(0, 1): 2.0, (1, 2): -1.0})
    assert influence_of(drawn, "a") == {"b": 2.0, "c": -1.0}
    assert influence_of(drawn, "c") == {}
    assert [(one.influence, one.dependence) for one in standings(drawn)[:3]] == [
        (1.0, 0.0),
        (-1.0, 2.0),
        (0.0, -2.0),
    ]


@given(ARROWS)
def test_turning_the_arrows_turns_influence_into_dependence(arrows):
    there, back = standings(chart(arrows)), standings(chart(turned(arrows)))
    assert [one.influence for one in there] == pytest.approx([one.dependence for one in back])
    assert dense(chart(arrows)) == pytest.approx(dense(chart(turned(arrows))).T)


@given(ARROWS)
def test_other_names_change_no_influence(arrows):
    assert dense(chart(arrows)) == pytest.approx(dense(chart(arrows, "tuvwxyz")))


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"longest": 0}, "causal.influence_longest"),
        ({"damping": -1.0}, "causal.damping"),
        ({"damping": float("nan")}, "causal.damping"),
        ({"source": "x"}, "causal.unknown_factor"),
    ],
)
def test_influence_refuses_what_makes_no_sense(wrong, key):
    with pytest.raises(Invalid) as refused:
        influence_of(chart({}), **({"source": "a"} | wrong))
    assert refused.value.why.key == key
    if "source" not in wrong:
        with pytest.raises(Invalid) as refused:
            rated_versus_computed(chart({}), {}, **wrong)
        assert refused.value.why.key == key


def test_no_influence_is_a_number_like_all_others():
    """In JSON too: 0.0 and not 0."""
    for one in standings(chart({(0, 1): 1.0})):
        assert (type(one.influence), type(one.dependence)) == (float, float)


# --- paths ----------------------------------------------------------------------------------------


@given(ARROWS, st.integers(1, 6))
def test_paths_are_those_of_networkx_with_their_sign(arrows, longest):
    graph = networkx.DiGraph(list(arrows))
    graph.add_nodes_from(range(7))
    found = paths(chart(arrows), source="a", target="g", longest=longest)
    expected = {
        ("".join("abcdefg"[n] for n in way), _sign(way, arrows))
        for way in networkx.all_simple_paths(graph, 0, 6, cutoff=longest)
    }
    assert {("".join(one.factors), one.polarity) for one in found.paths} == expected
    assert len(found.paths) == len(expected)
    assert found.complete
    assert [len(one.factors) for one in found.paths] == sorted(
        len(one.factors) for one in found.paths
    )


def _sign(way: list[int], arrows: Arrows) -> int | None:
    weights = [arrows[pair] for pair in itertools.pairwise(way)]
    return None if None in weights else int(np.prod(np.sign(weights)))  # type: ignore[arg-type]


def test_a_path_has_the_longest_delay_on_its_way():
    links = [Link("a", "b", -1, None, "short"), Link("b", "c", -1, None, "long"), Link("c", "a")]
    drawn = causal_map([Factor(one) for one in "abc"], links).map
    found = paths(drawn, source="a", target="c").paths
    assert [(one.factors, one.polarity, one.delay) for one in found] == [
        (("a", "b", "c"), 1, "long")
    ]


def test_paths_keep_within_their_bounds():
    everywhere = dict.fromkeys(itertools.permutations(range(7), 2), 1.0)
    found = paths(chart(everywhere), source="a", target="g", cap=10)
    assert (len(found.paths), found.stopped_by) == (10, "cap")
    rows = {(n, m): 1.0 for n in range(99) for m in range(n + 1, min(n + 9, 99))}
    links = [Link(str(a), str(b)) for a, b in rows]
    large = causal_map([Factor(str(n)) for n in range(99)], links).map
    began = time.monotonic()
    bounds = {"longest": 60, "cap": 10**9, "budget": 0.2, "clock": time.monotonic}
    assert paths(large, source="0", target="98", **bounds).stopped_by == "time"
    assert time.monotonic() - began < 1


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"source": "x"}, "causal.unknown_factor"),
        ({"target": "a"}, "causal.same_ends"),
        ({"longest": 0}, "causal.paths_longest"),
        ({"cap": 0}, "causal.cap"),
    ],
)
def test_paths_refuse_what_makes_no_sense(wrong, key):
    with pytest.raises(Invalid) as refused:
        paths(chart({}), **({"source": "a", "target": "b"} | wrong))
    assert refused.value.why.key == key


# --- structure ------------------------------------------------------------------------------------


def test_the_indices_of_fcmappers_manual():
    if not REFERENCE.exists():
        pytest.skip("shared/data is not there")
    example = json.loads(REFERENCE.read_text())
    told, found = example["derived"], structure(example["matrix"], ids=example["concepts"])
    assert found.connections == example["published"]["number_of_connections"]
    assert found.self_links == told["self_loops"]
    assert found.density == pytest.approx(told["density_n_n_minus_1"], abs=1e-12)
    assert found.density_with_own == pytest.approx(told["density_n2"], abs=1e-12)
    assert found.hierarchy == pytest.approx(told["hierarchy_index"], abs=1e-12)
    assert {one.id: one.strength_out for one in found.degrees} == pytest.approx(told["outdegree"])
    assert {one.id: one.strength_in for one in found.degrees} == pytest.approx(told["indegree"])
    assert {one.id: one.centrality for one in found.degrees} == pytest.approx(told["centrality"])
    kinds = {"driver": "transmitters", "receiver": "receivers", "ordinary": "ordinary"}
    assert all(found.count(kind) == told[name] for kind, name in kinds.items())


def test_hierarchy_runs_from_even_to_one_over_all():
    even = [[0, 1, 0], [0, 0, 1], [1, 0, 0]]
    assert hierarchy_index(even) == 0
    # every factor leads to all that come after it: n - 1, n - 2, … 0 links out
    ladder = [[float(to > at) for to in range(9)] for at in range(9)]
    assert hierarchy_index(ladder) == pytest.approx(1)
    assert hierarchy_index([[1.0]]) == 0


@pytest.mark.parametrize(
    ("weights", "key"),
    [([], "square"), ([[1, 2]], "square"), ([[float("inf")]], "weight")],
)
def test_indices_need_a_square_of_numbers(weights, key):
    with pytest.raises(Invalid) as refused:
        structure(weights)
    assert refused.value.why.key == f"causal.{key}"


# --- problem tree ---------------------------------------------------------------------------------


def drawn_links(tree) -> set[tuple[str, str]]:
    below = {(one.id, one.hangs_on) for one in tree.causes}
    return below | {(one.hangs_on, one.id) for one in tree.effects}


@given(ARROWS)
def test_a_tree_loses_nothing(arrows):
    drawn = chart(arrows)
    tree = problem_tree(drawn, "d")
    graph = networkx.DiGraph([(link.source, link.target) for link in drawn.links])
    graph.add_nodes_from("abcdefg")
    assert {one.id for one in tree.causes} == networkx.ancestors(graph, "d")
    assert {one.id for one in tree.effects} == networkx.descendants(graph, "d")
    shown = drawn_links(tree)
    assert len(tree.left_out) == len(drawn.links) - len(shown)
    assert shown | {(one.source, one.target) for one in tree.left_out} == set(graph.edges)
    sides = [{one.id for one in side} for side in (tree.causes, tree.effects)]
    assert set(tree.both) == sides[0] & sides[1]
    assert set(tree.elsewhere) == set("abcefg") - sides[0] - sides[1]


@given(ARROWS)
def test_each_side_is_a_tree_of_shortest_ways(arrows):
    drawn = chart(arrows)
    back = networkx.DiGraph([(link.target, link.source) for link in drawn.links])
    back.add_nodes_from("abcdefg")
    depth = networkx.single_source_shortest_path_length(back, "d")
    tree = problem_tree(drawn, "d")
    assert {one.id: one.depth for one in tree.causes} == {n: k for n, k in depth.items() if k}
    assert all(one.depth == depth[one.hangs_on] + 1 for one in tree.causes)
    assert len({one.id for one in tree.causes}) == len(tree.causes)


@given(ARROWS)
def test_turning_the_arrows_turns_causes_into_effects(arrows):
    there, back = (problem_tree(chart(one), "d") for one in (arrows, turned(arrows)))
    assert (there.causes, there.effects) == (back.effects, back.causes)
    assert len(there.loops.loops) == len(back.loops.loops)


def test_the_strongest_link_holds_and_loops_are_told():
    drawn = chart({(0, 1): 1.0, (0, 2): -3.0, (1, 3): 1.0, (2, 3): 1.0, (3, 0): 1.0, (4, 5): 1.0})
    tree = problem_tree(drawn, "d")
    assert [(one.id, one.hangs_on, one.depth) for one in tree.causes] == [
        ("b", "d", 1),
        ("c", "d", 1),
        ("a", "c", 2),
    ]
    assert tree.both == ("a", "b", "c")
    assert tree.elsewhere == ("e", "f", "g")
    assert [one.kind for one in tree.loops.loops] == ["reinforcing", "balancing"]
    with pytest.raises(Invalid):
        problem_tree(drawn, "x")


# --- rated beside computed ------------------------------------------------------------------------


def test_surprises_come_first():
    arrows = {(0, 1): 1.0, (1, 2): -2.0, (0, 3): 1.0, (3, 4): None}
    rated = {
        ("a", "b"): 2,
        ("a", "c"): 0,
        ("a", "d"): -1,
        ("a", "e"): 1,
        ("b", "a"): 3,
        ("c", "a"): 0,
        ("a", "x"): 1,
    }
    found = rated_versus_computed(chart(arrows), rated)
    assert [(one.source + one.target, one.kind) for one in found.pairs] == [
        ("ac", "hidden_harm"),
        ("ad", "sign_differs"),
        ("ba", "no_way"),
        ("ae", "unclear"),
        ("ab", "agrees"),
        ("ca", "agrees"),
    ]
    assert found.not_in_map == (("a", "x"),)
    assert [one.unknown_ways for one in found.pairs] == [False, False, False, True, False, False]
    assert found.pairs[0].computed == -1.0


def test_ways_that_cancel_are_unclear_and_help_unseen_is_told():
    arrows = {(0, 1): 1.0, (1, 2): 1.0, (0, 3): 1.0, (3, 2): -1.0, (4, 5): 0.1}
    found = rated_versus_computed(chart(arrows), {("a", "c"): 1, ("e", "f"): 0})
    assert [one.kind for one in found.pairs] == ["hidden_help", "unclear"]


@given(ARROWS, st.integers(1, 4))
def test_what_is_computed_is_the_influence(arrows, longest):
    rated = dict.fromkeys(itertools.permutations("abcdefg", 2), 1.0)
    found = rated_versus_computed(chart(arrows), rated, longest=longest)
    rows = dict(influences(chart(arrows), longest=longest))
    for one in found.pairs:
        assert one.computed == pytest.approx(rows[one.source].get(one.target, 0.0))
    assert len(found.pairs) == len(rated)


@given(ARROWS)
def test_other_names_change_no_comparison(arrows):
    def kinds(names: str) -> list[tuple[int, int, str]]:
        rated = {(names[a], names[b]): float(a - b) for a, b in itertools.permutations(range(7), 2)}
        found = rated_versus_computed(chart(arrows, names), rated).pairs
        return [(names.index(one.source), names.index(one.target), one.kind) for one in found]

    assert kinds("abcdefg") == kinds("tuvwxyz")
