"""What a live workshop consists of, as frozen values that everything is rendered from."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from farled.core.inventory.stakeholders import Stakeholder


@dataclass(frozen=True, slots=True)
class Room:
    """The workshop itself. `current_step` is the id of the step the room is at, or None."""

    id: int
    slug: str
    name: str
    language: str
    state: str
    code: str
    joining_open: bool
    seating: str
    phone_per_table: bool
    wall_shows_unmoderated: bool
    current_step: int | None
    organisations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One timed step. `timer_ends_at` is milliseconds since 1970; `timer_left` seconds while paused.

    `seconds_open` is how long it was open before it last closed; None where that is not known.
    """

    id: int
    position: int
    activity: str
    title: str
    instruction: str
    minutes: int
    anonymity: str
    settings: Mapping[str, Any]
    source: int | None
    state: str
    revealed: bool
    on_wall: bool
    timer_ends_at: int | None
    timer_left: int | None
    seconds_open: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    id: int
    name: str
    position: int


BUCKETS = 64  # few enough to send to every phone, many enough that few ask in vain


def bucket(participant: int) -> int:
    """Which part of those who came this one belongs to."""
    return participant % BUCKETS


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who is here, counted in people (a table's phone stands for several). Never a name.

    `seats` is how often others have moved somebody, for each of `BUCKETS` parts of those who came: it tells a
    phone that its owner may have been moved, and nobody who was.
    """

    people: int = 0
    phones: int = 0
    paper: int = 0
    by_organisation: Mapping[str, int] = field(default_factory=dict)
    by_role: Mapping[str, int] = field(default_factory=dict)
    by_table: Mapping[int, int] = field(default_factory=dict)
    seats: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Voice:
    """What one person wrote, as written. `author` is filled in open steps only."""

    id: int
    step: int
    prompt: str
    text: str
    table: int | None
    group: int | None
    item: int | None
    areas: tuple[int, ...]
    goals: tuple[int, ...]
    dimensions: tuple[str, ...]
    for_whom: str
    where: str
    state: str
    hide_reason: str
    left_alone: str
    typed_in: bool
    changed: bool
    position: int
    author: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A cluster of voices. A table's group that plenary took up has `merged_into`."""

    id: int
    step: int
    table: int | None
    name: str
    position: int
    merged_into: int | None
    need: int | None


@dataclass(frozen=True, slots=True)
class Item:
    """Something to take a stand on."""

    id: int
    step: int
    kind: str
    text: str
    group: int | None
    need: int | None
    goal: int | None
    position: int


@dataclass(frozen=True, slots=True)
class Tally:
    """The votes on one item: how many ballots, their sum, and how many chose each value."""

    item: int
    ballots: int
    total: int
    counts: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Conflict:
    """The first form of the goal-conflict record (domain.md 3.5)."""

    id: int
    step: int | None
    table: int | None
    title: str
    goal_a: int | None
    goal_b: int | None
    need_a: int | None
    need_b: int | None
    words_a: str
    words_b: str
    where: str
    gains: str
    loses: str
    types: tuple[str, ...]
    status: str
    hidden: bool
    position: int
    version: int
    hide_reason: str = ""
    as_said: tuple[tuple[str, str], ...] = ()

    def said(self) -> "Conflict":
        """In the words of its workshop, also where they were changed after it."""
        former: dict[str, Any] = dict(self.as_said)
        return replace(self, **former)


@dataclass(frozen=True, slots=True)
class Frame:
    """What the room needs of the strategy and the inventory: (id, name) pairs in order, and who was planned."""

    areas: tuple[tuple[int, str], ...] = ()
    goals: tuple[tuple[int, str], ...] = ()
    needs: tuple[tuple[int, str], ...] = ()
    dimensions: tuple[str, ...] = ("social", "environmental", "economic")
    stakeholders: tuple[Stakeholder, ...] = ()


@dataclass(frozen=True, slots=True)
class LastAct:
    """The facilitator's newest act that undo would take back; "" when there is none."""

    name: str = ""
