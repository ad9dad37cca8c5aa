"""Rows of live workshops as core values, kind by kind: one query or two for all that is asked of a kind."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Max, Sum

from farled.core.workshop import values
from farled.store.models import (
    Area,
    Authorship,
    Goal,
    GoalConflict,
    Group,
    Inventory,
    Item,
    Need,
    Participant,
    Step,
    Table,
    Undo,
    Voice,
    Vote,
    Workshop,
)
from farled.store.queries.conflicts import conflict_value
from farled.store.queries.inventory import stakeholders
from farled.store.queries.needs import dimensions, names

Ids = Collection[int] | None  # None: all
Found = Mapping[int, dict[int, Any]]  # workshop → id → value
AT_ONCE = 500  # names in one question; of more all are read


def _room(workshops: Collection[int], _: Ids) -> Found:
    return {row.pk: {0: _room_of(row)} for row in Workshop.objects.filter(pk__in=workshops)}


def _room_of(row: Workshop) -> values.Room:
    return values.Room(
        id=row.pk,
        slug=row.slug,
        name=row.name,
        language=row.language,
        state=row.state,
        code=row.code,
        joining_open=row.joining_open,
        seating=row.seating,
        phone_per_table=row.phone_per_table,
        wall_shows_unmoderated=row.wall_shows_unmoderated,
        current_step=row.current_step_id,
        organisations=tuple(row.organisations),
    )


def _frame(workshops: Collection[int], _: Ids) -> Found:
    rows = Workshop.objects.filter(pk__in=workshops).select_related("inventory__strategy")
    homes = {row.pk: row.inventory for row in rows}
    frames = {
        home.pk: _frame_of(home) for home in {home.pk: home for home in homes.values()}.values()
    }
    return {number: {0: frames[home.pk]} for number, home in homes.items()}


def _frame_of(inventory: Inventory) -> values.Frame:
    needs = Need.objects.filter(inventory=inventory, removed_at=None).values_list("pk", "what")
    return values.Frame(
        areas=names(Area, inventory),
        goals=names(Goal, inventory),
        needs=tuple(needs),
        dimensions=dimensions(inventory),
        stakeholders=stakeholders(inventory),
    )


def _last_act(workshops: Collection[int], _: Ids) -> Found:
    # numbered in the order of their seqs, since an act holds its workshop's row until it is written
    open_ones = Undo.objects.filter(workshop__in=workshops, undone=False).order_by()
    newest = open_ones.values("workshop").annotate(last=Max("pk")).values("last")
    acts = dict(Undo.objects.filter(pk__in=newest).values_list("workshop", "act"))
    return {number: {0: values.LastAct(acts.get(number, ""))} for number in workshops}


def _attendance(workshops: Collection[int], _: Ids) -> Found:
    counted: dict[int, list[Any]] = {number: [] for number in workshops}
    rows = (
        Participant.objects.filter(workshop__in=workshops, removed=False)
        .values_list("workshop", "organisation", "role", "table", "kind")
        .annotate(rows=Count("pk"), people=Sum("stands_for"))
        .order_by()
    )
    for number, *row in rows:
        counted[number].append(row)
    moved = _moved(workshops)
    return {
        number: {0: _attendance_of(rows, moved=moved.get(number, {}))}
        for number, rows in counted.items()
    }


def _attendance_of(rows: Iterable[Any], *, moved: Mapping[int, int]) -> values.Attendance:
    people = phones = paper = 0
    organisations: Counter[str] = Counter()
    roles: Counter[str] = Counter()
    tables: Counter[int] = Counter()
    for organisation, role, table, kind, count, stands_for in rows:
        people += stands_for
        paper += stands_for if kind == "paper" else 0
        phones += count if kind != "paper" else 0
        organisations[organisation] += stands_for
        roles[role] += stands_for
        if table is not None:
            tables[table] += stands_for
    counted = (dict(organisations), dict(roles), dict(tables), moved)
    return values.Attendance(people, phones, paper, *counted)


def _moved(workshops: Collection[int]) -> dict[int, dict[int, int]]:
    rows = Participant.objects.filter(workshop__in=workshops, moved__gt=0).order_by()
    parts = rows.annotate(part=F("pk") % values.BUCKETS).values_list("workshop", "part")
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for number, part, moved in parts.annotate(n=Sum("moved")):
        found[number][part] = moved
    return found


def _steps(workshops: Collection[int], ids: Ids) -> Found:
    rows = Step.objects.filter(workshop__in=workshops, removed=False, **_among(ids))
    return _by_workshop((row.workshop_id, _step(row)) for row in rows)


def _step(row: Step) -> values.Step:
    return values.Step(
        id=row.pk,
        position=row.position,
        activity=row.activity,
        title=row.title,
        instruction=row.instruction,
        minutes=row.minutes,
        anonymity=row.anonymity,
        settings=row.settings,
        source=row.source_id,
        state=row.state,
        revealed=row.revealed,
        on_wall=row.on_wall,
        timer_ends_at=_milliseconds(row.timer_ends_at),
        timer_left=row.timer_left,
        seconds_open=row.seconds_open,
    )


def _milliseconds(moment: datetime | None) -> int | None:
    return None if moment is None else int(moment.timestamp() * 1000)


def _tables(workshops: Collection[int], ids: Ids) -> Found:
    rows = Table.objects.filter(workshop__in=workshops, removed=False, **_among(ids))
    return _by_workshop(
        (row.workshop_id, values.Table(row.pk, row.name, row.position)) for row in rows
    )


_VOICE = (
    *("pk", "step__workshop", "step", "step__anonymity", "ballot", "prompt", "text", "original"),
    *("table", "group", "item", "dimensions", "for_whom", "where"),
    *("state", "hide_reason", "left_alone", "typed_in", "position"),
)


def _voices(workshops: Collection[int], ids: Ids) -> Found:
    wanted = Voice.objects.filter(step__workshop__in=workshops, **_among(ids))
    # plain rows: a large inventory has thousands of these, and building models of them took most of the time
    rows = list(wanted.exclude(state="withdrawn").values(*_VOICE))
    linked = (
        {"voice__in": list(ids)} if ids is not None else {"voice__step__workshop__in": workshops}
    )
    areas = _linked(Voice.areas.through, "area", wanted=linked)
    goals = _linked(Voice.goals.through, "goal", wanted=linked)
    signed = {row["ballot"] for row in rows if row["step__anonymity"] == "open"}
    authors = _authors(signed, workshops)
    return _by_workshop(
        (row["step__workshop"], _voice(row, areas=areas, goals=goals, authors=authors))
        for row in rows
    )


def _linked(through: Any, end: str, *, wanted: dict[str, Any]) -> dict[int, list[int]]:
    """The areas or goals of each voice, in the order of their numbers."""
    found: dict[int, list[int]] = defaultdict(list)
    for voice, other in through.objects.filter(**wanted).order_by(end).values_list("voice", end):
        found[voice].append(other)
    return found


def _voice(
    row: dict[str, Any],
    *,
    areas: Mapping[int, list[int]],
    goals: Mapping[int, list[int]],
    authors: Mapping[str, str],
) -> values.Voice:
    number = row["pk"]
    return values.Voice(
        id=number,
        step=row["step"],
        prompt=row["prompt"],
        text=row["text"],
        table=row["table"],
        group=row["group"],
        item=row["item"],
        areas=tuple(areas.get(number, ())),
        goals=tuple(goals.get(number, ())),
        dimensions=tuple(row["dimensions"]),
        for_whom=row["for_whom"],
        where=row["where"],
        state=row["state"],
        hide_reason=row["hide_reason"],
        left_alone=row["left_alone"],
        typed_in=row["typed_in"],
        changed=bool(row["original"]),
        position=row["position"],
        # only those of open steps were asked for
        author=authors.get(row["ballot"], ""),
    )


def _authors(ballots: Collection[str], workshops: Collection[int]) -> dict[str, str]:
    if not ballots:
        return {}
    rows = Authorship.objects.filter(step__workshop__in=workshops, step__anonymity="open")
    if len(ballots) < AT_ONCE:
        rows = rows.filter(ballot__in=ballots)
    parts = ("participant__name", "participant__role", "participant__organisation")
    signed = rows.values_list("ballot", *parts)
    return {ballot: ", ".join(part for part in said if part) for ballot, *said in signed}


def _groups(workshops: Collection[int], ids: Ids) -> Found:
    rows = Group.objects.filter(step__workshop__in=workshops, removed=False, **_among(ids))
    own = ("pk", "step", "table", "name", "position", "merged_into", "need")
    return _by_workshop(
        (home, values.Group(*row)) for home, *row in rows.values_list("step__workshop", *own)
    )


def _items(workshops: Collection[int], ids: Ids) -> Found:
    rows = Item.objects.filter(step__workshop__in=workshops, removed=False, **_among(ids))
    own = ("pk", "step", "kind", "text", "group", "need", "goal", "position")
    return _by_workshop(
        (home, values.Item(*row)) for home, *row in rows.values_list("step__workshop", *own)
    )


def _tallies(workshops: Collection[int], ids: Ids) -> Found:
    wanted = {"item__in": list(ids)} if ids is not None else {"item__step__workshop__in": workshops}
    counts: dict[tuple[int, int], dict[int, int]] = defaultdict(dict)
    rows = (
        Vote.objects.filter(**wanted)
        .values_list("item__step__workshop", "item", "value")
        .annotate(n=Count("pk"))
        .order_by()
    )
    for home, item, value, n in rows:
        counts[home, item][value] = n
    found: dict[int, dict[int, Any]] = defaultdict(dict)
    for (home, item), n in counts.items():
        found[home][item] = _tally(item, n)
    return found


def _tally(item: int, counts: dict[int, int]) -> values.Tally:
    total = sum(value * n for value, n in counts.items())
    return values.Tally(item, sum(counts.values()), total, counts)


def _conflicts(workshops: Collection[int], ids: Ids) -> Found:
    rows = GoalConflict.objects.filter(
        step__workshop__in=workshops, removed_at=None, **_among(ids)
    ).select_related("step")
    return _by_workshop((_home(row), conflict_value(row)) for row in rows)


def _home(row: GoalConflict) -> int:
    assert row.step is not None  # noqa: S101 - asked for by its step
    return row.step.workshop_id


def _among(ids: Ids) -> dict[str, Any]:
    return {} if ids is None else {"pk__in": list(ids)}


def _by_workshop(pairs: Iterable[tuple[int, Any]]) -> Found:
    found: dict[int, dict[int, Any]] = defaultdict(dict)
    for home, value in pairs:
        found[home][value.id] = value
    return found


Reader = Callable[[Collection[int], Ids], Found]
READERS: Mapping[str, Reader] = {
    "workshop": _room,
    "frame": _frame,
    "attendance": _attendance,
    "step": _steps,
    "table": _tables,
    "voice": _voices,
    "group": _groups,
    "item": _items,
    "tally": _tallies,
    "conflict": _conflicts,
    "undo": _last_act,
}
