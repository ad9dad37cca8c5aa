"""Feedback loops: the same as networkx finds, within every bound."""

import itertools
import time

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from farled.core.causal.causal_map import CausalMap, Factor, Link, causal_map
from farled.core.causal.leverage import signed_effects
from farled.core.causal.loop import leave_out, steps
from farled.core.causal.loop_walk import walk_from
from farled.core.causal.loops import (
    Loops,
    feedback_loops,
    link_to_discuss,
    loops_of_factors,
    loops_of_links,
)
from farled.core.finding import Invalid

SIGNS = st.sampled_from([1, -1, None])
ARROWS = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] != pair[1]),
    SIGNS,
    max_size=26,
)


def chart(arrows: dict[tuple[int, int], int | None], size: int = 8) -> CausalMap:
    links = [Link(str(a), str(b), sign) for (a, b), sign in arrows.items()]
    return causal_map([Factor(str(n)) for n in range(size)], links).map


def as_sets(found: Loops) -> set[frozenset[tuple[str, str]]]:
    return {frozenset(loop.links) for loop in found.loops}


def polarity(loop: list[int], arrows: dict[tuple[int, int], int | None]) -> int | None:
    product = 1
    for pair in itertools.pairwise([*loop, loop[0]]):
        sign = arrows[pair]
        if sign is None:
            return None
        product *= sign
    return product


def from_the_first(loop: list[int]) -> list[int]:
    at = loop.index(min(loop))
    return loop[at:] + loop[:at]


@given(ARROWS, st.integers(2, 9))
def test_the_loops_are_those_of_networkx_with_their_polarity(arrows, longest):
    found = feedback_loops(chart(arrows), longest=longest)
    cycles = networkx.simple_cycles(networkx.DiGraph(list(arrows)), length_bound=longest)
    expected = [(tuple(map(str, from_the_first(loop))), polarity(loop, arrows)) for loop in cycles]
    assert sorted((one.factors, str(one.polarity)) for one in found.loops) == sorted(
        (factors, str(sign)) for factors, sign in expected
    )
    assert found.complete


@given(ARROWS, st.integers(2, 9))
def test_walks_find_the_same_as_halves(arrows, longest):
    drawn, walked, inside = chart(arrows), [], ([], [])
    list(steps(drawn, *inside))
    for start in range(8):
        list(walk_from(start, walked, steps=inside, ids=drawn.ids, longest=longest))
        leave_out(start, *inside)
    assert sorted(map(str, walked)) == sorted(
        map(str, feedback_loops(drawn, longest=longest).loops)
    )


def test_where_halves_are_too_many_loops_are_walked():
    """Forty by forty by forty factors, and the only way back is long."""
    layers = [range(1 + 40 * n, 41 + 40 * n) for n in range(4)]
    arrows = {(0, one): 1 for one in layers[0]}
    for here, there in itertools.pairwise(layers):
        arrows |= {(a, b): -1 for a in here for b in there}
    arrows |= {(160, 161): 1, (161, 0): 1}
    found = feedback_loops(chart(arrows, 162), cap=70_000)
    assert (len(found.loops), found.complete) == (40**3, True)
    assert {(one.polarity, len(one.factors)) for one in found.loops} == {(-1, 6)}


@given(ARROWS)
def test_a_reversed_map_has_the_same_loops(arrows):
    there = feedback_loops(chart(arrows))
    back = feedback_loops(chart({(b, a): sign for (a, b), sign in arrows.items()}))
    turned = {frozenset((b, a) for a, b in loop.links) for loop in back.loops}
    assert as_sets(there) == turned


@given(ARROWS, st.permutations(range(8)))
def test_other_names_give_the_same_loops(arrows, other):
    named = {(other[a], other[b]): sign for (a, b), sign in arrows.items()}
    renamed = {
        frozenset((str(other[int(a)]), str(other[int(b)])) for a, b in loop.links)
        for loop in feedback_loops(chart(arrows)).loops
    }
    assert as_sets(feedback_loops(chart(named))) == renamed


def test_a_blocked_way_opens_again():
    """The way round by 6-9 needs a turn at 2 that was closed while 1 was on the way."""
    arrows = [(0, 1), (1, 0), (1, 2), (2, 1), (2, 3), (3, 4), (4, 5), (5, 0)]
    around = [(0, 6), (6, 7), (7, 8), (8, 9), (9, 2)]
    found = feedback_loops(chart(dict.fromkeys(arrows + around, 1), 10))
    assert ("0", "6", "7", "8", "9", "2", "1") in [loop.factors for loop in found.loops]


