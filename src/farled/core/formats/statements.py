"""A column of statements from a table: CSV or the first sheet of a workbook."""

from collections.abc import Sequence
from dataclasses import dataclass

from farled.core.finding import Finding, Invalid, Say
from farled.core.formats.table import read_table

MOST_BYTES = 64 * 1024 * 1024
_MOST_NAMED = 12


@dataclass(frozen=True)
class StatementFile:
    """One text a data row, "" for an empty cell: the place plus one is the row's number, headings not counted."""

    texts: tuple[str, ...]
    warnings: tuple[Finding, ...] = ()


def read_statements(data: bytes, *, column: str) -> StatementFile:
    """The texts under a heading; capitals in its name do not count.

    Empty cells are told, and so are rows with more cells than there are headings (a comma that should be quoted).
    Raises Invalid (`text.file_size`, `text.no_column` naming those there are, `text.column_twice`, and what
    `read_table` raises).

    >>> read_statements("id;text\\n1;Bussen är sen\\n".encode(), column="Text").texts
    ('Bussen är sen',)
    """
    if len(data) > MOST_BYTES:
        raise Invalid("file", Say("text.file_size", {"most": MOST_BYTES // 2**20}))
    table = read_table(data)
    headings, *rows = table.rows
    place = _place(headings, column)
    texts = tuple(row[place] if place < len(row) else "" for row in rows)
    told = (*_empty(texts), *_too_wide(rows, len(headings)))
    return StatementFile(texts, (*table.warnings, *told))


def _place(headings: Sequence[str], column: str) -> int:
    wanted = column.strip().casefold()
    places = [at for at, heading in enumerate(headings) if heading.casefold() == wanted]
    exact = [at for at in places if headings[at] == column.strip()]
    if len(exact or places) > 1:
        raise Invalid("column", Say("text.column_twice", {"column": column[:60]}))
    if not places:
        raise Invalid("column", Say("text.no_column", _named(headings, column)))
    return (exact or places)[0]


def _named(headings: Sequence[str], column: str) -> dict[str, str | int | float]:
    named = [heading[:60] for heading in headings if heading]
    shown = ", ".join(named[:_MOST_NAMED]) + (" …" if len(named) > _MOST_NAMED else "")
    return {"column": column[:60], "columns": shown}


def _empty(texts: Sequence[str]) -> tuple[Finding, ...]:
    rows = [str(at) for at, text in enumerate(texts, 1) if not text]
    params: dict[str, str | int | float] = {"n": len(rows), "rows": _listed(rows)}
    return (Finding("text.empty_cells", tuple(rows), Say("text.empty_cells", params)),) * bool(rows)


def _too_wide(rows: Sequence[Sequence[str]], width: int) -> tuple[Finding, ...]:
    wide = [str(at) for at, row in enumerate(rows, 1) if any(row[width:])]
    params: dict[str, str | int | float] = {"n": len(wide), "rows": _listed(wide)}
    return (Finding("text.wide_rows", tuple(wide), Say("text.wide_rows", params)),) * bool(wide)


def _listed(rows: Sequence[str]) -> str:
    return ", ".join(rows[:_MOST_NAMED]) + (" …" if len(rows) > _MOST_NAMED else "")
