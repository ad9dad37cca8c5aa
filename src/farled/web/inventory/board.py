"""The needs' page as its template wants it: short cards, columns to move to, choices to filter by."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from farled.core.inventory.board import (
    GROUPINGS,
    NOWHERE,
    Column,
    Filter,
    Grouping,
    Picture,
    chosen,
    columns,
    in_order,
)
from farled.core.inventory.needs import Need
from farled.store.models import Inventory
from farled.store.queries.needs import picture
from farled.web.inventory.filters import Look
from farled.web.ui.parts import DIMENSIONS


@dataclass(frozen=True)
class Card:
    """A need as short as it can be said; `value` is what its box sends."""

    need: Need
    url: str
    value: str
    theme: str
    dimensions: tuple[str, ...]


@dataclass(frozen=True)
class Pile:
    """A column of the board."""

    id: str
    name: str
    cards: list[Card]
    url: str
    kind: str
    loose: bool


def board(inventory: Inventory, seen: Look) -> dict[str, Any]:
    whole = picture(inventory)
    needs = chosen(whole.needs, seen.wanted)
    context = {
        "look": seen,
        "has_filter": replace(seen.wanted, words="") != Filter(),
        "total": len(whole.needs),
        "shown": len(needs),
        "choices": _choices(whole),
        "groupings": _groupings(seen),
        "query": _query(seen),
        "orders": _orders(seen),
    }
    if seen.view == "list":
        listed = in_order(needs, seen.sort, themes=whole.themes, reverse=seen.falling)
        names = {theme.id: theme.name for theme in whole.themes}
        return context | {
            "cards": [_card(inventory, need, themes=names) for need in listed],
            "targets": _targets(columns(whole, (), by="theme"), "theme"),
        }
    found = columns(whole, needs, by=seen.by)
    return context | {
        "piles": [_pile(inventory, column, seen.by) for column in found],
        "targets": _targets(found, seen.by),
    }


def column_name(column: Column, by: Grouping) -> str:
    if column.id != NOWHERE:
        return _(DIMENSIONS[column.id]) if by == "dimension" else column.name
    return {
        "theme": _("Utan tema"),
        "area": _("Utan område"),
        "dimension": _("Utan dimension"),
    }[by]


def _pile(inventory: Inventory, column: Column, by: Grouping) -> Pile:
    cards = [_card(inventory, need, column=column.id) for need in column.needs]
    theme = column.theme
    return Pile(
        id=column.id,
        name=column_name(column, by),
        cards=cards,
        url=reverse("inventory:theme", args=[inventory.slug, theme.id]) if theme else "",
        kind=theme.proposal_kind if theme else "",
        loose=column.id == NOWHERE,
    )


def _card(
    inventory: Inventory,
    need: Need,
    *,
    column: str = "",
    themes: dict[int, str] | None = None,
) -> Card:
    return Card(
        need=need,
        url=reverse("inventory:need", args=[inventory.slug, need.number]),
        value=f"{need.id}:{column}" if column else str(need.id),
        theme=(themes or {}).get(need.theme or 0, ""),
        dimensions=tuple(_(DIMENSIONS[key]) for key in need.dimensions if key in DIMENSIONS),
    )


def _targets(found: tuple[Column, ...], by: Grouping) -> list[tuple[str, str]]:
    return [(column.id, column_name(column, by)) for column in found]


def _choices(whole: Picture) -> dict[str, Any]:
    return {
        "areas": whole.areas,
        "goals": whole.goals,
        "workshops": whole.workshops,
        "themes": [(theme.id, theme.name) for theme in whole.themes],
        "dimensions": [(key, _(DIMENSIONS[key])) for key in whole.dimensions],
    }


def _groupings(seen: Look) -> list[tuple[str, str, bool]]:
    words = {"theme": _("Teman"), "area": _("Områden"), "dimension": _("Dimensioner")}
    is_board = seen.view == "board"
    return [(key, words[key], is_board and key == seen.by) for key in GROUPINGS]


def _query(seen: Look) -> str:
    """The filters as they stand in an address, to go along when the view changes."""
    wanted = seen.wanted
    values: dict[str, Any] = {
        "area": wanted.area,
        "dimension": wanted.dimension,
        "goal": wanted.goal,
        "theme": wanted.theme,
        "workshop": wanted.workshop,
        "without_gender": "1" if wanted.without_gender else "",
        "without_voices": "1" if wanted.without_voices else "",
        "q": wanted.words,
    }
    return urlencode({name: value for name, value in values.items() if value not in (None, "")})


def _orders(seen: Look) -> list[dict[str, Any]]:
    words = {
        "number": _("Nr"),
        "what": _("Behov"),
        "for_whom": _("För vem"),
        "where": _("Var"),
        "theme": _("Tema"),
        "voices": _("Röster"),
    }
    return [
        {
            "key": key,
            "label": label,
            "direction": _direction(seen) if key == seen.sort else "",
            "falling": "1" if key == seen.sort and not seen.falling else "",
        }
        for key, label in words.items()
    ]


def _direction(seen: Look) -> str:
    return "descending" if seen.falling else "ascending"
