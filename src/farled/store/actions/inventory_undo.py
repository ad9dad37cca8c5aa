"""Undo in an inventory: one act taken back, unless somebody has built on it since."""

from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from farled.core.finding import Invalid, Say
from farled.store.actions.inventory_journal import UNDOABLE, inventory_act
from farled.store.gates import Actor
from farled.store.models import Inventory, InventoryUndo, Voice

DATES = {"period_from": parse_date, "period_to": parse_date}
MOMENTS = ("archived_at", "removed_at")
# what was made is put away again, never deleted
VERSIONED = frozenset({"need", "theme"})
PUT_AWAY: dict[str, dict[str, Any]] = {"group": {"removed": True}, "lfa": {"state": "not_begun"}}


def undo(*, by: Actor, inventory: Inventory, entry: InventoryUndo) -> str:
    """Brings back what one act changed; returns the act's name.

    Raises Invalid (`inventory.already_undone`, `inventory.changed_since_then`).
    """
    with inventory_act("undo", by=by, inventory=inventory, undoable=False) as changes:
        kept = InventoryUndo.objects.select_for_update().get(pk=entry.pk, inventory=inventory)
        _require_untouched(kept)
        for kind, rows in kept.before.items():
            for number, former in rows.items():
                _bring_back(kind, int(number), former=former)
                changes.add(kind, int(number))  # so that live rooms follow
        InventoryUndo.objects.filter(pk=kept.pk).update(undone=True)
    return kept.act


def _require_untouched(entry: InventoryUndo) -> None:
    if entry.undone:
        raise Invalid("undo", Say("inventory.already_undone"))
    later = InventoryUndo.objects.filter(
        inventory=entry.inventory_id, pk__gt=entry.pk, undone=False
    )
    mine = _things(entry)
    if any(mine & _things(other) for other in later):
        raise Invalid("undo", Say("inventory.changed_since_then"))


def _things(entry: InventoryUndo) -> set[tuple[str, str]]:
    return {(kind, number) for kind, rows in entry.before.items() for number in rows}


def _bring_back(kind: str, number: int, *, former: dict[str, Any] | None) -> None:
    model, _, links = UNDOABLE[kind]
    rows = model._default_manager.filter(pk=number)
    if kind == "voice":
        rows = Voice.objects.filter(pk=number).exclude(state="withdrawn")
    if kind in VERSIONED:
        rows.update(version=F("version") + 1)  # who has the row open in a form hears of it
    if former is None:
        rows.update(**PUT_AWAY.get(kind, {"removed_at": timezone.now()}))
        return
    rows.update(**{name: _restored(name, former[name]) for name in former if name not in links})
    row = rows.first() if links else None
    for name in links if row is not None else ():
        getattr(row, name).set(former[name])


def _restored(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if name in MOMENTS:
        return parse_datetime(value)
    return DATES[name](value) if name in DATES else value
