"""Sheets as an answer to fetch: a workbook of all, or one of them as CSV."""

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.utils.text import slugify
from django.utils.translation import get_language

from farled.core.report.sheets import Sheet
from farled.render.spreadsheet import csv_bytes, xlsx_bytes

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def book(title: str, sheets: Sequence[Sheet]) -> HttpResponse:
    raw = xlsx_bytes(sheets, get_language() or "sv", title=title)
    return _file(raw, f"{slugify(title)}.xlsx", XLSX)


def one_csv(title: str, sheets: Sequence[Sheet], key: str) -> HttpResponse:
    """Raises Http404 for a key no sheet has."""
    wanted = next((sheet for sheet in sheets if sheet.key == key), None)
    if wanted is None:
        raise Http404
    return _file(
        csv_bytes(wanted, get_language() or "sv"),
        f"{slugify(title)}-{key}.csv",
        "text/csv; charset=utf-8",
    )


def _file(raw: bytes, name: str, kind: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(raw, content_type=kind, headers=headers)
