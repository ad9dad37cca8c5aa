"""A logframe as a file: workbook and JSON, which are read back to the same frame, and DOCX to print and talk over."""

import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from farled.core.formats.logframe_columns import COLUMNS, LEVEL_WORDS, LIKELIHOOD_WORDS, YES_NO
from farled.core.formats.logframe_lines import MOST_LINES, lines_of
from farled.core.lfa.logframe import Logframe

FORMAT = "farled-logframe-1"
_HELP = {"sv": "Hjälp", "en": "Help"}
_WIDE = {"results_chain": 40, "indicator": 30, "assumption": 34}


def logframe_json(frame: Logframe, *, language: str) -> bytes:
    """`rows` hold a line each, all cells text, under the ids of COLUMNS; `columns` tell their names in the language.

    >>> from farled.core.lfa.logframe import Row
    >>> json.loads(logframe_json(Logframe((Row("outcome", "Fler i arbete"),)), language="sv"))["rows"][0]["level"]
    'Projektmål'
    """
    given = {
        "format": FORMAT,
        "language": language,
        "columns": {id_: names[language][0] for id_, names in COLUMNS.items()},
        "rows": lines_of(frame, language=language),
    }
    return (json.dumps(given, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def logframe_xlsx(
    frame: Logframe, *, language: str, about: Mapping[str, str] | None = None
) -> bytes:
    """One sheet under the names of COLUMNS, all cells text so that nothing becomes a formula or a date.

    `about` explains columns by id, on a sheet of its own. Levels and answers can be chosen from lists.
    """
    import xlsxwriter

    out = io.BytesIO()
    kinds = ("strings_to_formulas", "strings_to_urls", "strings_to_numbers")
    with xlsxwriter.Workbook(out, {"in_memory": True, **dict.fromkeys(kinds, False)}) as book:
        page = book.add_worksheet("Logframe")
        _fill(book, page, rows=_rows(frame, language=language))
        _shape(page)
        _choices(page, language=language)
        if about:
            _explain(book, about, language=language)
    return out.getvalue()


def _rows(frame: Logframe, *, language: str) -> list[list[str]]:
    headings = [names[language][0] for names in COLUMNS.values()]
    return [headings, *(list(line.values()) for line in lines_of(frame, language=language))]


def _fill(book: Any, page: Any, *, rows: Sequence[Sequence[str]]) -> None:
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    for at, id_ in enumerate(COLUMNS):
        page.set_column(at, at, _WIDE.get(id_, 18), text)
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell:
                page.write_string(at, column, cell, text if at else bold)


def _shape(page: Any) -> None:
    page.freeze_panes(1, 3)
    page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(8)  # A3
    page.fit_to_pages(1, 0)


def _choices(page: Any, *, language: str) -> None:
    words = {
        "level": LEVEL_WORDS,
        "likelihood": LIKELIHOOD_WORDS,
        "important": YES_NO,
        "redesign": YES_NO,
    }
    for at, id_ in enumerate(COLUMNS):
        if id_ in words:
            names = [one[language][0] for one in words[id_].values()]
            rule = {"validate": "list", "source": names, "error_type": "information"}
            page.data_validation(1, at, MOST_LINES, at, rule)


def _explain(book: Any, about: Mapping[str, str], *, language: str) -> None:
    page = book.add_worksheet(_HELP[language])
    bold, wrapped = book.add_format({"bold": True, "valign": "top"}), book.add_format({"text_wrap": True})  # fmt: skip
    page.set_column(0, 0, 40, bold)
    page.set_column(1, 1, 90, wrapped)
    for at, (id_, text) in enumerate(about.items()):
        page.write_string(at, 0, COLUMNS[id_][language][0])
        page.write_string(at, 1, text)
