"""Authorised disposal: who said what in a workshop is forgotten; what was said stays.

The decision to dispose is the authority's (domain.md 6.2); this carries it out and says what was done.
"""

import secrets
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet, Sum
from django.utils import timezone

from farled.core.anonymity import SMALLEST_GROUP
from farled.core.text.clean import clean_line
from farled.store.actions.journal import act
from farled.store.backups import KnownBackup, known_backups
from farled.store.gates import Actor
from farled.store.models import (
    AnonymousBallot,
    AnsweredRequest,
    Authorship,
    Event,
    GoalConflict,
    Participant,
    Undo,
    Voice,
    Vote,
    Workshop,
)


@dataclass(frozen=True)
class PurgeReceipt:
    """What was emptied, and which backups still hold it."""

    authorships: int
    participants: int
    unlinked: int
    backups: tuple[KnownBackup, ...]


def purge_workshop(*, by: Actor, workshop: Workshop, decision: Any) -> PurgeReceipt:
    """Forgets who said what. `decision` is the disposal decision, kept in the audit trail. Cannot be undone."""
    words = clean_line(decision, field="decision", most=300, required=True)
    with act("purge", by=by, workshop=workshop, detail={"decision": words}) as journal:
        authorships, _ = Authorship.objects.filter(step__workshop=workshop).delete()
        people = _forget_people(workshop)
        unlinked = sum(_unlink(rows) for rows in _contributions(workshop))
        AnonymousBallot.objects.filter(step__workshop=workshop).delete()
        AnsweredRequest.objects.filter(workshop=workshop).delete()
        Undo.objects.filter(workshop=workshop).delete()
        Event.objects.filter(workshop=workshop).delete()
        Workshop.objects.filter(pk=workshop.pk).update(
            purged_at=timezone.now(), joining_open=False, state="finished"
        )
        journal.touch("attendance")
        journal.touch("workshop")
        journal.touch("undo")
        journal.touch(
            "voice", *Voice.objects.filter(step__workshop=workshop).values_list("pk", flat=True)
        )
    return PurgeReceipt(authorships, people, unlinked, tuple(known_backups()))


def _forget_people(workshop: Workshop) -> int:
    """Names, words and keys go; an organisation or a role stays only where at least five share it."""
    everyone = Participant.objects.filter(workshop=workshop)
    for field in ("organisation", "role"):
        shared = everyone.values_list(field).annotate(n=Sum("stands_for")).order_by()
        rare = [value for value, people in shared if people < SMALLEST_GROUP]
        everyone.filter(**{f"{field}__in": rare}).update(**{field: ""})
    for participant in everyone:
        participant.key = secrets.token_urlsafe(24)
        participant.name = participant.perspective = ""
        participant.anonymous_steps = []
    Participant.objects.bulk_update(
        everyone, ["key", "name", "perspective", "anonymous_steps"], batch_size=200
    )
    return len(everyone)


def _contributions(workshop: Workshop) -> "tuple[QuerySet[Any], ...]":
    return (
        Voice.objects.filter(step__workshop=workshop),
        Vote.objects.filter(item__step__workshop=workshop),
        GoalConflict.objects.filter(step__workshop=workshop),
    )


def _unlink(rows: "QuerySet[Any]") -> int:
    """Each contribution gets a ballot of its own: that two came from one person is forgotten too."""
    listed: list[Model] = list(rows.only("pk", "ballot"))
    for row in listed:
        row.ballot = secrets.token_urlsafe(24)  # type: ignore[attr-defined]
    rows.model._default_manager.bulk_update(listed, ["ballot"], batch_size=400)
    return len(listed)
