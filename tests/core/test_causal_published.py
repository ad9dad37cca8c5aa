"""Levels, ways, centralities and signs beside what others have published."""

import networkx
import pytest

from farled.core.causal.causal_map import CausalMap, Factor, Link, causal_map
from farled.core.causal.centrality import betweenness, closeness
from farled.core.causal.communities import communities, modularity
from farled.core.causal.levels import levels
from farled.core.causal.paths import paths
from farled.core.causal.problem_tree import problem_tree
from farled.core.causal.sign_only import sign_only

Arrows = list[tuple[int, int]]
ONE_WAY: Arrows = [(1, 4), (1, 5), (2, 5), (3, 5), (3, 6), (4, 7), (5, 7), (5, 8), (5, 9), (6, 9)]
# V vegetation, H hare, P predator; each predator lowers what it lives on
HARE = [Link("V", "H"), Link("H", "V", -1), Link("H", "P"), Link("P", "H", -1)]


def chart(arrows: Arrows) -> CausalMap:
    ids = dict.fromkeys(str(one) for pair in arrows for one in pair)
    return causal_map([Factor(one) for one in ids], [Link(str(a), str(b)) for a, b in arrows]).map


def both_ways(edges: Arrows) -> CausalMap:
    return chart([*edges, *((b, a) for a, b in edges)])


def test_levels_of_networks_that_line_up_more_or_less() -> None:
    """Three levels exactly; the same with six links that skip a level; and a ring, which is level all round.

    Source: MacKay, Johnson & Sansom (2020); levels and F0 read in their own toolbox, BazilSansom/Trophic-Analysis-Toolbox,
    Python_files/Trophic_Analysis.ipynb (commit adb825c5), nodes in the order in which the links name them. The output
    for the ring was not read; it follows from the equation.
    """
    skipping = [*ONE_WAY, (1, 7), (2, 8), (3, 9), (1, 8), (2, 7), (2, 9)]
    found = levels(chart(skipping))
    assert list(levels(chart(ONE_WAY)).values()) == pytest.approx([0, 1, 1, 0, 0, 1, 2, 2, 2])
    assert list(found.values()) == pytest.approx([0.147, 0.835, 0.809, 0.303, 0.0, 0.73, 1.524, 1.42, 1.461], abs=5e-4)  # fmt: skip
    off = [(found[str(b)] - found[str(a)] - 1) ** 2 for a, b in skipping]
    assert sum(off) / len(off) == pytest.approx(0.1003, abs=5e-5)
    assert list(levels(chart([(1, 2), (2, 3), (3, 1)])).values()) == pytest.approx([0, 0, 0])


def test_centralities_of_krackhardts_kite() -> None:
    """Ten people; Fernando and Garth (5, 6) are nearest to all, Heather (7) stands most between.

    Source: Krackhardt (1990), Administrative Science Quarterly 35:342-369; numbers read in networkx 3.6, tests of
    betweenness and closeness centrality, which give three decimals.
    """
    kite = both_ways(list(networkx.krackhardt_kite_graph().edges))
    between = [0.023, 0.023, 0.0, 0.102, 0.0, 0.231, 0.231, 0.389, 0.222, 0.0]
    near = [0.529, 0.529, 0.500, 0.600, 0.500, 0.643, 0.643, 0.600, 0.429, 0.310]
    found = betweenness(kite), closeness(kite)
    assert [found[0][str(n)] for n in range(10)] == pytest.approx(between, abs=1e-3)
    assert [found[1][str(n)] for n in range(10)] == pytest.approx(near, abs=1e-3)


def test_ways_through_the_complete_graph() -> None:
    """From 0 to 3 where everything leads to everything. Source: documentation of networkx 3.6, `all_simple_paths`."""
    square = chart([(a, b) for a in range(4) for b in range(4) if a != b])
    ways = {"".join(one.factors) for one in paths(square, source="0", target="3").paths}
    assert ways == {"0123", "013", "0213", "023", "03"}
    short = paths(square, source="0", target="3", longest=2).paths
    assert {"".join(one.factors) for one in short} == {"013", "023", "03"}


def test_five_times_why() -> None:
    """Each answer hangs one step further from the problem. Source: Toyota's five whys, as in test_lfa_published.py."""
    whys = chart([(n + 1, n) for n in range(5)])
    found = problem_tree(whys, "0")
    assert [(one.id, one.depth) for one in found.causes] == [(str(n), n) for n in range(1, 6)]
    assert (found.effects, found.left_out, found.elsewhere) == ((), (), ())


def test_the_instructor_and_the_president_are_never_in_one_group() -> None:
    """Zachary's club split in two round its instructor (0) and its president (33); groups are found within the halves.

    Source: Zachary (1977), Journal of Anthropological Research 33:452-473; the club each joined is read from networkx.
    Two members stand between the halves (8 and 9 in the order of networkx), and may go either way.
    """
    club = networkx.karate_club_graph()
    map_ = both_ways(list(club.edges))
    for seed in range(10):
        groups = communities(map_, seed=seed)
        assert modularity(map_, groups) > 0.40
        for group in groups:
            joined = {club.nodes[int(one)]["club"] for one in group if one not in "89"}
            assert len(joined) == 1, group


def test_the_snowshoe_hare_answers_as_predicted() -> None:
    """Model A: more vegetation always means more of each; more predators mean fewer hares and so more vegetation.

    Source: Dambacher & Ramos-Jiliberto (2007), as told in the QPress vignette Snowshoe.Rmd (SWotherspoon/QPress,
    commit 20d25b12): "a positive press perturbation to the vegetation always has a positive impact at each node".
    The predator's effects follow from the same signs and are not told there. Its model B adds a link from vegetation to
    predator, and almost 40 % of its draws then lower the hares. Farled says so in fewer (2 % here): it holds the factor
    instead of adding to its growth, and the λ that makes every run end in one place lets the longer way count for less.
    What one sign decides is the same; a share of draws is not.
    """
    hare = causal_map([Factor(one) for one in "VHP"], HARE).map
    fed = sign_only(hare, clamps={hare.place["V"]: 1.0})
    hunted = sign_only(hare, clamps={hare.place["P"]: 1.0})
    assert [one.up for one in fed] == [1, 1, 1]
    assert [(one.up, one.down) for one in hunted] == [(1, 0), (0, 1), (1, 0)]
    also = causal_map([Factor(one) for one in "VHP"], [*HARE, Link("V", "P")]).map
    unsure = sign_only(also, clamps={0: 1.0})[1]
    assert 0 < unsure.down < unsure.up
