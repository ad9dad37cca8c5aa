"""Logframe files: what we write we read back, and what strangers send is read or refused in words."""

import contextlib
import io
import json
import zipfile
from datetime import date

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farled.core.finding import Invalid
from farled.core.formats.logframe_columns import COLUMNS, level_of
from farled.core.formats.logframe_docx import logframe_docx
from farled.core.formats.logframe_file import LogframeFile, read_logframe
from farled.core.formats.logframe_write import logframe_json, logframe_xlsx
from farled.core.lfa.logframe import (
    LEVELS,
    LIKELIHOODS,
    Assumption,
    Indicator,
    Logframe,
    Row,
    template,
)
from farled.core.lfa.quality import quality
from farled.core.text.clean import clean_text
from tests.support.logframes import TODAY, sound

WRITERS = {"xlsx": logframe_xlsx, "json": logframe_json}
HEADINGS = ["Nivå", "Nr", "Målformulering", "Indikatorer", "Baslinje", "Målvärde", "Verifikationskällor", "Antaganden", "Omprövad"]  # fmt: skip


def workbook(*rows: list, **options) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.active.sheet_state = options.get("state", "visible")
    if options.get("state"):
        book.create_sheet("Synligt")
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def kinds(read: LogframeFile) -> list[str]:
    return [one.kind for one in read.warnings]


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("frame", [sound(), template(), Logframe((Row("impact"),))])
def test_what_we_write_we_read_back(frame: Logframe, form: str, language: str) -> None:
    read = read_logframe(WRITERS[form](frame, language=language))
    assert (read.format, read.frame, read.warnings) == (form, frame, ())
    assert quality(read.frame, today=TODAY) == quality(frame, today=TODAY)


def test_the_template_has_every_column_in_order_and_an_explanation() -> None:
    data = logframe_xlsx(template(), language="sv", about=dict.fromkeys(COLUMNS, "Om kolumnen"))
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert [cell.value for cell in book["Logframe"][1]] == [
        one["sv"][0] for one in COLUMNS.values()
    ]
    assert book["Hjälp"].max_row == len(COLUMNS)
    assert read_logframe(data).frame == template()


TEXT = st.text(max_size=20).map(lambda text: clean_text(text, field="x", most=100))
WORDS = TEXT.filter(bool)
ROWS = st.builds(
    Row, level=st.sampled_from(LEVELS), statement=TEXT, number=st.sampled_from(["", "1", "1.1.1"]) | TEXT,
    indicators=st.lists(st.builds(Indicator, WORDS, TEXT, TEXT, TEXT, TEXT), max_size=3).map(tuple),
    assumptions=st.lists(
        st.builds(Assumption, WORDS, st.none() | st.booleans(), st.sampled_from(["", *LIKELIHOODS]), st.none() | st.booleans()),
        max_size=3,
    ).map(tuple),
    target_group=TEXT, participation=TEXT, goal_conflicts=TEXT, consequences=TEXT,
    revisited=st.none() | st.dates(min_value=date(1000, 1, 1)),
)  # fmt: skip


@given(st.lists(ROWS, max_size=4).map(tuple), st.sampled_from(["sv", "en"]))
@settings(deadline=None, max_examples=40)
def test_any_frame_comes_back_the_same(rows: tuple[Row, ...], language: str) -> None:
    frame = Logframe(rows)
    for write in WRITERS.values():
        read = read_logframe(write(frame, language=language))
        assert read.frame == frame
        assert read.warnings == ()
    assert logframe_docx(frame, language=language)


@pytest.mark.parametrize(
    "text", ["=1+1", "@x", "+46", "-5", "=cmd|' /C calc'!A0", "_x0041_", "'=1"]
)
def test_nothing_becomes_a_formula(text: str) -> None:
    data = logframe_xlsx(Logframe((Row("outcome", text),)), language="en")
    cells = [
        cell
        for row in openpyxl.load_workbook(io.BytesIO(data))["Logframe"].iter_rows()
        for cell in row
    ]
    assert {cell.data_type for cell in cells if cell.value} == {"s"}
    assert read_logframe(data).frame.rows[0].statement == text


