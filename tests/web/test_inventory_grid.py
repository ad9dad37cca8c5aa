"""Stakeholders in the drawing: each whole and in its own cell, however many have the same grades."""

from math import dist

from hypothesis import given
from hypothesis import strategies as st

from farled.core.inventory.stakeholders import Stakeholder
from farled.web.inventory.grid import CELL, MARGIN, NAMES, grid

RADIUS = 15 + 1.25  # with half its line
GRADES = st.integers(1, 5)


def drawn(grades: list[tuple[int, int]]):
    return grid(
        [
            Stakeholder(number, f"Nr {number}", (), interest=interest, influence=influence)
            for number, (interest, influence) in enumerate(grades, start=1)
        ]
    ).marks


@given(st.lists(st.tuples(GRADES, GRADES), max_size=40))
def test_no_mark_lies_on_another_or_leaves_its_cell(grades: list[tuple[int, int]]) -> None:
    marks = drawn(grades)
    for one in marks:
        reach = RADIUS * one.scale
        left = MARGIN + ((one.stakeholder.interest or 0) - 1) * CELL
        top = (5 - (one.stakeholder.influence or 0)) * CELL
        assert left <= one.x - reach
        assert one.x + reach <= left + CELL
        assert top + NAMES <= one.y - reach
        assert one.y + reach <= top + CELL
        for other in marks[one.number :]:
            assert dist((one.x, one.y), (other.x, other.y)) >= reach + RADIUS * other.scale


def test_one_alone_and_six_together_keep_their_size() -> None:
    assert {mark.scale for mark in drawn([(3, 3)])} == {1}
    assert {mark.scale for mark in drawn([(3, 3)] * 4)} == {1}
    assert all(mark.scale > 0.9 for mark in drawn([(3, 3)] * 6))
