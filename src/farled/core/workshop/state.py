"""The state of a live workshop, and how the news of an event turns one state into the next."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any, cast

from farled.core.workshop.values import (
    Attendance,
    Conflict,
    Frame,
    Group,
    Item,
    LastAct,
    Room,
    Step,
    Table,
    Tally,
    Voice,
)

Key = tuple[str, int]
KINDS = (
    "workshop",
    "frame",
    "attendance",
    "step",
    "table",
    "voice",
    "group",
    "item",
    "tally",
    "conflict",
    "undo",
)
ALONE = frozenset({"workshop", "frame", "attendance", "undo"})  # one of each, with id 0


@dataclass(frozen=True)
class WorkshopState:
    """All that is shown of a workshop at one `seq`; `values` maps kind → id → value."""

    seq: int
    values: Mapping[str, Mapping[int, Any]]

    def with_values(self, seq: int, news: Mapping[Key, Any]) -> "WorkshopState":
        """The state after events up to `seq`, which touched the keys of `news`; None means gone."""
        changed: dict[str, dict[int, Any]] = {}
        for (kind, number), value in news.items():
            things = changed.setdefault(kind, dict(self.values.get(kind, {})))
            if value is None:
                things.pop(number, None)
            else:
                things[number] = value
        return WorkshopState(seq, MappingProxyType({**self.values, **changed}))

    def kinds_changed(self, since: "WorkshopState") -> frozenset[str]:
        """The kinds of which something was read anew between `since` and this state."""
        return frozenset(k for k in KINDS if self.values.get(k) is not since.values.get(k))

    @cached_property
    def room(self) -> Room:
        return cast(Room, self.values["workshop"][0])

    @cached_property
    def frame(self) -> Frame:
        return cast(Frame, self.values["frame"][0])

    @cached_property
    def attendance(self) -> Attendance:
        return cast(Attendance, self.values["attendance"][0])

    @cached_property
    def last_act(self) -> LastAct:
        return cast(LastAct, self.values.get("undo", {}).get(0) or LastAct())

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        return self._ordered("step")

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        return self._ordered("table")

    @cached_property
    def current(self) -> Step | None:
        number = self.room.current_step
        return None if number is None else self.step(number)

    def step(self, number: int | None) -> Step | None:
        return cast("Step | None", self.values["step"].get(number)) if number is not None else None

    def voices(self, step: int, *, prompt: str | None = None) -> tuple[Voice, ...]:
        """The voices of a step that are not hidden, oldest first, whether revealed or not."""
        return tuple(
            v
            for v in self._in_step("voice", step)
            if v.state == "written" and prompt in (None, v.prompt)
        )

    def hidden_voices(self, step: int) -> tuple[Voice, ...]:
        return tuple(v for v in self._in_step("voice", step) if v.state == "hidden")

    def groups(self, step: int, *, table: int | None = None) -> tuple[Group, ...]:
        """The groups of a step; with `table`, only that table's own."""
        return tuple(g for g in self._in_step("group", step) if table is None or g.table == table)

    def group(self, number: int | None) -> Group | None:
        return (
            cast("Group | None", self.values["group"].get(number)) if number is not None else None
        )

    def items(self, step: int) -> tuple[Item, ...]:
        return self._in_step("item", step)

    def tally(self, item: int) -> Tally:
        return cast(Tally, self.values["tally"].get(item) or Tally(item, 0, 0, {}))

    def conflicts(self, step: int) -> tuple[Conflict, ...]:
        return self._in_step("conflict", step)

    @cached_property
    def voices_by_group(self) -> Mapping[int, tuple[Voice, ...]]:
        found: dict[int, list[Voice]] = {}
        for voice in self._ordered("voice"):
            if voice.group is not None and voice.state == "written":
                found.setdefault(voice.group, []).append(voice)
        return {number: tuple(voices) for number, voices in found.items()}

    @cached_property
    def groups_merged_into(self) -> Mapping[int, tuple[Group, ...]]:
        found: dict[int, list[Group]] = {}
        for group in self._ordered("group"):
            if group.merged_into is not None:
                found.setdefault(group.merged_into, []).append(group)
        return {number: tuple(groups) for number, groups in found.items()}

    def voices_of_group(self, number: int) -> tuple[Voice, ...]:
        """The voices of a group and of the tables' groups that plenary put into it."""
        below = tuple(
            v for g in self.groups_merged_into.get(number, ()) for v in self.voices_of_group(g.id)
        )
        return self.voices_by_group.get(number, ()) + below

    @cached_property
    def _by_step(self) -> Mapping[tuple[str, int], tuple[Any, ...]]:
        found: dict[tuple[str, int], list[Any]] = {}
        for kind in ("voice", "group", "item", "conflict"):
            for thing in self._ordered(kind):
                found.setdefault((kind, thing.step), []).append(thing)
        return {key: tuple(things) for key, things in found.items()}

    def _in_step(self, kind: str, step: int) -> tuple[Any, ...]:
        return self._by_step.get((kind, step), ())

    def _ordered(self, kind: str) -> tuple[Any, ...]:
        return tuple(
            sorted(self.values.get(kind, {}).values(), key=lambda thing: (thing.position, thing.id))
        )
