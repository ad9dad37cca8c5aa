"""The cells of a logframe in a workbook: the first sheet people can see that has its headings."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from farled.core.finding import Finding, Invalid, Say

MOST_UNPACKED = 64 * 1024 * 1024  # a frame is text; the rest would be pictures or a trap
MOST_ROWS, MOST_COLUMNS = 2_040, 100


@dataclass(frozen=True)
class Sheet:
    """`rows` are cells as text, without white space at their ends; `warnings` tell of formulas that hold no value."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    warnings: tuple[Finding, ...] = ()


def visible_sheets(data: bytes) -> Iterator[Sheet]:
    """Sheets in order, hidden ones left out. Formulas as the value they had when the file was saved.

    Raises Invalid (`table.workbook`, `table.workbook_size`, `logframe.too_many`).
    """
    values, formulas = _book(data, data_only=True), _book(data, data_only=False)
    for sheet, written in zip(values.worksheets, formulas.worksheets, strict=True):
        if sheet.sheet_state == "visible":
            yield _sheet(sheet, written)


def _book(data: bytes, *, data_only: bool) -> Any:
    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(part.file_size for part in packed.infolist())
        if size <= MOST_UNPACKED:
            return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=data_only)
    except Exception:
        # a broken workbook fails in a dozen ways of the library's own
        raise Invalid("file", Say("table.workbook")) from None
    raise Invalid("file", Say("table.workbook_size"))


def _sheet(sheet: Any, written: Any) -> Sheet:
    cells, formulas = _cells(sheet), _cells(written)
    if len(cells) >= MOST_ROWS and any(cell.value for cell in cells[-1]):
        raise Invalid("file", Say("logframe.too_many", {"most": MOST_ROWS - 40}))
    rows = tuple(tuple(_text(cell) for cell in row) for row in cells)
    return Sheet(sheet.title, rows, tuple(_without_value(cells, formulas)))


def _cells(sheet: Any) -> list[Sequence[Any]]:
    try:
        sheet.reset_dimensions()  # what a file says of its own size is not to be trusted
        return list(sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS))
    except Exception:
        raise Invalid("file", Say("table.workbook")) from None


def _without_value(cells: Sequence[Any], formulas: Sequence[Any]) -> Iterator[Finding]:
    for at, (row, written) in enumerate(zip(cells, formulas, strict=False), 1):
        for cell, formula in zip(row, written, strict=False):
            if cell.value is None and formula.data_type == "f":
                yield Finding("logframe.formula", (), Say("logframe.formula", {"row": at}))


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float | int) and "%" in str(cell.number_format):
        return f"{value * 100:g} %"
    return f"{value:g}" if isinstance(value, float) else str(value).strip()
