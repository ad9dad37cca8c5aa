"""A column of statements, as strangers send it."""

import contextlib
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from farled.core.finding import Invalid
from farled.core.formats.statements import read_statements


def test_rows_keep_their_numbers() -> None:
    read = read_statements(
        'id,text\n1,"Bussen, alltså\nden till Laxå"\n2,\n\n4,Skog\n'.encode(), column="text"
    )
    assert read.texts == ("Bussen, alltså\nden till Laxå", "", "", "Skog")
    assert [one.about for one in read.warnings] == [("2", "3")]


def test_under_a_single_heading_a_comma_is_a_comma() -> None:
    read = read_statements(b"text\nBussen, den sena\n", column="text")
    assert (read.texts, read.warnings) == (("Bussen, den sena",), ())


def test_a_comma_that_should_be_quoted_is_told() -> None:
    read = read_statements(b"id,text\n1,Bussen, den sena\n", column="text")
    assert [one.kind for one in read.warnings] == ["text.wide_rows"]


def test_a_workbook_does_as_well() -> None:
    book = openpyxl.Workbook()
    book.active.append(["nr", "Påstående"])
    book.active.append([1, "Skog"])
    data = io.BytesIO()
    book.save(data)
    assert read_statements(data.getvalue(), column="påstående").texts == ("Skog",)


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"id;svar\n1;x", "text.no_column"),
        (b"text,Text,TEXT\n1,2,3", "text.column_twice"),
        (b"", "table.empty"),
        (b"te\x00xt", "table.binary"),
        (b"\x81\x8d\x8f", "table.encoding"),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, key: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_statements(data, column="tExt")
    assert caught.value.why.key == key


def test_the_columns_there_are_are_named() -> None:
    with pytest.raises(Invalid) as caught:
        read_statements(b"id;svar\n1;x", column="text")
    assert caught.value.why.params["columns"] == "id, svar"


@given(st.binary(max_size=200), st.text(max_size=5))
def test_no_bytes_make_it_fall(data: bytes, column: str) -> None:
    with contextlib.suppress(Invalid):
        assert all(isinstance(text, str) for text in read_statements(data, column=column).texts)
