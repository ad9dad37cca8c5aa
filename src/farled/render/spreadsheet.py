"""Sheets as CSV and XLSX. What people wrote stays text: no cell can become a formula."""

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO

from farled.core.finding import Say
from farled.core.report.sheets import BETWEEN, Cell, Sheet
from farled.text import say

# what a spreadsheet program would read as the beginning of a formula
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
WIDEST = 60
Plain = str | int | float | None


def csv_bytes(sheet: Sheet, language: str) -> bytes:
    """UTF-8 with a byte-order mark; semicolons in Swedish and commas in English, as spreadsheet programs expect."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";" if language == "sv" else ",", lineterminator="\r\n")
    writer.writerow(headings(sheet, language))
    writer.writerows([[_harmless(cell) for cell in row] for row in rows_in_words(sheet, language)])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def xlsx_bytes(sheets: Sequence[Sheet], language: str, *, title: str) -> bytes:
    """A workbook: one sheet each, headings repeated in print, columns as wide as their words."""
    import xlsxwriter

    out = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": title, "comments": "Farled"})
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for sheet in sheets:
            page = book.add_worksheet(say(Say(f"sheet.{sheet.key}"), language)[:31])
            _fill(page, sheet, language, bold=bold, wrapped=wrapped)
    return out.getvalue()


def headings(sheet: Sheet, language: str) -> list[str]:
    return [say(Say(f"column.{name}"), language) for name in sheet.columns]


def _fill(page, sheet: Sheet, language: str, *, bold, wrapped) -> None:  # type: ignore[no-untyped-def]
    rows = [tuple(headings(sheet, language)), *rows_in_words(sheet, language)]
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                page.write_string(at, column, cell[:32_000], bold if at == 0 else wrapped)
            elif cell is not None:
                page.write_number(at, column, cell, wrapped)
    for column in range(len(sheet.columns)):
        longest = max(len(str(row[column] or "")) for row in rows)
        page.set_column(column, column, min(WIDEST, max(8, longest + 1)))
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    page.set_landscape()
    page.fit_to_pages(1, 0)


def rows_in_words(sheet: Sheet, language: str) -> list[tuple[Plain, ...]]:
    """The rows with our keys in the reader's words; what people wrote stays as it is."""
    return [tuple(_worded(cell, language) for cell in row) for row in sheet.rows]


def _worded(cell: Cell, language: str) -> Plain:
    return BETWEEN.join(say(one, language) for one in cell) if isinstance(cell, tuple) else cell


def _harmless(cell: Plain) -> Plain:
    if isinstance(cell, str) and cell.lstrip().startswith(STARTS_A_FORMULA):
        return f"'{cell}"
    return cell
