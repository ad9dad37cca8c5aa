"""Ten questions to a logframe: each is asked when it should be, and not otherwise (domain.md 2.7)."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farled.core.finding import Say
from farled.core.lfa.logframe import (
    LEVELS,
    Assumption,
    Indicator,
    Logframe,
    Row,
    four_by_four,
    template,
)
from farled.core.lfa.numbering import without_home
from farled.core.lfa.quality import quality
from farled.text import say
from tests.support.logframes import ASSUMPTION, INDICATOR, TODAY, sound, with_row


def asked(frame: Logframe, **options) -> list[tuple[str, str, tuple[str, ...]]]:
    found = quality(frame, **({"today": TODAY} | options))
    for one in found:
        for language in ("sv", "en"):
            assert say(one.why, language) != one.why.key
    return [(one.kind, one.why.key.removeprefix("logframe."), one.about) for one in found]


def test_a_sound_frame_leaves_nothing_to_ask() -> None:
    assert asked(sound()) == []


@pytest.mark.parametrize("frame", [template(), Logframe(), Logframe((Row("outcome"),))])
def test_an_empty_frame_is_empty_and_nothing_else(frame: Logframe) -> None:
    assert asked(frame) == [("empty", "empty", ())]


@pytest.mark.parametrize(
    ("frame", "told"),
    [
        (with_row(5, number="1.3.1"), ("Q1", "q1_activity", ("5",))),
        (with_row(5, number=""), ("Q1", "q1_activity", ("5",))),
        (with_row(4, number="2.1"), ("Q1", "q1_output", ("4",))),
        (with_row(2, statement="Tre kurser har genomförts"), ("Q3", "q3_delivered", ("2",))),
        (with_row(2, statement="To train 50 young people"), ("Q3", "q3_delivered", ("2",))),
        (with_row(2, statement="Courses on sales have been delivered"), ("Q3", "q3_delivered", ("2",))),
        (with_row(2, statement="200 unga kvinnor utbildade"), ("Q3", "q3_delivered", ("2",))),
        (with_row(2, statement="En regional strategi är framtagen"), ("Q3", "q3_delivered", ("2",))),
        (with_row(2, target_group=""), ("Q3", "q3_for_whom", ("2",))),
        (with_row(1, indicators=()), ("Q4", "q4_none.impact", ("1",))),
        (with_row(2, indicators=(replace(INDICATOR, baseline="okänt"),)), ("Q4", "q4.baseline", ("2",))),
        (with_row(2, indicators=(replace(INDICATOR, target="–"),)), ("Q4", "q4.target", ("2",))),
        (with_row(2, indicators=(replace(INDICATOR, source=""),)), ("Q4", "q4.source", ("2",))),
        (with_row(2, assumptions=()), ("Q5", "q5_none.outcome", ("2",))),
        (with_row(3, assumptions=(Assumption("Fortsatt samverkan"), ASSUMPTION)), ("Q5", "q5_vague", ("3",))),
        (with_row(3, assumptions=(Assumption("Continued cooperation between the partners"),)), ("Q5", "q5_vague", ("3",))),
        (with_row(3, assumptions=(Assumption("All partners remain committed"),)), ("Q5", "q5_vague", ("3",))),
        (with_row(3, assumptions=(Assumption("Politisk vilja finns i kommunerna"),)), ("Q5", "q5_vague", ("3",))),
        (with_row(5, assumptions=(replace(ASSUMPTION, likelihood="unlikely", redesign=False),)), ("Q6", "q6_killer", ("5",))),
        (with_row(5, assumptions=(Assumption("Staten ger 40 mnkr till 2027 (osannolikt)"),)), ("Q6", "q6_unlikely", ("5",))),
        (with_row(2, participation=""), ("Q7", "q7_none", ())),
        (with_row(2, participation="Nej."), ("Q7", "q7_none", ())),
        (with_row(2, participation="Unga ska bjudas in"), ("Q7", "q7_planned", ())),
        (with_row(2, goal_conflicts="Inga"), ("Q8", "q8", ())),
        (with_row(2, goal_conflicts="ej undersökt"), ("Q8", "q8", ())),
        (with_row(2, revisited=None), ("Q10", "q10_none", ())),
        (with_row(2, revisited=date(2025, 11, 24)), ("Q10", "q10_long_ago", ())),
    ],
)  # fmt: skip
def test_one_thing_spoilt_is_one_question(frame: Logframe, told: tuple) -> None:
    assert told in asked(frame)
    assert {check for check, _key, _about in asked(frame)} == {told[0]}


@pytest.mark.parametrize(
    "frame",
    [
        with_row(5, number="A 1.1.7"),
        with_row(2, number=""),
        with_row(2, statement="Young people are trained to a level that gets them work"),
        with_row(2, statement="Health care is delivered to all on equal terms"),
        with_row(2, statement="Kvinnor och män har byggt egna företag som bär sig"),
        with_row(2, revisited=date(2025, 11, 25)),
        with_row(2, revisited=date(2027, 3, 1)),
        with_row(2, goal_conflicts="Inga funna vid genomgång 12 mars"),
        with_row(4, indicators=()),  # the level has one
        with_row(4, assumptions=()),  # so has the transition
        with_row(5, assumptions=(replace(ASSUMPTION, likelihood="unlikely", redesign=True),)),
        with_row(5, assumptions=(replace(ASSUMPTION, important=False, likelihood="unlikely", redesign=False),)),
        with_row(3, assumptions=(Assumption("Regeringen beslutar om nya medel till yrkesutbildning"),)),
        with_row(3, assumptions=(Assumption("Samarbetet fortsätter enligt avtalet till 2028"),)),
        with_row(2, consequences=""),  # its values are split by sex
    ],
)  # fmt: skip
def test_what_is_in_order_is_not_asked_about(frame: Logframe) -> None:
    assert asked(frame) == []


def test_a_second_purpose_is_asked_about() -> None:
    second = replace(sound().rows[1], number="2", place=7)
    assert asked(Logframe((*sound().rows, second))) == [("Q2", "q2_several", ("7",))]


def test_consequences_for_women_and_men() -> None:
    plain = replace(INDICATOR, baseline="82 % (2024)", current="")
    rows = [
        replace(row, indicators=(plain,) * bool(row.indicators), consequences="", target_group="Unga, men inte barn")
        for row in sound().rows
    ]  # fmt: skip
    assert ("Q9", "q9", ()) in asked(Logframe(tuple(rows)))


def test_without_a_purpose_or_results() -> None:
    acts = tuple(row for row in sound().rows if row.level == "activity")
    assert {("Q1", "q1_no_result", ("5",)), ("Q2", "q2_none", ())} <= set(asked(Logframe(acts)))
    unworded = Row("outcome", target_group="Unga")
    assert ("Q2", "q2_none", ()) in asked(Logframe((unworded, *acts)))


def test_the_classic_numbering_of_one_purpose() -> None:
    rows = [Row("outcome", "Läge"), Row("output", "A", "1"), Row("output", "B", "2"), Row("activity", "a", "2.1"), Row("activity", "b", "3.1")]  # fmt: skip
    assert [row.number for row in without_home(Logframe(tuple(rows)))] == ["3.1"]


def test_without_numbers_the_order_tells_where_results_have_their_activities_below_them() -> None:
    a, b = Row("output", "A"), Row("output", "B")
    first, second = Row("activity", "a"), Row("activity", "b")
    assert without_home(Logframe((Row("outcome", "Läge"), a, first, b, second))) == ()
    assert without_home(Logframe((Row("outcome", "Läge"), a, b, first, second))) == (first, second)
    assert without_home(Logframe((Row("outcome", "Läge"), first, a, second, b))) == (first,)


def test_intermediate_outcomes() -> None:
    rows = [
        Row("outcome", "Läge", "1"), Row("intermediate_outcome", "Halvvägs", "1.1"), Row("output", "A", "1.1.1"),
        Row("output", "B", "1.2.1"), Row("output", "C", "2.1"),
    ]  # fmt: skip
    assert [row.number for row in without_home(Logframe(tuple(rows)))] == ["2.1"]


def test_without_a_day_only_a_missing_one_is_told() -> None:
    assert asked(with_row(2, revisited=date(1999, 1, 1)), today=None) == []
    assert asked(with_row(2, revisited=date(2026, 9, 1)), months=2) == [("Q10", "q10_long_ago", ())]


def test_heaviest_first() -> None:
    weights = [one.weight for one in quality(Logframe((Row("activity", "Kurs", place=1),)))]
    assert weights == sorted(weights, reverse=True)


def test_two_thousand_rows_are_asked_about() -> None:
    rows = [Row("output", "x", f"1.{at}", place=at) for at in range(1000)]
    rows += [Row("activity", "x", f"1.{at}.1", place=at) for at in range(500, 1500)]
    found = quality(Logframe((Row("outcome", "Läge", "1"), *rows)))
    assert sum(one.kind == "Q1" for one in found) == 500


TEXTS = st.text(max_size=20)
ROWS = st.builds(
    Row, level=st.sampled_from(LEVELS), statement=TEXTS, number=st.sampled_from(["", "1", "1.1", "x", "²"]) | TEXTS,
    indicators=st.lists(st.builds(Indicator, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS), max_size=2).map(tuple),
    assumptions=st.lists(st.builds(Assumption, TEXTS, st.none() | st.booleans(), st.sampled_from(["", "likely", "unlikely"])), max_size=2).map(tuple),
    participation=TEXTS, revisited=st.none() | st.dates(),
)  # fmt: skip


@given(st.lists(ROWS, max_size=6).map(tuple), st.none() | st.dates())
@settings(deadline=None)
def test_any_frame_can_be_asked_about(rows: tuple[Row, ...], today: date | None) -> None:
    for one in quality(Logframe(rows), today=today):
        assert one.kind == "empty" or one.kind[0] == "Q"
        assert 0 < one.weight <= 1
        assert say(Say(one.why.key), "sv") != one.why.key
    assert len(four_by_four(Logframe(rows))) in (4, 5)
