"""Voices after the workshop: into a need, knowingly left alone, or out again. The words are never touched."""

from collections.abc import Sequence
from typing import Any

from farled.core.finding import Invalid, Say
from farled.core.text.clean import clean_line
from farled.store.actions.inventory_journal import Changes, inventory_act
from farled.store.gates import Actor
from farled.store.models import Group, Inventory, Need, Step, Voice


def place_voices(*, by: Actor, inventory: Inventory, voices: Sequence[Voice], need: Need) -> None:
    """Into the need's group beside where each voice was written; the group is made where it is missing.

    Raises Invalid (`need.gone`, `voice.none_chosen`).
    """
    if need.inventory_id != inventory.pk or need.removed_at is not None:
        raise Invalid("need", Say("need.gone"))
    rows = _placeable(voices, inventory=inventory)
    with inventory_act(
        "place_voices", by=by, inventory=inventory, about=f"need:{need.pk}"
    ) as changes:
        changes.change("voice", *[voice.pk for voice in rows])
        for voice in rows:
            group = _group_of(need, voice=voice, changes=changes)
            Voice.objects.filter(pk=voice.pk).update(group=group, left_alone="")


def leave_voices_alone(
    *, by: Actor, inventory: Inventory, voices: Sequence[Voice], reason: Any
) -> None:
    """Knowingly outside every need, and why. Raises Invalid."""
    why = clean_line(reason, field="reason", most=300, required=True)
    rows = _placeable(voices, inventory=inventory)
    with inventory_act("leave_voices_alone", by=by, inventory=inventory) as changes:
        numbers = [voice.pk for voice in rows]
        changes.change("voice", *numbers)
        Voice.objects.filter(pk__in=numbers).update(left_alone=why, group=None)


def take_out_voices(*, by: Actor, inventory: Inventory, voices: Sequence[Voice]) -> None:
    """Out of their need and without a reason again: not yet placed."""
    rows = _placeable(voices, inventory=inventory)
    with inventory_act("take_out_voices", by=by, inventory=inventory) as changes:
        numbers = [voice.pk for voice in rows]
        changes.change("voice", *numbers)
        Voice.objects.filter(pk__in=numbers).update(left_alone="", group=None)


def _placeable(voices: Sequence[Voice], *, inventory: Inventory) -> list[Voice]:
    """Shown voices of this inventory's workshops, nothing else."""
    shown = Voice.objects.filter(
        pk__in=[v.pk for v in voices], state="written", step__revealed=True
    )
    found = list(shown.filter(step__workshop__inventory=inventory).select_related("step"))
    if not found:
        raise Invalid("voices", Say("voice.none_chosen"))
    return found


def _group_of(need: Need, *, voice: Voice, changes: Changes) -> Group:
    here = Group.objects.filter(need=need, step__workshop=voice.step.workshop_id, removed=False)
    groups = list(here.select_related("step"))
    nearest = [g for g in groups if voice.step_id in (g.step_id, g.step.source_id)]
    if nearest or groups:
        return (nearest or groups)[0]
    group = Group.objects.create(
        step=_grouping_step(voice.step),
        name=need.what[:200],
        need=need,
        position=Group.objects.filter(step__workshop=voice.step.workshop_id).count() + 1,
    )
    changes.add("group", group.pk)
    return group


def _grouping_step(step: Step) -> Step:
    """Where the step's voices are grouped: the last such step, else the step itself."""
    steps = Step.objects.filter(source=step, activity="group", removed=False)
    return steps.order_by("position").last() or step
