"""Summaries: chosen, shared by link or file, withdrawn; and those from other regions kept."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from farled.core.dialogue.sharing import LASTS, status_after_sharing
from farled.core.dialogue.summarise import ONE_BY_ONE, Choice
from farled.core.dialogue.summary import Summary
from farled.core.dialogue.summary_json import fingerprint, format_summary, parse_summary
from farled.core.finding import Invalid, Say
from farled.core.text.clean import clean_integer, clean_line, clean_text
from farled.store.actions.inventory_journal import inventory_act
from farled.store.actions.journal import act
from farled.store.gates import Actor, Person
from farled.store.models import (
    Inventory,
    ReceivedSummary,
    Region,
    SharedSummary,
    SharingEntry,
    SummaryDraft,
)
from farled.store.slugs import new_slug

TEXTS = {"learned": 5000, "asks": 5000}
PURPOSE, RECIPIENT, NOTE = 1000, 300, 300


def save_draft(
    *, by: Actor, inventory: Inventory, version: Any, stays: Choice, learned: Any, asks: Any
) -> None:
    """What stays at home and the words for the readers.

    Raises Invalid (`summary.changed_meanwhile` when somebody else was first).
    """
    seen = clean_integer(version, field="version", least=1, most=10**9)
    words = {
        name: clean_text(text, field=name, most=TEXTS[name])
        for name, text in (("learned", learned), ("asks", asks))
    }
    with inventory_act("edit_summary", by=by, inventory=inventory, undoable=False):
        SummaryDraft.objects.get_or_create(inventory=inventory)
        same = SummaryDraft.objects.filter(inventory=inventory, version=seen)
        changed = {"left_out": _left_out(stays), "changed_by": _user(by), **words}
        if not same.update(version=seen + 1, changed_at=timezone.now(), **changed):
            raise Invalid("version", Say("summary.changed_meanwhile"))


def share_summary(
    *,
    by: Actor,
    inventory: Inventory,
    summary: Summary,
    looked_at: Any,
    way: Any,
    purpose: Any,
    recipient: Any,
    days: Any,
    what: str,
    findings: int = 0,
    findings_read: bool = False,
) -> SharedSummary:
    """The summary leaves the house: kept as it is now, entered in the log, and the records status follows.

    `looked_at` is the fingerprint of what the person saw, `what` the log's words for it, `days` how long its link
    opens (0: no link). Raises Invalid with the field to mend.
    """
    entry = SharingEntry(
        inventory=inventory,
        what=clean_line(what, field="what", most=200, required=True),
        recipient=clean_line(recipient, field="recipient", most=RECIPIENT, required=True),
        purpose=clean_text(purpose, field="purpose", most=PURPOSE, required=True),
        by=_user(by),
    )
    lasts = _lasts(days)
    if looked_at != fingerprint(summary):
        raise Invalid("looked_at", Say("sharing.changed_since"))
    if findings and not findings_read:
        raise Invalid("findings_read", Say("sharing.read_findings"))
    detail = {"way": way, "days": lasts, "findings": findings}
    with inventory_act("share_summary", by=by, inventory=inventory, detail=detail, undoable=False):
        _follow_status(inventory, way=way, purpose=entry.purpose)
        entry.save()
        return SharedSummary.objects.create(
            inventory=inventory,
            entry=entry,
            slug=new_slug(inventory.name),
            status=way,
            content=format_summary(summary),
            expires_at=timezone.now() + timedelta(days=lasts) if lasts else None,
        )


def withdraw_link(*, by: Actor, shared: SharedSummary) -> None:
    """The link opens no more. That the summary was shared stands."""
    _set_withdrawn(shared, by=by, withdrawn=True)


def reopen_link(*, by: Actor, shared: SharedSummary) -> None:
    """The link opens again, until the day it was given for."""
    _set_withdrawn(shared, by=by, withdrawn=False)


def keep_received(*, by: Actor, region: Region, text: str, note: Any) -> ReceivedSummary:
    """A summary from another region is kept here, cleaned. Raises Invalid, with a path into the file as field."""
    summary = parse_summary(text)
    words = clean_line(note, field="note", most=NOTE)
    with act("keep_summary", by=by, region=region) as journal:
        received = ReceivedSummary.objects.create(
            region=region,
            slug=new_slug(summary.title),
            title=summary.title,
            sender=summary.region,
            content=format_summary(summary),
            note=words,
            received_by=_user(by),
        )
        journal.about = f"received:{received.pk}"
    return received


def remove_received(*, by: Actor, received: ReceivedSummary) -> None:
    _set_removed(received, by=by, removed=True)


def restore_received(*, by: Actor, received: ReceivedSummary) -> None:
    _set_removed(received, by=by, removed=False)


def _left_out(stays: Choice) -> dict[str, list[Any]]:
    kept: dict[str, list[Any]] = {"parts": sorted(stays.parts)}
    return kept | {part: sorted(getattr(stays, part)) for part in ONE_BY_ONE}


def _lasts(days: Any) -> int:
    lasts = clean_integer(days, field="days", least=0, most=max(LASTS))
    if lasts not in (0, *LASTS):
        raise Invalid("days", Say("sharing.unknown_length"))
    return lasts


def _follow_status(inventory: Inventory, *, way: str, purpose: str) -> None:
    """Reads the status inside the act, since somebody may have moved it meanwhile. Raises Invalid."""
    rows = Inventory.objects.filter(pk=inventory.pk)
    now = rows.values_list("records_status", flat=True).get()
    after = status_after_sharing(now=now, way=way)
    if after != now:
        rows.update(records_status=after, sharing_purpose=purpose)
    inventory.refresh_from_db(fields=["records_status", "sharing_purpose"])


def _set_withdrawn(shared: SharedSummary, *, by: Actor, withdrawn: bool) -> None:
    name = "withdraw_link" if withdrawn else "reopen_link"
    about = f"shared:{shared.pk}"
    with inventory_act(name, by=by, inventory=shared.inventory, about=about, undoable=False):
        shared.withdrawn_at = timezone.now() if withdrawn else None
        shared.save(update_fields=["withdrawn_at"])


def _set_removed(received: ReceivedSummary, *, by: Actor, removed: bool) -> None:
    name = "remove_summary" if removed else "restore_summary"
    about = f"received:{received.pk}"
    with act(name, by=by, region=received.region, about=about):
        received.removed_at = timezone.now() if removed else None
        received.save(update_fields=["removed_at"])


def _user(by: Actor) -> Any:
    return by.user if isinstance(by, Person) else None
