"""Moved by others: only they are told of, no event names them, and undo leaves alone whoever has moved since."""

from typing import Any

import pytest

from farled.core.finding import Invalid
from farled.core.workshop.values import bucket
from farled.store.actions import room, steps, undo
from farled.store.gates import Guest, Person
from farled.store.models import Event, Participant, Table, Undo
from farled.store.queries.workshop import workshop_state
from tests.support import make
from tests.support.followed import followed

pytestmark = pytest.mark.django_db


class Hall:
    """Two tables; Astrid and Birger sit at the first, Cecilia at none."""

    def __init__(self) -> None:
        region = make.region()
        self.by = Person(make.person("facilitator", region=region))
        self.workshop = make.workshop(make.inventory(region), seating="choice")
        self.first, self.second = room.set_tables(**self.common, count=2)
        self.astrid, self.birger, self.cecilia = (
            self.came(n) for n in ("Astrid", "Birger", "Cecilia")
        )
        for one in (self.astrid, self.birger):
            self.sits_down(one, self.first)

    @property
    def common(self) -> dict[str, Any]:
        return {"by": self.by, "workshop": self.workshop}

    def came(self, name: str) -> Participant:
        return make.participant(self.workshop, name=name)

    def sits_down(self, one: Participant, table: Table | None) -> None:
        room.take_seat(by=Guest(one), workshop=self.workshop, participant=one, table=table)

    def put(self, one: Participant, table: Table | None) -> None:
        room.take_seat(**self.common, participant=one, table=table)

    def seats(self) -> list[Table | None]:
        rows = Participant.objects.order_by("pk").select_related("table")
        return [one.table for one in rows]

    def moved(self) -> dict[int, int]:
        return dict(workshop_state(self.workshop).attendance.seats)


@pytest.fixture
def hall() -> Hall:
    return Hall()


def test_whoever_sits_down_alone_is_moved_by_nobody(hall: Hall) -> None:
    with followed(hall.workshop):
        hall.sits_down(hall.astrid, hall.second)
    assert hall.moved() == {}


def test_a_part_of_the_room_hears_that_somebody_was_moved(hall: Hall) -> None:
    with followed(hall.workshop):
        hall.put(hall.astrid, hall.second)
    assert hall.moved() == {bucket(hall.astrid.pk): 1}
    with followed(hall.workshop):
        hall.put(hall.astrid, hall.second)
    assert hall.moved() == {bucket(hall.astrid.pk): 1}, "who already sat there was not moved"


@pytest.mark.parametrize("act", ["take_seat", "spread_seats", "set_tables", "undo"])
def test_no_event_names_whom_it_moved(hall: Hall, act: str) -> None:
    hall.put(hall.cecilia, hall.second)
    if act == "spread_seats":
        room.spread_seats(**hall.common)
    if act == "set_tables":
        room.set_tables(**hall.common, count=1)
    if act == "undo":
        undo.undo_last(**hall.common)
    event = Event.objects.filter(workshop=hall.workshop).latest("seq")
    assert event.act == act
    assert {kind for kind, _ in event.touched} <= {"attendance", "table", "undo"}


def test_spreading_tells_those_alone_who_got_another_seat(hall: Hall) -> None:
    before = hall.seats()
    with followed(hall.workshop):
        room.spread_seats(**hall.common)
    pairs = zip((hall.astrid, hall.birger, hall.cecilia), before, hall.seats(), strict=True)
    assert hall.moved() == {bucket(one.pk): 1 for one, was, now in pairs if was != now} != {}


def test_undo_moves_them_back(hall: Hall) -> None:
    before = hall.seats()
    room.spread_seats(**hall.common)
    with followed(hall.workshop):
        assert undo.undo_last(**hall.common) == "spread_seats"
    assert hall.seats() == before
    assert set(hall.moved().values()) == {2}


def test_undo_leaves_alone_whoever_has_moved_since(hall: Hall) -> None:
    hall.put(hall.astrid, hall.second)
    hall.sits_down(hall.astrid, None)
    with followed(hall.workshop):
        undo.undo_last(**hall.common)
    assert hall.seats()[0] is None
    assert hall.moved() == {bucket(hall.astrid.pk): 1}


def test_fewer_tables_and_back_again(hall: Hall) -> None:
    hall.sits_down(hall.cecilia, hall.second)
    before = hall.seats()
    with followed(hall.workshop):
        room.set_tables(**hall.common, count=1)
    assert hall.seats() == [hall.first, hall.first, None]
    with followed(hall.workshop):
        undo.undo_last(**hall.common)
    assert hall.seats() == before
    assert hall.moved() == {bucket(hall.cecilia.pk): 2}


def test_a_table_that_undo_takes_away_leaves_nobody_at_it(hall: Hall) -> None:
    table = room.add_table(**hall.common, name="Fönstret")
    hall.sits_down(hall.cecilia, table)
    with followed(hall.workshop):
        undo.undo_last(**hall.common)
    assert hall.seats()[2] is None
    assert hall.moved() == {bucket(hall.cecilia.pk): 1}


def test_nothing_moved_is_nothing_to_undo(hall: Hall) -> None:
    kept = Undo.objects.count()
    hall.put(hall.astrid, hall.first)
    assert Undo.objects.count() == kept


def test_what_two_sit_in_one_part_for_is_added_up(hall: Hall) -> None:
    Participant.objects.filter(pk=hall.astrid.pk).update(moved=3)
    twin = Participant.objects.create(
        pk=hall.astrid.pk + 64, workshop=hall.workshop, key="another", moved=2
    )
    assert bucket(twin.pk) == bucket(hall.astrid.pk)
    assert hall.moved() == {bucket(twin.pk): 5}


def test_when_the_day_is_over_everybody_sits_where_they_sat(hall: Hall) -> None:
    steps.finish_workshop(**hall.common)
    hall.workshop.refresh_from_db()
    with pytest.raises(Invalid, match=r"workshop\.over"):
        hall.sits_down(hall.cecilia, hall.first)
    assert hall.seats() == [hall.first, hall.first, None]
