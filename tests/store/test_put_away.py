"""A workshop put away: nothing more happens in it until it is brought back."""

import pytest
from django.utils import timezone

from farled.core.finding import Invalid
from farled.store.actions import needs, room, steps, voices
from farled.store.actions.purge import purge_workshop
from farled.store.actions.workshop_plan import archive_workshop
from farled.store.gates import System
from farled.store.models import Workshop
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
