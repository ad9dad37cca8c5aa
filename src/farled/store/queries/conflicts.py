"""Goal conflicts as far as their room was shown them: of an inventory, and those that name a need or a goal."""

from django.db.models import F, Q, QuerySet

from farled.core.workshop.values import Conflict
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


def conflict_in(inventory: Inventory, number: int) -> GoalConflict | None:
    return _shown().filter(inventory=inventory, pk=number).first()


def conflicts_naming(thing: Need | Goal) -> list[GoalConflict]:
    """Those with this need (or one merged into it) or goal on one side, in any inventory that is not put away."""
    kind = "need" if isinstance(thing, Need) else "goal"
    meant = with_merged(thing) if isinstance(thing, Need) else (thing.pk,)
    sides = Q(**{f"{kind}_a__in": meant}) | Q(**{f"{kind}_b__in": meant})
    return list(_shown().filter(sides, inventory__archived_at=None).order_by("inventory", "pk"))


def _shown() -> "QuerySet[GoalConflict]":
    sides = ("goal_a__strategy", "goal_b__strategy", "need_a", "need_b")
    return GoalConflict.objects.filter(SHOWN).select_related("inventory", "step__workshop", *sides)


def conflict_value(row: GoalConflict) -> Conflict:
    """In today's words; `said()` has those of its room."""
    return Conflict(
        id=row.pk,
        step=row.step_id,
        table=row.table_id,
        title=row.title,
        goal_a=row.goal_a_id,
        goal_b=row.goal_b_id,
        need_a=row.need_a_id,
        need_b=row.need_b_id,
        words_a=row.words_a,
        words_b=row.words_b,
        where=row.where,
        gains=row.gains,
        loses=row.loses,
        types=tuple(row.types),
        status=row.status,
        hidden=row.hidden,
        position=row.position,
        version=row.version,
        hide_reason=row.hide_reason,
        as_said=tuple(row.as_said.items()),
    )
