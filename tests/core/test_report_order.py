"""Where too few answered to be shown, their place in the order must not tell either."""

from types import MappingProxyType
from typing import Any

from farled.core.report.results import workshop_report
from farled.core.workshop.state import KINDS, WorkshopState
from farled.core.workshop.values import Attendance, Frame, Item, Room, Step, Tally


def state(activity: str, settings: dict[str, Any], tallies: dict[int, Tally]) -> WorkshopState:
    step = Step(
        1, 1, activity, "S", "", 5, "anonymous", settings, None, "closed", True, False, None, None
    )
    items = {n: Item(n, 1, "proposal", f"F{n}", None, None, None, n) for n in tallies}
    room = Room(1, "w", "W", "sv", "finished", "C", False, "none", False, False, None)
    values: dict[str, dict[int, Any]] = {kind: {} for kind in KINDS}
    values |= {"workshop": {0: room}, "frame": {0: Frame()}, "attendance": {0: Attendance()}}
    values |= {"step": {1: step}, "item": items, "tally": tallies}
    return WorkshopState(1, MappingProxyType(values))


def order(activity: str, settings: dict[str, Any], tallies: dict[int, Tally]) -> list[int]:
    [result] = workshop_report(state(activity, settings, tallies)).results
    return [ranked.item.id for ranked in result.ranked]


def test_stands_of_few_stand_in_the_order_of_the_agenda() -> None:
    few = {1: Tally(1, 2, -2, {-1: 2}), 2: Tally(2, 2, 2, {1: 2})}
    assert order("prioritise", {"mode": "statements"}, few) == [1, 2]
    many = {1: Tally(1, 5, -5, {-1: 5}), 2: Tally(2, 5, 5, {1: 5})}
    assert order("prioritise", {"mode": "statements"}, many) == [2, 1]


def test_resistance_of_few_too() -> None:
    few = {1: Tally(1, 2, 20, {10: 2}), 2: Tally(2, 2, 0, {0: 2})}
    assert order("no_voice", {}, few) == [1, 2]
    many = {1: Tally(1, 5, 50, {10: 5}), 2: Tally(2, 5, 0, {0: 5})}
    assert order("no_voice", {}, many) == [2, 1]