def test_a_document_holds_the_whole_frame() -> None:
    paper = docx.Document(io.BytesIO(logframe_docx(sound(), language="en")))
    table, matrix = paper.tables
    assert [cell.text for cell in table.rows[0].cells][:2] == ["Results chain", "Indicators"]
    assert len(table.rows) == 1 + len(sound().rows)
    assert "Unga går vidare till arbete eller studier" in table.rows[2].cells[0].text
    assert len(matrix.rows) == 1 + 4
    assert any("Elva unga deltog" in one.text for one in paper.paragraphs)


def test_a_strangers_workbook_with_a_title_merged_cells_and_two_measures() -> None:
    book = openpyxl.Workbook()
    page = book.active
    for row in (
        ["Projekt Väg in"],
        [],
        HEADINGS,
        [
            "Projektmål",
            1,
            "Unga går vidare",
            "Andel kvinnor",
            0.81,
            0.9,
            "SCB",
            "Jobb finns i Laxå 2027",
            date(2026, 3, 1),
        ],
        [None, None, None, "Andel män", 0.84, 0.9, "SCB", "Bussen går kvar"],
        ["Outputs", 1.1, "Väg in"],
        [None, "1.2", "Uppsökande lag"],
        ["", "", "", "", "", "", "", ""],
        ["Aktivitet 1.1.1", None, "Praktik"],
    ):
        page.append(row)  # fmt: skip
    page.merge_cells("A6:A7")
    page["E4"].number_format = page["F4"].number_format = "0 %"
    data = io.BytesIO()
    book.save(data)
    read = read_logframe(data.getvalue())
    purpose, first, second, act = read.frame.rows
    assert [one.name for one in purpose.indicators] == ["Andel kvinnor", "Andel män"]
    assert [one.baseline for one in purpose.indicators] == ["81 %", "0.84"]
    assert [one.text for one in purpose.assumptions] == [
        "Jobb finns i Laxå 2027",
        "Bussen går kvar",
    ]
    assert purpose.revisited == date(2026, 3, 1)
    assert [(row.level, row.number, row.place) for row in (first, second, act)] == [
        ("output", "1.1", 3), ("output", "1.2", 4), ("activity", "1.1.1", 6),
    ]  # fmt: skip
    assert read.warnings == ()


def test_the_classic_matrix_with_levels_under_no_heading() -> None:
    data = workbook(
        [None, "Målformulering", "Indikatorer", "Verifikationskällor", "Antaganden"],
        ["Övergripande mål", "Fler i arbete"], ["Projektmål", "Unga går vidare"], ["Delmål/resultat", "Väg in"], ["Aktiviteter", "Praktik"],
    )  # fmt: skip
    assert [row.level for row in read_logframe(data).frame.rows] == ["impact", "outcome", "output", "activity"]  # fmt: skip


def test_what_is_not_read_is_told() -> None:
    data = workbook(
        [*HEADINGS, "Budget"], ["Projektmål", "", "Läge", "", "", "", "", "", "i vår", 7]
    )
    assert kinds(read_logframe(data)) == ["logframe.unread", "logframe.day"]
    data = workbook([*HEADINGS[:3], "Antagande", "Sannolikhet", "Viktigt"], ["Syfte", "", "Läge", "", "troligt", "kanske"])  # fmt: skip
    assert kinds(read_logframe(data)) == ["logframe.answer", "logframe.lone_answer"]


def test_a_formula_that_was_never_computed_is_told() -> None:
    read = read_logframe(workbook(HEADINGS, ["Projektmål", "", "=A1&B1", "", "=1+1"]))
    assert kinds(read) == ["logframe.formula", "logframe.formula"]


def test_hidden_sheets_are_not_read_and_further_ones_are_told() -> None:
    with pytest.raises(Invalid) as caught:
        read_logframe(workbook(HEADINGS, ["Syfte", "", "Läge"], state="hidden"))
    assert caught.value.why.key == "logframe.no_headings"
    book = openpyxl.Workbook()
    for page in (book.active, book.create_sheet("Två")):
        page.append(HEADINGS)
        page.append(["Syfte", "", page.title])
    data = io.BytesIO()
    book.save(data)
    read = read_logframe(data.getvalue())
    assert (read.frame.rows[0].statement, kinds(read)) == ("Sheet", ["logframe.other_sheet"])


def test_a_sheet_that_lies_about_its_size() -> None:
    data = workbook(HEADINGS, ["Syfte", "", "Läge"])
    source, out = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for part in source.namelist():
            text = source.read(part)
            made.writestr(part, text.replace(b"A1:I2", b"A1:XFD1048576"))
    assert read_logframe(out.getvalue()).frame.rows[0].statement == "Läge"


