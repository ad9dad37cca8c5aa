"""Resistance in both its orders, and what is not told."""

from types import MappingProxyType
from typing import Any

import pytest

from farled.core.workshop.resistance import by_resistance
from farled.core.workshop.state import KINDS, WorkshopState
from farled.core.workshop.values import Item, Tally


def state(*answers: list[int]) -> WorkshopState:
    """A step with one proposal for each of these lists of grades, numbered from 1."""
    values: dict[str, dict[int, Any]] = {kind: {} for kind in KINDS}
    for n, grades in enumerate(answers, start=1):
        counts = {grade: grades.count(grade) for grade in grades}
        values["item"][n] = Item(n, 1, "proposal", f"F{n}", None, None, None, n)
        values["tally"][n] = Tally(n, len(grades), sum(grades), counts)
    return WorkshopState(1, MappingProxyType(values))


@pytest.mark.parametrize(("first", "order"), [("most", [2, 3, 1]), ("least", [1, 3, 2])])
def test_most_first_while_people_talk_and_least_first_in_the_report(
    first: Any, order: list[int]
) -> None:
    found = by_resistance(state([0] * 5, [10] * 5, [5] * 5), 1, first=first)
    assert [one.item.id for one in found] == order


def test_a_missing_answer_counts_five() -> None:
    # by those who answered alone the second would carry: 2.0 against 3.0
    [first, second] = by_resistance(state([3] * 10, [2] * 5), 1, first="least")
    assert (first.item.id, first.mean, first.missing) == (1, 3.0, 0)
    assert (second.item.id, second.mean, second.missing) == (2, 3.5, 5)


@pytest.mark.parametrize("first", ["most", "least"])
def test_too_few_answers_come_last_whatever_they_say(first: Any) -> None:
    few = ([10] * 4, [0] * 4, [5] * 5)
    found = by_resistance(state(*few), 1, first=first)
    assert [one.item.id for one in found] == [3, 1, 2]
    assert [one.mean for one in found] == [5.0, None, None]


def test_equals_keep_the_order_of_the_step_in_both() -> None:
    for first in ("most", "least"):
        found = by_resistance(state([4] * 5, [4] * 5), 1, first=first)  # type: ignore[arg-type]
        assert [one.item.id for one in found] == [1, 2]


def test_no_proposals_and_no_answers() -> None:
    assert by_resistance(state(), 1, first="most") == ()
    assert [one.mean for one in by_resistance(state([]), 1, first="most")] == [None]
