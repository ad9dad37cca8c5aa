"""CSV and XLSX of hostile words: nothing becomes a formula, nothing is lost, what is written can be read back."""

import csv
from io import BytesIO, StringIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from farled.core.report.sheets import Sheet
from farled.render.spreadsheet import csv_bytes, headings, xlsx_bytes

HOSTILE = (
    "=1+1",
    "+46 70",
    "-3",
    "@SUM(A1)",
    "\t=1",
    ' =HYPERLINK("x")',
    "https://x.example",
    'a;b"c\nd',
    "åäö 🚌",
    "",
)


def sheet(*words: str) -> Sheet:
    return Sheet("needs", ("number", "need"), tuple((n, word) for n, word in enumerate(words)))


def read(raw: bytes, *, delimiter: str = ";") -> list[list[str]]:
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def test_headings_are_words_in_both_languages() -> None:
    assert headings(sheet(), "sv") == ["Behov nr", "Behov"]
    assert headings(sheet(), "en") == ["Need no.", "Need"]


@pytest.mark.parametrize("word", HOSTILE)
def test_no_csv_cell_starts_a_formula(word: str) -> None:
    cell = read(csv_bytes(sheet(word), "sv"))[1][1]
    assert not cell.lstrip().startswith(("=", "+", "-", "@", "\t"))
    assert cell.removeprefix("'") == word


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=50), max_size=5))
def test_csv_reads_back(words: list[str]) -> None:
    rows = read(csv_bytes(sheet(*words), "en"), delimiter=",")[1:]
    kept = [row[1].removeprefix("'") if row[1][:1] == "'" else row[1] for row in rows]
    assert kept == [word.removeprefix("'") if word[:1] == "'" else word for word in words]


def test_xlsx_keeps_words_as_words_and_numbers_as_numbers() -> None:
    book = openpyxl.load_workbook(BytesIO(xlsx_bytes([sheet(*HOSTILE)], "sv", title="Behov")))
    page = book["Behov"]
    cells = [page.cell(row, 2) for row in range(2, 2 + len(HOSTILE))]
    assert [cell.value or "" for cell in cells] == list(HOSTILE)
    assert {cell.data_type for cell in cells if cell.value} == {"s"}
    assert page["A3"].value == 1
    assert page.print_title_rows == "$1:$1"
