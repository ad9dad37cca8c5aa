"""Needs: made from a group or from nothing, edited, moved, merged, taken away; all of it with undo."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F, Max
from django.utils import timezone

from farled.core.finding import Invalid, Say
from farled.core.text.clean import clean_integer, clean_line
from farled.store.actions.inventory_journal import Changes, inventory_act
from farled.store.actions.need_fields import cleaned, from_voices, link
from farled.store.gates import Actor
from farled.store.models import Group, Inventory, Need, Workshop

MOST_NEEDS = 2000


def create_need(*, by: Actor, inventory: Inventory, **fields: Any) -> Need:
    """A need from nothing. Raises Invalid with the field to mend."""
    found = cleaned({"what": "", **fields}, inventory=inventory)
    with inventory_act("create_need", by=by, inventory=inventory) as changes:
        return _made(changes, found)


def need_from_group(*, by: Actor, workshop: Workshop, group: Group, **fields: Any) -> Need:
    """The group becomes a need: in its own name, with what its voices said of areas, for whom and where.

    `fields` come before what the voices say. Raises Invalid (`need.group_has_need`, `need.group_gone`).
    """
    inventory = workshop.inventory
    with inventory_act(
        "need_from_group", by=by, inventory=inventory, about=f"group:{group.pk}"
    ) as changes:
        _require_free(group, workshop=workshop)
        found = cleaned(from_voices(group) | fields, inventory=inventory)
        need = _made(changes, found)
        changes.change("group", group.pk)
        Group.objects.filter(pk=group.pk).update(need=need)
    group.need = need
    return need


def edit_need(*, by: Actor, inventory: Inventory, need: Need, version: Any, **fields: Any) -> None:
    """New values of the fields given. Raises Invalid (`need.changed_meanwhile` when somebody else was first)."""
    seen = clean_integer(version, field="version", least=1, most=10**9)
    found = cleaned(fields, inventory=inventory)
    about = f"need:{need.pk}"
    with inventory_act("edit_need", by=by, inventory=inventory, about=about) as changes:
        changes.change("need", need.pk)
        own = {name: value for name, value in found.items() if name not in ("areas", "goals")}
        same = Need.objects.filter(pk=need.pk, inventory=inventory, version=seen, removed_at=None)
        if not same.update(version=seen + 1, **own):
            raise Invalid("version", Say("need.changed_meanwhile"))
        link(need, found)
    need.refresh_from_db()


def merge_needs(*, by: Actor, inventory: Inventory, into: Need, needs: Sequence[Need]) -> None:
    """The voices of `needs` follow into one; areas, goals and dimensions are joined, empty fields filled.

    Raises Invalid (`need.nothing_to_merge`).
    """
    others = [n for n in needs if n.pk != into.pk and n.removed_at is None]
    if not others or into.removed_at is not None:
        raise Invalid("needs", Say("need.nothing_to_merge"))
    numbers = [n.pk for n in others]
    with inventory_act(
        "merge_needs", by=by, inventory=inventory, about=f"need:{into.pk}"
    ) as changes:
        changes.change("need", into.pk, *numbers)
        groups = list(Group.objects.filter(need__in=numbers).values_list("pk", flat=True))
        changes.change("group", *groups)
        Group.objects.filter(pk__in=groups).update(need=into)
        _join(into, others)
        Need.objects.filter(pk__in=numbers).update(
            merged_into=into, removed_at=timezone.now(), version=F("version") + 1
        )
    into.refresh_from_db()


def remove_need(*, by: Actor, inventory: Inventory, need: Need) -> None:
    """Out of the list; its voices are without a need again. Undo brings it back with them."""
    about = f"need:{need.pk}"
    with inventory_act("remove_need", by=by, inventory=inventory, about=about) as changes:
        changes.change("need", need.pk)
        groups = list(Group.objects.filter(need=need).values_list("pk", flat=True))
        changes.change("group", *groups)
        Group.objects.filter(pk__in=groups).update(need=None)
        Need.objects.filter(pk=need.pk).update(removed_at=timezone.now(), version=F("version") + 1)


def dismiss_hint(*, by: Actor, inventory: Inventory, need: Need, hint: str, reason: Any) -> None:
    """A question about the wording does not hold here, and why. Raises Invalid."""
    words = clean_line(reason, field="reason", most=300, required=True)
    kind = clean_line(hint, field="hint", most=40, required=True)
    about = f"need:{need.pk}"
    with inventory_act("dismiss_hint", by=by, inventory=inventory, about=about) as changes:
        changes.change("need", need.pk)
        kept = {**need.hints_dismissed, kind: words}
        if len(kept) <= 20:
            Need.objects.filter(pk=need.pk).update(hints_dismissed=kept)


def _made(changes: Changes, found: dict[str, Any]) -> Need:
    inventory = changes.inventory
    rows = Need.objects.filter(inventory=inventory)
    last = rows.aggregate(number=Max("number"), position=Max("position"))
    if (last["number"] or 0) >= MOST_NEEDS:
        raise Invalid("what", Say("need.too_many", {"most": MOST_NEEDS}))
    own = {name: value for name, value in found.items() if name not in ("areas", "goals")}
    need = Need.objects.create(
        inventory=inventory,
        number=(last["number"] or 0) + 1,
        position=(last["position"] or 0) + 1,
        **own,
    )
    link(need, found)
    changes.add("need", need.pk)
    return need


def _require_free(group: Group, *, workshop: Workshop) -> None:
    now = Group.objects.filter(pk=group.pk, step__workshop=workshop, removed=False)
    row = now.select_related("need").first()
    if row is None:
        raise Invalid("group", Say("need.group_gone"))
    if row.need is not None and row.need.removed_at is None:
        raise Invalid("group", Say("need.group_has_need", {"number": row.need.number}))


def _join(into: Need, others: Sequence[Need]) -> None:
    into.refresh_from_db()
    dimensions = [d for need in (into, *others) for d in need.dimensions]
    into.dimensions = list(dict.fromkeys(dimensions))
    for name in ("description", "for_whom", "where", "women", "men", "not_relevant_because"):
        if not getattr(into, name):
            setattr(into, name, next((v for n in others if (v := getattr(n, name))), ""))
    into.theme_id = into.theme_id or next((n.theme_id for n in others if n.theme_id), None)
    into.version += 1
    into.save()
    for other in others:
        into.areas.add(*other.areas.all())
        into.goals.add(*other.goals.all())
