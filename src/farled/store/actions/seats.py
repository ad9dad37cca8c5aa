"""Moving others between tables: their phones hear of it, and undo moves them back."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import F

from farled.store.actions.journal import Journal
from farled.store.models import Participant, Workshop

AT_ONCE = 500  # rows named in one query
Seats = Mapping[int, int | None]  # participant → table, or None for none


def move(journal: Journal, people: Iterable[Participant], *, to: Seats) -> None:
    """Only whoever does not sit there already is moved, and remembered for undo."""
    moved = [one for one in people if one.table_id != to[one.pk]]
    kept = {str(one.pk): {"from": one.table_id, "to": to[one.pk]} for one in moved}
    if kept:
        journal.before.setdefault("seat", {}).update(kept)
    _sit({one.pk: to[one.pk] for one in moved})
    journal.touch("attendance")


def move_back(workshop: Workshop, before: Mapping[str, Any]) -> None:
    """Those who still sit where they were put; whoever has moved since is left alone."""
    numbers = [int(number) for number in before]
    sitting = {
        number: table
        for some in _parts(numbers)
        for number, table in Participant.objects.filter(workshop=workshop, pk__in=some).values_list(
            "pk", "table"
        )
    }
    seats = {number: before[str(number)] for number in sitting}
    _sit({n: seat["from"] for n, seat in seats.items() if seat["to"] == sitting[n]})


def leave_removed_tables(workshop: Workshop) -> None:
    """Nobody sits at a table that is not there."""
    lost = Participant.objects.filter(workshop=workshop, table__removed=True)
    lost.update(table=None, moved=F("moved") + 1)


def _sit(seats: Seats) -> None:
    by_table = defaultdict[int | None, list[int]](list)
    for number, table in seats.items():
        by_table[table].append(number)
    for table, numbers in by_table.items():
        for some in _parts(numbers):
            Participant.objects.filter(pk__in=some).update(table=table, moved=F("moved") + 1)


def _parts(numbers: list[int]) -> Iterator[list[int]]:
    return (numbers[start : start + AT_ONCE] for start in range(0, len(numbers), AT_ONCE))
