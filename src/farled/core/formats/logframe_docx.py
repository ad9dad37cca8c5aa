"""A logframe as a document to print and talk over: the European Commission's table, then the classic matrix."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from farled.core.formats.logframe_columns import COLUMNS, LEVEL_WORDS, LIKELIHOOD_WORDS
from farled.core.lfa.logframe import Assumption, Logframe, Row, four_by_four

_TABLE = ("results_chain", "indicator", "baseline", "current_value", "target", "sources", "assumption")  # fmt: skip
_WHOLE = ("target_group", "participation", "goal_conflicts", "consequences")
_MATRIX = ("results_chain", "indicator", "sources", "assumption")
_TITLES = {"sv": ("Logframe", "Matrisen"), "en": ("Logframe", "The matrix")}


def logframe_docx(frame: Logframe, *, language: str) -> bytes:
    """A4 lying down. It is written only: to work on, a frame is kept as a workbook or JSON."""
    import docx
    from docx.enum.section import WD_ORIENT

    paper = docx.Document()
    section = paper.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    title, matrix = _TITLES[language]
    paper.add_heading(title, 1)
    _table(paper, _rows(frame, language=language), columns=_TABLE, language=language)
    _whole(paper, frame, language=language)
    paper.add_heading(matrix, 2)
    _table(paper, _matrix(frame, language=language), columns=_MATRIX, language=language)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _table(
    paper: Any, rows: Iterable[Sequence[str]], *, columns: Sequence[str], language: str
) -> None:
    table = paper.add_table(rows=1, cols=len(columns), style="Table Grid")
    _repeat_on_each_page(table.rows[0])
    for cell, id_ in zip(table.rows[0].cells, columns, strict=True):
        cell.text = COLUMNS[id_][language][0]
        cell.paragraphs[0].runs[0].bold = True
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = _printable(text)


def _repeat_on_each_page(row: Any) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001


def _rows(frame: Logframe, *, language: str) -> list[list[str]]:
    return [_row(row, language=language) for row in frame.rows]


def _row(row: Row, *, language: str) -> list[str]:
    level = f"{LEVEL_WORDS[row.level][language][0]} {row.number}".strip()
    measures = [
        [getattr(one, name) for one in row.indicators]
        for name in ("name", "baseline", "current", "target", "source")
    ]
    assumed = [_assumption(one, language=language) for one in row.assumptions]
    return [_lines([level, row.statement]), *map(_lines, measures), _lines(assumed)]


def _assumption(one: Assumption, *, language: str) -> str:
    likely = LIKELIHOOD_WORDS[one.likelihood][language][0] if one.likelihood else ""
    return f"{one.text} ({likely})" if likely else one.text


def _matrix(frame: Logframe, *, language: str) -> list[list[str]]:
    return [
        [
            _lines([LEVEL_WORDS[one.level][language][0], *one.statements]),
            *map(_lines, (one.indicators, one.sources, one.assumptions)),
        ]
        for one in four_by_four(frame)
    ]


def _whole(paper: Any, frame: Logframe, *, language: str) -> None:
    said = {id_: frame.said(id_) for id_ in _WHOLE}
    said["revisit_date"] = frame.revisited.isoformat() if frame.revisited else ""
    for id_, text in said.items():
        paper.add_heading(COLUMNS[id_][language][0], 2)
        paper.add_paragraph(_printable(text) or "–")


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(filter(None, texts))


def _printable(text: str) -> str:
    """What XML can hold."""
    return "".join(char for char in text if char.isprintable() or char in "\n\t")
