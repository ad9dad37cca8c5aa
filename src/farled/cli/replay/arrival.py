"""The doors open: everybody comes in and sits down where the story says."""

from typing import Any

from farled.cli.replay.room import Room
from farled.cli.replay.story import Told
from farled.store.actions import room as seats
from farled.store.gates import Guest
from farled.store.models import Participant, Table


def fill(room: Room) -> None:
    seats.set_joining(by=room.by, workshop=room.workshop, is_open=True)
    for one in room.story.of("participants", room.key):
        room.people[one["index"]] = one
    with room.phones():
        for index, one in room.people.items():
            room.guests[index] = Guest(_arrived(room, one))
    if room.workshop.seating == "choice":
        _sit_down(room)
    else:
        _move_some(room)


def _arrived(room: Room, one: Told) -> Participant:
    common: dict[str, Any] = {"workshop": room.workshop, "language": room.story.language}
    if room.is_paper(one["index"]):
        # let in by the facilitator, who types in the card
        said = {"organisation": one["organisation"], "role": one["role"]}
        return seats.join(by=room.by, kind="paper", **said, **common)
    return seats.join(organisation=one["organisation"], kind=one["kind"], **common)


def _sit_down(room: Room) -> None:
    tables = _tables(room)
    with room.phones() as send:
        for index, one in room.people.items():
            send(index, "take_seat", table=tables[one["table"] - 1].pk)


def _move_some(room: Room) -> None:
    """Seats were given on arrival; the facilitator moves those who are to sit elsewhere."""
    tables = _tables(room)
    with room.phones():
        for index, one in room.people.items():
            guest, table = room.guests[index].participant, tables[one["table"] - 1]
            if guest.table_id != table.pk:
                seats.take_seat(by=room.by, workshop=room.workshop, participant=guest, table=table)


def _tables(room: Room) -> list[Table]:
    return list(Table.objects.filter(workshop=room.workshop, removed=False))
