"""Search over one's own regions. Compared in Python, so that å is å in every database."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from farled.core.text.search import Piece, excerpt, holds, sought
from farled.store.models import (
    Area,
    Direction,
    Goal,
    GoalConflict,
    Indicator,
    Inventory,
    Need,
    Perspective,
    Region,
    Stakeholder,
    Strategy,
    Theme,
    Voice,
    Workshop,
)
from farled.store.queries.conflicts import SHOWN

MOST_READ = 50_000
MOST_SHOWN = 20


@dataclass(frozen=True)
class Hit:
    """A thing that was found: `slug` and `number` lead to its page, `where` says what it belongs to."""

    kind: str
    title: tuple[Piece, ...]
    context: tuple[Piece, ...]
    slug: str
    number: int
    where: str


@dataclass(frozen=True)
class Found:
    """All hits of one kind: the first ones, and how many there are."""

    kind: str
    hits: tuple[Hit, ...]
    count: int


@dataclass(frozen=True)
class _Field:
    """Where a kind is looked for: `texts` are searched, the first being its title."""

    kind: str
    rows: "QuerySet[Any]"
    texts: tuple[str, ...]
    slug: str
    number: str
    where: str


def search(regions: Sequence[Region], query: str) -> tuple[Found, ...]:
    """What holds every word of the query, by kind; kinds without a hit are left out."""
    words = sought(query)
    if not words:
        return ()
    found = (_found(field, words) for field in _fields(regions))
    return tuple(kind for kind in found if kind.count)


def _fields(regions: Sequence[Region]) -> Iterator[_Field]:
    inside: dict[str, Any] = {"inventory__region__in": regions}
    of = {"slug": "inventory__slug", "where": "inventory__name"}
    needs = Need.objects.filter(removed_at=None, **inside)
    told = ("what", "description", "for_whom", "where", "women", "men", "not_relevant_because")
    yield _Field("need", needs, told, number="number", **of)
    themes = Theme.objects.filter(removed_at=None, **inside)
    yield _Field("theme", themes, ("name", "reason", "proposal", "carried_by"), number="pk", **of)
    apart = GoalConflict.objects.filter(SHOWN, **inside)
    sides = ("title", "words_a", "words_b", "where", "gains", "loses")
    yield _Field("conflict", apart, sides, number="pk", **of)
    yield _voices(regions)
    yield from _strategies(regions)
    people = Stakeholder.objects.filter(removed_at=None, **inside)
    parts = ("name", "contribution", "attitude", "planned_part", "actual_part")
    yield _Field("stakeholder", people, parts, number="pk", **of)
    rooms = Workshop.objects.filter(**inside)
    yield _Field("workshop", rooms, ("name", "purpose", "place"), "slug", "pk", "inventory__name")
    inventories = Inventory.objects.filter(region__in=regions)
    asked = ("name", "question", "partners", "owning_authority", "diary_number")
    yield _Field("inventory", inventories, asked, "slug", "pk", "region__name")


def _voices(regions: Sequence[Region]) -> _Field:
    """Only what its room has been shown; never what is hidden or taken back."""
    rows = Voice.objects.filter(
        step__workshop__inventory__region__in=regions, state="written", step__revealed=True
    )
    slug, where = "step__workshop__inventory__slug", "step__workshop__name"
    return _Field("voice", rows, ("text", "for_whom", "where"), slug, "pk", where)


def _strategies(regions: Sequence[Region]) -> Iterator[_Field]:
    of = {"slug": "strategy__slug", "number": "pk", "where": "strategy__name"}
    standing: dict[str, Any] = {"strategy__region__in": regions, "strategy__archived_at": None}
    told = ("name", "description")
    for kind, model, texts in (
        ("goal", Goal, told),
        ("area", Area, told),
        ("perspective", Perspective, told),
        ("indicator", Indicator, ("name", "target_value", "source", "note")),
    ):
        rows: QuerySet[Any] = model.objects.filter(removed_at=None, **standing)
        yield _Field(kind, rows, texts, **of)
    yield _directions(regions)
    whole = Strategy.objects.filter(region__in=regions, archived_at=None)
    yield _Field("strategy", whole, ("name", "vision", "source"), "slug", "pk", "region__name")


def _directions(regions: Sequence[Region]) -> _Field:
    """They stand under an area, and go out of sight with it."""
    rows = Direction.objects.filter(
        removed_at=None,
        area__removed_at=None,
        area__strategy__region__in=regions,
        area__strategy__archived_at=None,
    )
    slug, where = "area__strategy__slug", "area__name"
    return _Field("direction", rows, ("name", "description"), slug, "pk", where)


def _found(field: _Field, words: tuple[str, ...]) -> Found:
    columns = (*field.texts, field.slug, field.number, field.where)
    rows = field.rows.order_by("-pk").values_list(*columns)[:MOST_READ]
    count = len(field.texts)
    hits = [row for row in rows.iterator(chunk_size=2000) if holds(words, *row[:count])]
    shown = tuple(_hit(field, row, words) for row in hits[:MOST_SHOWN])
    return Found(field.kind, shown, len(hits))


def _hit(field: _Field, row: tuple[Any, ...], words: tuple[str, ...]) -> Hit:
    texts, (slug, number, where) = row[: len(field.texts)], row[len(field.texts) :]
    others = next((text for text in texts[1:] if any(holds((word,), text) for word in words)), "")
    return Hit(
        kind=field.kind,
        title=excerpt(texts[0], words, around=150),
        context=excerpt(others, words) if others else (),
        slug=slug,
        number=number,
        where=where,
    )
