"""Goal interactions: published numbers, properties, what is refused."""

import itertools
import math
import random
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farled.core.conflicts import group_rankings as group_module
from farled.core.conflicts import ranking
from farled.core.conflicts.cells import cell_summaries, entropy, quantile
from farled.core.conflicts.group_rankings import group_rankings
from farled.core.conflicts.influence import competition_ranks, influences
from farled.core.conflicts.matrix import Answer, Ratings, ratings
from farled.core.conflicts.micmac import micmac
from farled.core.conflicts.pairs import pulling_apart
from farled.core.conflicts.ranking import RankInterval, rank_intervals
from farled.core.conflicts.rate_next import RateNext, rate_next
from farled.core.conflicts.total_influence import total_influence
from farled.core.finding import Invalid
from farled.core.formats.ratings import read_ratings
from tests.support.shared_data import shared_data

GRADES = st.none() | st.integers(-3, 3)
SQUARES = st.integers(2, 6).flatmap(
    lambda n: st.lists(st.lists(GRADES, min_size=n, max_size=n), min_size=n, max_size=n)
)


def rated(matrix: list[list[int | None]]) -> Ratings:
    ids = [str(n) for n in range(len(matrix))]
    answers = [
        Answer(ids[i], ids[j], score)
        for i, row in enumerate(matrix)
        for j, score in enumerate(row)
        if score is not None and i != j
    ]
    return ratings(ids, answers).ratings


@pytest.fixture
def sweden() -> Ratings:
    data = Path(shared_data("sdg-sweden/matrix.csv")).read_bytes()
    return read_ratings([("sweden", data)]).ratings


def test_sweden_as_published(sweden: Ratings) -> None:
    """34 targets, 1,122 cells, 516 of them not 0, 40 negative, sum 692 (Weitz et al. 2018)."""
    assert len(sweden.cells) == 1122
    scores = [scores[0] for scores in sweden.cells.values()]
    assert (sum(s != 0 for s in scores), sum(s < 0 for s in scores), sum(scores)) == (516, 40, 692)
    found = {one.id: one for one in influences(sweden)}
    by_total = sorted(found.values(), key=lambda one: one.rank_total)
    assert [one.id for one in by_total[:3]] == ["16.6", "12.1", "8.4"]
    assert sum(one.received for one in found.values()) == 692
    assert len(pulling_apart(sweden).harms) == 40


def test_second_order_against_plain_sums(sweden: Ratings) -> None:
    means = sweden.means()
    direct = [sum(row) for row in means]
    for at, one in enumerate(influences(sweden)):
        expected = sum(means[at][j] * direct[j] for j in range(len(direct))) / 2
        assert one.second_order == pytest.approx(expected)


@given(SQUARES)
def test_turning_the_matrix_turns_influence_into_what_is_received(matrix) -> None:
    turned = [list(column) for column in zip(*matrix, strict=True)]
    there, back = influences(rated(matrix)), influences(rated(turned))
    assert [one.direct for one in there] == pytest.approx([one.received for one in back])


@given(SQUARES, st.randoms(use_true_random=False))
def test_new_names_in_a_new_order_change_nothing(matrix, dice: random.Random) -> None:
    order = list(range(len(matrix)))
    dice.shuffle(order)
    shuffled = [[matrix[i][j] for j in order] for i in order]
    there, moved = influences(rated(matrix)), influences(rated(shuffled))
    assert [there[i].total for i in order] == pytest.approx([one.total for one in moved])
    assert [there[i].rank_total for i in order] == [one.rank_total for one in moved]


@given(SQUARES)
def test_pairs_are_told_apart(matrix) -> None:
    found = pulling_apart(rated(matrix))
    score = {(i, j): s for i, row in enumerate(matrix) for j, s in enumerate(row) if i != j}
    for i, j in itertools.permutations(range(len(matrix)), 2):
        both = ((score[i, j] or 0) < 0, (score[j, i] or 0) < 0)
        assert ((str(i), str(j)) in found.mutual) == (i < j and all(both))
        is_uneven = (score[i, j] or 0) > 0 and both[1]
        assert is_uneven == any(
            (one.helper, one.harmer) == (str(i), str(j)) for one in found.asymmetric
        )


def test_competition_ranks_share_the_better_place() -> None:
    assert competition_ranks([3, 5, 3, 1, 5]).tolist() == [3, 1, 3, 5, 1]
    # 0.1 + 0.2 is 0.3: added in another order is no other rank
    assert competition_ranks([0.1 + 0.2, 0.3]).tolist() == [1, 1]


