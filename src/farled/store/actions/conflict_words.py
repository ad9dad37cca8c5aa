"""The words of a goal conflict mended after its workshop, which itself keeps what was said."""

from typing import Any

from farled.core.finding import Invalid, Say
from farled.core.text.clean import clean_integer
from farled.store.actions.conflicts import cleaned_words
from farled.store.actions.journal import act
from farled.store.gates import Actor
from farled.store.models import GoalConflict, Inventory


def correct_conflict(
    *, by: Actor, inventory: Inventory, conflict: GoalConflict, version: Any, **words: Any
) -> None:
    """Other words, with those of the workshop beside them; said as then, nothing is beside.

    Raises Invalid (`conflict.still_open`; `conflict.changed_meanwhile` when somebody else was first).
    """
    seen = clean_integer(version, field="version", least=1, most=10**6)
    new = cleaned_words(words)
    step = conflict.step
    if step is not None and step.state == "open":
        raise Invalid("version", Say("conflict.still_open"))
    with act(
        "correct_conflict",
        by=by,
        workshop=step.workshop if step else None,
        region=inventory.region,
        step=step,
        about=f"conflict:{conflict.pk}",
        detail={"fields": sorted(n for n, said in new.items() if said != getattr(conflict, n))},
    ) as journal:
        same = GoalConflict.objects.filter(pk=conflict.pk, version=seen, removed_at=None)
        if not same.update(version=seen + 1, as_said=_as_said(conflict, new), **new):
            raise Invalid("version", Say("conflict.changed_meanwhile"))
        journal.touch("conflict", conflict.pk)
    conflict.refresh_from_db()


def _as_said(conflict: GoalConflict, new: dict[str, str]) -> dict[str, str]:
    said = conflict.as_said or {name: getattr(conflict, name) for name in new}
    return {} if said == new else said
