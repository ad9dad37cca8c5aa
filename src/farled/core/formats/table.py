"""Any table somebody sends, CSV or workbook, as rows of text (methods.md 5)."""

import csv
import io
import math
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from farled.core.finding import Finding, Invalid, Say
from farled.core.formats.delimiter import delimiter_of, without_told_delimiter
from farled.core.formats.formulas import has_unsaved_formulas
from farled.core.formats.guard import unguarded

MOST_UNPACKED = 512 * 1024 * 1024  # of a workbook, before it is opened
MOST_CELLS = 20_000_000  # of a workbook, those between others counted
_NO_CELL_ENDS = "\x1f"
_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d{1,3})?")
_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u00a0": "", "\u202f": ""})

LINES_A_LOOK = 10_000
Rows = tuple[tuple[str, ...], ...]
Progress = Callable[[int, int], None]  # characters read, of


@dataclass(frozen=True)
class Table:
    """Rows of cells as text, without white space at their ends. Row 1 is the first of the file, headings included.

    `delimiter` is "" for a workbook and for a single column; `decimal_comma` says that numbers are written 0,5.
    """

    rows: tuple[tuple[str, ...], ...]
    delimiter: str = ""
    decimal_comma: bool = False
    warnings: tuple[Finding, ...] = ()


def read_table(data: bytes, *, progress: Progress | None = None) -> Table:
    """A CSV file (delimiter, encoding and decimal sign found out) or the first sheet of a workbook.

    Empty rows at the end are left out, others stay so that rows keep their numbers.
    Raises Invalid (`table.empty`, `table.binary`, `table.encoding`, `table.workbook`, `table.workbook_size`, `table.formulas`).
    """
    if is_workbook(data):
        return first_sheet(read_sheets(data))
    text, warnings = decoded(data)
    text, told = without_told_delimiter(text)
    delimiter = told or delimiter_of(text)
    rows = _trimmed(_csv_rows(text, delimiter, progress=progress))
    return Table(rows, delimiter, _has_decimal_comma(rows, delimiter), warnings)


def is_workbook(data: bytes) -> bool:
    return data[:4] == b"PK\x03\x04"


def read_sheets(data: bytes) -> Mapping[str, Rows]:
    """The rows of each sheet of a workbook that holds any, by its name; formulas as their last value.

    Raises Invalid (`table.empty`, `table.workbook`, `table.workbook_size`, `table.formulas`).
    """
    found = {name: rows for name, cells in _sheets(data) if (rows := _kept(cells))}
    if not found:
        raise Invalid("file", Say("table.empty"))
    return found


def first_sheet(sheets: Mapping[str, Rows]) -> Table:
    """The table of a workbook, with a finding where other sheets hold something too."""
    first, *others = sheets
    params: dict[str, str | int | float] = {"first": first[:60], "names": ", ".join(others)[:200]}
    told = Finding("table.other_sheets", tuple(others), Say("table.other_sheets", params))
    return Table(sheets[first], warnings=(told,) if others else ())


def decoded(data: bytes) -> tuple[str, tuple[Finding, ...]]:
    """Text of UTF-8, of UTF-16 with its mark, or of Windows' Western letters, the last with a warning.

    Raises Invalid (`table.encoding`, `table.binary`).
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _sound(_strictly(data, "utf-16")), ()
    try:
        return _sound(data.decode("utf-8-sig")), ()
    except UnicodeDecodeError:
        guessed = Finding("table.guessed_encoding", (), Say("table.guessed_encoding"))
        return _sound(_strictly(data, "cp1252")), (guessed,)


def number(cell: str, *, row: int, column: str) -> float | None:
    """The number in a cell, with decimal point or comma and any minus sign; None for an empty cell.

    Raises Invalid (`table.not_number`, `table.not_finite`) naming row and column.
    """
    if not cell:
        return None
    plain = cell.translate(_MINUS).replace(" ", "")
    if not plain:
        return None
    where: dict[str, str | int] = {"row": row, "column": column, "cell": cell[:40]}
    if plain.lower().lstrip("+-") in ("nan", "inf", "infinity"):
        raise Invalid(column, Say("table.not_finite", where))
    if len(plain) > 40 or not _NUMBER.fullmatch(plain):
        raise Invalid(column, Say("table.not_number", where))
    found = float(plain.replace(",", "."))
    if not math.isfinite(found):
        raise Invalid(column, Say("table.not_finite", where))
    return found


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise Invalid("file", Say("table.encoding")) from None


def _sound(text: str) -> str:
    if "\x00" in text:
        raise Invalid("file", Say("table.binary"))
    if not text.strip():
        raise Invalid("file", Say("table.empty"))
    return text


def _csv_rows(text: str, delimiter: str, *, progress: Progress | None) -> Iterator[Sequence[str]]:
    csv.field_size_limit(2**31 - 1)
    # under a heading alone there is one column, and its commas are the writer's
    ends = delimiter or _NO_CELL_ENDS
    # a quotation mark that is never closed would make the rest of the file one cell
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=ends, strict=bool(text.count('"') % 2))
    read = 0
    try:
        for row in reader:
            yield [unguarded(cell) for cell in row]
            read = reader.line_num
            if progress and not read % LINES_A_LOOK:
                progress(lines.tell(), len(text))
    except csv.Error:
        raise Invalid("file", Say("table.csv", {"row": read + 1})) from None


def _sheets(data: bytes) -> Sequence[tuple[str, Sequence[Sequence[object]]]]:
    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise Invalid("file", Say("table.workbook_size"))
            if has_unsaved_formulas(packed):
                raise Invalid("file", Say("table.formulas"))
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        room = iter(range(MOST_CELLS))
        return [(page.title, _all_rows(page, room)) for page in book.worksheets]
    except Invalid:
        raise
    except Exception:
        # a broken workbook fails in a dozen ways of the library's own
        raise Invalid("file", Say("table.workbook")) from None


def _all_rows(page: Any, room: Iterator[int]) -> list[Sequence[object]]:
    """Rows, empty ones without cells. A cell far to the right counts as many cells as lie before it."""
    page.reset_dimensions()  # what a file says of its own size is not to be trusted
    kept: list[Sequence[object]] = []
    for row in page.iter_rows(values_only=True):
        if row and next(islice(room, len(row) - 1, None), None) is None:
            raise Invalid("file", Say("table.workbook_size"))
        kept.append(row if any(cell is not None for cell in row) else ())
    return kept


def _trimmed(rows: Iterator[Sequence[object]]) -> Rows:
    kept = _kept(rows)
    if not kept:
        raise Invalid("file", Say("table.empty"))
    return kept


def _kept(rows: Iterable[Sequence[object]]) -> Rows:
    kept = [tuple(map(_cell, row)) for row in rows]
    while kept and not any(kept[-1]):
        kept.pop()
    return tuple(kept)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).strip()


def _has_decimal_comma(rows: Sequence[Sequence[str]], delimiter: str) -> bool:
    if delimiter == ",":
        return False
    return any(re.fullmatch(r"[+-]?\d+,\d+", cell) for row in rows[:200] for cell in row)
