"""What-if runs: the published example, limit cycles, and λ with one fixed point."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from farled.core.causal.causal_map import Factor, Link, causal_map
from farled.core.causal.sign_only import sign_only
from farled.core.causal.what_if import direction, squash_slope, what_if
from farled.core.finding import Invalid

EXAMPLE = Path(__file__).parents[3] / "shared/data/reference/fcm_dikopoulou_8.json"


@pytest.fixture
def published():
    if not EXAMPLE.exists():
        pytest.skip("../shared/data is not here")
    return json.loads(EXAMPLE.read_text())


@pytest.mark.parametrize(
    ("rule", "key"),
    [
        ("kosko", "kosko_sigmoid"),
        ("modified", "modified_kosko_sigmoid"),
        ("rescaled", "rescaled_sigmoid"),
    ],
)
def test_the_published_ends(published, rule, key):
    found = what_if(
        published["weights_row_influences_column"],
        start=published["initial"], rule=rule, lam=1, steps=50, tolerance=1e-3,
    )  # fmt: skip
    assert found.baseline.steady == pytest.approx(published["equilibria"][key], abs=5e-5)
    rows = published["rows_until_convergence"]
    assert found.baseline.steps + 1 == rows["modified_kosko" if rule == "modified" else rule]


def test_the_published_way_there(published):
    found = what_if(
        published["weights_row_influences_column"],
        start=published["initial"], lam=1, steps=50, tolerance=1e-3,
    )  # fmt: skip
    for step, expected in zip(
        found.baseline.trajectory, published["trajectory_modified_kosko"], strict=True
    ):
        assert step == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_published_interventions(published, number):
    weights = [[*row, 0] for row in published["weights_row_influences_column"]]
    case = published["interventions"]["cases"][f"intervention_{number}"]
    weights.append([case["impact"].get(one, 0) for one in published["concepts"]] + [0])
    start = [*published["equilibria"]["modified_kosko_sigmoid"], 1]
    found = what_if(weights, start=start, lam=1, steps=50, tolerance=1e-3)
    assert found.baseline.steady[:8] == pytest.approx(case["equilibrium"], abs=5e-5)


def test_the_direction_of_a_weight_matters():
    there = what_if([[0, 1], [0, 0]], clamps={0: 1}, lam=1)
    back = what_if([[0, 0], [1, 0]], clamps={0: 1}, lam=1)
    assert there.effect[1] > 0.05
    assert back.effect[1] == 0


def test_a_limit_cycle_is_seen():
    found = what_if([[0, -5], [-5, 0]], rule="kosko", squash="tanh", lam=1, start=0.5, steps=99)
    assert (found.converged, found.baseline.cycle) == (False, 2)


def test_too_few_steps_are_told():
    found = what_if([[0, 1], [1, 0]], lam=1, steps=1, tolerance=0)
    assert (found.converged, found.baseline.steps, found.baseline.cycle) == (False, 1, None)


MATRICES = st.lists(st.lists(st.floats(-1, 1), min_size=4, max_size=4), min_size=4, max_size=4)


@pytest.mark.parametrize("squash", ["sigmoid", "tanh"])
@pytest.mark.parametrize("rule", ["modified", "kosko", "rescaled"])
@given(MATRICES)
def test_under_contraction_the_start_does_not_matter(rule, squash, matrix):
    for at in range(4):
        matrix[at][(at + 1) % 4] = matrix[at][(at + 1) % 4] or 0.5
    ends = [
        what_if(
            matrix, start=start, rule=rule, squash=squash, lam="contraction", tolerance=1e-9,
            steps=50_000,
        ).baseline
        for start in (0.0, 1.0)
    ]  # fmt: skip
    assert ends[0].converged
    assert ends[1].converged
    assert ends[0].steady == pytest.approx(ends[1].steady, abs=1e-4)


def test_lambda_by_koutsellis_where_help_and_harm_meet():
    """P = 2 and N = -1 into the third, then P = 1 and N = -2: each of the two ends decides once."""
    for first, second in ((2.0, -1.0), (1.0, -2.0)):
        weights = [[0, 0, first], [0, 0, second], [0, 0, 0]]
        assert squash_slope(weights, "koutsellis") == pytest.approx(1.317 / (2 * 0.789 - 0.211))


def test_lambda_by_koutsellis():
    weights = [[0, 0.5, 0], [0, 0, -1], [0, 0.25, 0]]
    assert squash_slope(weights, "koutsellis") == pytest.approx(1.317 / 0.789)
    assert squash_slope(weights, "koutsellis", squash="tanh") == pytest.approx(1.14)


@given(MATRICES, st.permutations(range(4)))
def test_another_order_changes_nothing(matrix, order):
    moved = np.array(matrix)[np.ix_(order, order)]
    one = what_if(matrix, clamps={order[0]: 1.0}, steps=40)
    other = what_if(moved.tolist(), clamps={0: 1.0}, steps=40)
    assert [one.effect[at] for at in order] == pytest.approx(list(other.effect), abs=1e-6)


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"rule": "x"}, "rule"), ({"squash": "x"}, "squash"), ({"lam": "x"}, "lam"),
        ({"lam": 0}, "lam"), ({"steps": 0}, "steps"), ({"tolerance": -1.0}, "tolerance"),
        ({"start": [1.0]}, "start"), ({"clamps": {9: 1.0}}, "clamp"),
        ({"weights": [[0.0, 1e-320], [0.0, 0.0]]}, "out_of_range"),
        ({"weights": [[0.0, 1e-320], [0.0, 0.0]], "lam": "koutsellis", "squash": "tanh"}, "out_of_range"),
        ({"weights": [[0.0, 1e12], [-1e12, 0.0]], "lam": 1e300}, "out_of_range"),
        ({"weights": [[1.0, 2.0]]}, "square"), ({"weights": [[float("nan")]]}, "weight"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(wrong, key):
    with pytest.raises(Invalid) as refused:
        what_if(**{"weights": [[0.0, 1.0], [0.0, 0.0]]} | wrong)
    assert refused.value.why.key == f"causal.{key}"


def test_an_effect_in_words():
    assert [direction(one) for one in (0.001, 0.02, -0.1, 0.4)] == [
        ("same", ""), ("up", "slight"), ("down", "clear"), ("up", "strong"),
    ]  # fmt: skip


def test_signs_alone_say_when_they_cannot_tell():
    links = [Link("a", "b"), Link("b", "d"), Link("a", "c"), Link("c", "d", -1), Link("c", "e", -1)]
    chart = causal_map([Factor(one) for one in "abcdef"], links).map
    found = dict(zip(chart.ids, sign_only(chart, clamps={0: 1.0}, draws=100), strict=True))
    assert (found["b"].up, found["e"].down) == (1, 1)
    assert 0.2 < found["d"].up < 0.8
    assert found["f"].unclear == 1
    assert sign_only(chart, clamps={0: 1.0}, draws=30, seed=5) == sign_only(
        chart, clamps={0: 1.0}, draws=30, seed=5
    )
