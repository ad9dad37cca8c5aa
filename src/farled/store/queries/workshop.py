"""Rows of a live workshop as core values: everything, or just what an event touched."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.db.models import Count, F, Sum

from farled.core.inventory.stakeholders import Stakeholder as Planned
from farled.core.workshop import values
from farled.core.workshop.state import KINDS, Key, WorkshopState
from farled.store.models import (
    Area,
    Authorship,
    Event,
    Goal,
    GoalConflict,
    Group,
    Item,
    Need,
    Participant,
    Stakeholder,
    Step,
    Table,
    Undo,
    Voice,
    Vote,
    Workshop,
)

Ids = Collection[int] | None  # None: all


def workshop_state(workshop: Workshop) -> WorkshopState:
    """Everything, read afresh."""
    seq = Workshop.objects.values_list("seq", flat=True).get(pk=workshop.pk)
    read = {kind: READERS[kind](workshop.pk, None) for kind in KINDS}
    return WorkshopState(seq, MappingProxyType(read))


def events_after(workshop: Workshop, seq: int) -> tuple[int, set[Key]] | None:
    """The newest seq and the keys touched after `seq`; None where events in between have been cut away."""
    rows = Event.objects.filter(workshop=workshop, seq__gt=seq).order_by("seq")
    events = list(rows.values_list("seq", "touched"))
    newest = events[-1][0] if events else seq
    if len(events) != newest - seq:
        return None
    return newest, {(kind, thing) for _, touched in events for kind, thing in touched}


def touched_values(workshop: Workshop, keys: Iterable[Key]) -> dict[Key, Any]:
    """The present values of these keys, one query or two a kind; None for what is gone."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for kind, number in keys:
        wanted[kind].add(number)
    news: dict[Key, Any] = {}
    for kind, numbers in wanted.items():
        found = READERS[kind](workshop.pk, numbers)
        news.update({(kind, number): found.get(number) for number in numbers})
    return news


def advanced_workshops(seen: Mapping[int, int]) -> set[int]:
    """Which of these workshops (id → seq last seen) have moved on: one query."""
    rows = Workshop.objects.filter(pk__in=list(seen)).values_list("pk", "seq")
    return {number for number, seq in rows if seq != seen[number]}


def caught_up(workshop: Workshop, state: WorkshopState) -> WorkshopState:
    """The state brought up to now by the events since."""
    news = events_after(workshop, state.seq)
    if news is None:
        return workshop_state(workshop)
    seq, keys = news
    return state if seq == state.seq else state.with_values(seq, touched_values(workshop, keys))


