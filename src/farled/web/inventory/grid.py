"""Stakeholders by interest and influence: where each stands in the drawing."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from farled.core.inventory.stakeholders import MOST_GRADE, Stakeholder, quadrant

SIDE = 500
MARGIN = 34
CELL = SIDE / MOST_GRADE
NAMES = 26
ROOM = 34  # a mark of radius 15 with its line, and some air


@dataclass(frozen=True)
class Mark:
    """One stakeholder as a numbered mark; `number` stands in the table beside."""

    number: int
    stakeholder: Stakeholder
    x: float
    y: float
    scale: float


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
    """In rows below the line where the quadrant's name may stand, as large as its cell has room for."""
    per_row = max(range(1, of + 1), key=lambda wide: _apart(of, wide))
    in_row = min(per_row, of - place // per_row * per_row)
    column, row = place % per_row + 0.5 + (per_row - in_row) / 2, place // per_row + 0.5
    x = ((one.interest or 1) - 1) * CELL + CELL * column / per_row
    y = (
        (MOST_GRADE - (one.influence or 1)) * CELL
        + NAMES
        + (CELL - NAMES) * row / -(-of // per_row)
    )
    scale = min(1.0, _apart(of, per_row) / ROOM)
    return Mark(number, one, round(MARGIN + x, 1), round(y, 1), round(scale, 2))


def _apart(of: int, per_row: int) -> float:
    """How far from each other marks stand where so many are in a row."""
    return min(CELL / per_row, (CELL - NAMES) / -(-of // per_row))
