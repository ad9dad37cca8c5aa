"""Several who save an agenda under one name at the same moment. Threads, so PostgreSQL only."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from farled.core.finding import Invalid
from farled.store.actions import own_agendas as own
from farled.store.actions import voices
from farled.store.models import Workshop
from farled.store.queries.own_agendas import own_agendas
from tests.store.test_account_at_once import at_once
from tests.support import make

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("sqlite" in str(connection.vendor), reason="needs two connections"),
]


@pytest.fixture
def workshop() -> Workshop:
    return make.workshop(make.inventory(make.region()), "write")


def saved(workshop: Workshop, **how: Any) -> list[str]:
    by = make.actor(make.person("facilitator", region=workshop.inventory.region))

    def save() -> None:
        own.save_agenda(by=by, workshop=workshop, name="Halvdag", **how)

    return at_once(*[save] * 4)


def names(workshop: Workshop, **how: bool) -> list[str]:
    return [one.name for one in own_agendas(workshop.inventory.region, **how)]


def test_one_gets_the_name_and_the_others_are_asked(workshop: Workshop) -> None:
    assert saved(workshop) == ["done"] + ["own_agenda.same_name"] * 3
    assert names(workshop) == ["Halvdag"]


def test_all_are_kept_with_a_number_each(workshop: Workshop) -> None:
    assert saved(workshop, same="both") == ["done"] * 4
    assert names(workshop) == ["Halvdag", "Halvdag (2)", "Halvdag (3)", "Halvdag (4)"]


def test_each_replaces_the_one_before(workshop: Workshop) -> None:
    assert saved(workshop, same="replace") == ["done"] * 4
    assert names(workshop) == ["Halvdag"]
    assert names(workshop, removed=True) == ["Halvdag"] * 3


def test_of_two_who_rename_one_hears_of_the_other(workshop: Workshop) -> None:
    by = make.actor(make.person("facilitator", region=workshop.inventory.region))
    rows = [own.save_agenda(by=by, workshop=workshop, name="Halvdag")]
    rows.append(type(rows[0]).objects.get(pk=rows[0].pk))

    def rename(number: int) -> None:
        own.change_agenda(by=by, agenda=rows[number], version=1, name=f"Heldag {number}", fits="")

    assert at_once(lambda: rename(0), lambda: rename(1)) == [
        "done",
        "own_agenda.changed_meanwhile",
    ]
    with pytest.raises(Invalid, match="changed_meanwhile"):
        rename(0)


def test_nobody_in_the_room_waits_for_a_name_to_be_taken(workshop: Workshop) -> None:
    """Each act's row in the log names the region, which the name's taker holds until it has saved."""
    by = make.actor(make.person("facilitator", region=workshop.inventory.region))
    guest, step = make.guest(workshop), make.open_step(workshop, "write")

    def write() -> str:
        try:
            return voices.write_voice(by=guest, workshop=workshop, step=step, text="Bussen").text
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        own.save_agenda(by=by, workshop=make.workshop(workshop.inventory, "pause"), name="Heldag")
        assert pool.submit(write).result(timeout=5) == "Bussen"
