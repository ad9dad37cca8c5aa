"""An act in an inventory: like `act`, and it raises the inventory's seq, can be undone, and live rooms follow.

with inventory_act("merge_needs", by=by, inventory=inventory) as changes:
    changes.change("need", *numbers)      # before the change: remembered for undo
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import F

from farled.store.actions.journal import Journal, act, wait_for_turn
from farled.store.gates import Actor, Person
from farled.store.models import (
    Group,
    Inventory,
    InventoryUndo,
    LfaStep,
    Need,
    Stakeholder,
    Theme,
    Voice,
    Workshop,
)

_NEED = (
    *("what", "description", "for_whom", "where", "dimensions", "women", "men"),
    *("not_relevant_because", "theme_id", "merged_into_id", "hints_dismissed", "position"),
    "removed_at",
)
_INVENTORY = (
    *("name", "question", "language", "period_from", "period_to", "owning_authority", "partners"),
    # not the records status: what has become public does not turn back
    *("diary_number", "strategy_id", "archived_at"),
)
_STAKEHOLDER = (
    *("name", "groups", "interest", "influence", "contribution", "attitude", "planned_part"),
    *("actual_part", "removed_at"),
)
_THEME = ("name", "reason", "proposal_kind", "proposal", "carried_by", "position", "removed_at")

# Kind → model, its own fields and its many-to-many fields. Never a text that a participant wrote.
UNDOABLE: dict[str, tuple[type[models.Model], tuple[str, ...], tuple[str, ...]]] = {
    "inventory": (Inventory, _INVENTORY, ()),
    "lfa": (LfaStep, ("state", "note"), ()),
    "stakeholder": (Stakeholder, _STAKEHOLDER, ()),
    "theme": (Theme, _THEME, ()),
    "need": (Need, _NEED, ("areas", "goals")),
    "group": (Group, ("need_id", "removed"), ()),
    "voice": (Voice, ("group_id", "left_alone"), ()),
}
ROOM_KINDS = frozenset({"group", "voice"})  # what a live workshop shows
Before = dict[str, dict[str, dict[str, Any] | None]]


@dataclass
class Changes:
    """What one act changed in an inventory. `undo` is its entry, once the act is over."""

    inventory: Inventory
    before: Before = field(default_factory=dict)
    undo: InventoryUndo | None = None

    def change(self, kind: str, *numbers: int) -> None:
        """Call before changing these rows: undo brings them back."""
        model, fields, links = UNDOABLE[kind]
        kept = self.before.setdefault(kind, {})
        for row in model._default_manager.filter(pk__in=numbers).values("pk", *fields):
            former = {name: _plain(row[name]) for name in fields}
            former |= {name: _linked(model, row["pk"], name) for name in links}
            kept.setdefault(str(row["pk"]), former)

    def add(self, kind: str, number: int) -> None:
        """A row was made: undo removes it."""
        self.before.setdefault(kind, {})[str(number)] = None

    def numbers(self, kind: str) -> list[int]:
        return [int(number) for number in self.before.get(kind, {})]


@contextmanager
def inventory_act(
    name: str,
    *,
    by: Actor,
    inventory: Inventory,
    about: str = "",
    detail: dict[str, Any] | None = None,
    undoable: bool = True,
) -> Iterator[Changes]:
    """One transaction with its audit row, its undo, and an event for every room that shows what changed."""
    region = inventory.region
    with act(name, by=by, region=region, about=about, detail=detail) as journal:
        # also the lock behind which two acts in one inventory wait for each other
        Inventory.objects.filter(pk=inventory.pk).update(seq=F("seq") + 1)
        wait_for_turn(Workshop.objects.filter(inventory=inventory))
        changes = Changes(inventory)
        yield changes
        if undoable and changes.before:
            changes.undo = InventoryUndo.objects.create(
                inventory=inventory, act=name, before=changes.before, by=_user(by)
            )
        tell_rooms(_rooms(changes), journal)


def tell_rooms(rooms: Mapping[Workshop, list[tuple[str, int]]], journal: Journal) -> None:
    """Each room gets an event; the act itself is not the room's, and stands once in the log."""
    for workshop, keys in rooms.items():
        with act(journal.name, by=journal.by) as follows:
            follows.follows = True
            follows.workshop = workshop  # put here, so that a room put away is told as well
            follows.touched.extend(keys)


def _rooms(changes: Changes) -> dict[Workshop, list[tuple[str, int]]]:
    touched: dict[int, list[tuple[str, int]]] = {}
    for kind in sorted(ROOM_KINDS):
        rows = UNDOABLE[kind][0]._default_manager.filter(pk__in=changes.numbers(kind))
        for number, workshop in rows.values_list("pk", "step__workshop"):
            touched.setdefault(workshop, []).append((kind, number))
    of_inventory = Workshop.objects.filter(inventory=changes.inventory).select_related("inventory")
    # every room of the inventory knows its needs, its stakeholders and its strategy's areas and goals
    shown = {"need", "inventory", "stakeholder"} & changes.before.keys()
    framed: list[tuple[str, int]] = [("frame", 0)] if shown else []
    rooms = {room: [*framed, *touched.get(room.pk, [])] for room in of_inventory.order_by("pk")}
    return {room: keys for room, keys in rooms.items() if keys}


def _linked(model: type[models.Model], number: int, name: str) -> list[int]:
    rows = model._default_manager.filter(pk=number, **{f"{name}__isnull": False})
    return list(rows.order_by(name).values_list(name, flat=True))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _user(by: Actor) -> Any:
    return by.user if isinstance(by, Person) else None
