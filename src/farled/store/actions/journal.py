"""One transaction, one audit row and one event for every act; several acts may share a transaction.

with act("hide_voice", by=by, workshop=workshop, step=step) as journal:
    journal.change("voice", voice.pk)     # before the change: remembered for undo
    Voice.objects.filter(...).update(...)
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models, transaction
from django.db.models import F

from farled.core.finding import Invalid, Say
from farled.store.gates import Actor, Guest, Person, Token
from farled.store.models import (
    AnsweredRequest,
    Audit,
    Event,
    GoalConflict,
    Group,
    Item,
    Region,
    Step,
    Table,
    Undo,
    Voice,
    Workshop,
)

# The facilitator's fields of each kind: what undo brings back. Never a text that a participant wrote.
UNDOABLE: dict[str, tuple[type[models.Model], tuple[str, ...]]] = {
    "voice": (Voice, ("state", "hide_reason", "group_id", "left_alone", "position")),
    # not the need: what was made of a group is the inventory's to undo (inventory_undo)
    "group": (Group, ("name", "position", "merged_into_id", "removed", "table_id")),
    "step": (
        Step,
        (
            *("state", "revealed", "on_wall", "position", "removed"),
            *("opened_at", "seconds_open", "timer_ends_at", "timer_left"),
        ),
    ),
    "item": (Item, ("text", "position", "removed")),
    "table": (Table, ("name", "position", "removed")),
    "conflict": (GoalConflict, ("hidden", "hide_reason", "position")),
    "workshop": (Workshop, ("current_step_id", "state", "joining_open")),
}
# the only acts that a workshop put away takes
OF_THE_PUT_AWAY = ("archive_workshop", "restore_workshop", "purge")
Before = dict[str, dict[str, dict[str, Any] | None]]


@dataclass
class Journal:
    """What one act touched, gathered until its transaction closes."""

    name: str
    by: Actor
    workshop: Workshop | None = None
    region: Region | None = None
    step: Step | None = None
    about: str = ""
    detail: dict[str, Any] = field(default_factory=dict)
    touched: list[tuple[str, int]] = field(default_factory=list)
    before: Before = field(default_factory=dict)
    follows: bool = False  # a further room is told of an act that has its own row in the log

    def touch(self, kind: str, *numbers: int) -> None:
        """These things changed; undo does not bring them back."""
        self.touched.extend((kind, number) for number in numbers or (0,))

    def change(self, kind: str, *numbers: int) -> None:
        """Call before changing the facilitator's fields of these rows: undo brings them back."""
        if not numbers:
            return
        model, fields = UNDOABLE[kind]
        rows = model._default_manager.filter(pk__in=numbers).values("pk", *fields)
        kept = self.before.setdefault(kind, {})
        for row in rows:
            kept.setdefault(str(row["pk"]), {name: row[name] for name in fields})
        self.touched.extend((kind, 0 if kind == "workshop" else number) for number in numbers)

    def add(self, kind: str, number: int) -> None:
        """A row was made: undo removes it."""
        self.before.setdefault(kind, {})[str(number)] = None
        self.touch(kind, number)


@dataclass
class Batch:
    """Acts that are committed together, and what their transaction has read for all of them."""

    journals: list[Journal] = field(default_factory=list)
    answers: list[AnsweredRequest] = field(default_factory=list)
    answered: dict[tuple[str, str], Any] = field(
        default_factory=dict
    )  # (slug, key) → answer given before
    workshops: dict[str, Workshop] = field(default_factory=dict)
    steps: dict[int, Step] = field(default_factory=dict)


_open_batch: ContextVar[Batch | None] = ContextVar("open_batch", default=None)


