"""Workshops by their day, those without one last, and goal conflicts from the latest workshop on, in every database."""

from datetime import date

import pytest

from farled.store.models import GoalConflict, Inventory, Workshop
from farled.store.queries.conflicts import conflicts_of
from farled.store.queries.dialogue import prepared
from farled.store.queries.needs import picture
from farled.store.queries.report import inventory_report
from farled.store.queries.rooms import room_lines
from farled.store.queries.voyages import rooms
from tests.support import make

pytestmark = pytest.mark.django_db
IN_ORDER = ["Mars", "April", "Utan dag"]


@pytest.fixture
def inventory() -> Inventory:
    made = make.inventory(make.region())
    for name, day in (("Utan dag", None), ("April", date(2026, 4, 9)), ("Mars", date(2026, 3, 12))):
        make.workshop(made, name=name, held_on=day, state="live")
    return made


def test_workshops_stand_by_their_day(inventory: Inventory) -> None:
    assert [room.name for room in rooms([inventory.pk])[inventory.pk]] == IN_ORDER
    assert [name for _, name in picture(inventory).workshops] == IN_ORDER
    assert [row.name for row, _ in inventory_report(inventory).workshops] == IN_ORDER
    assert [one.name for one in prepared(inventory).summary.workshops] == IN_ORDER
    assert [row.name for row in room_lines(inventory)] == IN_ORDER


def test_conflicts_of_the_latest_workshop_come_first(inventory: Inventory) -> None:
    for workshop in [*Workshop.objects.order_by("pk"), None]:
        step = make.step(workshop, "pulling_apart", revealed=True) if workshop else None
        GoalConflict.objects.create(
            inventory=inventory, step=step, title=workshop.name if workshop else "Utan workshop"
        )
    made = ["Mars", "April", "Utan dag", "Utan workshop"]
    assert [row.title for row in conflicts_of(inventory)] == made
