"""A region's strategy as a value. Goals and areas are known by key: a key stays when a name changes."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Literal

Level = Literal["overarching", "outcome"]


@dataclass(frozen=True)
class Goal:
    """`parents` are keys of overarching goals; overarching goals have none. `dimension` may be empty."""

    key: str
    name: str
    level: Level
    description: str = ""
    dimension: str = ""
    parents: tuple[str, ...] = ()


@dataclass(frozen=True)
class Direction:
    name: str
    description: str = ""


@dataclass(frozen=True)
class Area:
    """A priority area; `serves` are keys of goals."""

    key: str
    name: str
    description: str = ""
    serves: tuple[str, ...] = ()
    directions: tuple[Direction, ...] = ()


@dataclass(frozen=True)
class Perspective:
    name: str
    description: str = ""


@dataclass(frozen=True)
class Indicator:
    """Values and years are text, for a target may be "above comparable counties" as well as "80".

    `direction` is up, down, keep or empty: which way is better. `goal` is a goal's key or empty.
    """

    name: str
    goal: str = ""
    unit: str = ""
    base_year: str = ""
    base_value: str = ""
    base_women: str = ""
    base_men: str = ""
    target_year: str = ""
    target_value: str = ""
    target_women: str = ""
    target_men: str = ""
    direction: str = ""
    comparators: tuple[str, ...] = ()
    gap_must_shrink: bool = False
    split_by_sex: bool = False
    source: str = ""
    note: str = ""


# what an indicator says by itself: its goal is a thing of its own, its comparators a list
MEASURED = tuple(one.name for one in fields(Indicator) if one.name not in ("goal", "comparators"))


@dataclass(frozen=True)
class Strategy:
    """Everything in its order on the page. `model` is a key of `MODELS` (sustainability.py)."""

    name: str
    vision: str = ""
    model: str = "three"
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""
    overarching: tuple[Goal, ...] = ()
    outcomes: tuple[Goal, ...] = ()
    areas: tuple[Area, ...] = ()
    perspectives: tuple[Perspective, ...] = ()
    indicators: tuple[Indicator, ...] = ()

    @property
    def goals(self) -> tuple[Goal, ...]:
        """Overarching goals first, then outcome goals."""
        return self.overarching + self.outcomes
