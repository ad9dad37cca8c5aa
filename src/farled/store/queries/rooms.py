"""An inventory's workshops in numbers: five queries, whatever their number."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Sum

from farled.store.models import GoalConflict, Inventory, Participant, Step, Voice, Workshop
from farled.store.models.workshop import BY_DAY


@dataclass(frozen=True)
class RoomLine:
    """`voices` are those that stand, whether shown yet or not; never what they say."""

    slug: str
    name: str
    state: str
    held_on: date | None
    place: str
    steps: int
    people: int
    voices: int
    conflicts: int


def room_lines(inventory: Inventory) -> list[RoomLine]:
    """The first held first."""
    rows = Workshop.objects.filter(inventory=inventory, archived_at=None).order_by(*BY_DAY)
    of_inventory = {"workshop__inventory": inventory}
    in_step = {"step__workshop__inventory": inventory}
    steps = _counted(Step.objects.filter(removed=False, **of_inventory), by="workshop")
    people = _people(inventory)
    voices = _counted(Voice.objects.filter(state="written", **in_step), by="step__workshop")
    standing = GoalConflict.objects.filter(hidden=False, removed_at=None, **in_step)
    conflicts = _counted(standing, by="step__workshop")
    return [
        RoomLine(
            slug=row.slug,
            name=row.name,
            state=row.state,
            held_on=row.held_on,
            place=row.place,
            steps=steps.get(row.pk, 0),
            people=people.get(row.pk, 0),
            voices=voices.get(row.pk, 0),
            conflicts=conflicts.get(row.pk, 0),
        )
        for row in rows
    ]


def _counted(rows: Any, *, by: str) -> dict[int, int]:
    return dict(rows.order_by().values_list(by).annotate(n=Count("pk")))


def _people(inventory: Inventory) -> dict[int, int]:
    rows = Participant.objects.filter(workshop__inventory=inventory, removed=False).order_by()
    return dict(rows.values_list("workshop").annotate(n=Sum("stands_for")))
