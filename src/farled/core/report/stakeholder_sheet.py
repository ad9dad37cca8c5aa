"""Who the matter concerns, what part each was to have and had, and who was missing."""

from collections.abc import Mapping, Sequence

from farled.core.finding import Say
from farled.core.inventory.stakeholders import Stakeholder, quadrant, standings
from farled.core.report.sheets import Cell, Sheet


def stakeholders_sheet(stakeholders: Sequence[Stakeholder], attendance: Mapping[str, int]) -> Sheet:
    """One row a stakeholder; `attendance` counts people by organisation and only decides who was there."""
    columns = (
        "stakeholder", "stakeholder_groups", "interest", "influence", "quadrant", "contribution", "attitude",
        "planned_part", "actual_part", "standing",
    )  # fmt: skip
    known = standings(stakeholders, attendance)
    return Sheet("stakeholders", columns, tuple(_row(one, known[one.id]) for one in stakeholders))


def _row(one: Stakeholder, standing: str) -> tuple[Cell, ...]:
    how = quadrant(interest=one.interest, influence=one.influence)
    return (
        one.name,
        tuple(Say(f"stakeholder.group.{key}") for key in one.groups),
        one.interest,
        one.influence,
        (Say(f"stakeholder.quadrant.{how}"),) if how else "",
        one.contribution,
        one.attitude,
        one.planned_part,
        one.actual_part,
        (Say(f"stakeholder.standing.{standing}"),) if standing else "",
    )
