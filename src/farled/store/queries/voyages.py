"""Inventories as voyages: how far each has come, and the rooms that are open now."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from farled.core.inventory.thread import GroupLink, need_of_groups
from farled.core.inventory.voyage import Counts
from farled.store.models import (
    GoalConflict,
    Group,
    Inventory,
    Need,
    Region,
    Stakeholder,
    Theme,
    Voice,
    Workshop,
)
from farled.store.models.workshop import BY_DAY
from farled.store.queries.conflicts import SHOWN


@dataclass(frozen=True)
class Room:
    """A workshop in a list."""

    slug: str
    name: str
    state: str
    code: str
    joining_open: bool
    held_on: date | None
    place: str = ""


@dataclass(frozen=True)
class Voyage:
    """One inventory on the chart table."""

    slug: str
    name: str
    question: str
    region: str  # slug
    strategy: str
    strategy_slug: str
    counts: Counts
    rooms: tuple[Room, ...]

    @property
    def live(self) -> tuple[Room, ...]:
        return tuple(room for room in self.rooms if room.state == "live")

    @property
    def planned(self) -> tuple[Room, ...]:
        return tuple(room for room in self.rooms if room.state == "planned")


def voyages(regions: Iterable[Region], *, archived: bool = False) -> tuple[Voyage, ...]:
    """The regions' inventories, newest first; the number of queries does not grow with them."""
    rows = Inventory.objects.filter(region__in=list(regions), archived_at__isnull=not archived)
    inventories = list(rows.select_related("region", "strategy"))
    counted = counts(inventories)
    in_rooms = rooms([one.pk for one in inventories])
    return tuple(
        Voyage(
            slug=one.slug,
            name=one.name,
            question=one.question,
            region=one.region.slug,
            strategy=one.strategy.name if one.strategy else "",
            strategy_slug=one.strategy.slug if one.strategy else "",
            counts=counted[one.pk],
            rooms=tuple(in_rooms.get(one.pk, ())),
        )
        for one in inventories
    )


def rooms(inventories: Collection[int], *, archived: bool = False) -> dict[int, list[Room]]:
    """The workshops of each inventory, those to come last; or those put away."""
    found: dict[int, list[Room]] = defaultdict(list)
    rows = Workshop.objects.filter(inventory__in=inventories, archived_at__isnull=not archived)
    fields = ("slug", "name", "state", "code", "joining_open", "held_on", "place")
    for inventory, *values in rows.order_by(*BY_DAY).values_list("inventory", *fields):
        found[inventory].append(Room(*values))
    return found


def counts(inventories: Collection[Inventory]) -> dict[int, Counts]:
    """How far each has come: eight queries for all of them together."""
    keys = [one.pk for one in inventories]
    states = _states(keys)
    people = _number_of(Stakeholder.objects.filter(removed_at=None), keys)
    conflicts = _number_of(GoalConflict.objects.filter(SHOWN), keys)
    needs, themes = _needs(keys), _themes(keys)
    groups = _groups(keys)
    voices, loose = _voices(keys, [link for _, link in groups])
    waiting = _could_be_needs(keys)
    ready = Counter(inventory for inventory, link in groups if link.id in waiting)
    return {
        one.pk: Counts(
            has_strategy=one.strategy_id is not None,
            stakeholders=people[one.pk],
            planned=states[one.pk, "planned"],
            live=states[one.pk, "live"],
            finished=states[one.pk, "finished"],
            groups_without_need=ready[one.pk],
            voices=voices[one.pk],
            loose_voices=loose[one.pk],
            conflicts=conflicts[one.pk],
            **needs[one.pk],
            **themes[one.pk],
        )
        for one in inventories
    }


def _states(keys: list[int]) -> Counter[tuple[int, str]]:
    rows = Workshop.objects.filter(inventory__in=keys, archived_at=None).order_by()
    counted = rows.values_list("inventory", "state").annotate(n=Count("pk"))
    return Counter({(inventory, state): n for inventory, state, n in counted})


def _number_of(alive: "QuerySet[Any]", keys: list[int]) -> Counter[int]:
    rows = alive.filter(inventory__in=keys).order_by()
    return Counter(dict(rows.values_list("inventory").annotate(n=Count("pk"))))


def _needs(keys: list[int]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {
        key: {"needs": 0, "needs_without_gender": 0, "needs_without_theme": 0} for key in keys
    }
    rows = Need.objects.filter(inventory__in=keys, removed_at=None).order_by()
    answers = ("women", "men", "not_relevant_because")
    for inventory, theme, *answered in rows.values_list("inventory", "theme", *answers):
        found[inventory]["needs"] += 1
        found[inventory]["needs_without_gender"] += not any(answered)
        found[inventory]["needs_without_theme"] += theme is None
    return found


def _themes(keys: list[int]) -> dict[int, dict[str, int]]:
    names = ("themes", "themes_without_proposal", "expeditions", "cruises")
    found = {key: dict.fromkeys(names, 0) for key in keys}
    rows = Theme.objects.filter(inventory__in=keys, removed_at=None).order_by()
    for inventory, kind in rows.values_list("inventory", "proposal_kind"):
        found[inventory]["themes"] += 1
        found[inventory]["themes_without_proposal"] += not kind
        found[inventory]["expeditions"] += kind == "expedition"
        found[inventory]["cruises"] += kind == "cruise"
    return found


def _groups(keys: list[int]) -> list[tuple[int, GroupLink]]:
    rows = Group.objects.filter(step__workshop__inventory__in=keys).order_by("pk")
    fields = ("step__workshop__inventory", "pk", "need", "merged_into", "removed")
    return [(inventory, GroupLink(*link)) for inventory, *link in rows.values_list(*fields)]


def _could_be_needs(keys: list[int]) -> frozenset[int]:
    """Named groups that are not yet needs and that no other group took up."""
    rows = Group.objects.filter(
        step__workshop__inventory__in=keys, removed=False, merged_into=None, need=None
    ).filter(step__workshop__archived_at=None)
    return frozenset(rows.exclude(name="").values_list("pk", flat=True))


def _voices(keys: list[int], links: list[GroupLink]) -> tuple[Counter[int], Counter[int]]:
    """Shown voices of each inventory, and those that are in no need and not left alone (ADR 6)."""
    need_of = need_of_groups(links)
    rows = Voice.objects.filter(
        step__workshop__inventory__in=keys,
        prompt="voice",
        state="written",
        step__revealed=True,
        step__removed=False,
    ).order_by()
    shown, loose = Counter[int](), Counter[int]()
    fields = ("step__workshop__inventory", "group", "left_alone", "step__workshop__archived_at")
    for inventory, group, left_alone, away, n in rows.values_list(*fields).annotate(n=Count("pk")):
        in_need = (group or 0) in need_of
        shown[inventory] += n if in_need or away is None else 0
        loose[inventory] += n if not (in_need or away or left_alone) else 0
    return shown, loose
