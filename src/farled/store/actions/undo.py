"""Undo: the facilitator's last act taken back, whatever it was."""

from farled.core.finding import Invalid, Say
from farled.store.actions.journal import UNDOABLE, act
from farled.store.gates import Actor
from farled.store.models import Undo, Workshop


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
        for kind, rows in entry.before.items():
            for number, fields in rows.items():
                _bring_back(kind, int(number), fields)
                journal.touch(kind, 0 if kind == "workshop" else int(number))
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


def _bring_back(kind: str, number: int, fields: dict[str, object] | None) -> None:
    model, _ = UNDOABLE[kind]
    rows = model._default_manager.filter(pk=number)
    if kind == "voice":
        rows = rows.exclude(state="withdrawn")  # its author took it back meanwhile: that stands
    if fields is None:
        fields = {"hidden": True} if kind == "conflict" else {"removed": True}
    rows.update(**fields)
