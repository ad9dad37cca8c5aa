"""Undo: the facilitator's last act taken back, whatever it was."""

from django.db.models import Q

from farled.core.finding import Invalid, Say
from farled.store.actions import leading, seats
from farled.store.actions.journal import UNDOABLE, Journal, act
from farled.store.gates import Actor
from farled.store.models import Group, Undo, Voice, Workshop


def undo_last(*, by: Actor, workshop: Workshop) -> str:
    """Brings back the fields as they were before the newest act not yet undone; returns its name.

    Raises Invalid (`workshop.nothing_to_undo`).
    """
    with act("undo", by=by, workshop=workshop) as journal:
        entry = (
            Undo.objects.select_for_update()
            .filter(workshop=workshop, undone=False)
            .order_by("-seq", "-pk")
            .first()
        )
        if entry is None:
            raise Invalid("undo", Say("workshop.nothing_to_undo"))
        for kind in entry.before.keys() & UNDOABLE.keys():
            for number, fields in entry.before[kind].items():
                _bring_back(kind, int(number), fields)
                journal.touch(kind, 0 if kind == "workshop" else int(number))
        seats.move_back(workshop, entry.before.get("seat", {}))
        leading.choose_as_before(workshop, entry.before.get("led", {}), journal)
        seats.leave_removed_tables(workshop)
        _let_go_of_removed_groups(workshop, journal)
        journal.touch("attendance")
        journal.touch("undo")
        Undo.objects.filter(pk=entry.pk).update(undone=True)
    return entry.act


def last_undoable(workshop: Workshop) -> str | None:
    """The name of the act that undo would take back."""
    newest = (
        Undo.objects.filter(workshop=workshop, undone=False)
        .order_by("-seq", "-pk")
        .values_list("act", flat=True)
    )
    return newest.first()


def _let_go_of_removed_groups(workshop: Workshop, journal: Journal) -> None:
    """What others put in a group that is gone now follows it where it went, or lies loose: never out of sight."""
    holds = Q(voices__isnull=False) | Q(merged__removed=False)
    gone = Group.objects.filter(holds, step__workshop=workshop, removed=True).distinct()
    for group in gone.select_related("merged_into"):
        into = group.merged_into
        home = into if into is not None and not into.removed else None
        for kind, rows, link in (
            ("voice", Voice.objects.filter(group=group), "group"),
            ("group", Group.objects.filter(merged_into=group, removed=False), "merged_into"),
        ):
            numbers = list(rows.values_list("pk", flat=True))
            if numbers:
                rows.update(**{link: home})
                journal.touch(kind, *numbers)


def _bring_back(kind: str, number: int, fields: dict[str, object] | None) -> None:
    model, _ = UNDOABLE[kind]
    rows = model._default_manager.filter(pk=number)
    if kind == "voice":
        rows = rows.exclude(state="withdrawn")  # its author took it back meanwhile: that stands
    if fields is None:
        fields = {"hidden": True} if kind == "conflict" else {"removed": True}
    rows.update(**fields)
