"""Rows as files that spreadsheet programs open, and that can do nothing there."""

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

from farled.core.finding import Invalid, Say
from farled.core.formats.guard import guarded

Cell = str | float
_ENDS = re.compile(r"[,;|\t\r\n\"]")
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384  # of a sheet


def csv_bytes(rows: Sequence[Sequence[Cell]]) -> bytes:
    """Commas and decimal points; a byte-order mark only where there are letters that need one."""
    text = "".join(",".join(map(_field, row)) + "\r\n" for row in rows)
    return text.encode() if text.isascii() else text.encode("utf-8-sig")


def _field(cell: Cell) -> str:
    """In quotation marks where it holds anything that some program takes for the end of a cell."""
    text = guarded(cell) if isinstance(cell, str) else repr(cell)
    return '"' + text.replace('"', '""') + '"' if _ENDS.search(text) else text


def xlsx_bytes(sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> bytes:
    """A workbook where text is text and never a formula or an address. Raises Invalid (`convert.sheet_size`)."""
    import xlsxwriter

    for rows in sheets.values():
        if len(rows) > MOST_ROWS or max(map(len, rows)) > MOST_COLUMNS:
            raise Invalid("to", Say("convert.sheet_size"))

    out = io.BytesIO()
    kinds = ("strings_to_formulas", "strings_to_urls", "strings_to_numbers")
    with xlsxwriter.Workbook(out, {"in_memory": True} | dict.fromkeys(kinds, False)) as book:
        for name, rows in sheets.items():
            _fill(book.add_worksheet(name), rows)
    return out.getvalue()


def _fill(page: Any, rows: Sequence[Sequence[Cell]]) -> None:
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            write = page.write_string if isinstance(cell, str) else page.write_number
            write(at, column, cell)
