"""Goal conflicts in their first form: two that pull apart, each side in words it would sign."""

from typing import Any

from django.utils import timezone

from farled.core.finding import Invalid, Say
from farled.core.text.clean import clean_integer, clean_line, clean_text
from farled.store.actions.ballots import ballot_for
from farled.store.actions.journal import act
from farled.store.actions.leading import choose
from farled.store.gates import Actor, Guest
from farled.store.models import Goal, GoalConflict, Need, Participant, Step, Workshop

LINES = {"title": 200, "where": 300, "gains": 300, "loses": 300}
TEXTS = {"words_a": 1000, "words_b": 1000}
TYPES = frozenset(
    [
        "skenbar",
        "verklig",
        "mellan-mal",
        "inom-mal",
        "mal-medel",
        "resurs",
        "rumslig",
        "tid",
        "fordelning",
        "niva",
        "varde",
        "logik",
    ]
)
NOTHING: dict[str, Any] = {
    **dict.fromkeys((*LINES, *TEXTS), ""),
    **dict.fromkeys(("goal_a", "goal_b", "need_a", "need_b")),
    "types": [],
    "as_said": {},
}
MOST_OF_ONE = 20


def write_conflict(
    *,
    by: Actor,
    workshop: Workshop,
    step: Step | None,
    token: str = "",
    participant: Participant | None = None,
    **fields: Any,
) -> GoalConflict:
    """A new record. Raises Invalid with the field to mend."""
    with act("write_conflict", by=by, workshop=workshop, step=step) as journal:
        cleaned = _cleaned(fields, workshop=workshop)
        ballot = ballot_for(by, step=step, token=token) if isinstance(by, Guest) and step else ""
        if (
            ballot
            and GoalConflict.objects.filter(step=step, ballot=ballot, removed_at=None).count()
            >= MOST_OF_ONE
        ):
            raise Invalid("title", Say("workshop.too_many_voices", {"most": MOST_OF_ONE}))
        table = (
            by.participant.table
            if isinstance(by, Guest) and step and step.anonymity != "anonymous"
            else None
        )
        conflict = GoalConflict.objects.create(
            inventory=workshop.inventory, step=step, ballot=ballot, table=table, **cleaned
        )
        journal.add("conflict", conflict.pk) if not isinstance(by, Guest) else journal.touch(
            "conflict", conflict.pk
        )
    return conflict


def change_conflict(
    *, by: Actor, workshop: Workshop, conflict: GoalConflict, version: Any, **fields: Any
) -> GoalConflict:
    """New wording; Invalid (`conflict.changed_meanwhile`) when somebody else was first, with nothing overwritten."""
    seen = clean_integer(version, field="version", least=1, most=10**6)
    with act("change_conflict", by=by, workshop=workshop, step=conflict.step) as journal:
        cleaned = _cleaned({**_standing(conflict), **fields}, workshop=workshop)
        same = GoalConflict.objects.filter(pk=conflict.pk, version=seen)
        if not same.update(version=seen + 1, as_said={}, **cleaned):
            raise Invalid("version", Say("conflict.changed_meanwhile"))
        journal.touch("conflict", conflict.pk)
    conflict.refresh_from_db()
    return conflict


def withdraw_conflict(*, by: Guest, workshop: Workshop, step: Step, conflict: GoalConflict) -> None:
    """Taken back by its author: the words are gone for good."""
    with act("withdraw_conflict", by=by, workshop=workshop, step=step) as journal:
        GoalConflict.objects.filter(pk=conflict.pk).update(removed_at=timezone.now(), **NOTHING)
        journal.touch("conflict", conflict.pk)


def hide_conflict(*, by: Actor, workshop: Workshop, conflict: GoalConflict, reason: Any) -> None:
    """Out of sight for all but its author, who sees the reason."""
    why = clean_line(reason, field="reason", most=300, required=True)
    about = f"conflict:{conflict.pk}"
    with act("hide_conflict", by=by, workshop=workshop, step=conflict.step, about=about) as journal:
        journal.change("conflict", conflict.pk)
        GoalConflict.objects.filter(pk=conflict.pk).update(hidden=True, hide_reason=why)


def show_conflict(*, by: Actor, workshop: Workshop, conflict: GoalConflict) -> None:
    about = f"conflict:{conflict.pk}"
    with act("show_conflict", by=by, workshop=workshop, step=conflict.step, about=about) as journal:
        journal.change("conflict", conflict.pk)
        GoalConflict.objects.filter(pk=conflict.pk).update(hidden=False, hide_reason="")


def put_on_wall(*, by: Actor, workshop: Workshop, conflict: GoalConflict) -> None:
    """This one alone, until all are shown again. The conflict is one of a step."""
    step, about = Step.objects.get(conflicts=conflict), f"conflict:{conflict.pk}"
    with act("put_on_wall", by=by, workshop=workshop, step=step, about=about) as journal:
        journal.change("step", step.pk)
        Step.objects.filter(pk=step.pk).update(on_wall=True)
        choose(step, journal, focus=conflict.pk)


def put_all_on_wall(*, by: Actor, workshop: Workshop, step: Step) -> None:
    with act("put_all_on_wall", by=by, workshop=workshop, step=step) as journal:
        choose(step, journal, focus=None)


def _standing(conflict: GoalConflict) -> dict[str, Any]:
    names = ("goal_a", "goal_b", "need_a", "need_b")
    sides = {name: getattr(conflict, f"{name}_id") for name in names}
    return sides | {name: getattr(conflict, name) for name in (*LINES, *TEXTS, "types")}


def _cleaned(fields: dict[str, Any], *, workshop: Workshop) -> dict[str, Any]:
    found: dict[str, Any] = {**cleaned_words(fields)}
    chosen = fields.get("types")
    listed = chosen if isinstance(chosen, list | tuple) else ()
    found["types"] = sorted(TYPES.intersection(t for t in listed if isinstance(t, str)))
    for side in ("a", "b"):
        found[f"goal_{side}"] = _goal(fields.get(f"goal_{side}"), workshop)
        found[f"need_{side}"] = _need(fields.get(f"need_{side}"), workshop)
    found["title"] = found["title"] or _title(found)
    return found


def cleaned_words(fields: dict[str, Any]) -> dict[str, str]:
    """All that is words in a record. Raises Invalid where a side has none."""
    lines = {n: clean_line(fields.get(n) or "", field=n, most=most) for n, most in LINES.items()}
    texts = {n: clean_text(fields.get(n) or "", field=n, most=most) for n, most in TEXTS.items()}
    silent = next((name for name, words in texts.items() if not words), None)
    if silent:
        raise Invalid(silent, Say("conflict.both_sides"))
    return lines | texts


def _title(found: dict[str, Any]) -> str:
    sides = [
        str(found[f"goal_{s}"] or found[f"need_{s}"] or found[f"words_{s}"])[:90]
        for s in ("a", "b")
    ]
    return " × ".join(sides)


def _goal(number: Any, workshop: Workshop) -> Goal | None:
    if number in (None, "", 0):
        return None
    pk = clean_integer(number, field="goal", least=1, most=2**63 - 1)
    return Goal.objects.filter(pk=pk, strategy=workshop.inventory.strategy_id).first()


def _need(number: Any, workshop: Workshop) -> Need | None:
    if number in (None, "", 0):
        return None
    pk = clean_integer(number, field="need", least=1, most=2**63 - 1)
    return Need.objects.filter(pk=pk, inventory=workshop.inventory_id).first()