ENTITIES = b'<!DOCTYPE l [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml"])
def test_entities_in_a_workbook_are_refused(part: str) -> None:
    source, out = zipfile.ZipFile(io.BytesIO(workbook(HEADINGS, ["Syfte", "", "Läge"]))), io.BytesIO()  # fmt: skip
    with zipfile.ZipFile(out, "w") as made:
        for name in source.namelist():
            text = source.read(name)
            bomb = ENTITIES + text.removeprefix(b'<?xml version="1.0"?>').replace(b"Sheet", b"&b;")
            made.writestr(name, bomb.replace(b"Syfte", b"&b;") if name == part else text)
    with pytest.raises(Invalid) as caught:
        read_logframe(out.getvalue())
    assert caught.value.why.key == "table.workbook"


def test_a_workbook_that_swells_is_refused() -> None:
    out = io.BytesIO(workbook(HEADINGS))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/media/x.bin", bytes(65 * 1024 * 1024))
    with pytest.raises(Invalid) as caught:
        read_logframe(out.getvalue())
    assert caught.value.why.key == "table.workbook_size"


@pytest.mark.parametrize(
    ("cell", "level"),
    [
        ("Output 1.1", "output"), ("OUTPUTS:", "output"), ("Delmål / resultat 2", "output"), ("Specific objective(s)", "outcome"),
        ("Overall objective: impact", "impact"), ("Projektmål (syfte)", "outcome"), ("Intermediate Outcome 1.2", "intermediate_outcome"),
        ("Aktivitet A1.1", "activity"), ("Förhandsvillkor", "precondition"), ("hej", None), ("", None),
    ],
)  # fmt: skip
def test_levels_as_people_write_them(cell: str, level: str | None) -> None:
    assert level_of(cell) == level


def test_csv_and_json_with_headings_for_keys() -> None:
    read = read_logframe("Nivå;Mål\nSyfte;Läge\n".encode())
    assert (read.format, read.frame) == ("csv", Logframe((Row("outcome", "Läge"),)))
    given = [{"Level": "Outcome", "Results chain": "State", "Important": True, "Baseline": 4}]
    row = read_logframe(json.dumps(given).encode()).frame.rows[0]
    assert (row.level, row.indicators[0].baseline) == ("outcome", "4")


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "table.empty"),
        (b"PK\x03\x04nonsense", "table.workbook"),
        (b"{", "logframe.json"),
        (b"[" * 100_000, "logframe.json"),
        (b"{}", "logframe.json_rows"),
        (b"[1]", "logframe.json_rows"),
        (b'[{"level": "outcome", "target": [1]}]', "logframe.json_value"),
        (b'[{"level": "outcome", "target": 1e999}]', "logframe.json_value"),
        (b'[{"level": "outcome", "target": NaN}]', "logframe.json_value"),
        (b'[{"level": "x", "target": 1}]', "logframe.level"),
        (b'[{"target": 1}]', "logframe.no_level_yet"),
        (json.dumps([{"level": "outcome"}] * 2001).encode(), "logframe.too_many"),
        (json.dumps([{"level": "outcome", "target": "x" * 8001}]).encode(), "logframe.too_long"),
        (b"a,b\n1,2", "logframe.no_headings"),
        ("Mål;Indikator\nLäge;x".encode(), "logframe.no_level"),
        (b"x" * (16 * 1024 * 1024 + 1), "logframe.file_size"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_refused_in_words(data: bytes, key: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_logframe(data)
    assert caught.value.why.key == key


def test_too_many_rows_in_a_sheet() -> None:
    with pytest.raises(Invalid) as caught:
        read_logframe(workbook(HEADINGS, *(["Syfte", "", "Läge"] for _ in range(3000))))
    assert caught.value.why.key == "logframe.too_many"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*COLUMNS, "rows", "x"]), inner, max_size=3),
    max_leaves=10,
)  # fmt: skip


@given(st.binary(max_size=200) | JSON.map(lambda given: json.dumps(given).encode()))
@settings(deadline=None)
def test_no_bytes_make_it_fall(data: bytes) -> None:
    with contextlib.suppress(Invalid):
        quality(read_logframe(data).frame, today=TODAY)
