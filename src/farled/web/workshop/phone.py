"""What only the phone's regions need: which form stands there, and what a phone may have to fetch anew."""

import json
import zlib
from typing import Any

from farled.core.workshop.state import WorkshopState
from farled.core.workshop.values import Step, Table
from farled.store.actions.standing import LED

ROOM = 0  # the key of a room without tables


def phone_extras(state: WorkshopState) -> dict[str, Any]:
    """`state` is uncut: only marks of it are told, never what they are of."""
    step = state.current
    places = [step.id for step in state.steps]
    return {
        "mark": mark(state, step),
        "seats_mark": short([(table.id, table.name) for table in state.tables]),
        "place": places.index(step.id) + 1 if step and step.id in places else 0,
        "places": len(places),
        "seats": json.dumps(state.attendance.seats, sort_keys=True, separators=(",", ":")),
        "hints": json.dumps(hints(state, step), separators=(",", ":")),
    }


def mark(state: WorkshopState, step: Step | None) -> str:
    """Changes when the form of the step does, so that a form in use is otherwise left alone."""
    if step is None:
        return ""
    frame = state.frame
    uses = {
        "write": (frame.areas, frame.dimensions),
        "larger": (frame.dimensions, frame.goals),
        "pulling_apart": (frame.goals, frame.needs),
        "check_in": state.room.organisations,
        "group": len(state.tables),
    }
    items = [(item.id, item.text) for item in state.items(step.id)]
    settings = {name: value for name, value in step.settings.items() if name not in LED}
    return short([settings, step.anonymity, items, uses.get(step.activity)])


def short(thing: object) -> str:
    return f"{zlib.crc32(repr(thing).encode('utf-8', 'replace')):08x}"


def hints(state: WorkshopState, step: Step | None) -> dict[str, Any]:
    """A mark of each table's board, and which voices and conflicts are hidden: a phone fetches its own when it is concerned.

    `spread` is over how many seconds a room of this size asks for something all want.
    """
    hidden = [v.id for s in state.steps for v in state.hidden_voices(s.id)]
    apart = [c.id for s in state.steps for c in state.conflicts(s.id) if c.hidden]
    tables = board_marks(state, step) if step and step.activity == "group" else {}
    # in steps of many people: this region is sent to every phone when it changes
    spread = max(1, state.attendance.people // 250)
    return {"hidden": hidden, "apart": apart, "tables": tables, "spread": spread}


def board_marks(state: WorkshopState, step: Step) -> dict[int, str]:
    """Marks of this process's own kind: Python salts its hashes, so none can be guessed from a text."""
    boards: dict[int, list[object]] = {number: [] for number in [ROOM, *map(_number, state.tables)]}
    for voice in state.voices(step.source or 0):
        boards.setdefault(voice.table or ROOM, []).append(voice)
    for group in state.groups(step.id):
        boards.setdefault(group.table or ROOM, []).append(group)
    return {number: f"{hash(tuple(board)) & 0xFFFFFFFF:08x}" for number, board in boards.items()}


def _number(table: Table) -> int:
    return table.id
