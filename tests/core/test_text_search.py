import pytest
from hypothesis import given
from hypothesis import strategies as st

from farled.core.text.search import excerpt, folded, holds, sought


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("örebro", "Region ÖREBRO län"),
        ("Å", "åkermark"),
        ("idé", "En ide om buss"),
        ("cafe", "Ett kafé och ett café"),
        ("buss skola", "Bussen till SKOLAN kommer för sent"),
        ("ålesund", "A\u030alesund"),
        ("bjørn", "Björn"),
    ],
)
def test_it_finds_what_a_swedish_reader_expects(query: str, text: str) -> None:
    assert holds(sought(query), text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("örebro", "Orebro"),
        ("akermark", "åkermark"),
        ("lan", "län"),
        ("buss tåg", "bussen"),
        ("", "x"),
    ],
)
def test_a_with_a_ring_is_another_letter_and_every_word_must_be_there(
    query: str, text: str
) -> None:
    assert not holds(sought(query), text)


def test_a_query_is_bounded() -> None:
    assert len(sought("ord " * 10_000 + "x y z")) <= 12
    assert sought("buss Buss BUSS") == ("buss",)


def test_the_excerpt_marks_hits_in_the_text_as_written() -> None:
    text = "Långt före. " * 20 + "Bussen till Örebro går för sällan. " + "Långt efter. " * 20
    pieces = excerpt(text, sought("ÖREBRO"))
    assert [piece.text for piece in pieces if piece.hit] == ["Örebro"]
    assert pieces[0].text == "… "
    assert pieces[-1].text == " …"
    assert "Bussen till " in "".join(piece.text for piece in pieces)


def test_the_excerpt_of_a_short_text_is_all_of_it() -> None:
    assert "".join(piece.text for piece in excerpt("Kort text", ())) == "Kort text"


@given(st.text(max_size=200), st.text(max_size=20))
def test_excerpts_show_only_what_was_written(text: str, query: str) -> None:
    shown = [piece for piece in excerpt(text, sought(query)) if piece.text not in ("… ", " …")]
    assert "".join(piece.text for piece in shown) in " ".join(text.split())
    assert all(
        any(word in folded(piece.text) for word in sought(query)) for piece in shown if piece.hit
    )
