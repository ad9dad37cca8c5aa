"""One inventory's own parts: stakeholders, LFA steps, the log of sharing, what can be undone."""

from collections import Counter
from collections.abc import Mapping

from django.db.models import Sum

from farled.core.inventory import stakeholders as values
from farled.core.text.sorting import swedish_key
from farled.store.gates import Actor, Person
from farled.store.models import (
    Inventory,
    InventoryUndo,
    LfaStep,
    Participant,
    Region,
    SharingEntry,
    Stakeholder,
    Strategy,
)


def stakeholders(inventory: Inventory) -> tuple[values.Stakeholder, ...]:
    return tuple(stakeholder_value(row) for row in stakeholder_rows(inventory))


def stakeholder_rows(inventory: Inventory) -> list[Stakeholder]:
    rows = Stakeholder.objects.filter(inventory=inventory, removed_at=None)
    return list(rows.order_by("position", "pk"))


def stakeholder_value(row: Stakeholder) -> values.Stakeholder:
    return values.Stakeholder(
        id=row.pk,
        name=row.name,
        groups=tuple(row.groups),
        interest=row.interest,
        influence=row.influence,
        planned_part=row.planned_part,
        actual_part=row.actual_part,
        contribution=row.contribution,
        attitude=row.attitude,
    )


def stakeholder_in(inventory: Inventory, key: int) -> Stakeholder | None:
    return Stakeholder.objects.filter(inventory=inventory, removed_at=None, pk=key).first()


def attendance(inventory: Inventory) -> Counter[str]:
    """How many have taken part in the inventory's workshops that are not put away, by organisation."""
    rows = Participant.objects.filter(workshop__inventory=inventory, removed=False).order_by()
    counted = (
        rows.filter(workshop__archived_at=None)
        .values_list("organisation")
        .annotate(people=Sum("stands_for"))
    )
    return Counter({name: people for name, people in counted if name})


def lfa_steps(inventory: Inventory) -> Mapping[str, LfaStep]:
    return {row.key: row for row in LfaStep.objects.filter(inventory=inventory)}


def sharing_log(inventory: Inventory) -> list[SharingEntry]:
    return list(SharingEntry.objects.filter(inventory=inventory).select_related("by"))


def strategies(region: Region) -> list[Strategy]:
    rows = Strategy.objects.filter(region=region, archived_at=None)
    return sorted(rows, key=lambda row: (swedish_key(row.name), row.pk))


def newest_undo(inventory: Inventory, by: Actor) -> InventoryUndo | None:
    """What this person did last and may still take back."""
    if not isinstance(by, Person):
        return None
    rows = InventoryUndo.objects.filter(inventory=inventory, by=by.user, undone=False)
    return rows.order_by("-pk").first()


def recent_undos(inventory: Inventory, *, most: int = 10) -> list[InventoryUndo]:
    """The newest acts, whoever did them."""
    rows = InventoryUndo.objects.filter(inventory=inventory, undone=False).select_related("by")
    return list(rows.order_by("-pk")[:most])
