"""Tables as strangers send them."""

import contextlib
import io
import re
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from farled.core.finding import Invalid
from farled.core.formats.formulas import has_unsaved_formulas
from farled.core.formats.map_file import read_map
from farled.core.formats.table import number, read_table


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_and_encoding_are_found_out(encoding: str, delimiter: str) -> None:
    lines = [("från", "mål, med komma"), ("å", "ö")]
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in lines) + "\r\n\r\n"
    table = read_table(text.encode(encoding))
    assert table.rows == tuple(lines)
    assert table.delimiter == delimiter
    assert bool(table.warnings) == (encoding == "cp1252")


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        (";Air, clean;Water, soil, sea\nAir, clean;;-2\nWater, soil, sea;0,5;\n", ";"),
        ("a|b, c, d\n1|2,5\n", "|"),
        ("from,to,note;note\nx,y,z\nx,z,w\n", ","),
        ('id,"one, two"\n1,x\n2,"y\nz, w"\n', ","),
        ("\n\n" + "x" * 300_000 + ";y\n1;2\n", ";"),
        ("statement\nwell; no, not at all\n", ""),
    ],
)
def test_headings_may_hold_other_delimiters(text: str, delimiter: str) -> None:
    assert read_table(text.encode()).delimiter == delimiter


@pytest.mark.parametrize("told", ["sep=;", '"sep=;"', "sep=; "])
def test_what_a_spreadsheet_is_told_of_the_delimiter_is_no_row(told: str) -> None:
    table = read_table(f"{told}\r\na;b, c, d\r\n1;0,5\r\n".encode("utf-8-sig"))
    assert (table.rows, table.delimiter) == ((("a", "b, c, d"), ("1", "0,5")), ";")
    assert read_table(b"sep=;\n").rows == (("sep=", ""),)


def test_a_workbook_is_read_like_a_csv() -> None:
    book = openpyxl.Workbook()
    book.active.append(["id", "a", "b"])
    book.active.append(["a", None, 2.0])
    data = io.BytesIO()
    book.save(data)
    assert read_table(data.getvalue()).rows == (("id", "a", "b"), ("a", "", "2"))


@pytest.mark.parametrize(
    ("cell", "value"),
    [("1,5", 1.5), ("−2", -2.0), ("1e3", 1000.0), ("", None), (" 1 000 ", 1000.0), (".5", 0.5)],
)
def test_numbers_as_people_write_them(cell: str, value: float | None) -> None:
    assert number(cell, row=2, column="x") == value


@pytest.mark.parametrize("cell", ["nan", "-Inf", "1e400", "1.2.3", "=1+1", "9" * 100, "٣x"])
def test_what_is_no_number_is_told_with_its_place(cell: str) -> None:
    with pytest.raises(Invalid) as refused:
        number(cell, row=7, column="strength")
    assert refused.value.why.params["row"] == 7
    assert refused.value.why.params["column"] == "strength"


def test_a_formula_whose_value_nobody_saved_is_no_empty_cell() -> None:
    book, data = openpyxl.Workbook(), io.BytesIO()
    for row in (["", "a", "b"], ["a", None, "=1+1"], ["b", 1, None]):
        book.active.append(row)
    book.save(data)
    with pytest.raises(Invalid) as refused:
        read_table(data.getvalue())
    assert refused.value.why.key == "table.formulas"


@pytest.mark.parametrize("unit", [b"<c ", b"<c><f ", b"<c><f>x"])
def test_a_sheet_made_to_be_searched_for_ever_is_searched_once(unit: bytes) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/worksheets/sheet1.xml", unit * (32 * 2**20 // len(unit)))
    with zipfile.ZipFile(out) as book:
        assert not has_unsaved_formulas(book)  # in the square of its size it would take a day


@pytest.mark.parametrize("saved", ["<v>2</v>", "<v>0</v>"])
def test_a_formula_whose_value_is_saved_is_that_value(saved: str) -> None:
    book, data, out = openpyxl.Workbook(), io.BytesIO(), io.BytesIO()
    for row in (["", "a", "b"], ["a", None, "=1+1"], ["b", 1, None]):
        book.active.append(row)
    book.save(data)
    with zipfile.ZipFile(data) as source, zipfile.ZipFile(out, "w") as made:
        for name in source.namelist():
            made.writestr(name, re.sub(rb"<v ?/>|<v></v>", saved.encode(), source.read(name)))
    assert read_table(out.getvalue()).rows[1] == ("a", "", saved[3:-4])


def test_cells_far_to_the_right_do_not_fill_the_memory() -> None:
    book = openpyxl.Workbook()
    for row in range(1, 1300):
        book.active[f"XFD{row}"] = 1
    data = io.BytesIO()
    book.save(data)
    assert len(data.getvalue()) < 30_000
    with pytest.raises(Invalid) as refused:
        read_table(data.getvalue())
    assert refused.value.why.key == "table.workbook_size"


def test_empty_rows_of_a_workbook_keep_their_numbers() -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["B3"] = "id", 2
    data = io.BytesIO()
    book.save(data)
    assert [tuple(filter(None, row)) for row in read_table(data.getvalue()).rows] == [
        ("id",), (), ("2",),
    ]  # fmt: skip


@pytest.mark.parametrize("data", [b"", b"  \n", b"a\x00b,c", b"PK\x03\x04nonsense"])
def test_what_cannot_be_read_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(Invalid):
        read_table(data)


@given(st.binary(max_size=300))
def test_no_bytes_at_all_make_it_fall(data: bytes) -> None:
    for read in (read_table, read_map):
        with contextlib.suppress(Invalid):
            read(data)


@pytest.mark.parametrize("told", [b"A1", b"A1:XFD1048576"])
def test_a_workbook_that_lies_about_its_size_is_read_whole(told: bytes) -> None:
    book, data, out = openpyxl.Workbook(), io.BytesIO(), io.BytesIO()
    for row in (["id", "text"], [1, "x"], [2, "y"]):
        book.active.append(row)
    book.save(data)
    with zipfile.ZipFile(data) as source, zipfile.ZipFile(out, "w") as made:
        for name in source.namelist():
            made.writestr(name, source.read(name).replace(b'ref="A1:B3"', b'ref="' + told + b'"'))
    assert read_table(out.getvalue()).rows == (("id", "text"), ("1", "x"), ("2", "y"))


def test_a_quotation_mark_that_is_never_closed_swallows_nothing() -> None:
    with pytest.raises(Invalid) as refused:
        read_table(b'id,text\n1,x\n2,"y\n3,z\n4,w\n')
    assert refused.value.why.params == {"row": 3}
    assert read_table(b'id,text\n1,a 5" pipe\n').rows[1] == ("1", 'a 5" pipe')
