"""What each audience may see of a workshop, decided before anything is rendered.

phone and bridge: nothing anybody wrote or voted before the step is revealed (counts only).
wall: no words of participants until the facilitator shows the step there, unless the workshop allows it.
Hidden voices: the bridge alone, to be able to show them again. Only the bridge, too, is told small tables and who
wrote on paper where few did: to everybody else that is nearly a name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Literal

from farled.core.anonymity import keeps_table, may_split
from farled.core.workshop.state import WorkshopState
from farled.core.workshop.values import Conflict, Group, Step, Voice

Audience = Literal["phone", "bridge", "wall"]


@dataclass(frozen=True)
class View:
    """A state cut to what an audience may see, and how much there is of what it may not."""

    state: WorkshopState
    voices_written: Mapping[int, int]
    ballots_cast: Mapping[int, int]
    conflicts_written: Mapping[int, int]
    groups_made: Mapping[int, int]
    group_sizes: Mapping[int, int]
    group_tables: Mapping[int, frozenset[int]]


def view_for(state: WorkshopState, audience: Audience) -> View:
    """The state as this audience may see it."""
    steps = state.values["step"]
    seen = {number for number, step in steps.items() if _may_see(step, audience, state)}
    groups: Mapping[int, Group] = state.values["group"]
    values = dict(state.values)
    voices = _kept(state, "voice", lambda v: v.step in seen and _voice_shown(v, audience))
    values["voice"] = voices if audience == "bridge" else _without_few_on_paper(state, voices)
    values["conflict"] = _kept(
        state, "conflict", lambda c: c.step in seen and _conflict_shown(c, audience)
    )
    values["group"] = _kept(state, "group", lambda g: audience != "wall" or g.step in seen)
    items = {n for n, item in state.values["item"].items() if item.step in seen}
    values["tally"] = _kept(state, "tally", lambda t: t.item in items)
    return View(
        WorkshopState(state.seq, MappingProxyType(values)),
        {number: len(state.voices(number)) for number in steps},
        {number: _ballots(state, number) for number in steps},
        {number: len(state.conflicts(number)) for number in steps},
        {number: len(state.groups(number)) for number in steps},
        {number: len(state.voices_of_group(number)) for number in groups},
        {n: _told(state, group, audience) for n, group in groups.items()},
    )


def tells_table(state: WorkshopState, step: Step | None, *, table: int | None) -> bool:
    """Whether what was written in this step may be shown with its table: where names are, always."""
    is_open = step is not None and step.anonymity == "open"
    return is_open or keeps_table(state.attendance.by_table.get(table or 0, 0))


def _may_see(step: Step, audience: Audience, state: WorkshopState) -> bool:
    if not step.revealed:
        return False
    if audience != "wall" or step.activity in ("prioritise", "no_voice"):
        return True
    return step.on_wall or state.room.wall_shows_unmoderated


def _voice_shown(voice: Voice, audience: Audience) -> bool:
    return voice.state == "written" or (voice.state == "hidden" and audience == "bridge")


def _conflict_shown(conflict: Conflict, audience: Audience) -> bool:
    return not conflict.hidden or audience == "bridge"


def _without_few_on_paper(state: WorkshopState, voices: Mapping[int, Voice]) -> Mapping[int, Voice]:
    """That a voice was typed in says it is one of those without a phone: fewer than five are not told apart."""
    if may_split(state.attendance.paper):
        return voices
    marked = (v for v in voices.values() if v.typed_in and not _is_open(state, v))
    return {**voices, **{voice.id: replace(voice, typed_in=False) for voice in marked}}


def _is_open(state: WorkshopState, voice: Voice) -> bool:
    step = state.step(voice.step)
    return step is not None and step.anonymity == "open"


def _kept(state: WorkshopState, kind: str, wanted: Any) -> Mapping[int, Any]:
    return {number: thing for number, thing in state.values[kind].items() if wanted(thing)}


def _ballots(state: WorkshopState, step: int) -> int:
    """At least so many have voted: nobody answers an item twice, and nobody has more dots than the budget."""
    tallies = [state.tally(item.id) for item in state.items(step)]
    most = max((tally.ballots for tally in tallies), default=0)
    row = state.step(step)
    if row is None or row.activity != "prioritise" or row.settings.get("mode") == "statements":
        return most
    budget = max(1, int(row.settings.get("dots", 5)))
    return max(most, -(-sum(tally.total for tally in tallies) // budget))


def _told(state: WorkshopState, group: Group, audience: Audience) -> frozenset[int]:
    tables, step = _tables(state, group), state.step(group.step)
    if audience == "bridge" or step is None:
        return tables
    written = state.step(step.source)
    return frozenset(table for table in tables if tells_table(state, written, table=table))


def _tables(state: WorkshopState, group: Group) -> frozenset[int]:
    """The tables a group came from, its own and those of the groups that plenary put into it."""
    below = [_tables(state, one) for one in state.groups_merged_into.get(group.id, ())]
    own = frozenset() if group.table is None else frozenset({group.table})
    return own.union(*below)
