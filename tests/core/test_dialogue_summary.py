import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farled.core.dialogue.summary import (
    SharedConflict,
    SharedCount,
    SharedNeed,
    SharedResistance,
    SharedTheme,
    SharedWorkshop,
    Summary,
)
from farled.core.dialogue.summary_checks import sharing_findings
from farled.core.dialogue.summary_json import format_summary, parse_summary
from farled.core.finding import Invalid
from farled.core.text.clean import clean_line, clean_text

FULL = Summary(
    title="Behovsinventering våren 2026",
    region="Region Örebro län",
    question="Vad behöver länet för att ställa om?",
    period_from=date(2026, 3, 1),
    period_to=date(2026, 5, 31),
    strategy="RUS 2022–2030",
    workshops=(
        SharedWorkshop("Workshop 1", date(2026, 3, 12), 30, (SharedCount("Region Örebro län", 18),), 12, ("write",)),
    ),
    needs=(
        SharedNeed(
            what="Kollektivtrafiken når inte den som jobbar kväll",
            areas=("Transporter och infrastruktur",),
            dimensions=("social",),
            women="Kvinnor reser oftare kollektivt",
            men="Män kör oftare bil",
            theme="Resor och klimat",
            voices=14,
            dots=22,
        ),
    ),
    themes=(SharedTheme("Resor och klimat", "Hänger ihop", "expedition", "Prova anropsstyrd trafik"),),
    conflicts=(SharedConflict("Besparing mot resor", "Budget i balans", "Minskad klimatpåverkan", types=("resurs",)),),
    resistance=(SharedResistance("Göra ingenting", 9, (1, 0, 0, 2, 0, 1, 0, 0, 2, 1, 2)),),
    learned="Bjud in nej-rösten från början",
    asks="Hur gör ni när besparingar möter klimatmål?",
)  # fmt: skip

ODD = st.text(st.characters(exclude_categories=()), max_size=25)
LINE = ODD.map(lambda text: clean_line(text, field="f", most=100))
TEXT = ODD.map(lambda text: clean_text(text, field="f", most=100))
LINES = st.lists(LINE, max_size=2).map(tuple)
COUNT = st.integers(0, 1_000_000)
NEED = st.builds(
    SharedNeed,
    what=LINE,
    description=TEXT,
    where=LINE,
    areas=LINES,
    women=TEXT,
    voices=COUNT,
    dots=COUNT,
)
WORKSHOP = st.builds(
    SharedWorkshop,
    name=LINE,
    held_on=st.none() | st.dates(),
    people=COUNT,
    organisations=st.lists(st.builds(SharedCount, LINE, COUNT), max_size=2).map(tuple),
    activities=LINES,
)
SUMMARIES = st.builds(
    Summary,
    title=LINE.map(lambda text: text or "t"),
    question=TEXT,
    period_from=st.none() | st.dates(),
    workshops=st.lists(WORKSHOP, max_size=2).map(tuple),
    needs=st.lists(NEED, max_size=2).map(tuple),
    asks=TEXT,
)


def test_a_full_summary_travels() -> None:
    assert parse_summary(format_summary(FULL)) == FULL


@given(SUMMARIES)
@settings(max_examples=60)
def test_any_summary_travels(summary: Summary) -> None:
    assert parse_summary(format_summary(summary)) == summary


def test_the_file_says_what_it_is_and_leaves_out_what_is_empty() -> None:
    assert json.loads(format_summary(Summary(title="T"))) == {
        "format": "farled-summary/1",
        "title": "T",
        "language": "sv",
    }


def test_a_file_can_always_be_written() -> None:
    assert "T?" in format_summary(Summary(title="T\ud800"))


def broken(**changed: object) -> str:
    return json.dumps({"format": "farled-summary/1", "title": "T", **changed})


