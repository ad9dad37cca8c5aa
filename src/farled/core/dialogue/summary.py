"""A summary of an inventory to share with other regions: what was found, without voices and without people.

It travels as one JSON file, for regions share no server (domain.md 7.3). Whose words and how many of whom is left at home:
there is no field for a name, a voice, or for who carries a proposal, and counts are those of `core.anonymity`.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

FORMAT = "farled-summary/1"


def _line(most: int = 300) -> Any:
    return field(default="", metadata={"most": most})


def _lines(most: int = 5_000) -> Any:
    return field(default="", metadata={"most": most, "lines": True})


def _list(most: int) -> Any:
    return field(default=(), metadata={"most": most})


def _count() -> Any:
    return field(default=0, metadata={"most": 1_000_000})


@dataclass(frozen=True)
class SharedCount:
    """How many people of an organisation: never fewer than five (`core.anonymity.split_by`)."""

    name: str = _line(200)
    people: int = _count()


@dataclass(frozen=True)
class SharedWorkshop:
    """`people` is 0 where they were fewer than five; `others` sums up organisations too small to be named."""

    name: str = _line(200)
    held_on: date | None = None
    people: int = _count()
    organisations: tuple[SharedCount, ...] = _list(200)
    others: int = _count()
    activities: tuple[str, ...] = _list(100)


@dataclass(frozen=True)
class SharedNeed:
    """A need in the group's words. `voices` and `dots` are how many, `areas` and `goals` names."""

    what: str = _line()
    description: str = _lines()
    for_whom: str = _line()
    where: str = _line()
    areas: tuple[str, ...] = _list(100)
    goals: tuple[str, ...] = _list(100)
    dimensions: tuple[str, ...] = _list(10)
    women: str = _lines()
    men: str = _lines()
    not_relevant_because: str = _lines()
    theme: str = _line(200)
    voices: int = _count()
    dots: int = _count()


@dataclass(frozen=True)
class SharedTheme:
    """`proposal_kind` is `expedition`, `cruise` or empty."""

    name: str = _line(200)
    reason: str = _lines()
    proposal_kind: str = _line(20)
    proposal: str = _lines()


@dataclass(frozen=True)
class SharedConflict:
    """What pulls apart: both sides in words each would sign."""

    title: str = _line(200)
    side_a: str = _line()
    side_b: str = _line()
    words_a: str = _lines()
    words_b: str = _lines()
    where: str = _line()
    gains: str = _line()
    loses: str = _line()
    types: tuple[str, ...] = _list(20)


@dataclass(frozen=True)
class SharedResistance:
    """A proposal, how many answered, and how many gave each grade 0 to 10; no grades below five answers."""

    proposal: str = _line(500)
    answers: int = _count()
    grades: tuple[int, ...] = _list(11)


@dataclass(frozen=True)
class Summary:
    """`learned` and `asks` are written for the receiver: what we would do again or not, and what we ask of you."""

    title: str = _line(200)
    region: str = _line(200)
    language: str = field(default="sv", metadata={"most": 5})
    question: str = _lines()
    period_from: date | None = None
    period_to: date | None = None
    strategy: str = _line(200)
    workshops: tuple[SharedWorkshop, ...] = _list(200)
    needs: tuple[SharedNeed, ...] = _list(2_000)
    themes: tuple[SharedTheme, ...] = _list(500)
    conflicts: tuple[SharedConflict, ...] = _list(500)
    resistance: tuple[SharedResistance, ...] = _list(500)
    learned: str = _lines()
    asks: str = _lines()
