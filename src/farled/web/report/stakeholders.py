"""Planned against actual: the list of stakeholders as the report tells it."""

from dataclasses import dataclass
from typing import Any

from farled.core.finding import Say
from farled.core.inventory.stakeholders import Stakeholder, missing_perspectives, standings
from farled.store.queries.report import InventoryReport
from farled.web.ui.content import by_key
from farled.web.ui.said import said


@dataclass(frozen=True)
class Line:
    """`standing` is here, missing or empty; `told` says it in words."""

    one: Stakeholder
    groups: tuple[str, ...]
    standing: str
    told: str


def planned_and_actual(report: InventoryReport) -> dict[str, Any]:
    """Everybody listed; who is missing is told once somebody has come."""
    known = standings(report.stakeholders, report.attendance)
    missing = missing_perspectives(report.stakeholders, report.attendance)
    return {
        "stakeholders": [_line(one, known[one.id]) for one in report.stakeholders],
        "missing": [said(one.why) for one in missing] if report.attendance else [],
    }


def status_name(status: str) -> str:
    """What the records status is called."""
    return str(by_key("records", "statuses")[status]["name"])


def _line(one: Stakeholder, standing: str) -> Line:
    groups = tuple(said(Say(f"stakeholder.group.{key}")) for key in one.groups)
    told = said(Say(f"stakeholder.standing.{standing}")) if standing else ""
    return Line(one, groups, standing, told)
