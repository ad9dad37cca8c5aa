"""The sheets of an inventory's report: the same rows as in CSV and XLSX."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from ninja import Router, Schema

from farled.api.v1.callers import caller_of
from farled.api.v1.errors import REFUSALS, Error
from farled.api.v1.paging import Paging
from farled.core.access import Permission
from farled.core.report import sheets as values
from farled.render.spreadsheet import headings, rows_in_words
from farled.store.gates import inventory_for
from farled.store.queries.report import inventory_sheets

router = Router(tags=["report"])
Cell = str | int | float | None


class Column(Schema):
    """`heading` is in the caller's language, `key` always the same."""

    key: str
    heading: str


class SheetLine(Schema):
    key: str
    columns: list[Column]
    count: int


class Sheet(SheetLine):
    """Rows by the keys of their columns."""

    items: list[dict[str, Cell]]


@router.get("/{slug}/sheets", response={200: list[SheetLine], REFUSALS: Error})
def sheets(request: HttpRequest, slug: str) -> object:
    """Which sheets there are, and how long each is."""
    found = inventory_sheets(inventory_for(caller_of(request), slug, Permission.EXPORT))
    return [{**_frame(sheet), "count": len(sheet.rows)} for sheet in found]


@router.get("/{slug}/sheets/{key}", response={200: Sheet, REFUSALS: Error})
def sheet(request: HttpRequest, slug: str, key: str, part: Paging) -> object:
    """One sheet: needs, themes, voices, votes, people, conflicts, stakeholders, or one of the strategy's."""
    found = inventory_sheets(inventory_for(caller_of(request), slug, Permission.EXPORT))
    wanted = next((one for one in found if one.key == key), None)
    if wanted is None:
        raise Http404
    rows = part.of(rows_in_words(wanted, _language()))
    items = [dict(zip(wanted.columns, row, strict=True)) for row in rows]
    return {**_frame(wanted), "count": len(wanted.rows), "items": items}


def _frame(sheet: values.Sheet) -> dict[str, Any]:
    worded = headings(sheet, _language())
    pairs = zip(sheet.columns, worded, strict=True)
    return {
        "key": sheet.key,
        "columns": [{"key": key, "heading": heading} for key, heading in pairs],
    }


def _language() -> str:
    return (get_language() or "sv").split("-")[0]
