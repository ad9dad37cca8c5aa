"""A live workshop as core values: everything, or just what an event touched."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django.db import connection

from farled.core.workshop.state import KINDS, Key, WorkshopState
from farled.store.models import Event, Workshop
from farled.store.queries.workshop_rows import READERS


def workshop_state(workshop: Workshop) -> WorkshopState:
    """Everything, read afresh."""
    return workshop_states([workshop])[0]


def workshop_states(workshops: Sequence[Workshop]) -> tuple[WorkshopState, ...]:
    """Everything of each, read afresh, with as many queries for forty as for one."""
    numbers = [workshop.pk for workshop in workshops]
    seqs = dict(Workshop.objects.filter(pk__in=numbers).values_list("pk", "seq"))
    read = {kind: READERS[kind](numbers, None) for kind in KINDS}
    return tuple(
        WorkshopState(
            seqs[number], MappingProxyType({kind: read[kind].get(number, {}) for kind in KINDS})
        )
        for number in numbers
    )


def events_after(workshop: Workshop, seq: int) -> tuple[int, set[Key]] | None:
    """The newest seq and the keys touched after `seq`; None where events in between have been cut away.

    In plain SQL: with a room that votes it is asked for every drawing.
    """
    table = connection.ops.quote_name(Event._meta.db_table)
    asked = f"SELECT seq, touched FROM {table} WHERE workshop_id = %s AND seq > %s ORDER BY seq"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(asked, [workshop.pk, seq])
        events = cursor.fetchall()
    newest = events[-1][0] if events else seq
    if len(events) != newest - seq:
        return None
    return newest, {(kind, thing) for _, touched in events for kind, thing in json.loads(touched)}


def touched_values(workshop: Workshop, keys: Iterable[Key]) -> dict[Key, Any]:
    """The present values of these keys, one query or two a kind; None for what is gone."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for kind, number in keys:
        wanted[kind].add(number)
    news: dict[Key, Any] = {}
    for kind, numbers in wanted.items():
        found = READERS[kind]([workshop.pk], numbers).get(workshop.pk, {})
        news.update({(kind, number): found.get(number) for number in numbers})
    return news


def advanced_workshops(seen: Mapping[int, int]) -> set[int]:
    """Which of these workshops (id → seq last seen) have moved on: one query.

    In plain SQL, since it is asked four times a second: to put the query together cost twenty times the answer.
    """
    table = connection.ops.quote_name(Workshop._meta.db_table)
    places = ", ".join(["%s"] * len(seen))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, seq FROM {table} WHERE id IN ({places})", list(seen))  # noqa: S608
        return {number for number, seq in cursor.fetchall() if seq != seen[number]}


def caught_up(workshop: Workshop, state: WorkshopState) -> WorkshopState:
    """The state brought up to now by the events since."""
    news = events_after(workshop, state.seq)
    if news is None:
        return workshop_state(workshop)
    seq, keys = news
    return state if seq == state.seq else state.with_values(seq, touched_values(workshop, keys))
