"""What stands in a form, as one mark: whoever saves it is told when somebody else was first.

For rows that more than their own form changes (a step is opened, a workshop joined): only what the form shows counts.
"""

import hashlib

from farled.core.finding import Invalid, Say
from farled.store.models import Inventory, Stakeholder, Step, Workshop

Row = Inventory | Stakeholder | Step | Workshop
FIELDS: dict[type[Row], tuple[str, ...]] = {
    Inventory: (
        *("name", "question", "strategy_id", "language", "period_from", "period_to"),
        *("owning_authority", "partners", "diary_number"),
    ),
    Stakeholder: (
        *("name", "groups", "interest", "influence", "contribution", "attitude", "planned_part"),
        *("actual_part", "removed_at"),
    ),
    Step: ("title", "instruction", "minutes", "anonymity", "source_id", "removed"),
    Workshop: (
        *("name", "purpose", "held_on", "place", "language", "organisations", "seating"),
        *("phone_per_table", "wall_shows_unmoderated", "owning_authority", "diary_number"),
        *("records_status", "privacy_notice"),
    ),
}
RECORDS = ("records_status", "sharing_purpose")  # the inventory's other form
LED = ("focus", "declined")  # a step's settings that are chosen while leading: no form shows them


def mark_of(row: Row, fields: tuple[str, ...] = ()) -> str:
    """The same for as long as nothing in the row's form has changed; `fields` where that is not its first form."""
    values = [repr(getattr(row, name)) for name in fields or FIELDS[type(row)]]
    if isinstance(row, Step):
        values += sorted(f"{k}={v!r}" for k, v in row.settings.items() if k not in LED)
    return hashlib.sha256("\x1f".join(values).encode("utf-8", "replace")).hexdigest()[:20]


def require_standing(row: Row, version: str | None, *, fields: tuple[str, ...] = ()) -> None:
    """Inside the act, whose lock lets two who save take turns; afterwards the row is as it stands.

    Raises Invalid (`form.changed_meanwhile`). None is for whoever has no form.
    """
    if version is None:
        return
    row.refresh_from_db()
    if version != mark_of(row, fields):
        raise Invalid("version", Say("form.changed_meanwhile"))