def diamonds(count: int) -> CausalMap:
    arrows = {}
    for n in range(count):
        top, left, right, bottom = 3 * n, 3 * n + 1, 3 * n + 2, 3 * n + 3
        arrows |= dict.fromkeys([(top, left), (top, right), (left, bottom), (right, bottom)], 1)
    return chart(arrows | {(3 * count, 0): 1}, 3 * count + 1)


def test_a_chain_of_diamonds_is_answered_at_once():
    chain = diamonds(20)
    fastest = min(_seconds(chain) for _ in range(5))
    assert fastest < 0.01


def _seconds(chain: CausalMap) -> float:
    began = time.perf_counter()
    found = feedback_loops(chain)
    assert (found.loops, found.complete) == ((), True)
    return time.perf_counter() - began


def test_no_more_than_the_cap():
    found = feedback_loops(diamonds(6), longest=30, cap=10)
    assert (len(found.loops), found.stopped_by, found.complete) == (10, "cap", False)
    assert feedback_loops(diamonds(6), longest=30, cap=64).complete


def test_no_longer_than_the_budget():
    """2 to the 40th loops: only the clock ends it."""
    began = time.monotonic()
    found = feedback_loops(diamonds(40), longest=99, cap=10**12, budget=0.2, clock=time.monotonic)
    assert (found.stopped_by, found.complete) == ("time", False)
    assert found.loops
    assert time.monotonic() - began < 1


def test_a_dead_end_is_not_tried_again_and_again():
    """From 1 all ways lead through forty by forty by forty factors back to 1, which is on the way already."""
    layers = [range(2 + 40 * n, 42 + 40 * n) for n in range(4)]
    arrows = {(0, 1): 1, (1, 0): 1} | {(1, one): 1 for one in layers[0]}
    for here, there in itertools.pairwise(layers):
        arrows |= {(a, b): 1 for a in here for b in there}
    arrows |= {(one, 1): 1 for one in layers[-1]}
    # that none of these 40 to the fourth ways is a loop through 0 has to be seen without walking them all
    began = time.monotonic()
    found = feedback_loops(chart(arrows, 162), cap=1)
    assert found.loops[0].factors == ("0", "1")
    assert time.monotonic() - began < 1


@pytest.mark.parametrize("wrong", [{"longest": 1}, {"cap": 0}, {"budget": 0.0}])
def test_bounds_that_make_no_sense_are_refused(wrong):
    with pytest.raises(Invalid) as refused:
        feedback_loops(chart({}), **wrong)
    assert refused.value.why.key == f"causal.{next(iter(wrong))}"


def test_the_longest_delay_on_the_way_and_the_link_to_discuss():
    links = [
        Link("a", "b", 1, None, "short"),
        Link("b", "a", None, None, "long"),
        Link("b", "c", -1),
        Link("c", "a"),
        Link("c", "b", None),
    ]
    drawn = causal_map([Factor(one) for one in "abc"], links).map
    found = feedback_loops(drawn)
    assert [(one.factors, one.kind, one.delay) for one in found.loops] == [
        (("a", "b"), "unknown", "long"),
        (("a", "b", "c"), "balancing", "short"),
        (("b", "c"), "unknown", ""),
    ]
    assert loops_of_factors(found) == {"a": 2, "b": 3, "c": 2}
    assert loops_of_links(found)["b", "c"] == 2
    assert link_to_discuss(drawn, found) == ("b", "a")


def test_a_hundred_thousand_factors_do_not_make_it_fall():
    ring = {(n, (n + 1) % 100_000): 1 for n in range(100_000)}
    found = feedback_loops(chart(ring, 100_000), clock=time.monotonic)
    assert found.loops == ()
    whole = feedback_loops(chart(ring, 100_000), longest=10**9, budget=60, clock=time.monotonic)
    assert [len(one.factors) for one in whole.loops] == [100_000]


def test_an_effect_is_followed_over_eight_links_each_counting_half_the_last() -> None:
    chain = chart({(n, n + 1): 1 for n in range(10)}, size=11)
    effects = signed_effects(chain)
    assert effects[0] == pytest.approx(sum(0.5**n for n in range(8)))
    assert effects[8:] == [1.5, 1.0, 0.0]
