"""Stakeholders by interest and influence: where each stands in the drawing."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from farled.core.inventory.stakeholders import MOST_GRADE, Stakeholder, quadrant

SIDE = 500
MARGIN = 34
CELL = SIDE / MOST_GRADE


@dataclass(frozen=True)
class Mark:
    """One stakeholder as a numbered mark; `number` stands in the table beside."""

    number: int
    stakeholder: Stakeholder
    x: float
    y: float


@dataclass(frozen=True)
class Grid:
    """The drawing, and those whose grades are not known."""

    marks: tuple[Mark, ...]
    unknown: tuple[Stakeholder, ...]


def grid(stakeholders: Sequence[Stakeholder]) -> Grid:
    """Those with the same grades stand beside each other in their cell, never on top."""
    known = [one for one in stakeholders if _quadrant(one)]
    cells: dict[tuple[int, int], list[Stakeholder]] = defaultdict(list)
    for one in known:
        cells[one.interest or 0, one.influence or 0].append(one)
    numbers = {one.id: number for number, one in enumerate(known, start=1)}
    marks = [
        _mark(numbers[one.id], one, place=place, of=len(together))
        for together in cells.values()
        for place, one in enumerate(together)
    ]
    unknown = tuple(one for one in stakeholders if not _quadrant(one))
    return Grid(tuple(sorted(marks, key=lambda mark: mark.number)), unknown)


def _quadrant(one: Stakeholder) -> str | None:
    return quadrant(interest=one.interest, influence=one.influence)


def _mark(number: int, one: Stakeholder, *, place: int, of: int) -> Mark:
    """Three in a row fit a cell; more of them make further, closer rows."""
    per_row = 3 if of > 1 else 1
    row_count = -(-of // per_row)
    column, row = place % per_row, place // per_row
    x = ((one.interest or 1) - 1) * CELL + CELL * (column + 1) / (per_row + 1)
    y = (MOST_GRADE - (one.influence or 1)) * CELL + CELL * (row + 1) / (row_count + 1)
    return Mark(number, one, round(MARGIN + x, 1), round(y + 6, 1))
