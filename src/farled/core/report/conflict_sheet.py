"""What pulls apart, as one sheet: what kind each conflict is and where its handling stands, in words."""

from collections.abc import Iterable

from farled.core.finding import Say
from farled.core.report.sheets import Cell, Sheet
from farled.core.workshop.audience import view_for
from farled.core.workshop.state import WorkshopState
from farled.core.workshop.values import Conflict

COLUMNS = (
    *("workshop", "title", "words_a", "words_b", "where", "gains", "loses"),
    *("types", "status"),
)


def conflicts_sheet(states: Iterable[WorkshopState]) -> Sheet:
    rows = tuple(
        _row(conflict, workshop=state.room.name)
        for state in (view_for(s, "phone").state for s in states)
        for step in state.steps
        for conflict in state.conflicts(step.id)
    )
    return Sheet("conflicts", COLUMNS, rows)


def _row(one: Conflict, *, workshop: str) -> tuple[Cell, ...]:
    return (
        *(workshop, one.title, one.words_a, one.words_b, one.where, one.gains, one.loses),
        tuple(Say(f"conflict.type.{key}") for key in one.types),
        (Say(f"conflict.status.{one.status}"),),
    )
