import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farled.core.text.sorting import swedish_key

# The counties as Statistics Sweden lists them by name.
COUNTIES = [
    "Blekinge",
    "Dalarna",
    "Gotland",
    "Gävleborg",
    "Halland",
    "Jämtland",
    "Jönköping",
    "Kalmar",
    "Kronoberg",
    "Norrbotten",
    "Skåne",
    "Stockholm",
    "Södermanland",
    "Uppsala",
    "Värmland",
    "Västerbotten",
    "Västernorrland",
    "Västmanland",
    "Västra_Götaland",
    "Örebro",
    "Östergötland",
]
MUNICIPALITIES = [
    "Askersund",
    "Degerfors",
    "Hallsberg",
    "Hällefors",
    "Karlskoga",
    "Kumla",
    "Laxå",
    "Lekeberg",
    "Lindesberg",
    "Ljusnarsberg",
    "Nora",
    "Örebro",
]


@pytest.mark.parametrize(
    "ordered",
    [
        [name.replace("_", " ") for name in COUNTIES],
        MUNICIPALITIES,
        list("abcdefghijklmnopqrstuvwxyzåäö"),
        # SAOL 13 (2006): w after all of v
        ["vadd", "vits", "vävare", "wienerbröd", "wok", "xylofon"],
        # CLDR sv: é as e, ü as y, æ as ä, ø as ö
        ["ida", "ide", "idé", "idén", "idog"],
        ["mylla", "Müller", "myr"],
        ["båt", "bær", "bäst", "bök", "bør", "bös"],
        ["Łódź", "loftet"],
        # numbers by size and before letters
        ["2 kap.", "10 kap.", "Bord 2", "Bord 10", "Bord A"],
        ["1.2", "1.10", "2", "11"],
        # word by word, and signs do not count
        ["Stora Mellösa", "Stora torget", "Storå"],
        ["e post", "e-post", "epost", "epostlista"],
        ["buss", "Buss", "”bussen”", "(bussig)"],
        ["", "!", "1", "a", "ö", "я", "北"],
    ],
    ids=lambda ordered: ordered[0],
)
def test_published_orders(ordered: list[str]) -> None:
    backwards = ordered[::-1]
    assert sorted(backwards, key=swedish_key) == ordered


def test_the_same_letter_written_in_two_ways() -> None:
    assert swedish_key("Örebro")[0] == swedish_key(unicodedata.normalize("NFD", "Örebro"))[0]


@given(st.lists(st.text(max_size=12)))
def test_the_order_is_total_and_stable(texts: list[str]) -> None:
    ordered = sorted(texts, key=swedish_key)
    backwards = texts[::-1]
    assert ordered == sorted(backwards, key=swedish_key)
    assert all(swedish_key(a) != swedish_key(b) or a == b for a, b in itertools.pairwise(ordered))


@given(st.text(max_size=20))
def test_capitals_do_not_count_at_first(text: str) -> None:
    assert swedish_key(text.casefold())[0] == swedish_key(text)[0]


def test_no_number_is_too_large() -> None:
    assert min(["9" * 10_000, "1" + "0" * 10_000], key=swedish_key)[0] == "9"
