"""Many workshops are read as one is: the same values, and no more questions to the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from farled.store.actions import steps, undo, votes
from farled.store.actions.voices import write_voice
from farled.store.gates import System
from farled.store.models import Authorship, Inventory, Participant, Voice, Workshop
from farled.store.queries.report import inventory_report, inventory_sheets
from farled.store.queries.workshop import workshop_state, workshop_states
from tests.support import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def inventory() -> Inventory:
    return make.inventory(make.region())


def held(inventory: Inventory, name: str) -> Workshop:
    """A workshop where somebody wrote with an area and a goal, in a step with names, and somebody voted."""
    made = make.workshop(inventory, name=name)
    guest = make.guest(made, name="Cecilia", organisation=name)
    strategy = inventory.strategy
    assert strategy is not None
    links = {"areas": [strategy.areas.get().pk], "goals": [g.pk for g in strategy.goals.all()]}
    step = make.open_step(made, "write", anonymity="open")
    write_voice(by=guest, workshop=made, step=step, text=f"Röst i {name}", **links)
    steps.reveal(by=System(), workshop=made, step=step)
    dots = make.open_step(made, "prioritise", anonymity="group", settings={"show_running": True})
    item = votes.add_item(by=System(), workshop=made, step=dots, text="Resor")
    votes.vote(by=guest, workshop=made, step=dots, item=item.pk, value=2)
    return made


def test_each_state_is_its_own(inventory: Inventory) -> None:
    rows = [held(inventory, name) for name in ("Ett", "Två")] + [make.workshop(inventory)]
    undo.undo_last(by=System(), workshop=rows[1])
    states = workshop_states(rows)
    assert states == tuple(workshop_state(row) for row in rows)
    assert [state.room.id for state in states] == [row.pk for row in rows]
    [voice] = states[0].voices(states[0].steps[0].id)
    assert (voice.text, voice.author) == ("Röst i Ett", "Cecilia, Ett")
    assert (len(voice.areas), len(voice.goals)) == (1, 2)
    assert states[0].last_act != states[2].last_act
    assert workshop_states([]) == ()


def test_a_whole_hall_that_writes_with_names_is_read_with_them_and_nobody_elses(
    inventory: Inventory,
) -> None:
    held(inventory, "Annat")
    made = held(inventory, "Ett")
    step = made.steps.get(activity="write")
    came = Participant.objects.bulk_create(
        Participant(workshop=made, key=f"key-{n}", name=f"Person {n}") for n in range(500)
    )
    Authorship.objects.bulk_create(
        Authorship(participant=one, step=step, ballot=f"b-{one.name}") for one in came
    )
    Voice.objects.bulk_create(
        Voice(step=step, prompt="voice", text=one.name, ballot=f"b-{one.name}") for one in came
    )
    with CaptureQueriesContext(connection) as asked:
        voices = workshop_state(made).voices(step.pk)
    assert [v.author for v in voices if v.text.startswith("Person")] == [one.name for one in came]
    [names] = [one["sql"] for one in asked if 'FROM "store_authorship"' in one["sql"]]
    assert f"IN ({made.pk})" in names


@pytest.mark.parametrize("read", [inventory_report, inventory_sheets])
def test_a_report_asks_as_much_of_four_workshops_as_of_one(inventory: Inventory, read) -> None:  # type: ignore[no-untyped-def]
    held(inventory, "Ett")
    first = queries(read, inventory)
    for name in ("Två", "Tre", "Fyra"):
        held(inventory, name)
    assert queries(read, inventory) == first


def queries(read, inventory: Inventory) -> int:  # type: ignore[no-untyped-def]
    inventory.refresh_from_db()
    with CaptureQueriesContext(connection) as asked:
        read(inventory)
    return len(asked)