def test_intervals_hold_the_rank_and_are_the_same_each_time(sweden: Ratings) -> None:
    once = rank_intervals(sweden, draws=500, seed=3)
    assert once == rank_intervals(sweden, draws=500, seed=3)
    assert once != rank_intervals(sweden, draws=500, seed=4)
    ranks = [one.rank_total for one in influences(sweden)]
    inside = sum(one.low <= rank <= one.high for one, rank in zip(once, ranks, strict=True))
    assert inside >= 0.9 * len(ranks)


def test_three_equal_answers_leave_no_doubt_and_one_does() -> None:
    pairs = [("a", "b", 3), ("b", "a", 2), ("a", "c", 2), ("c", "a", 1), ("b", "c", 1), ("c", "b", 1)]  # fmt: skip
    sure = ratings([*"abc"], [Answer(a, b, s) for a, b, s in pairs for _ in range(3)]).ratings
    assert all(one.low == one.high for one in rank_intervals(sure))
    unsure = ratings([*"abc"], [Answer(a, b, s) for a, b, s in pairs]).ratings
    assert any(one.low < one.high for one in rank_intervals(unsure))


def test_an_unrated_cell_is_not_a_zero() -> None:
    """What nobody rated is drawn from what was: the interval opens, the mean does not move."""
    known = [Answer("a", "b", 3)] * 3 + [Answer("b", "c", -3)] * 3
    found = ratings([*"abc"], known).ratings
    assert (len(found.cells), found.unrated) == (2, 4)
    assert any(one.low < one.high for one in rank_intervals(found))
    assert rate_next(found)[0].why.key == "conflicts.next_unrated"


def test_the_change_foreseen_is_the_change_that_comes() -> None:
    dice = np.random.default_rng(1)
    matrix = dice.integers(-3, 4, size=(7, 7)).tolist()
    found = rated(matrix)
    for one in rate_next(found, most=42):
        _check_foreseen(found, one)


def _check_foreseen(found: Ratings, foreseen: RateNext) -> None:
    i, j = int(foreseen.source), int(foreseen.target)
    before = [one.rank_total for one in influences(found)]
    moved = []
    for sign in (1, -1):
        means = found.means()
        means[i, j] += sign * math.sqrt(0.2)
        direct = means.sum(1)
        after = competition_ranks(direct + means @ direct / 2)
        moved.append(int(sum(abs(after - before))))
    assert foreseen.moved == max(moved)


def test_a_lone_answer_goes_up_or_down_a_grade_one_time_in_ten_and_stays_on_the_scale() -> None:
    drawn = np.tile(np.array([-3, 0, 3], dtype=np.float32), (100_000, 1))
    ranking._shift(drawn, np.random.default_rng(1))
    shares = [[float((column == grade).mean()) for grade in range(-4, 5)] for column in drawn.T]
    assert shares[0][1:3] == pytest.approx([0.9, 0.1], abs=0.005)
    assert shares[1][3:6] == pytest.approx([0.1, 0.8, 0.1], abs=0.005)
    assert shares[2][6:8] == pytest.approx([0.1, 0.9], abs=0.005)


def test_groups_whose_intervals_touch_do_not_surely_differ() -> None:
    low, middle, high = (RankInterval("a", *ends) for ends in ((1, 2), (2, 3), (3, 4)))
    assert not group_module._apart((low, middle))
    assert group_module._apart((low, middle, high))


def test_groups_that_see_it_the_other_way_round_differ() -> None:
    answers = [
        Answer(a, b, score if group == "region" else -score, f"{group}{n}", group)
        for group in ("region", "länsstyrelsen")
        for n in range(3)
        for a, b, score in [
            ("a", "b", 3),
            ("b", "c", 1),
            ("c", "a", -2),
            ("b", "a", 0),
            ("c", "b", 0),
            ("a", "c", 0),
        ]
    ]
    found = group_rankings(ratings([*"abc"], answers).ratings)
    # not simply turned round: harm done to what does harm helps
    assert found.by_total == {"region": ("a", "b", "c"), "länsstyrelsen": ("c", "a", "b")}
    assert found.differs == ("a", "b", "c")


def test_cells_tell_how_far_apart_answers_are() -> None:
    answers = [Answer("a", "b", score, str(n)) for n, score in enumerate([-1, 0, 2, 3])]
    cell = cell_summaries(ratings([*"ab"], answers).ratings)[0]
    assert (cell.n, cell.mean, cell.median, cell.sign_conflict) == (4, 1.0, 1.0, True)
    assert cell.entropy == 2
    assert cell.iqr == pytest.approx(np.subtract(*np.percentile([-1, 0, 2, 3], [75, 25])))


def test_help_beside_no_effect_is_no_conflict_of_signs() -> None:
    for scores, is_split in (([0, 2], False), ([0, -2], False), ([-1, 2], True)):
        answers = [Answer("a", "b", score) for score in scores]
        assert cell_summaries(ratings([*"ab"], answers).ratings)[0].sign_conflict is is_split


