"""An inventory's needs as core values, and one need's row for its form."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from farled.core.inventory.board import Picture, Theme
from farled.core.inventory.needs import Need
from farled.core.inventory.thread import GroupLink, need_of_groups, what_became
from farled.store import models
from farled.store.models import Area, Goal, Group, Inventory, Voice, Workshop
from farled.store.models.workshop import BY_DAY

DIMENSIONS = ("social", "environmental", "economic")
_FIELDS = (
    *("pk", "what", "description", "for_whom", "where", "dimensions", "women", "men"),
    *("not_relevant_because", "theme", "number", "position"),
)


def picture(inventory: Inventory) -> Picture:
    """Everything the pages about needs show: nine queries, whatever the number of needs."""
    rows = models.Need.objects.filter(inventory=inventory, removed_at=None)
    areas = _links(models.Need.areas.through, "area", inventory)
    goals = _links(models.Need.goals.through, "goal", inventory)
    voices, workshops = _voices(inventory)
    return Picture(
        needs=tuple(
            _need(row, areas=areas, goals=goals, voices=voices, workshops=workshops)
            for row in rows.values(*_FIELDS)
        ),
        themes=themes(inventory),
        areas=names(Area, inventory),
        goals=names(Goal, inventory),
        workshops=tuple(
            Workshop.objects.filter(inventory=inventory, archived_at=None)
            .order_by(*BY_DAY)
            .values_list("pk", "name")
        ),
        dimensions=dimensions(inventory),
    )


def themes(inventory: Inventory) -> tuple[Theme, ...]:
    rows = models.Theme.objects.filter(inventory=inventory, removed_at=None)
    return tuple(
        Theme(
            id=row.pk,
            name=row.name,
            reason=row.reason,
            proposal_kind=row.proposal_kind,
            proposal=row.proposal,
            carried_by=row.carried_by,
            version=row.version,
        )
        for row in rows
    )


def dimensions(inventory: Inventory) -> tuple[str, ...]:
    """The dimensions that the strategy's model speaks of."""
    holmberg = inventory.strategy is not None and inventory.strategy.model == "holmberg"
    return (*DIMENSIONS, "wellbeing") if holmberg else DIMENSIONS


def need_in(inventory: Inventory, number: int) -> models.Need | None:
    """The need that people call by this number, also when it was taken away or merged."""
    rows = models.Need.objects.select_related("theme", "merged_into")
    return rows.filter(inventory=inventory, number=number).first()


def needs_in(inventory: Inventory, keys: Iterable[int]) -> list[models.Need]:
    """The rows of these that are in the inventory and not taken away, in the order of their numbers."""
    rows = models.Need.objects.filter(inventory=inventory, pk__in=list(keys)[:2000])
    return list(rows.filter(removed_at=None).order_by("number"))


def theme_in(inventory: Inventory, key: int) -> models.Theme | None:
    rows = models.Theme.objects.filter(inventory=inventory, removed_at=None)
    return rows.filter(pk=key).first()


def group_links(inventory: Inventory) -> list[GroupLink]:
    rows = Group.objects.filter(step__workshop__inventory=inventory).order_by("pk")
    return [GroupLink(*row) for row in rows.values_list("pk", "need", "merged_into", "removed")]


def _voices(inventory: Inventory) -> tuple[dict[int, list[int]], dict[int, set[int]]]:
    """The shown voices of each need, and the workshops they came from."""
    need_of = need_of_groups(group_links(inventory))
    shown = Voice.objects.filter(
        step__workshop__inventory=inventory, state="written", step__revealed=True
    )
    voices: dict[int, list[int]] = defaultdict(list)
    workshops: dict[int, set[int]] = defaultdict(set)
    rows = shown.exclude(group=None).order_by("position", "pk")
    for voice, group, workshop in rows.values_list("pk", "group", "step__workshop"):
        need = need_of.get(group or 0)
        if need is not None:
            voices[need].append(voice)
            workshops[need].add(workshop)
    return voices, workshops


def _need(
    row: dict[str, Any],
    *,
    areas: dict[int, list[int]],
    goals: dict[int, list[int]],
    voices: dict[int, list[int]],
    workshops: dict[int, set[int]],
) -> Need:
    number = row.pop("pk")
    row["dimensions"] = tuple(row["dimensions"])
    return Need(
        id=number,
        areas=tuple(areas.get(number, ())),
        goals=tuple(goals.get(number, ())),
        voices=tuple(voices.get(number, ())),
        workshops=tuple(sorted(workshops.get(number, ()))),
        **row,
    )


def _links(through: Any, end: str, inventory: Inventory) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    rows = through.objects.filter(need__inventory=inventory).order_by(f"{end}__position", end)
    for need, other in rows.values_list("need", end):
        found[need].append(other)
    return found


def names(model: type[Area] | type[Goal], inventory: Inventory) -> tuple[tuple[int, str], ...]:
    """The areas or goals of the inventory's strategy, in their order."""
    rows = model._default_manager.filter(strategy=inventory.strategy_id, removed_at=None)
    return tuple(rows.order_by("position", "pk").values_list("pk", "name"))


def with_merged(need: models.Need) -> frozenset[int]:
    """The need and all that are part of it now, also those that had taken up others before."""
    whole_of = what_needs_became(need.inventory)
    return frozenset({need.pk, *(part for part, whole in whole_of.items() if whole == need.pk)})


def what_needs_became(inventory: Inventory) -> dict[int, int]:
    """Each need that was merged, and the need it is part of now."""
    rows = models.Need.objects.filter(inventory=inventory, merged_into__isnull=False)
    steps = rows.values_list("pk", "merged_into")
    return what_became({need: whole for need, whole in steps if whole is not None})


def merged_into(need: models.Need) -> list[models.Need]:
    """The needs that were merged into this one."""
    return list(models.Need.objects.filter(merged_into=need).order_by("number"))
