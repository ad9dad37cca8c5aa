"""Signs alone: the same runs as with strengths, side by side, and right at the far end of the map."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farled.core.causal import sign_only as module
from farled.core.causal.causal_map import Factor, Link, causal_map
from farled.core.causal.sign_only import sign_only
from farled.core.causal.what_if import MOST_FACTORS, squash_slope, what_if
from farled.core.finding import Invalid

RULES = ("modified", "kosko", "rescaled")
SQUASHES = ("sigmoid", "tanh")
CELLS = st.lists(
    st.lists(st.sampled_from([0.0, 0.0, 1.0, 0.5, 0.25, -1.0, -0.5]), min_size=5, max_size=5),
    min_size=5,
    max_size=5,
)


def chart_of(cells):
    links = [
        Link(str(a), str(b), 1 if cell > 0 else -1, abs(cell))
        for a, row in enumerate(cells)
        for b, cell in enumerate(row)
        if cell and a != b
    ]
    return causal_map([Factor(str(at)) for at in range(5)], links).map


@pytest.mark.parametrize("squash", SQUASHES)
@pytest.mark.parametrize("rule", RULES)
@settings(deadline=None)
@given(CELLS, st.floats(0, 1))
def test_a_run_ends_where_that_with_strengths_does(rule, squash, cells, start):
    chart = chart_of(cells)
    weights = np.array([[link.weight for link in chart.links]])
    held = {0: 0.9, 3: 0.1}
    runs = module._Runs(weights, chart, rule=rule, squash=squash)
    found = runs.effect(np.full(5, start), held)[0]
    for at in range(5):
        cells[at][at] = 0.0
    slope = float(runs.slope[0, 0])
    alone = what_if(
        cells, clamps=held, start=start, rule=rule, squash=squash, lam=slope,
        tolerance=1e-14, steps=3000,
    )  # fmt: skip
    if alone.converged and chart.links:
        bound = squash_slope(cells, "contraction", rule=rule, squash=squash)
        assert slope == pytest.approx(0.999 * bound)
        ends = ~np.isnan(found)
        ended = np.array(alone.effect)
        assert found[ends] == pytest.approx(ended[ends], rel=1e-6, abs=1e-9)
        # what dies away for ever settles nowhere by its own measure: it has no direction
        assert np.abs(ended[~ends]).max(initial=0) < 1e-6


@pytest.mark.parametrize("length", [12, 60, 120])
def test_the_sign_is_right_at_the_far_end_of_a_long_chain(length):
    ids = [str(at) for at in range(length)]
    links = [Link(a, b, -1 if at == 3 else 1) for at, (a, b) in enumerate(pairwise(ids))]
    found = sign_only(
        causal_map([Factor(one) for one in ids], links).map, clamps={0: 1.0}, draws=20
    )
    assert [one.up for one in found[:4]] == [1.0] * 4
    assert [one.down for one in found[4:]] == [1.0] * (length - 4)


def test_unknown_signs_are_drawn_by_a_coin():
    chart = causal_map([Factor("a"), Factor("b")], [Link("a", "b", None)]).map
    share = sign_only(chart, clamps={0: 1.0}, draws=400, seed=3)[1]
    assert 0.4 < share.up < 0.6
    assert share.up + share.down == 1


def test_holding_a_factor_where_it_is_says_nothing():
    chart = causal_map([Factor("a"), Factor("b")], [Link("a", "b")]).map
    assert sign_only(chart, clamps={0: 0.7}, draws=10, start=0.7)[1].unclear == 1
    assert sign_only(chart, clamps={0: 0.7}, draws=10, start=0.2)[1].up == 1


def test_draws_in_portions_tell_how_far_they_are(monkeypatch):
    chart = causal_map([Factor("a"), Factor("b")], [Link("a", "b")]).map
    whole = sign_only(chart, clamps={0: 1.0}, draws=25, seed=1)
    monkeypatch.setattr(module, "MOST_CELLS", 20)
    told = []
    parts = sign_only(
        chart, clamps={0: 1.0}, draws=25, seed=1, progress=lambda *at: told.append(at)
    )
    assert parts == whole
    assert told == [(10, 25), (20, 25), (25, 25)]


def test_a_map_without_links_or_factors():
    alone = causal_map([Factor("a"), Factor("b")], []).map
    assert [one.up for one in sign_only(alone, clamps={0: 1.0}, draws=3)] == [1, 0]
    assert sign_only(causal_map([], []).map, clamps={}, draws=3) == ()


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"draws": 0}, "draws"), ({"rule": "x"}, "rule"), ({"squash": "x"}, "squash"),
        ({"clamps": {2: 1.0}}, "clamp"), ({"clamps": {0: float("nan")}}, "clamp"), ({"start": [1.0]}, "start"),
        ({"start": 10**400}, "start"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(wrong, key):
    chart = causal_map([Factor("a"), Factor("b")], [Link("a", "b")]).map
    with pytest.raises(Invalid) as refused:
        sign_only(chart, **{"clamps": {0: 1.0}} | wrong)
    assert refused.value.why.key == f"causal.{key}"


def test_more_factors_than_a_matrix_can_hold_are_refused():
    with pytest.raises(Invalid) as refused:
        what_if([[0.0]] * (MOST_FACTORS + 1))
    assert refused.value.why.key == "causal.too_many"


def test_signs_alone_refuse_what_would_take_minutes():
    """Where a map is a long chain or well knit: 500 draws stay under half a minute of one processor."""
    many = [Factor(str(at)) for at in range(MOST_FACTORS + 1)]
    knit = [Link(str(a), str(b)) for a in range(142) for b in range(142) if a != b]
    for chart, key in ((causal_map(many, []).map, "too_many"), (causal_map(many[:142], knit).map, "too_many_links")):  # fmt: skip
        with pytest.raises(Invalid) as refused:
            sign_only(chart, clamps={0: 1.0})
        assert refused.value.why.key == f"causal.{key}"


def test_a_run_without_its_way_ends_the_same():
    weights = [[0, -5], [-5, 0]]
    asked = {"rule": "kosko", "squash": "tanh", "lam": 1, "steps": 999}
    whole, short = what_if(weights, **asked), what_if(weights, **asked, trajectory=False)
    assert (whole.baseline.steady, whole.baseline.cycle) == (short.baseline.steady, 2)
    assert len(whole.baseline.trajectory) == 1000
    assert len(short.baseline.trajectory) < 200
