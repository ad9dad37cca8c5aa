"""The report's agenda says what was held, told by the clock and what came of it."""

from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest

from farled.core.report.results import workshop_report
from farled.core.workshop.state import KINDS, WorkshopState
from farled.core.workshop.values import Attendance, Frame, Group, Room, Step

WRITE = Step(1, 1, "write", "S", "", 10, "group", {}, None, "closed", True, False, None, None)


def standings(
    *steps: Step, room: str = "finished", at: int | None = None, **more: Any
) -> list[str]:
    where = Room(1, "w", "W", "sv", room, "C", False, "none", False, False, at)
    values: dict[str, dict[int, Any]] = {kind: {} for kind in KINDS}
    values |= {"workshop": {0: where}, "frame": {0: Frame()}, "attendance": {0: Attendance()}}
    values |= {"step": {step.id: step for step in steps}, **more}
    report = workshop_report(WorkshopState(1, MappingProxyType(values)))
    return [result.standing for result in report.results]


@pytest.mark.parametrize(
    ("seconds", "standing"), [(0, "skipped"), (59, "skipped"), (60, "held"), (None, "held")]
)
def test_a_step_that_nobody_stayed_in_was_skipped(seconds: int | None, standing: str) -> None:
    assert standings(replace(WRITE, seconds_open=seconds)) == [standing]


def test_a_step_that_gave_something_was_held_however_short() -> None:
    step = replace(WRITE, activity="group", seconds_open=5)
    groups = {1: Group(1, 1, None, "Resor", 1, None, None)}
    assert standings(step) == ["skipped"]
    assert standings(step, group=groups) == ["held"]


def test_a_step_never_opened_is_ahead_until_the_room_has_gone_past_it() -> None:
    first, second, third = (replace(WRITE, id=n, position=n, state="waiting") for n in (1, 2, 3))
    now = replace(second, state="open")
    assert standings(first, now, third, room="live", at=2) == ["skipped", "open", "ahead"]
    assert standings(first, second, third, room="planned") == ["ahead"] * 3
    assert standings(first, second, third, room="finished", at=2) == ["skipped"] * 3
