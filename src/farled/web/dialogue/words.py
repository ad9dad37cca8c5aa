"""A summary in the order a reader wants it, keys in words. The same for preview, shared page and file."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, gettext, gettext_noop, override

from farled.core.dialogue.summary import (
    SharedConflict,
    SharedNeed,
    SharedResistance,
    SharedTheme,
    SharedWorkshop,
    Summary,
)
from farled.store.models import Inventory
from farled.web.dialogue.hints import Hint
from farled.web.ui.content import content
from farled.web.ui.parts import ACTIVITIES, DIMENSIONS, Link

PROPOSALS = {
    "expedition": gettext_noop("Expedition"),
    "cruise": gettext_noop("Insats i linjen"),
}
ON_PAGE = ("h2", "h3", "h4")
ALONE = ("h1", "h2", "h3")

Found = Mapping[str, Sequence[Hint]]
Value = TypeVar("Value")


@dataclass(frozen=True)
class Entry(Generic[Value]):
    """One thing of the summary, what stands in keys in words, and what the sharer should look at."""

    value: Value
    place: str
    hints: Sequence[Hint]
    words: tuple[str, ...] = ()
    columns: Sequence[dict[str, Any]] = field(default=())


def shown(
    summary: Summary, *, headings: Sequence[str] = ALONE, hints: Found | None = None
) -> dict[str, Any]:
    """What the template `dialogue/parts_summary.html` shows: headings and words in the summary's own language."""
    language = heading_language(summary)
    with override(language):
        parts = _parts(summary, hints or {})
    lang = summary.language if re.fullmatch("[a-z]{2}", summary.language) else ""
    frame = {"summary": summary, "headings": language, "lang": lang, "h": headings}
    return {**frame, "hints": hints or {}, **parts}


def way_back(inventory: Inventory | None = None) -> list[Link]:
    """The crumbs down to this page."""
    here = [Link(gettext("Dialog"), reverse("dialogue:index"))]
    if inventory is not None:
        here.append(Link(inventory.name, reverse("inventory:show", args=[inventory.slug])))
    return here


def heading_language(summary: Summary) -> str:
    """The summary's own where we speak it, else the reader's."""
    offered = dict(settings.LANGUAGES)
    return summary.language if summary.language in offered else get_language() or "sv"


def _parts(summary: Summary, found: Found) -> dict[str, Any]:
    needs = _entries("needs", summary.needs, found)
    themes = _entries("themes", summary.themes, found)
    names = {theme.name for theme in summary.themes}
    return {
        "themes": [
            (entry, [n for n in needs if n.value.theme == entry.value.name]) for entry in themes
        ],
        "loose": [entry for entry in needs if entry.value.theme not in names],
        "workshops": _entries("workshops", summary.workshops, found),
        "conflicts": _entries("conflicts", summary.conflicts, found),
        "resistance": _entries("resistance", summary.resistance, found),
    }


def _entries(part: str, values: Sequence[Value], found: Found) -> list[Entry[Value]]:
    return [_entry(f"{part}.{n}", value, found) for n, value in enumerate(values, start=1)]


def _entry(place: str, value: Value, found: Found) -> Entry[Value]:
    words: tuple[str, ...] = WORDS[type(value)](value)
    columns = _columns(value) if isinstance(value, SharedResistance) else ()
    return Entry(value, place, found.get(place, ()), words, columns)


def _worded(key: str, words: Mapping[str, str]) -> str:
    """Keys that we do not know come from a file and are shown as they stand."""
    return gettext(words[key]) if key in words else key


def _dimensions(need: SharedNeed) -> tuple[str, ...]:
    return tuple(_worded(key, DIMENSIONS) for key in need.dimensions if key)


def _activities(workshop: SharedWorkshop) -> tuple[str, ...]:
    return tuple(_worded(key, ACTIVITIES) for key in workshop.activities if key)


def _proposal(theme: SharedTheme) -> tuple[str, ...]:
    kind = theme.proposal_kind
    return (_worded(kind, PROPOSALS),) if kind else ()


def _types(conflict: SharedConflict) -> tuple[str, ...]:
    names = {one["id"]: one["name"] for one in content("conflict_types")["types"]}
    return tuple(names.get(key, key) for key in conflict.types)


WORDS: Mapping[type, Callable[[Any], tuple[str, ...]]] = {
    SharedNeed: _dimensions,
    SharedTheme: _proposal,
    SharedWorkshop: _activities,
    SharedConflict: _types,
    SharedResistance: lambda _: (),
}


def _columns(value: SharedResistance) -> list[dict[str, Any]]:
    """Columns of an SVG 110 × 44, one a grade 0–10."""
    tallest = max(value.grades, default=0) or 1
    return [
        {
            "grade": grade,
            "n": n,
            "x": grade * 10 + 1,
            "y": 42 - n / tallest * 40,
            "height": n / tallest * 40,
        }
        for grade, n in enumerate(value.grades)
    ]
