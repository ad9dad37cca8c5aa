import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farled.core.finding import Invalid
from farled.core.text.clean import (
    MARKS_IN_A_ROW,
    clean_given,
    clean_integer,
    clean_line,
    clean_text,
)

HOSTILE = st.text(st.characters(exclude_categories=()), max_size=60) | st.text(
    st.sampled_from(
        "a å\u0301\u0323\u20dd\u200d\u200c\u202e\u2066\n\r\t\x00\x85\u2028\u3164\ud800\U000e0041👩🏽م"
    ),
    max_size=40,
)


def line(value: object, *, most: int = 10_000) -> str:
    return clean_line(value, field="f", most=most)


def text(value: object, *, most: int = 10_000) -> str:
    return clean_text(value, field="f", most=most)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  Fler   bussar\n till  Hällefors ", "Fler bussar till Hällefors"),
        ("a\x00b\x07c\x9bd", "abcd"),
        ("A\u030angfa\u0308rja", "Ångfärja"),
        ("ra\u202egnor\u202c r\u2066a\u2069\u200f", "ragnor ra"),
        ("kol\u200blek\u200dtiv\ufefftra\u00adfik", "kollektivtrafik"),
        ("tio\u00a0tusen", "tio tusen"),
        ("\ud800 ensam \udfff", "ensam"),
        ("dold\U000e0068\U000e0069text", "doldtext"),
        ("\u3164\u2800\uffa0", ""),
        ("\u0301\u0301x", "x"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("👩🏽\u200d🌾 odlar", "👩🏽\u200d🌾 odlar"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("ü ß ø é č 北 ש", "ü ß ø é č 北 ש"),
        (None, ""),
    ],
)
def test_a_line_keeps_words_and_loses_tricks(raw: object, clean: str) -> None:
    assert line(raw) == clean


def test_text_keeps_its_lines_and_tabs() -> None:
    assert text(" ett\r\n\r\n\r\n\r\ntvå \x85tre\tfyra\x0b ") == "ett\n\ntvå\ntre\tfyra"


def test_piled_marks_are_cut() -> None:
    assert line("x" + "\u0316\u0301" * 50 + "y") == "x" + "\u0316\u0316\u0301\u0301" + "y"


def test_half_a_million_marks_take_no_time() -> None:
    assert len(line("x" + "\u0301\u0316" * 250_000)) <= 1 + MARKS_IN_A_ROW


@pytest.mark.parametrize("clean", [clean_line, clean_text])
def test_too_long_says_how_long(clean: object) -> None:
    for value, length in (("å" * 12, 12), ("a" * 2_000_000, 2_000_000)):
        with pytest.raises(Invalid) as caught:
            clean(value, field="title", most=10)  # type: ignore[operator]
        assert caught.value.field == "title"
        assert caught.value.why.key == "text.too_long"
        assert caught.value.why.params == {"most": 10, "is": length}


@pytest.mark.parametrize("value", ["", "  ", None, "\u200b\u202e", "\u3164", "\u0301"])
def test_required_is_not_fooled(value: object) -> None:
    with pytest.raises(Invalid) as caught:
        clean_line(value, field="f", most=10, required=True)
    assert caught.value.why.key == "text.required"


@pytest.mark.parametrize("value", [7, ["a"], {"a": 1}, b"a", True])
def test_only_text_is_text(value: object) -> None:
    with pytest.raises(Invalid) as caught:
        text(value)
    assert caught.value.why.key == "text.not_text"


@given(HOSTILE)
def test_what_comes_out_is_harmless_and_stays_so(raw: str) -> None:
    for clean in (line, text):
        out = clean(raw)
        out.encode("utf-8")
        assert out == out.strip()
        assert unicodedata.is_normalized("NFC", out)
        assert not {unicodedata.category(c) for c in out} & {"Cc", "Cs"} - (
            {"Cc"} if clean is text else set()
        )
        assert not set(out) & set("\x00\r\x85\u202a\u202e\u2066\u2069\u200e\u200f\u200b\ufeff")
        assert clean(out) == out
    assert "\n" not in line(raw)


@given(st.text(st.characters(codec="latin-1", categories=["L", "N", "P", "S"]), max_size=50))
def test_ordinary_words_are_untouched(raw: str) -> None:
    assert line(raw) == raw


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("7", 7),
        (" 12 ", 12),
        ("-3", -3),
        ("\u22123", -3),
        ("1 000", 1000),
        ("1\u00a0000", 1000),
        (5, 5),
        (5.0, 5),
        ("007", 7),
    ],
)
def test_whole_numbers(raw: object, number: int) -> None:
    assert clean_integer(raw, field="n", least=-10, most=1000) == number


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        ("", "number.required"),
        (None, "number.required"),
        ("tio", "number.not_whole"),
        ("٣", "number.not_whole"),
        ("１２", "number.not_whole"),
        ("²", "number.not_whole"),
        ("1.5", "number.not_whole"),
        ("1e3", "number.not_whole"),
        ("1_000", "number.not_whole"),
        ("12 34", "number.not_whole"),
        ("NaN", "number.not_whole"),
        (float("nan"), "number.not_whole"),
        (float("inf"), "number.not_whole"),
        (True, "number.not_whole"),
        ([1], "number.not_whole"),
        ("9" * 100_000, "number.not_whole"),
        ("1" + "0" * 30, "number.out_of_range"),
        (10**30, "number.out_of_range"),
        (1e300, "number.out_of_range"),
        ("-1", "number.out_of_range"),
    ],
)
def test_what_is_no_number_of_ours(raw: object, key: str) -> None:
    with pytest.raises(Invalid) as caught:
        clean_integer(raw, field="n", least=0, most=1000)
    assert (caught.value.field, caught.value.why.key) == ("n", key)


def test_what_is_not_given_is_left_out_and_what_is_wanted_must_say_something():
    bounds = {"lines": {"name": 5, "place": 5}, "texts": {"words": 9}, "required": "name"}
    found = clean_given({"words": " a\x00\r\nb ", "place": "", "other": 1}, **bounds)
    assert found == {"place": "", "words": "a\nb"}
    for fields, field in (({"name": " "}, "name"), ({"words": "x" * 10, "name": "N"}, "words")):
        with pytest.raises(Invalid) as caught:
            clean_given(fields, **bounds)
        assert caught.value.field == field
