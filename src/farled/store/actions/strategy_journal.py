"""An act in a strategy: like `act`, and the rooms that show its areas and goals follow."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from farled.store.actions.inventory_journal import tell_rooms
from farled.store.actions.journal import Journal, act, wait_for_turn
from farled.store.gates import Actor
from farled.store.models import Inventory, Strategy, Workshop


@contextmanager
def strategy_act(
    name: str,
    *,
    by: Actor,
    strategy: Strategy,
    about: str = "",
    detail: dict[str, Any] | None = None,
) -> Iterator[Journal]:
    """One transaction with its audit row, and an event for every workshop of the strategy's inventories."""
    with act(name, by=by, region=strategy.region, about=about, detail=detail) as journal:
        # no join: the lock would take the inventories as well, whose own acts take them first
        rooms = Workshop.objects.filter(inventory__in=Inventory.objects.filter(strategy=strategy))
        wait_for_turn(rooms)
        yield journal
        told = rooms.select_related("inventory").order_by("pk")
        tell_rooms({room: [("frame", 0)] for room in told}, journal)