def test_published_entropy() -> None:
    """Six experts, "not answered" counted as an answer (FCMpy documentation)."""
    given_answers = ["+H +M +M +M +M NA", "-VH -VH -H -H -H -L", "+VL +L +VL +VL NA NA"]
    found = [round(entropy(Counter(one.split())), 6) for one in given_answers]
    assert found == [1.251629, 1.459148, 1.459148]
    assert entropy({}) == entropy({"x": 9}) == 0


@given(st.lists(st.floats(-1e6, 1e6), min_size=1), st.floats(0, 1))
def test_quantiles_are_the_usual_ones(values, share) -> None:
    assert quantile(values, share) == pytest.approx(np.quantile(values, share), abs=1e-6)


@given(st.lists(st.lists(st.integers(-9, 9), min_size=5, max_size=5), min_size=5, max_size=5))
def test_micmac_is_the_power_of_the_matrix(matrix) -> None:
    found = micmac(matrix)
    strengths = np.abs(np.array(matrix, dtype=object))
    np.fill_diagonal(strengths, 0)
    power = strengths
    for one in found.powers:
        assert one.influence == tuple(power.sum(1))
        assert one.dependence == tuple(power.sum(0))
        power = power @ strengths
    turned = micmac([list(column) for column in zip(*matrix, strict=True)])
    assert [one.influence for one in turned.powers] == [one.dependence for one in found.powers]
    assert turned.stable_power == found.stable_power


def test_micmac_stays_exact_where_floats_would_not() -> None:
    found = micmac([[0, 3, 3], [3, 0, 3], [3, 3, 1]], max_power=60)
    assert found.powers[59].influence == (6**60,) * 3
    assert set(found.quadrants) == {"excluded"}


def test_micmac_quadrants() -> None:
    """One that steers, one that passes on, one that follows, one that stands beside."""
    steers = [[0, 3, 3, 0], [0, 0, 3, 0], [0, 2, 0, 0], [0, 0, 0, 0]]
    assert micmac(steers, max_power=2).quadrants == ("input", "relay", "output", "excluded")


def test_total_influence_is_the_sum_of_all_ways() -> None:
    matrix = np.array([[0, 2, -1], [1, 0, 0], [0, 1, 0]], dtype=float)
    shares = matrix / 3
    sums = sum(np.linalg.matrix_power(shares, n) for n in range(1, 200))
    found = total_influence(matrix.tolist())
    assert np.allclose(found.total, sums)
    assert found.prominence == pytest.approx((sums.sum(1) + sums.sum(0)).tolist())
    assert found.relation == pytest.approx((sums.sum(1) - sums.sum(0)).tolist())


@pytest.mark.parametrize("matrix", [[[0, 1], [1, 0]], [[0.0] * 3] * 3, [[0, 1]], [], [[0, math.nan], [1, 0]], [[0, math.inf], [1, 0]]])  # fmt: skip
def test_no_total_influence_where_it_never_ends(matrix) -> None:
    with pytest.raises(Invalid):
        total_influence(matrix)


@pytest.mark.parametrize(
    ("ids", "answers", "key"),
    [
        (["a", "a"], [], "conflicts.id_twice"),
        (["a", ""], [], "conflicts.no_id"),
        (["a", "b"], [Answer("a", "x", 1)], "conflicts.unknown_goal"),
        (["a", "b"], [Answer("a", "b", 4)], "conflicts.scale"),
        (["a", "b"], [Answer("a", "b", float("nan"))], "conflicts.scale"),
    ],
)
def test_what_is_no_rating_is_refused(ids, answers, key) -> None:
    with pytest.raises(Invalid) as refused:
        ratings(ids, answers)
    assert refused.value.why.key == key


def test_what_was_dropped_is_told() -> None:
    found = ratings(
        [*"ab"], [Answer("a", "a", 1), Answer("a", "b", 1, "x"), Answer("a", "b", 2, "x")]
    )
    assert [one.kind for one in found.warnings] == ["conflicts.own", "conflicts.twice"]
    assert found.ratings.cells == {(0, 1): (2,)}


@pytest.mark.parametrize("draws", [0, -1])
def test_a_ranking_without_draws_is_refused(draws: int) -> None:
    with pytest.raises(Invalid) as refused:
        rank_intervals(rated([[None, 1], [2, None]]), draws=draws)
    assert refused.value.why.key == "conflicts.draws"


@settings(deadline=None, max_examples=25)
@given(SQUARES)
def test_whatever_was_rated_has_a_ranking(matrix) -> None:
    found = rated(matrix)
    intervals = rank_intervals(found, draws=20)
    assert all(1 <= one.low <= one.high <= len(matrix) for one in intervals)
    assert len(rate_next(found)) <= 10
