"""What came of a strategy: the needs that serve its goals and areas, and the inventories that use it."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from farled.store.models import Area, Goal, Inventory, Need, Strategy


def needs_by_goal(strategy: Strategy) -> dict[int, int]:
    """How many needs serve each goal (by its number in the database)."""
    through = Need.goals.through._default_manager.filter(goal__strategy=strategy)
    return _served(through, by="goal")


def needs_by_area(strategy: Strategy) -> dict[int, int]:
    through = Need.areas.through._default_manager.filter(area__strategy=strategy)
    return _served(through, by="area")


def needs_serving(part: Goal | Area) -> list[Need]:
    """The needs that serve a goal, those under an overarching goal included, or an area."""
    if isinstance(part, Area):
        chosen = Q(areas=part)
    else:
        chosen = Q(goals=part) | Q(goals__parents=part, goals__removed_at=None)
    rows = Need.objects.filter(chosen, removed_at=None, inventory__archived_at=None)
    return list(rows.select_related("inventory").order_by("inventory", "number").distinct())


def inventories_using(strategy: Strategy) -> list[Inventory]:
    return list(Inventory.objects.filter(strategy=strategy, archived_at=None))


def _served(through: "QuerySet[Any]", *, by: str) -> dict[int, int]:
    alive = through.filter(need__removed_at=None, need__inventory__archived_at=None)
    return dict(alive.order_by().values_list(by).annotate(n=Count("pk")))
