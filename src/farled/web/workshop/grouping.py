"""Grouping on the bridge: cards moved by hand, groups named, merged, split and taken away."""

from django.utils.translation import gettext as _

from farled.core.finding import Invalid, Say
from farled.store.actions import declining, grouping
from farled.store.actions.needs import need_from_group
from farled.store.models import Group, Step, Voice
from farled.web.workshop.posted import Posted


def move(sent: Posted) -> str:
    """Cards (voices, tables' groups) to a group, to a new one, or out of every group."""
    step = sent.step()
    picked = [v for v in sent.voices(sent.numbers("voices")) if v.step_id == step.source_id]
    groups = [g for g in sent.groups(sent.numbers("groups")) if is_from_tables(g, step=step)]
    if not picked and not groups:
        raise Invalid("voices", Say("workshop.pick_first"))
    if sent.text("to") == "new":
        return _in_new(sent, step, voices=picked, groups=groups)
    into = None if sent.text("to") == "none" else sent.group("to")
    if into is not None and into.step_id != step.pk:
        raise Invalid("to", Say("workshop.groups_of_other_step"))
    grouping.place(
        by=sent.by, workshop=sent.workshop, step=step, voices=picked, groups=groups, into=into
    )
    return _("Flyttat till %(group)s.") % {"group": named(into)} if into else _("Flyttat ut.")


def is_from_tables(group: Group, *, step: Step) -> bool:
    """Whether plenary may take this group up: a table made it of the same voices."""
    return group.step_id != step.pk and group.step.source_id == step.source_id


def _in_new(sent: Posted, step: Step, *, voices: list[Voice], groups: list[Group]) -> str:
    grouping.place_in_new(
        by=sent.by,
        workshop=sent.workshop,
        step=step,
        voices=voices,
        groups=groups,
        table=sent.table(),
        name=sent.text("name"),
    )
    return _("Ny grupp. Ge den ett namn med era egna ord.")


def rename_group(sent: Posted) -> None:
    group = sent.group()
    if sent.text("name") != group.name:
        grouping.rename_group(
            by=sent.by, workshop=sent.workshop, group=group, name=sent.text("name")
        )


def merge_groups(sent: Posted) -> str:
    into = sent.group("into")
    grouping.merge_groups(by=sent.by, workshop=sent.workshop, into=into, groups=[sent.group()])
    return _("Sammanlagt i %(group)s.") % {"group": named(into)}


def remove_group(sent: Posted) -> str:
    grouping.remove_group(by=sent.by, workshop=sent.workshop, group=sent.group())
    return _("Gruppen är borta, rösterna finns kvar utan grupp.")


def split_group(sent: Posted) -> str:
    picked = sent.voices(sent.numbers("voices"))
    grouping.split_group(
        by=sent.by,
        workshop=sent.workshop,
        group=sent.group(),
        voices=picked,
        name=sent.text("name"),
    )
    return _("Delat i två grupper.")


def make_need(sent: Posted) -> str:
    need = need_from_group(by=sent.by, workshop=sent.workshop, group=sent.group())
    return _("Behov %(number)s är skapat. Det går att ändra i inventeringen.") % {
        "number": need.number
    }


def named(group: Group) -> str:
    return group.name or _("gruppen utan namn")


def decline(sent: Posted) -> None:
    """No to a suggestion: it does not come again."""
    declining.decline_suggestion(
        by=sent.by, workshop=sent.workshop, step=sent.step(), name=sent.text("name")
    )


def suggest_again(sent: Posted) -> str:
    declining.suggest_again(by=sent.by, workshop=sent.workshop, step=sent.step())
    return _("Förslagen ni sagt nej till visas igen.")


ALL = (
    move, rename_group, merge_groups, remove_group, split_group, make_need, decline, suggest_again,
)  # fmt: skip
