"""The brief's two logics: six rows between cruise and expedition, and the triage."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farled.core.finding import Invalid, Say
from farled.core.leadership.profile import ASPECTS, profile
from farled.core.leadership.triage import SIGNS, triage
from farled.text import say

# What the brief says of the needs inventory's result: complexity rather than parts, goal conflicts, actors gathered,
# development work run by the principles of administration, and ways of working that need to be tried.
BRIEF = {
    "orsak": "expedition", "delar": "expedition", "mal": "expedition", "aktorer": "expedition", "rutiner": "expedition",
    "misslyckande": "expedition",
}  # fmt: skip


def test_the_briefs_two_areas_become_expeditions() -> None:
    found = triage(BRIEF)
    assert found.outcome == "expedition"
    assert found.unknown == ("forbattring",)
    assert [one.about[0] for one in found.reasons] == [sign for sign in SIGNS if sign in BRIEF]


def test_six_rows_in_the_briefs_order() -> None:
    assert [one.id for one in profile([]).aspects] == list(ASPECTS)
    assert len(ASPECTS) == 6


@pytest.mark.parametrize("language", ["sv", "en"])
def test_everything_said_is_worded(language: str) -> None:
    rows = [
        f"leadership.{id_}.{part}" for id_ in ASPECTS for part in ("name", "cruise", "expedition")
    ]
    signs = [
        f"leadership.sign.{sign}_{side}" for sign in SIGNS for side in ("cruise", "expedition")
    ]
    outcomes = [f"leadership.triage.{one}" for one in ("cruise", "expedition", "both", "unsettled")]
    mismatches = [f"leadership.mismatch.{id_}" for id_ in ("stod", "styrning", "uppfoljning")]
    for key in (*rows, *signs, *outcomes, *mismatches):
        assert say(Say(key), language) != key


@pytest.mark.parametrize(("cruises", "outcome"), [(7, "cruise"), (5, "cruise"), (4, "both"), (3, "both"), (2, "expedition"), (0, "expedition")])  # fmt: skip
def test_mixed_signs_are_both(cruises: int, outcome: str) -> None:
    order = ["delar", *(sign for sign in SIGNS if sign != "delar")]
    answers = {sign: "cruise" if at < cruises else "expedition" for at, sign in enumerate(order)}
    assert triage(answers).outcome == outcome


def test_what_resists_being_split_is_never_all_cruise() -> None:
    answers = dict.fromkeys(SIGNS, "cruise") | {"delar": "expedition"}
    assert triage(answers).outcome == "both"


@given(st.dictionaries(st.sampled_from(SIGNS), st.sampled_from(["cruise", "expedition", None])))
def test_the_other_way_round_gives_the_other_side(answers: dict) -> None:
    answers.pop("delar", None)  # the one sign that weighs more one way
    other = {"cruise": "expedition", "expedition": "cruise"}
    mine = triage(answers).outcome
    turned = triage({sign: other.get(side) for sign, side in answers.items()}).outcome
    assert turned == other.get(mine, mine)
    assert len(triage(answers).reasons) + len(triage(answers).unknown) == len(SIGNS)


@pytest.mark.parametrize("wrong", [{"hej": "cruise"}, {"mal": "kryssning"}])
def test_triage_refuses_what_it_does_not_know(wrong: dict) -> None:
    with pytest.raises(Invalid):
        triage(wrong)


def test_people_who_see_it_differently_are_a_finding() -> None:
    found = profile([{"styrning": 1}, {"styrning": 5}, {"uppgift": 2}])
    rows = {one.id: one for one in found.aspects}
    assert (rows["styrning"].counts, rows["styrning"].leans) == ((1, 0, 0, 0, 1), "both")
    assert [(one.kind, one.about) for one in found.questions] == [("divided", ("styrning",))]
    assert (rows["uppgift"].leans, rows["stod"].leans, rows["stod"].n) == ("cruise", None, 0)


def test_an_expeditions_task_under_the_cruises_steering() -> None:
    found = profile([{"uppgift": 5, "styrning": 1, "uppfoljning": 2, "stod": 4}])
    assert {one.about[1] for one in found.questions} == {"stod", "styrning", "uppfoljning"}


@pytest.mark.parametrize(("grade", "key"), [(1, "leadership.all_cruise"), (5, "leadership.all_expedition")])  # fmt: skip
def test_all_on_one_side_asks_for_the_other(grade: int, key: str) -> None:
    keys = [one.why.key for one in profile([dict.fromkeys(ASPECTS, grade)]).questions]
    assert key in keys


@given(st.lists(st.dictionaries(st.sampled_from(ASPECTS), st.integers(1, 5)), max_size=8))
def test_the_order_of_people_changes_nothing_and_turning_mirrors(answers: list) -> None:
    assert profile(answers) == profile(answers[::-1])
    turned = profile([{id_: 6 - grade for id_, grade in one.items()} for one in answers])
    for one, other in zip(profile(answers).aspects, turned.aspects, strict=True):
        assert one.counts == other.counts[::-1]
        assert one.divided == other.divided


@pytest.mark.parametrize("wrong", [{"hej": 1}, {"stod": 0}, {"stod": 6}])
def test_the_profile_refuses_what_it_does_not_know(wrong: dict) -> None:
    with pytest.raises(Invalid):
        profile([wrong])


def test_the_evener_people_are_divided_the_more_it_weighs():
    """Half on each side is the most, 0.9; one of four on the one side is half of that above 0.4."""
    weights = [
        next(one.weight for one in profile([{"stod": grade} for grade in grades]).questions if one.kind == "divided")
        for grades in ([1, 1, 5, 5], [1, 5, 5, 5], [1, 3, 3, 5])
    ]  # fmt: skip
    assert weights == [0.9, 0.65, 0.65]
