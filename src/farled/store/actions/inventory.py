"""The inventory itself: made, changed, put away; its LFA checklist and the log of what was shared."""

from datetime import date
from typing import Any

from django.utils import timezone

from farled.core.finding import Invalid, Say
from farled.core.inventory.lfa_steps import require_state
from farled.core.inventory.records import STATUSES, records_status, require_move
from farled.core.text.clean import clean_given, clean_line, clean_text
from farled.store.actions.inventory_journal import inventory_act
from farled.store.actions.journal import act
from farled.store.actions.standing import RECORDS, require_standing
from farled.store.gates import Actor
from farled.store.models import Inventory, LfaStep, Region, SharingEntry, Strategy
from farled.store.slugs import new_slug

LINES = {"name": 200, "owning_authority": 200, "diary_number": 80}
TEXTS = {"question": 2000, "partners": 2000, "sharing_purpose": 1000}
LANGUAGES = ("sv", "en")


def create_inventory(*, by: Actor, region: Region, **fields: Any) -> Inventory:
    """A new inventory, as working material. Raises Invalid with the field to mend."""
    cleaned = _cleaned({"name": "", "language": region.language, **fields}, region=region)
    with act("create_inventory", by=by, region=region) as journal:
        inventory = Inventory.objects.create(
            region=region, slug=new_slug(cleaned["name"]), **cleaned
        )
        journal.about = f"inventory:{inventory.pk}"
    return inventory


def edit_inventory(
    *,
    by: Actor,
    inventory: Inventory,
    version: str | None = None,
    decision: Any = "",
    recipient: Any = "",
    **fields: Any,
) -> None:
    """New values of the fields given; a change of records status that needs a purpose or decision is logged.

    Raises Invalid with the field to mend; `form.changed_meanwhile` when `version` is not what stands.
    """
    cleaned = _cleaned(fields, region=inventory.region)
    status = cleaned.pop("records_status", inventory.records_status)
    _require_period(
        cleaned.get("period_from", inventory.period_from),
        cleaned.get("period_to", inventory.period_to),
    )
    purpose = cleaned.get("sharing_purpose", inventory.sharing_purpose)
    entry = _sharing(inventory, status=status, purpose=purpose, decision=decision)
    with inventory_act("edit_inventory", by=by, inventory=inventory) as changes:
        require_standing(inventory, version, fields=RECORDS if "records_status" in fields else ())
        changes.change("inventory", inventory.pk)
        Inventory.objects.filter(pk=inventory.pk).update(records_status=status, **cleaned)
        if entry is not None:
            entry.recipient = clean_line(recipient, field="recipient", most=300)
            _log(entry, by=by)
    inventory.refresh_from_db()


def archive_inventory(*, by: Actor, inventory: Inventory) -> None:
    """Put away: off the chart table, everything in it stays."""
    _set_archived(inventory, by=by, at=timezone.now())


def restore_inventory(*, by: Actor, inventory: Inventory) -> None:
    _set_archived(inventory, by=by, at=None)


def set_lfa_step(*, by: Actor, inventory: Inventory, key: str, state: str, note: Any) -> None:
    """Where a step stands, in any order. Raises Invalid."""
    require_state(key, state=state)
    words = clean_text(note, field="note", most=2000)
    with inventory_act("set_lfa_step", by=by, inventory=inventory, about=f"lfa:{key}") as changes:
        step, _ = LfaStep.objects.get_or_create(inventory=inventory, key=key)
        changes.change("lfa", step.pk)
        LfaStep.objects.filter(pk=step.pk).update(
            state=state, note=words, changed_at=timezone.now()
        )


def log_sharing(
    *, by: Actor, inventory: Inventory, what: Any, recipient: Any, purpose: Any
) -> SharingEntry:
    """Something left the house: what, to whom and why. Raises Invalid."""
    entry = SharingEntry(
        inventory=inventory,
        what=clean_line(what, field="what", most=200, required=True),
        recipient=clean_line(recipient, field="recipient", most=300, required=True),
        purpose=clean_text(purpose, field="purpose", most=1000, required=True),
    )
    with inventory_act("log_sharing", by=by, inventory=inventory):
        _log(entry, by=by)
    return entry


def _set_archived(inventory: Inventory, *, by: Actor, at: Any) -> None:
    name = "archive_inventory" if at else "restore_inventory"
    with inventory_act(name, by=by, inventory=inventory) as changes:
        changes.change("inventory", inventory.pk)
        Inventory.objects.filter(pk=inventory.pk).update(archived_at=at)
    inventory.archived_at = at


def _cleaned(fields: dict[str, Any], *, region: Region) -> dict[str, Any]:
    """The fields given, clean; those not given are left out."""
    found: dict[str, Any] = {**clean_given(fields, lines=LINES, texts=TEXTS, required="name")}
    found |= {name: fields[name] for name in ("period_from", "period_to") if name in fields}
    _require_period(found.get("period_from"), found.get("period_to"))
    return found | _choices(fields, region=region)


def _choices(fields: dict[str, Any], *, region: Region) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "language" in fields:
        if fields["language"] not in LANGUAGES:
            raise Invalid("language", Say("inventory.unknown_language"))
        found["language"] = fields["language"]
    if "strategy" in fields:
        found["strategy"] = _strategy(fields["strategy"], region=region)
    if "records_status" in fields:
        found["records_status"] = records_status(fields["records_status"]).id
    return found


def _strategy(chosen: Strategy | None, *, region: Region) -> Strategy | None:
    if chosen is not None and chosen.region_id != region.pk:
        raise Invalid("strategy", Say("inventory.unknown_strategy"))
    return chosen


def _require_period(first: date | None, last: date | None) -> None:
    if first and last and last < first:
        raise Invalid("period_to", Say("inventory.period_backwards"))


def _sharing(
    inventory: Inventory, *, status: str, purpose: str, decision: Any
) -> SharingEntry | None:
    """The log's entry for this change of status, or None when the status stays."""
    require_move(now=inventory.records_status, then=status)
    if status == inventory.records_status:
        return None
    if STATUSES[status].asks_purpose and not purpose:
        raise Invalid("sharing_purpose", Say("records.purpose_wanted"))
    if not STATUSES[status].asks_decision:
        wanted = purpose if STATUSES[status].asks_purpose else ""
        return SharingEntry(inventory=inventory, what=_status_entry(status), purpose=wanted)
    words = clean_text(decision, field="decision", most=1000)
    if not words:
        raise Invalid("decision", Say("records.decision_wanted"))
    return SharingEntry(inventory=inventory, what=_status_entry(status), purpose=words)


def _status_entry(status: str) -> str:
    """Worded where it is shown: the log keeps the status' id."""
    return f"status:{status}"


def _log(entry: SharingEntry, *, by: Actor) -> None:
    entry.by = getattr(by, "user", None)
    entry.save()