@contextmanager
def act(
    name: str,
    *,
    by: Actor,
    workshop: Workshop | None = None,
    region: Region | None = None,
    step: Step | None = None,
    about: str = "",
    detail: dict[str, Any] | None = None,
) -> Iterator[Journal]:
    """A transaction that ends with its audit row and its event; in a batch the batch writes them.

    Raises Invalid (`workshop.put_away`, `inventory.put_away`).
    """
    if workshop is not None and workshop.put_away and name not in OF_THE_PUT_AWAY:
        raise Invalid("workshop", Say(f"{_which(workshop)}.put_away"))
    journal = Journal(name, by, workshop, region, step, about, detail or {})
    outer = _open_batch.get()
    if outer is not None:
        yield journal
        outer.journals.append(journal)
        return
    with transaction.atomic():
        if workshop is not None:
            wait_for_turn(Workshop.objects.filter(pk=workshop.pk))
        yield journal
        _write_out(Batch([journal]))


def _which(put_away: Workshop) -> str:
    return "workshop" if put_away.archived_at is not None else "inventory"


@contextmanager
def batch() -> Iterator[Batch]:
    """One transaction for several acts; the journals are written once, at the end. Savepoints are the caller's."""
    gathered = Batch()
    token = _open_batch.set(gathered)
    try:
        with transaction.atomic():
            yield gathered
            _write_out(gathered)
    finally:
        _open_batch.reset(token)


def wait_for_turn(rooms: "models.QuerySet[Workshop]") -> None:
    """Acts in one room wait for each other from their first query on, where the database can lock.

    Two that took the same rows in different order would otherwise stop each other, and one be thrown out.
    """
    if connection.features.has_select_for_update:
        list(rooms.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def _write_out(gathered: Batch) -> None:
    done = [journal for journal in gathered.journals if not journal.follows]
    Audit.objects.bulk_create([_audit(journal) for journal in done])
    by_workshop: dict[int, list[Journal]] = {}
    for journal in gathered.journals:
        if journal.workshop is not None and journal.touched:
            by_workshop.setdefault(journal.workshop.pk, []).append(journal)
    for workshop, journals in sorted(by_workshop.items()):
        _write_events(workshop, journals)
    if gathered.answers:
        AnsweredRequest.objects.bulk_create(gathered.answers)


def _write_events(workshop: int, journals: list[Journal]) -> None:
    # The update locks the row until commit, so seqs are committed in their order on both databases.
    Workshop.objects.filter(pk=workshop).update(seq=F("seq") + len(journals))
    last = Workshop.objects.values_list("seq", flat=True).get(pk=workshop)
    numbered = list(enumerate(journals, start=last - len(journals) + 1))
    Event.objects.bulk_create(
        [
            Event(
                workshop_id=workshop,
                seq=seq,
                act=j.name,
                touched=[list(key) for key in dict.fromkeys(_touched(j))],
            )
            for seq, j in numbered
        ]
    )
    Undo.objects.bulk_create(
        [
            Undo(workshop_id=workshop, seq=seq, act=j.name, before=_plain(j.before), by=_user(j.by))
            for seq, j in numbered
            if _can_be_undone(j)
        ]
    )
    for _, journal in numbered:
        if journal.workshop is not None:
            journal.workshop.seq = last


def _touched(journal: Journal) -> list[tuple[str, int]]:
    return [*journal.touched, *([("undo", 0)] if _can_be_undone(journal) else [])]


def _can_be_undone(journal: Journal) -> bool:
    return bool(journal.before) and not isinstance(journal.by, Guest)


def _plain(before: Before) -> Before:
    return {
        kind: {
            number: row and {k: _json(v) for k, v in row.items()} for number, row in rows.items()
        }
        for kind, rows in before.items()
    }


def _json(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _audit(journal: Journal) -> Audit:
    workshop = journal.workshop
    region = (
        journal.region.pk if journal.region else workshop.inventory.region_id if workshop else None
    )
    guest = isinstance(journal.by, Guest)
    return Audit(
        region_id=region,
        workshop=workshop,
        step=journal.step,
        user=_user(journal.by),
        actor=_kind(journal.by),
        act=journal.name,
        about="" if guest else journal.about,
        detail={} if guest else journal.detail,
    )


def _user(by: Actor) -> Any:
    return by.user if isinstance(by, Person) else None


def _kind(by: Actor) -> str:
    if isinstance(by, Person):
        return "person"
    return (
        "participant" if isinstance(by, Guest) else "token" if isinstance(by, Token) else "system"
    )
