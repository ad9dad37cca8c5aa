"""Goal conflicts as far as their room was shown them: of an inventory, and those that name a need or a goal."""

from django.db.models import F, Q, QuerySet

from farled.store.models import Goal, GoalConflict, Inventory, Need
from farled.store.queries.needs import with_merged

# hidden ones, those taken away, and those of a step that was never revealed or was taken away stay in the workshop
SHOWN = Q(removed_at=None, hidden=False) & (
    Q(step=None) | Q(step__revealed=True, step__removed=False)
)


def conflicts_of(inventory: Inventory) -> list[GoalConflict]:
    """Those of the latest workshop first, each with its sides and its workshop: one query."""
    latest = F("step__workshop_id").desc(nulls_last=True)
    return list(_shown().filter(inventory=inventory).order_by(latest, "position", "pk"))


def conflicts_naming(thing: Need | Goal) -> list[GoalConflict]:
    """Those with this need (or one merged into it) or goal on one side, in any inventory that is not put away."""
    kind = "need" if isinstance(thing, Need) else "goal"
    meant = with_merged(thing) if isinstance(thing, Need) else (thing.pk,)
    sides = Q(**{f"{kind}_a__in": meant}) | Q(**{f"{kind}_b__in": meant})
    return list(_shown().filter(sides, inventory__archived_at=None).order_by("inventory", "pk"))


def _shown() -> "QuerySet[GoalConflict]":
    sides = ("goal_a__strategy", "goal_b__strategy", "need_a", "need_b")
    return GoalConflict.objects.filter(SHOWN).select_related("inventory", "step__workshop", *sides)