@pytest.mark.parametrize(
    ("text", "field", "key"),
    [
        ("", "file", "summary.not_json"),
        ("\x00", "file", "summary.not_json"),
        ('{"format": NaN}', "file", "summary.unreadable"),
        ("[" * 100_000, "file", "summary.unreadable"),
        ('{"a": ' + "9" * 5000 + "}", "file", "summary.unreadable"),
        ("x" * 2_000_001, "file", "summary.too_big"),
        ("[]", "format", "summary.format"),
        ('{"title": "T"}', "format", "summary.format"),
        ('{"format": "farled-summary/2"}', "format", "summary.format"),
        ('{"format": "farled-summary/1"}', "title", "text.required"),
        (broken(title="\u202e"), "title", "text.required"),
        (broken(title=7), "title", "text.not_text"),
        (broken(title="x" * 201), "title", "text.too_long"),
        (broken(voices=[]), "voices", "summary.unknown_field"),
        (broken(needs={}), "needs", "summary.not_list"),
        (broken(needs=["x"]), "needs.1", "summary.not_object"),
        (broken(needs=[{}] * 2001), "needs", "summary.too_many"),
        (broken(needs=[{}, {"author": "x"}]), "needs.2.author", "summary.unknown_field"),
        (broken(needs=[{"voices": -1}]), "needs.1.voices", "number.out_of_range"),
        (broken(needs=[{"voices": 10**30}]), "needs.1.voices", "number.out_of_range"),
        (broken(needs=[{"voices": None}]), "needs.1.voices", "number.required"),
        (broken(needs=[{"areas": "a"}]), "needs.1.areas", "summary.not_list"),
        (broken(needs=[{"areas": [["a"]]}]), "needs.1.areas.1", "text.not_text"),
        (broken(resistance=[{"grades": ["x"]}]), "resistance.1.grades.1", "number.not_whole"),
        (broken(resistance=[{"grades": [0] * 12}]), "resistance.1.grades", "summary.too_many"),
        (broken(period_from="i våras"), "period_from", "summary.not_date"),
        (broken(period_from="2026-13-1"), "period_from", "summary.not_date"),
        (broken(period_from=20260101), "period_from", "summary.not_date"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_bad_file_says_where_and_what(text: str, field: str, key: str) -> None:
    with pytest.raises(Invalid) as caught:
        parse_summary(text)
    assert (caught.value.field, caught.value.why.key) == (field, key)


def test_tricks_do_not_travel() -> None:
    read = parse_summary(broken(title="S\u0000u\u202em", needs=[{"description": "a\r\nb\u200b"}]))
    assert (read.title, read.needs[0].description) == ("Sum", "a\nb")


def test_nothing_to_look_at_in_a_good_summary() -> None:
    assert sharing_findings(FULL, ["Bussarna slutar gå klockan sju", "Hur gör ni?"]) == ()


def test_a_voice_that_stands_verbatim_is_found() -> None:
    voice = "Jag slutar klockan nio och då går det INGEN buss hem till Hällefors."
    leaked = replace(FULL.needs[0], description="De säger att då går det ingen buss, hem till byn.")
    (found,) = sharing_findings(replace(FULL, needs=(FULL.needs[0], leaked)), [voice])
    assert found.kind == "summary.voice_verbatim"
    assert found.about == ("needs.2.description",)
    assert found.why.params == {"words": "då går det ingen buss hem till"}


def test_four_words_in_a_row_are_nobodys_own() -> None:
    voice = "Det går ingen buss hem"
    assert (
        sharing_findings(replace(FULL, learned="Det går ingen buss till Hällefors"), [voice]) == ()
    )
    assert sharing_findings(replace(FULL, learned="Det går ingen buss hem"), [voice])


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Fråga astrid@region.example", "summary.email"),
        ("Ring 019-602 70 00", "summary.phone"),
        ("Ring +46 70 123 45 67", "summary.phone"),
        ("Gäller 19800101-1234", "summary.identity_number"),
        ("Den 2026-05-06 enades vi om 60 procent till 2030", None),
        ("Mellan 05-06 2026 och 1 000 000 kronor", None),
    ],
)
def test_what_looks_like_personal_data(text: str, key: str | None) -> None:
    found = [one.kind for one in sharing_findings(replace(FULL, asks=text), [])]
    assert found == ([] if key is None else [key])


def test_small_groups_are_pointed_out() -> None:
    few = replace(FULL.workshops[0], organisations=(SharedCount("Länsstyrelsen", 4),))
    one = SharedResistance("Sänk taxan", 4, (4, *[0] * 10))
    found = sharing_findings(replace(FULL, workshops=(few,), resistance=(one,)), [])
    assert [(each.kind, each.about) for each in found] == [
        ("summary.small_group", ("workshops.1",)),
        ("summary.small_group", ("resistance.1",)),
    ]