def _room(workshop: int, _: Ids) -> dict[int, Any]:
    row = Workshop.objects.get(pk=workshop)
    room = values.Room(
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
    return {0: room}


def _frame(workshop: int, _: Ids) -> dict[int, Any]:
    row = Workshop.objects.select_related("inventory__strategy").get(pk=workshop)
    strategy = row.inventory.strategy
    areas = (
        Area.objects.filter(strategy=strategy, removed_at=None).values_list("pk", "name")
        if strategy
        else ()
    )
    goals = (
        Goal.objects.filter(strategy=strategy, removed_at=None).values_list("pk", "name")
        if strategy
        else ()
    )
    needs = Need.objects.filter(inventory=row.inventory, removed_at=None).values_list("pk", "what")
    dimensions = values.Frame().dimensions + (
        ("wellbeing",) if strategy and strategy.model == "holmberg" else ()
    )
    planned = tuple(_planned(one) for one in _stakeholders(row.inventory_id))
    return {0: values.Frame(tuple(areas), tuple(goals), tuple(needs), dimensions, planned)}


def _stakeholders(inventory: int) -> Iterable[Stakeholder]:
    return Stakeholder.objects.filter(inventory=inventory, removed_at=None).order_by(
        "position", "pk"
    )


def _planned(row: Stakeholder) -> Planned:
    return Planned(
        id=row.pk,
        name=row.name,
        groups=tuple(row.groups),
        interest=row.interest,
        influence=row.influence,
        planned_part=row.planned_part,
        actual_part=row.actual_part,
    )


def _last_act(workshop: int, _: Ids) -> dict[int, Any]:
    newest = Undo.objects.filter(workshop=workshop, undone=False).order_by("-seq", "-pk")
    return {0: values.LastAct(newest.values_list("act", flat=True).first() or "")}


def _attendance(workshop: int, _: Ids) -> dict[int, Any]:
    people = phones = paper = 0
    organisations: Counter[str] = Counter()
    roles: Counter[str] = Counter()
    tables: Counter[int] = Counter()
    rows = (
        Participant.objects.filter(workshop=workshop, removed=False)
        .values_list("organisation", "role", "table", "kind")
        .annotate(rows=Count("pk"), people=Sum("stands_for"))
        .order_by()
    )
    for organisation, role, table, kind, count, stands_for in rows:
        people += stands_for
        paper += stands_for if kind == "paper" else 0
        phones += count if kind != "paper" else 0
        organisations[organisation] += stands_for
        roles[role] += stands_for
        if table is not None:
            tables[table] += stands_for
    counted = (dict(organisations), dict(roles), dict(tables), _moved(workshop))
    return {0: values.Attendance(people, phones, paper, *counted)}


def _moved(workshop: int) -> dict[int, int]:
    rows = Participant.objects.filter(workshop=workshop, moved__gt=0).order_by()
    parts = rows.annotate(part=F("pk") % values.BUCKETS).values_list("part")
    return dict(parts.annotate(n=Sum("moved")))


def _steps(workshop: int, ids: Ids) -> dict[int, Any]:
    rows = Step.objects.filter(workshop=workshop, removed=False, **_among(ids))
    return {row.pk: _step(row) for row in rows}


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


def _tables(workshop: int, ids: Ids) -> dict[int, Any]:
    rows = Table.objects.filter(workshop=workshop, removed=False, **_among(ids))
    return {row.pk: values.Table(row.pk, row.name, row.position) for row in rows}


def _voices(workshop: int, ids: Ids) -> dict[int, Any]:
    rows = list(
        Voice.objects.filter(step__workshop=workshop, **_among(ids))
        .exclude(state="withdrawn")
        .select_related("step")
        .prefetch_related("areas", "goals")
    )
    authors = _authors(row.ballot for row in rows if row.step.anonymity == "open")
    return {row.pk: _voice(row, author=authors.get(row.ballot, "")) for row in rows}


def _voice(row: Voice, *, author: str) -> values.Voice:
    return values.Voice(
        id=row.pk,
        step=row.step_id,
        prompt=row.prompt,
        text=row.text,
        table=row.table_id,
        group=row.group_id,
        item=row.item_id,
        areas=tuple(sorted(area.pk for area in row.areas.all())),
        goals=tuple(sorted(goal.pk for goal in row.goals.all())),
        dimensions=tuple(row.dimensions),
        for_whom=row.for_whom,
        where=row.where,
        state=row.state,
        hide_reason=row.hide_reason,
        left_alone=row.left_alone,
        typed_in=row.typed_in,
        changed=bool(row.original),
        position=row.position,
        author=author,
    )


def _authors(ballots: Iterable[str]) -> dict[str, str]:
    wanted = set(ballots)
    if not wanted:
        return {}
    names = (
        Authorship.objects.filter(ballot__in=wanted)
        if len(wanted) < 500
        else Authorship.objects.all()
    )
    parts = ("participant__name", "participant__role", "participant__organisation")
    rows = names.values_list("ballot", *parts)
    return {ballot: ", ".join(part for part in said if part) for ballot, *said in rows}


def _groups(workshop: int, ids: Ids) -> dict[int, Any]:
    rows = Group.objects.filter(step__workshop=workshop, removed=False, **_among(ids))
    return {
        row.pk: values.Group(
            row.pk,
            row.step_id,
            row.table_id,
            row.name,
            row.position,
            row.merged_into_id,
            row.need_id,
        )
        for row in rows
    }


def _items(workshop: int, ids: Ids) -> dict[int, Any]:
    rows = Item.objects.filter(step__workshop=workshop, removed=False, **_among(ids))
    return {
        row.pk: values.Item(
            row.pk,
            row.step_id,
            row.kind,
            row.text,
            row.group_id,
            row.need_id,
            row.goal_id,
            row.position,
        )
        for row in rows
    }


def _tallies(workshop: int, ids: Ids) -> dict[int, Any]:
    wanted = {"item__in": list(ids)} if ids is not None else {"item__step__workshop": workshop}
    counts: dict[int, dict[int, int]] = defaultdict(dict)
    rows = (
        Vote.objects.filter(**wanted)
        .values_list("item", "value")
        .annotate(n=Count("pk"))
        .order_by()
    )
    for item, value, n in rows:
        counts[item][value] = n
    return {
        item: values.Tally(item, sum(n.values()), sum(v * k for v, k in n.items()), n)
        for item, n in counts.items()
    }


def _conflicts(workshop: int, ids: Ids) -> dict[int, Any]:
    rows = GoalConflict.objects.filter(step__workshop=workshop, removed_at=None, **_among(ids))
    return {row.pk: _conflict(row) for row in rows}


def _conflict(row: GoalConflict) -> values.Conflict:
    return values.Conflict(
        id=row.pk,
        step=row.step_id,
        table=row.table_id,
        title=row.title,
        goal_a=row.goal_a_id,
        goal_b=row.goal_b_id,
        need_a=row.need_a_id,
        need_b=row.need_b_id,
        words_a=row.words_a,
        words_b=row.words_b,
        where=row.where,
        gains=row.gains,
        loses=row.loses,
        types=tuple(row.types),
        status=row.status,
        hidden=row.hidden,
        position=row.position,
        version=row.version,
    )


def _among(ids: Ids) -> dict[str, Any]:
    return {} if ids is None else {"pk__in": list(ids)}


Reader = Callable[[int, Ids], dict[int, Any]]
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
