"""Groups: move, name, merge, split; by a table for its own voices, by the facilitator for all."""

from collections.abc import Sequence
from typing import Any

from farled.core.finding import Invalid, Say
from farled.core.text.clean import clean_line
from farled.store.actions.journal import Journal, act
from farled.store.gates import Actor
from farled.store.models import Group, Step, Table, Voice, Workshop


def new_group(
    *,
    by: Actor,
    workshop: Workshop,
    step: Step,
    name: Any,
    table: Table | None = None,
    voices: Sequence[Voice] = (),
) -> Group:
    """A group, at once with these voices in it."""
    words = clean_line(name, field="name", most=200)
    with act("new_group", by=by, workshop=workshop, step=step) as journal:
        group = Group.objects.create(step=step, table=table, name=words, position=_last(step))
        journal.add("group", group.pk)
        _move(journal, voices, group=group)
    return group


def move_voices(
    *, by: Actor, workshop: Workshop, step: Step, voices: Sequence[Voice], group: Group | None
) -> None:
    """Into a group, or out of every group. Groups left empty stay: somebody may have named them."""
    with act("move_voice", by=by, workshop=workshop, step=step) as journal:
        _move(journal, voices, group=group)


def rename_group(*, by: Actor, workshop: Workshop, group: Group, name: Any) -> None:
    words = clean_line(name, field="name", most=200, required=True)
    with act(
        "rename_group", by=by, workshop=workshop, step=group.step, about=f"group:{group.pk}"
    ) as journal:
        journal.change("group", group.pk)
        Group.objects.filter(pk=group.pk).update(name=words)


def merge_groups(*, by: Actor, workshop: Workshop, into: Group, groups: Sequence[Group]) -> None:
    """All voices of `groups` into one group of the same step; the emptied ones point to where they went."""
    others = [g for g in groups if g.pk != into.pk]
    if any(g.step_id != into.step_id for g in others):
        raise Invalid("groups", Say("workshop.groups_of_other_step"))
    with act(
        "merge_groups", by=by, workshop=workshop, step=into.step, about=f"group:{into.pk}"
    ) as journal:
        numbers = [g.pk for g in others]
        _require_standing([into.pk, *numbers])
        journal.change("group", into.pk, *numbers)
        _move(journal, list(Voice.objects.filter(group__in=numbers)), group=into)
        taken_up = list(Group.objects.filter(merged_into__in=numbers).values_list("pk", flat=True))
        journal.change("group", *taken_up)
        Group.objects.filter(pk__in=taken_up).update(merged_into=into)
        Group.objects.filter(pk__in=numbers).update(merged_into=into, removed=True)
        if not into.name:
            Group.objects.filter(pk=into.pk).update(
                name=next((g.name for g in others if g.name), "")
            )


def take_up_groups(
    *, by: Actor, workshop: Workshop, into: Group | None, groups: Sequence[Group]
) -> None:
    """Plenary: tables' groups into a plenary group (or out of it again); what came from which table stays visible."""
    step = into.step if into else groups[0].step if groups else None
    if into is not None and any(g.step_id == into.step_id for g in groups):
        raise Invalid("groups", Say("workshop.groups_of_same_step"))
    with act("take_up_groups", by=by, workshop=workshop, step=step) as journal:
        _place(journal, voices=(), groups=groups, into=into)


def place(
    *,
    by: Actor,
    workshop: Workshop,
    step: Step,
    voices: Sequence[Voice] = (),
    groups: Sequence[Group] = (),
    into: Group | None,
) -> None:
    """Voices and tables' groups into a group of this step, or out of every group: one act, one undo."""
    _require_from_tables(groups, step=step)
    with act("place", by=by, workshop=workshop, step=step) as journal:
        _place(journal, voices=voices, groups=groups, into=into)


def place_in_new(
    *,
    by: Actor,
    workshop: Workshop,
    step: Step,
    voices: Sequence[Voice] = (),
    groups: Sequence[Group] = (),
    table: Table | None = None,
    name: Any = "",
) -> Group:
    """A new group of these; without a name it takes that of the first table's group laid in it."""
    _require_from_tables(groups, step=step)
    words = clean_line(name, field="name", most=200) or next((g.name for g in groups), "")
    with act("new_group", by=by, workshop=workshop, step=step) as journal:
        made = Group.objects.create(step=step, table=table, name=words, position=_last(step))
        journal.add("group", made.pk)
        _place(journal, voices=voices, groups=groups, into=made)
    return made


def split_group(
    *, by: Actor, workshop: Workshop, group: Group, voices: Sequence[Voice], name: Any
) -> Group:
    """These voices of a group into a new one beside it."""
    if any(v.group_id != group.pk for v in voices) or not voices:
        raise Invalid("voices", Say("workshop.voices_of_other_group"))
    words = clean_line(name, field="name", most=200)
    with act(
        "split_group", by=by, workshop=workshop, step=group.step, about=f"group:{group.pk}"
    ) as journal:
        made = Group.objects.create(
            step=group.step, table=group.table, name=words, position=_last(group.step)
        )
        journal.add("group", made.pk)
        _move(journal, voices, group=made)
    return made


def remove_group(*, by: Actor, workshop: Workshop, group: Group) -> None:
    """The group goes, its voices stay as they are, ungrouped."""
    with act(
        "remove_group", by=by, workshop=workshop, step=group.step, about=f"group:{group.pk}"
    ) as journal:
        _move(journal, list(Voice.objects.filter(group=group)), group=None)
        taken_up = list(Group.objects.filter(merged_into=group).values_list("pk", flat=True))
        journal.change("group", group.pk, *taken_up)
        Group.objects.filter(pk__in=taken_up).update(merged_into=None)
        Group.objects.filter(pk=group.pk).update(removed=True)


def _require_from_tables(groups: Sequence[Group], *, step: Step) -> None:
    if any(group.step_id == step.pk for group in groups):
        raise Invalid("groups", Say("workshop.groups_of_same_step"))


def _require_standing(numbers: Sequence[int]) -> None:
    """Locked where the database can, always in the same order: of two merges at once the later finds its group gone."""
    rows = Group.objects.select_for_update().filter(pk__in=numbers, removed=False)
    if len(rows.order_by("pk").values_list("pk", flat=True)) != len(set(numbers)):
        raise Invalid("group", Say("workshop.group_gone"))


def _require_no_circle(numbers: Sequence[int], *, into: Group | None) -> None:
    """A group cannot be laid in what lies in it: such a circle would have no top to be drawn from."""
    above, seen = into.pk if into else None, set[int]()
    while above is not None and above not in seen:
        if above in numbers:
            raise Invalid("groups", Say("workshop.groups_of_other_step"))
        seen.add(above)
        above = Group.objects.values_list("merged_into", flat=True).get(pk=above)


def _place(
    journal: Journal, *, voices: Sequence[Voice], groups: Sequence[Group], into: Group | None
) -> None:
    if voices:
        _move(journal, voices, group=into)
    numbers = [group.pk for group in groups]
    _require_no_circle(numbers, into=into)
    journal.change("group", *numbers)
    Group.objects.filter(pk__in=numbers).update(merged_into=into)


def _move(journal: Journal, voices: Sequence[Voice], *, group: Group | None) -> None:
    numbers = [voice.pk for voice in voices]
    journal.change("voice", *numbers)
    Voice.objects.filter(pk__in=numbers).update(group=group, left_alone="")


def _last(step: Step) -> int:
    return Group.objects.filter(step=step).count() + 1
