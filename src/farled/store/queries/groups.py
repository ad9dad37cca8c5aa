"""Groups of an inventory's workshops that could become needs, with what their voices say."""

from collections import defaultdict
from dataclasses import dataclass

from farled.store.models import Group, Inventory, Voice


@dataclass(frozen=True)
class WaitingGroup:
    """A group that is not a need yet; `voices` are those that may be read."""

    id: int
    name: str
    workshop: str
    workshop_slug: str
    step: str
    voices: tuple[str, ...]


def waiting_groups(inventory: Inventory) -> tuple[WaitingGroup, ...]:
    """Named or with voices, standing on their own: not taken up by another and not yet a need."""
    rows = Group.objects.filter(
        step__workshop__inventory=inventory, removed=False, merged_into=None, need=None
    ).filter(step__workshop__archived_at=None)
    listed = list(
        rows.select_related("step__workshop").order_by("step__workshop", "step__position", "pk")
    )
    said = _voices([group.pk for group in listed])
    found = (
        WaitingGroup(
            id=group.pk,
            name=group.name,
            workshop=group.step.workshop.name,
            workshop_slug=group.step.workshop.slug,
            step=group.step.title,
            voices=tuple(said.get(group.pk, ())),
        )
        for group in listed
    )
    return tuple(group for group in found if group.name or group.voices)


def group_in(inventory: Inventory, number: int) -> Group | None:
    rows = Group.objects.filter(step__workshop__inventory=inventory, removed=False, pk=number)
    return rows.select_related("step__workshop__inventory__region").first()


def _voices(groups: list[int]) -> dict[int, list[str]]:
    """Also of the tables' groups that were taken up."""
    above = dict(Group.objects.filter(merged_into__in=groups).values_list("pk", "merged_into"))
    rows = Voice.objects.filter(
        group__in=[*groups, *above], state="written", step__revealed=True
    ).order_by("position", "pk")
    found: dict[int, list[str]] = defaultdict(list)
    for group, text in rows.values_list("group", "text"):
        found[above.get(group or 0) or group or 0].append(text)
    return found
