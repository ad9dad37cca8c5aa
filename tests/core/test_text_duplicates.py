"""Duplicates and clusters in a list of statements."""

import random
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farled.core.finding import Invalid
from farled.core.text.duplicates import duplicates_and_clusters, likely_language

DATA = tomllib.loads(
    (Path(__file__).parent / "data" / "statements.toml").read_text(encoding="utf-8")
)
WRITTEN = [one for subject in DATA["kept_apart"]["subjects"] for one in subject["statements"]]
ENGLISH = [
    "The buses stop running at seven, so people on late shifts need a car",
    "Young people wait over a year for help from psychiatry",
    "Farmland is built over with warehouses along the motorway",
    "Companies cannot find welders although youngsters are out of work",
]


def _without_a_word(text: str, draw: random.Random) -> str:
    words = text.split()
    words.pop(draw.randrange(len(words)))
    return " ".join(words)


def _misspelt(text: str, draw: random.Random) -> str:
    at = draw.randrange(len(text) - 1)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _turned_round(text: str, draw: random.Random) -> str:
    words = text.split()
    return " ".join(words[len(words) // 2 :] + words[: len(words) // 2])


@pytest.mark.parametrize("change", [_without_a_word, _misspelt, _turned_round])
def test_what_is_written_twice_is_found(change) -> None:
    draw = random.Random(4)
    again = [change(text, draw) for text in WRITTEN]
    found = duplicates_and_clusters([*WRITTEN, *again])
    pairs = {one.members for one in found.duplicates}
    missed = [
        text for at, text in enumerate(WRITTEN) if not {(at, at + len(WRITTEN))} & together(pairs)
    ]
    assert len(missed) <= len(WRITTEN) / 20, missed


def together(groups: set[tuple[int, ...]]) -> set[tuple[int, int]]:
    return {(a, b) for group in groups for a in group for b in group if a < b}


def test_each_duplicate_and_cluster_has_its_reason() -> None:
    found = duplicates_and_clusters(WRITTEN)
    assert found.duplicates
    assert found.clusters
    assert all(one.shared for one in (*found.duplicates, *found.clusters))


def test_equal_statements_are_one_duplicate_with_all_their_rows() -> None:
    found = duplicates_and_clusters(["Skogen ska räcka", "Vård", "skogen  ska räcka!", "", "…"] * 3)
    assert [one.members for one in found.duplicates] == [(0, 2, 5, 7, 10, 12), (1, 6, 11)]
    assert {one.similarity for one in found.duplicates} == {1.0}
    assert [one.members for one in found.clusters] == [one.members for one in found.duplicates]


def test_english_stems() -> None:
    said = ["The trains are late", "A late train", "Farmland is lost"]
    (found,) = duplicates_and_clusters(said, language="en").duplicates
    assert (found.members, found.shared) == ((0, 1), ("late", "train/trains"))


@pytest.mark.parametrize(("texts", "language"), [(WRITTEN, "sv"), (ENGLISH, "en"), ([], "sv"), (["42"], "sv")])  # fmt: skip
def test_the_small_words_tell_the_language(texts: list[str], language: str) -> None:
    assert likely_language(texts) == language


@given(st.permutations(range(20)))
@settings(max_examples=15, deadline=None)
def test_the_order_of_the_statements_does_not_matter(order: list[int]) -> None:
    texts = [*WRITTEN[:19], WRITTEN[0].upper()]

    def told(given: list[str]) -> set[tuple[frozenset[str], float]]:
        return {
            (frozenset(given[at].casefold() for at in one.members), one.similarity)
            for one in duplicates_and_clusters(given).duplicates
        }

    assert told([texts[at] for at in order]) == told(texts)


@given(st.lists(st.text(max_size=30), max_size=8))
@settings(deadline=None)
def test_any_text_is_taken(texts: list[str]) -> None:
    found = duplicates_and_clusters(texts, language=likely_language(texts))
    for one in found.duplicates:
        assert len(one.members) > 1
        assert one.similarity >= 0.45


def test_a_flood_is_refused_and_many_pairs_are_counted() -> None:
    with pytest.raises(Invalid) as caught:
        duplicates_and_clusters([f"ord{at}" for at in range(5001)])
    assert caught.value.why.key == "similar.too_many"
    assert duplicates_and_clusters(["lika"] * 20_000).left_out == 0
    words = [
        "bussen",
        "Laxå",
        "vintern",
        "tiden",
        "kylan",
        "snön",
        "isen",
        "vägen",
        "resan",
        "mötet",
    ]
    alike = [" ".join(words[:at] + words[at + 1 :]) for at in range(10)] + ["kylan", "isen"]
    found = duplicates_and_clusters(alike, most=20)
    assert (len(found.duplicates), found.left_out) == (20, 10 * 9 // 2 - 20)
