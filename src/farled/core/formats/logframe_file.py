"""A logframe from a workbook, from JSON or from CSV, known by what stands in it."""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from farled.core.finding import Finding, Invalid, Say
from farled.core.formats.logframe_columns import COLUMNS, heading, level_of, read_as
from farled.core.formats.logframe_lines import frame_of_lines
from farled.core.formats.logframe_sheet import visible_sheets
from farled.core.formats.table import read_table
from farled.core.lfa.logframe import Logframe

MOST_BYTES = 16 * 1024 * 1024
_NAMES = read_as(COLUMNS)
_SEARCHED = 30  # rows in which headings may stand, under a title
_ABOUT_THE_FILE = {"format", "language", "columns", "rows"}
Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class LogframeFile:
    """`format` is xlsx, json or csv; `warnings` tell what was not read."""

    format: str
    frame: Logframe
    warnings: tuple[Finding, ...] = ()


def read_logframe(data: bytes) -> LogframeFile:
    """A frame whose columns have the names of `logframe_columns.COLUMNS`, in any order.

    Raises Invalid (`logframe.file_size`, `logframe.no_headings`, `logframe.no_level`, `logframe.json`,
    `logframe.json_rows`, `logframe.json_value`, and what tables, workbooks and lines raise).
    Source of the columns: the European Commission's logframe template (domain.md 2.5).

    >>> read = read_logframe(b'[{"level": "Outcome", "results chain": "More find work"}]')
    >>> read.format, read.frame.rows[0].statement
    ('json', 'More find work')
    """
    if len(data) > MOST_BYTES:
        raise Invalid("file", Say("logframe.file_size", {"most": MOST_BYTES // 2**20}))
    if data[:4] == b"PK\x03\x04":
        return _from_workbook(data)
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"["):
        return _from_json(data)
    table = read_table(data)
    read = _from_rows(table.rows, format_="csv")
    return replace(read, warnings=(*table.warnings, *read.warnings))


def _from_workbook(data: bytes) -> LogframeFile:
    sheets = [sheet for sheet in visible_sheets(data) if _headings_at(sheet.rows) is not None]
    if not sheets:
        raise Invalid("file", Say("logframe.no_headings"))
    read = _from_rows(sheets[0].rows, format_="xlsx")
    others = [_told("logframe.other_sheet", sheet=one.name[:40]) for one in sheets[1:]]
    return replace(read, warnings=(*sheets[0].warnings, *read.warnings, *others))


def _from_rows(rows: Rows, *, format_: str) -> LogframeFile:
    top = _headings_at(rows)
    if top is None:
        raise Invalid("file", Say("logframe.no_headings"))
    headings = _headings(rows[top])
    if "level" not in headings:
        headings[_level_column(rows[top + 1 :], headings)] = "level"
    unread = [rows[top][at] for at, id_ in enumerate(headings) if not id_ and rows[top][at]]
    lines = [
        (place, {id_: cell for id_, cell in zip(headings, row, strict=False) if id_})
        for place, row in enumerate(rows[top + 1 :], 1)
    ]
    frame, told = frame_of_lines([(place, line) for place, line in lines if any(line.values())])
    return LogframeFile(format_, frame, (*_unread(unread), *told))


def _headings_at(rows: Rows) -> int | None:
    """The first row that names what is to be reached and at least one column more."""
    for at, row in enumerate(rows[:_SEARCHED]):
        named = {_NAMES.get(heading(cell)) for cell in row} - {None}
        if "results_chain" in named and len(named) > 1:
            return at
    return None


def _headings(row: Sequence[str]) -> list[str]:
    """The id of each column; "" for those not known, and for a name that has stood already.

    *Results* beside a results chain is the Commission's heading of the levels, not of what is to be reached.
    """
    named = [_NAMES.get(heading(cell), "") for cell in row]
    if named.count("results_chain") > 1:
        named = [
            "" if heading(cell) == "results" else id_ for cell, id_ in zip(row, named, strict=True)
        ]
    return ["" if id_ in named[:at] else id_ for at, id_ in enumerate(named)]


def _level_column(rows: Rows, headings: Sequence[str]) -> int:
    """In the classic matrix the levels stand in a column without a heading. Raises Invalid (`logframe.no_level`)."""
    for at, id_ in enumerate(headings):
        cells = [row[at] for row in rows if at < len(row) and row[at]]
        if not id_ and cells and level_of(cells[0]):
            return at
    raise Invalid("level", Say("logframe.no_level"))


def _from_json(data: bytes) -> LogframeFile:
    try:
        given = json.loads(data)
    except (ValueError, RecursionError):
        raise Invalid("file", Say("logframe.json")) from None
    rows = given.get("rows") if isinstance(given, dict) else given
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Invalid("file", Say("logframe.json_rows"))
    extra = [key for key in given if key not in _ABOUT_THE_FILE] if isinstance(given, dict) else []
    unknown = dict.fromkeys(key for row in rows for key in row if heading(key) not in _NAMES)
    lines = [(place, dict(_cells(row, place=place))) for place, row in enumerate(rows, 1)]
    frame, told = frame_of_lines(lines)
    return LogframeFile("json", frame, (*_unread([*extra, *unknown]), *told))


def _cells(row: Mapping[str, Any], *, place: int) -> Iterator[tuple[str, str]]:
    for key, value in row.items():
        if id_ := _NAMES.get(heading(key)):
            yield id_, _text(value, column=key, place=place)


def _text(value: object, *, column: str, place: int) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float) and math.isfinite(value):
        return str(value)
    params: dict[str, str | int | float] = {"row": place, "column": column[:40]}
    raise Invalid(column, Say("logframe.json_value", params))


def _unread(names: Sequence[str]) -> tuple[Finding, ...]:
    shown = ", ".join(name[:40] for name in names[:12]) + (" …" if len(names) > 12 else "")
    return (_told("logframe.unread", columns=shown),) * bool(names)


def _told(key: str, **params: str) -> Finding:
    return Finding(key, (), Say(key, params))
