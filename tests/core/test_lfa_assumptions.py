"""The test of assumptions, row by row (domain.md 2.6), and what hints at an expedition."""

import pytest

from farled.core.finding import Invalid
from farled.core.lfa.assumptions import advice, advice_on, expedition_signs
from farled.core.lfa.logframe import Assumption


@pytest.mark.parametrize(
    ("important", "likelihood", "redesign", "action"),
    [
        (False, "", None, "leave_out"),
        (False, "unlikely", False, "leave_out"),
        (True, "almost_certain", None, "leave_out"),
        (True, "likely", None, "keep"),
        (True, "unlikely", True, "redesign"),
        (True, "unlikely", False, "killer"),
        (True, "unlikely", None, "ask"),
        (True, "", None, "ask"),
        (None, "likely", None, "ask"),
    ],
)
def test_importance_then_likelihood_then_the_plan(important, likelihood, redesign, action) -> None:
    found = advice(important=important, likelihood=likelihood, redesign=redesign)
    assert found.action == action


def test_an_unknown_likelihood_is_refused() -> None:
    with pytest.raises(Invalid):
        advice(important=True, likelihood="kanske")


def test_what_stands_in_a_frame_is_important_until_somebody_says_no() -> None:
    assert advice_on(Assumption("Vädret håller", likelihood="likely")).action == "keep"
    assert advice_on(Assumption("Vädret håller", important=False)).action == "leave_out"


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("Budgetreglerna ändras före 2027", 1),
        ("Norms change among employers", 1),
        ("Bolaget bygger klart hallen", 0),
    ],
)
def test_an_unlikely_assumption_about_the_system_hints_at_an_expedition(text, signs) -> None:
    assert len(expedition_signs(Assumption(text, likelihood="unlikely"))) == signs
    assert expedition_signs(Assumption(text, likelihood="likely")) == ()
