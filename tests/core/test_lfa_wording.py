"""Cue words make one ask; they never refuse (domain.md 2.3, 2.4)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farled.core.lfa.wording import objective_questions, problem_questions


def rules(text: str, **options) -> list[str]:
    return [one.kind for one in problem_questions(text, **options)]


@pytest.mark.parametrize(
    "text",
    [
        "Brist på läkare i norra länet", "Det saknas cykelväg till Hallsberg", "Kommunen saknar en plan för vatten",
        "Avsaknad av mötesplatser för unga", "För lite praktikplatser på gymnasiet", "Otillräckliga resurser i skolan",
        "Vi behöver fler bussar till Laxå", "Det finns ingen fritidsgård i Kumla", "Avsaknaden av samordning märks",
        "Det finns inga billiga bostäder", "BRISTEN PÅ lärare är stor",
    ],
)  # fmt: skip
def test_a_missing_solution_is_asked_about_in_swedish(text: str) -> None:
    assert "pt1" in rules(text)


@pytest.mark.parametrize(
    "text", ["Lack of doctors in the north", "There is no hospital nearby", "The school needs more staff", "No hospital"]
)  # fmt: skip
def test_a_missing_solution_is_asked_about_in_english(text: str) -> None:
    assert "pt1" in rules(text, language="en")


@pytest.mark.parametrize(
    "text",
    [
        "Bostadsbristen driver bort unga vuxna", "Kvinnor väntar två år på vård", "Bostadsbrist",
        "Ungdomsarbetslöshet", "Många unga saknade ork att gå klart skolan",
    ],
)  # fmt: skip
def test_a_real_state_is_left_in_peace(text: str) -> None:
    assert rules(text) == []


def test_a_theme_is_no_problem() -> None:
    assert rules("Kompetensförsörjning") == ["pt7"]
    assert rules("Skills supply", language="en") == ["pt7"]


def test_one_problem_a_card() -> None:
    assert rules("Bussarna går sällan; tågen är dyra") == ["pt3"]
    assert rules("Bussarna går sällan och är dyra") == []


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"for_whom": "", "where": ""}, "lfa.pt6.whom_where"),
        ({"for_whom": " ", "where": "Laxå"}, "lfa.pt6.whom"),
        ({"for_whom": "Unga", "where": ""}, "lfa.pt6.where"),
    ],
)
def test_whose_problem_and_where(fields: dict, key: str) -> None:
    assert [one.why.key for one in problem_questions("Bussarna går för sällan", **fields)] == [key]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Öka antalet bussar till Laxå", "lfa.objective_not_reached"),
        ("Bussarna ska gå oftare", "lfa.objective_not_reached"),
        ("Bussarna går för sällan.", "lfa.objective_is_problem"),
        ("Tre kurser har genomförts", "lfa.objective_is_deed"),
    ],
)
def test_an_objective_is_a_state_already_reached(text: str, key: str) -> None:
    found = objective_questions(text, problem="Bussarna går för sällan")
    assert [one.why.key for one in found] == [key]
    assert objective_questions("Buss går varje halvtimme", problem="Bussarna går sällan") == ()


@given(st.text(max_size=200), st.sampled_from(["sv", "en", "fi"]))
def test_any_text_can_be_asked_about(text: str, language: str) -> None:
    for one in (*problem_questions(text, language=language), *objective_questions(text, language=language)):  # fmt: skip
        assert 0 < one.weight <= 1
