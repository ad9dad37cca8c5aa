"""Who affects and is affected: the inventory's stakeholder list."""

from typing import Any

from django.utils import timezone

from farled.core.finding import Invalid, Say
from farled.core.inventory.stakeholders import GROUPS, LEAST_GRADE, MOST_GRADE
from farled.core.text.clean import clean_given, clean_integer
from farled.store.actions.inventory_journal import inventory_act
from farled.store.actions.standing import require_standing
from farled.store.gates import Actor
from farled.store.models import Inventory, Stakeholder

LINES = {"name": 200}
TEXTS = dict.fromkeys(("contribution", "attitude", "planned_part", "actual_part"), 1000)
MOST_STAKEHOLDERS = 500


def add_stakeholder(*, by: Actor, inventory: Inventory, **fields: Any) -> Stakeholder:
    """Raises Invalid with the field to mend."""
    cleaned = _cleaned({"name": "", **fields})
    with inventory_act("add_stakeholder", by=by, inventory=inventory) as changes:
        rows = Stakeholder.objects.filter(inventory=inventory)
        count = rows.count()
        if count >= MOST_STAKEHOLDERS:
            raise Invalid("name", Say("stakeholder.too_many", {"most": MOST_STAKEHOLDERS}))
        row = Stakeholder.objects.create(inventory=inventory, position=count + 1, **cleaned)
        changes.add("stakeholder", row.pk)
    return row


def edit_stakeholder(
    *,
    by: Actor,
    inventory: Inventory,
    stakeholder: Stakeholder,
    version: str | None = None,
    **fields: Any,
) -> None:
    """New values of the fields given. Raises Invalid; `form.changed_meanwhile` when `version` is not what stands."""
    cleaned = _cleaned(fields)
    about = f"stakeholder:{stakeholder.pk}"
    with inventory_act("edit_stakeholder", by=by, inventory=inventory, about=about) as changes:
        require_standing(stakeholder, version)
        changes.change("stakeholder", stakeholder.pk)
        Stakeholder.objects.filter(pk=stakeholder.pk, inventory=inventory).update(**cleaned)


def remove_stakeholder(*, by: Actor, inventory: Inventory, stakeholder: Stakeholder) -> None:
    about = f"stakeholder:{stakeholder.pk}"
    with inventory_act("remove_stakeholder", by=by, inventory=inventory, about=about) as changes:
        changes.change("stakeholder", stakeholder.pk)
        Stakeholder.objects.filter(pk=stakeholder.pk, inventory=inventory).update(
            removed_at=timezone.now()
        )


def _cleaned(fields: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {**clean_given(fields, lines=LINES, texts=TEXTS, required="name")}
    if "groups" in fields:
        found["groups"] = _groups(fields["groups"])
    for name in ("interest", "influence"):
        if name in fields:
            found[name] = _grade(fields[name], field=name)
    return found


def _groups(chosen: Any) -> list[str]:
    listed = list(chosen or ())
    if not all(isinstance(key, str) and key in GROUPS for key in listed):
        raise Invalid("groups", Say("stakeholder.unknown_group"))
    return [key for key in GROUPS if key in listed]


def _grade(value: Any, *, field: str) -> int | None:
    if value in (None, ""):
        return None
    return clean_integer(value, field=field, least=LEAST_GRADE, most=MOST_GRADE)
