import pytest
from hypothesis import given
from hypothesis import strategies as st

from farled.core.finding import Invalid
from farled.core.inventory.lfa_steps import (
    STATES,
    STEPS,
    next_sensible_step,
    order_findings,
    require_state,
)

KEYS = [step.key for step in STEPS]


def test_nine_steps_and_one_optional() -> None:
    assert [step.key for step in STEPS if not step.optional] == [str(n) for n in range(1, 10)]
    assert [step.key for step in STEPS if step.optional] == ["4b"]


@pytest.mark.parametrize(
    ("states", "key", "why"),
    [
        ({}, "1", "lfa.begins_here"),
        ({"1": "done"}, "2", "lfa.comes_next"),
        ({"1": "skipped", "2": "done"}, "3", "lfa.comes_next"),
        ({"1": "done", "3": "under_way"}, "3", "lfa.go_on"),
        ({"4b": "under_way"}, "4b", "lfa.go_on"),
        ({str(n): "done" for n in range(1, 5)}, "5", "lfa.comes_next"),
    ],
)
def test_next_sensible_step(states: dict[str, str], key: str, why: str) -> None:
    step = next_sensible_step(states)
    assert step is not None
    assert (step.key, step.why.key) == (key, why)


def test_nothing_is_next_when_all_is_done_or_skipped() -> None:
    assert (
        next_sensible_step({key: "done" for key in KEYS if key != "4b"} | {"7": "skipped"}) is None
    )


@given(st.dictionaries(st.sampled_from(KEYS), st.sampled_from(STATES)))
def test_what_is_next_is_never_done(states: dict[str, str]) -> None:
    step = next_sensible_step(states)
    if step is not None:
        assert states.get(step.key, "not_begun") in ("not_begun", "under_way")


def test_activities_before_the_why_are_asked_about() -> None:
    (finding,) = order_findings({"5": "under_way", "3": "done"})
    assert finding.kind == "lfa.how_before_why"
    assert finding.about == ("5", "4")
    assert order_findings({"5": "under_way", "3": "done", "4": "skipped"}) == ()
    assert order_findings({}) == ()


def test_unknown_step_or_state() -> None:
    require_state("4b", state="skipped")
    for key, state, why in (("10", "done", "lfa.unknown_step"), ("1", "klar", "lfa.unknown_state")):
        with pytest.raises(Invalid) as caught:
            require_state(key, state=state)
        assert caught.value.why.key == why
