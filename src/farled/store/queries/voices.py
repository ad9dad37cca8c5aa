"""Voices of an inventory as they may be read: written, shown to their room, never hidden or taken back."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Sum

from farled.core.anonymity import keeps_table, may_split
from farled.core.inventory.thread import VoiceLine, need_of_groups
from farled.store.models import Inventory, Need, Participant, Voice
from farled.store.queries.needs import group_links, with_merged

_FIELDS = (
    *("pk", "text", "step__workshop", "step__workshop__name", "step__workshop__slug"),
    *("step__anonymity", "table", "table__name", "group", "group__name", "left_alone"),
    *("for_whom", "where", "dimensions", "typed_in", "original", "step__workshop__archived_at"),
)


@dataclass(frozen=True)
class Told:
    """Tables, and workshops whose people on paper, are so many that to name them names nobody."""

    tables: frozenset[int]
    paper: frozenset[int]


def voices(inventory: Inventory) -> tuple[VoiceLine, ...]:
    """What people answered when asked what they see: the voices that needs are made of (ADR 6)."""
    rows = _shown(inventory).filter(prompt="voice", step__removed=False)
    return tuple(line for line in _lines(inventory, rows) if line.counts)


def voices_of_need(inventory: Inventory, need: Need) -> tuple[VoiceLine, ...]:
    """All that was put into the need's groups, also by way of groups that were merged into these."""
    need_of = need_of_groups(group_links(inventory))
    groups = [group for group, number in need_of.items() if number == need.pk]
    return _lines(inventory, _shown(inventory).filter(group__in=groups))


def stakes_of_need(inventory: Inventory, need: Need) -> tuple[VoiceLine, ...]:
    """What people said is at stake, when the need was made larger; also of needs merged into it."""
    rows = _shown(inventory).filter(item__need__in=with_merged(need), prompt="stake")
    return _lines(inventory, rows)


def unshown(inventory: Inventory) -> int:
    """How many voices nobody may read yet, since their step is not revealed."""
    rows = Voice.objects.filter(step__workshop__inventory=inventory, state="written")
    rows = rows.filter(prompt="voice", step__workshop__archived_at=None)
    return rows.filter(step__revealed=False, step__removed=False).count()


def voices_in(inventory: Inventory, keys: Iterable[int]) -> list[Voice]:
    """The rows of these that are in the inventory and may be read."""
    return list(_shown(inventory).filter(pk__in=list(keys)[:2000]))


def _shown(inventory: Inventory) -> "QuerySet[Voice]":
    rows = Voice.objects.filter(step__workshop__inventory=inventory, state="written")
    return rows.filter(step__revealed=True).order_by("step__workshop", "position", "pk")


def _lines(inventory: Inventory, rows: "QuerySet[Voice]") -> tuple[VoiceLine, ...]:
    read = list(rows.values(*_FIELDS))
    need_of = need_of_groups(group_links(inventory)) if read else {}
    told = _told({row["step__workshop"] for row in read})
    areas = _areas(inventory) if read else {}
    return tuple(_line(row, need_of=need_of, told=told, areas=areas) for row in read)


def _line(
    row: dict[str, Any],
    *,
    need_of: dict[int, int],
    told: Told,
    areas: dict[int, list[int]],
) -> VoiceLine:
    is_open = row["step__anonymity"] == "open"
    tells_table = is_open or row["table"] in told.tables
    tells_paper = is_open or row["step__workshop"] in told.paper
    return VoiceLine(
        id=row["pk"],
        text=row["text"],
        workshop=row["step__workshop"],
        workshop_name=row["step__workshop__name"],
        workshop_slug=row["step__workshop__slug"],
        table=(row["table__name"] or "") if tells_table else "",
        group=row["group__name"] or "",
        need=need_of.get(row["group"] or 0),
        left_alone=row["left_alone"],
        for_whom=row["for_whom"],
        where=row["where"],
        areas=tuple(areas.get(row["pk"], ())),
        dimensions=tuple(row["dimensions"]),
        typed_in=row["typed_in"] and tells_paper,
        changed=bool(row["original"]),
        put_away=row["step__workshop__archived_at"] is not None,
    )


def _told(workshops: set[int]) -> Told:
    rows = Participant.objects.filter(workshop__in=workshops, removed=False).order_by()
    seats, paper = Counter[int | None](), Counter[int]()
    counted = rows.values_list("workshop", "table", "kind").annotate(people=Sum("stands_for"))
    for workshop, table, kind, people in counted:
        seats[table] += people
        paper[workshop] += people if kind == "paper" else 0
    return Told(
        frozenset(table for table, people in seats.items() if table and keeps_table(people)),
        frozenset(workshop for workshop, people in paper.items() if may_split(people)),
    )


def _areas(inventory: Inventory) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    through = Voice.areas.through._default_manager
    rows = through.filter(voice__step__workshop__inventory=inventory).order_by("area__position")
    for voice, area in rows.values_list("voice", "area"):
        found[voice].append(area)
    return found
