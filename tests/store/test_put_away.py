"""A workshop put away: nothing more happens in it until it is brought back."""

import pytest
from django.http import Http404
from django.utils import timezone

from farled.core.access import Permission
from farled.core.finding import Invalid
from farled.live.admission import caller_of, rooms_of
from farled.store.actions import needs, room, steps, voices
from farled.store.actions.inventory import archive_inventory, restore_inventory
from farled.store.actions.inventory_undo import undo
from farled.store.actions.purge import purge_workshop
from farled.store.actions.workshop_plan import archive_workshop
from farled.store.gates import Actor, Guest, Person, Screen, System, screen_key, workshop_for
from farled.store.guests import cookie_name, cookie_value, workshop_of_code
from farled.store.models import InventoryUndo, Step, Workshop
from tests.store.test_acts import one, sent
from tests.support import make
from tests.support.followed import followed

pytestmark = pytest.mark.django_db
BY = System()


@pytest.fixture
def workshop() -> Workshop:
    made = make.workshop(make.inventory(make.region()), "write")
    archive_workshop(by=BY, workshop=made, archived_at=timezone.now())
    return Workshop.objects.get()


def test_every_act_is_refused(workshop: Workshop) -> None:
    step = workshop.steps.get()
    by_name = {"by": BY, "workshop": workshop}
    for late in (
        lambda: steps.open_step(**by_name, step=step),
        lambda: steps.edit_step(**by_name, step=step, title="Annat"),
        lambda: room.set_tables(**by_name, count=2),
        lambda: room.join(workshop=workshop),
        lambda: voices.write_voice(**by_name, step=step, text="Sent"),
    ):
        with pytest.raises(Invalid) as refused:
            late()
        assert refused.value.why.key == "workshop.put_away"
    step.refresh_from_db()
    assert (step.state, step.title) == ("waiting", "write")


def test_it_can_be_brought_back_and_then_goes_on(workshop: Workshop) -> None:
    archive_workshop(by=BY, workshop=workshop, archived_at=None)
    steps.open_step(by=BY, workshop=workshop, step=workshop.steps.get())
    assert workshop.steps.get().state == "open"


def test_it_can_be_disposed_of(workshop: Workshop) -> None:
    purge_workshop(by=BY, workshop=workshop, decision="RUN 2026/12")
    assert Workshop.objects.get().purged_at is not None


def test_its_inventory_goes_on_and_whoever_follows_is_told(workshop: Workshop) -> None:
    make.workshop(workshop.inventory)
    with followed(workshop):
        needs.create_need(by=BY, inventory=workshop.inventory, what="Bussen går för sällan")


def voiced(workshop: Workshop) -> tuple[Guest, Step]:
    step = make.open_step(workshop, "write")
    return make.guest(workshop), step


def reached(workshop: Workshop, guest: Guest) -> list[bool]:
    """Who still comes in: by code, by phone, by the wall's own address, and streams of phone and bridge."""
    leader = Person(make.person("facilitator", region=workshop.inventory.region))
    jar = {cookie_name(workshop.slug): cookie_value(guest.participant)}
    phone = caller_of(workshop.slug, audience="phone", cookies=jar)
    wall = caller_of(workshop.slug, audience="wall", cookies={}, key=screen_key(workshop.slug))
    return [
        workshop_of_code(workshop.code) is not None,
        passes(guest, workshop, Permission.TAKE_PART),
        passes(Screen(workshop.slug), workshop, Permission.WATCH_WALL),
        *(room is not None for room in rooms_of([phone, wall])),
        passes(leader, workshop, Permission.VIEW_REPORT),
    ]


def passes(actor: Actor, workshop: Workshop, permission: Permission) -> bool:
    try:
        return bool(workshop_for(actor, workshop.slug, permission))
    except Http404:
        return False


def test_with_its_inventory_it_is_put_away_and_comes_back() -> None:
    inventory = make.inventory(make.region())
    workshop = make.workshop(inventory, "pause")
    guest, step = voiced(workshop)
    assert reached(workshop, guest) == [True] * 6
    archive_inventory(by=BY, inventory=inventory)
    workshop = Workshop.objects.get()
    assert reached(workshop, guest) == [False] * 5 + [True], "read only"
    for late in (
        lambda: voices.write_voice(by=guest, workshop=workshop, step=step, text="Sent"),
        lambda: steps.close_step(by=BY, workshop=workshop, step=step),
        lambda: room.join(workshop=workshop),
    ):
        with pytest.raises(Invalid) as refused:
            late()
        assert refused.value.why.key == "inventory.put_away"
    restore_inventory(by=BY, inventory=inventory)
    workshop = Workshop.objects.get()
    assert reached(workshop, guest) == [True] * 6
    voices.write_voice(by=guest, workshop=workshop, step=step, text="Igen")


def test_undo_of_putting_the_inventory_away_opens_its_workshops() -> None:
    inventory = make.inventory(make.region())
    guest, _ = voiced(make.workshop(inventory))
    archive_inventory(by=BY, inventory=inventory)
    entry = InventoryUndo.objects.get()
    undo(by=BY, inventory=inventory, entry=entry)
    assert reached(Workshop.objects.get(), guest) == [True] * 6


def test_a_workshop_put_away_by_itself_stays_so_when_the_inventory_comes_back(
    workshop: Workshop,
) -> None:
    archive_inventory(by=BY, inventory=workshop.inventory)
    restore_inventory(by=BY, inventory=workshop.inventory)
    assert Workshop.objects.get().put_away


def test_a_phone_is_answered_as_if_the_room_were_not_there() -> None:
    inventory = make.inventory(make.region())
    guest, step = voiced(make.workshop(inventory))
    archive_inventory(by=BY, inventory=inventory)
    [(status, _)] = one(sent(guest.participant, "write_voice", step=step.pk, text="Sent"))
    assert (status, step.voices.count()) == (404, 0)
