"""All that a report of an inventory or a workshop is made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from farled.core.inventory.board import Picture
from farled.core.inventory.stakeholders import Stakeholder
from farled.core.inventory.thread import VoiceLine, need_of_groups
from farled.core.report import sheets
from farled.core.report.conflict_sheet import conflicts_sheet
from farled.core.report.results import WorkshopReport, workshop_report
from farled.core.report.stakeholder_sheet import stakeholders_sheet
from farled.core.report.strategy_sheets import strategy_sheets
from farled.core.workshop.state import WorkshopState
from farled.store.models import Inventory, Participant, Workshop
from farled.store.models.workshop import BY_DAY
from farled.store.queries.inventory import attendance, stakeholders
from farled.store.queries.needs import group_links, picture
from farled.store.queries.strategy import strategy_value
from farled.store.queries.voices import voices
from farled.store.queries.workshop import workshop_state, workshop_states


@dataclass(frozen=True)
class InventoryReport:
    """Needs and themes, the voices behind them, who it concerns, and each workshop's own report."""

    picture: Picture
    voices: tuple[VoiceLine, ...]
    workshops: tuple[tuple[Workshop, WorkshopReport], ...]
    stakeholders: tuple[Stakeholder, ...]
    attendance: Mapping[str, int]
    left_out: int  # workshops put away that somebody came to

    @property
    def people(self) -> int:
        return sum(report.state.attendance.people for _, report in self.workshops)


def inventory_report(inventory: Inventory) -> InventoryReport:
    rows = _workshops(inventory)
    return InventoryReport(
        picture=picture(inventory),
        voices=voices(inventory),
        workshops=tuple(zip(rows, map(workshop_report, workshop_states(rows)), strict=True)),
        stakeholders=stakeholders(inventory),
        attendance=attendance(inventory),
        left_out=_left_out(inventory),
    )


def report_of(workshop: Workshop) -> tuple[WorkshopReport, Picture]:
    """The workshop's report, and the needs of its inventory."""
    return workshop_report(workshop_state(workshop)), picture(workshop.inventory)


def inventory_sheets(inventory: Inventory) -> tuple[sheets.Sheet, ...]:
    """Needs, themes, voices, answers, people, conflicts, stakeholders and the strategy."""
    states = workshop_states(_workshops(inventory))
    strategy = strategy_sheets(strategy_value(inventory.strategy)) if inventory.strategy else ()
    concerned = stakeholders_sheet(stakeholders(inventory), attendance(inventory))
    shown = picture(inventory)
    of_needs = (sheets.needs_sheet(shown), sheets.themes_sheet(shown))
    return (*of_needs, *_of_workshops(shown, inventory, states=states), concerned, *strategy)


def workshop_sheets(workshop: Workshop) -> tuple[sheets.Sheet, ...]:
    home = workshop.inventory
    return _of_workshops(picture(home), home, states=[workshop_state(workshop)])


def _of_workshops(
    shown: Picture, inventory: Inventory, *, states: Sequence[WorkshopState]
) -> tuple[sheets.Sheet, ...]:
    numbers = {need.id: need.number for need in shown.needs}
    needs = need_of_groups(group_links(inventory))
    return (
        sheets.voices_sheet(
            states, need_of_group={g: numbers.get(need) for g, need in needs.items()}
        ),
        sheets.votes_sheet(states),
        sheets.people_sheet(states),
        conflicts_sheet(states),
    )


def _workshops(inventory: Inventory) -> list[Workshop]:
    return list(Workshop.objects.filter(inventory=inventory, archived_at=None).order_by(*BY_DAY))


def _left_out(inventory: Inventory) -> int:
    away = Workshop.objects.filter(inventory=inventory, archived_at__isnull=False)
    people = Participant.objects.filter(workshop__in=away.order_by(), removed=False).order_by()
    return people.values("workshop").distinct().count()
