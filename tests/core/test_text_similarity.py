import random
import subprocess
import sys
import time
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farled.core.finding import Invalid
from farled.core.text import linking
from farled.core.text.similarity import clusters, nearest, placements, similar
from farled.core.text.stop_words import STOP_WORDS

DATA = tomllib.loads(
    (Path(__file__).parent / "data" / "statements.toml").read_text(encoding="utf-8")
)
SETS = ("tuned", "kept_apart")


def subjects(name: str) -> list[list[str]]:
    return [subject["statements"] for subject in DATA[name]["subjects"]]


def labelled(name: str) -> tuple[list[str], list[int]]:
    """Statements and the subject of each; those alone have a subject of their own."""
    groups = subjects(name) + [[statement] for statement in DATA[name]["alone"]]
    pairs = [(statement, at) for at, group in enumerate(groups) for statement in group]
    return [statement for statement, _ in pairs], [at for _, at in pairs]


@pytest.mark.parametrize(("name", "least_found"), [("tuned", 18), ("kept_apart", 9)])
def test_what_is_suggested_is_right(name: str, least_found: int) -> None:
    statements, subject = labelled(name)
    found = similar(statements, language="sv")
    right = sum(subject[pair.a] == subject[pair.b] for pair in found)
    assert right >= 0.95 * len(found)
    assert right >= least_found


@pytest.mark.parametrize(("name", "least_found"), [("tuned", 13), ("kept_apart", 9)])
def test_clusters_stay_within_a_subject(name: str, least_found: int) -> None:
    statements, subject = labelled(name)
    found = clusters(statements, language="sv")
    pure = [one for one in found if len({subject[member] for member in one.members}) == 1]
    assert len(pure) >= least_found
    assert len(found) - len(pure) <= 1
    members = [member for one in found for member in one.members]
    assert len(members) == len(set(members))


@pytest.mark.parametrize(("name", "least_right"), [("tuned", 29), ("kept_apart", 20)])
def test_each_statement_is_led_to_its_own_group(name: str, least_right: int) -> None:
    groups = subjects(name)
    right = wrong = 0
    for own, group in enumerate(groups):
        for statement in group:
            others = [[one for one in each if one != statement] for each in groups]
            found = nearest(statement, others, language="sv")
            right += found is not None and found.group == own
            wrong += found is not None and found.group != own
    assert right >= least_right
    assert wrong <= 1
    alone = placements(DATA[name]["alone"], groups, language="sv")
    assert sum(found is not None for found in alone) <= 1


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("Kollektivtrafiken sparas sönder", "Kollektivtrafikens turer krymper", ("kollektivtrafiken/kollektivtrafikens",)),
        ("Busstrafiken till Laxå läggs ner", "Trafiken till Laxå blir dyrare", ("laxå", "busstrafiken/trafiken")),
        ("Skolskjutsar", "skolskjutsen", ("skolskjutsar/skolskjutsen",)),
        ("Unga får vänta på vård", "UNGA FÅR VÄNTA PÅ VÅRD!", ("unga", "vård", "vänta")),
        ("Det är så", "det är så", ("det", "så", "är")),
    ],
)  # fmt: skip
def test_the_reason_is_the_words_as_written(one: str, other: str, shared: tuple[str, ...]) -> None:
    (found,) = similar([one, other], language="sv")
    assert {word.casefold() for word in found.shared} == set(shared)
    assert found.why.key == "similar.shared_words"


def test_english() -> None:
    statements = [
        "Cuts in public transport hit those without a car",
        "Public transport is being cut while emissions should fall",
        "Farmland is built over with warehouses",
    ]
    (found,) = similar(statements, language="en")
    assert (found.a, found.b) == (0, 1)
    assert set(found.shared) >= {"public", "transport"}
    (cluster,) = clusters(statements, language="en")
    assert cluster.members == (0, 1)
    assert set(cluster.shared) >= {"public", "transport"}


def test_small_words_alone_make_nobody_alike() -> None:
    assert similar(["Vi behöver mer av vård", "Vi behöver mer av skog"], language="sv") == ()


def test_a_language_without_stems_still_compares_words() -> None:
    (found,) = similar(["Nerealets turo estas", "nerealets TURO"], language="eo")
    assert found.similarity > 0.5


@given(st.permutations(range(20)))
@settings(max_examples=15, deadline=None)
def test_the_order_of_the_statements_does_not_matter(order: Sequence[int]) -> None:
    statements = [*labelled("tuned")[0][:19], "Industrin hittar inga elektriker"]
    shuffled = [statements[at] for at in order]

    def pairs(texts: Sequence[str]) -> set[tuple[frozenset[str], float, tuple[str, ...]]]:
        return {
            (frozenset((texts[one.a], texts[one.b])), one.similarity, one.shared)
            for one in similar(texts, language="sv", threshold=0.1)
        }

    def groups(texts: Sequence[str]) -> set[tuple[frozenset[str], tuple[str, ...]]]:
        found = clusters(texts, language="sv", threshold=0.1)
        return {(frozenset(texts[at] for at in one.members), one.shared) for one in found}

    assert pairs(shuffled) == pairs(statements)
    assert groups(shuffled) == groups(statements)


@given(st.lists(st.text(max_size=30), max_size=8), st.sampled_from(["sv", "en", "fi", "xx"]))
@settings(deadline=None)
def test_any_text_is_taken(texts: list[str], language: str) -> None:
    for pair in similar(texts, language=language):
        assert 0 <= pair.a < pair.b < len(texts)
        assert 0.3 <= pair.similarity <= 1.000001
        assert pair.shared
    for cluster in clusters(texts, language=language):
        assert len(cluster.members) > 1
        assert cluster.shared
    assert len(placements(texts, [texts, [], ["a"]], language=language)) == len(texts)


@given(st.text(min_size=1, max_size=30))
@settings(deadline=None)
def test_the_same_words_twice_are_alike_or_wordless(text: str) -> None:
    found = similar([text, text], language="sv")
    assert [round(pair.similarity, 3) for pair in found] in ([1.0], [])
    if any(char.isalpha() for char in text):
        assert found


def test_nothing_in_nothing_out() -> None:
    assert similar([], language="sv") == ()
    assert clusters([], language="sv") == ()
    assert placements([], [["a"]], language="sv") == ()
    assert nearest("Skog", [], language="sv") is None
    assert nearest("Skog", [[], []], language="sv") is None


def test_two_thousand_statements_in_two_seconds() -> None:
    words = " ".join(labelled("tuned")[0] + labelled("kept_apart")[0]).split()
    draw = random.Random(1)
    many = [" ".join(draw.sample(words, 9)) for _ in range(1000)] + ["Samma sak"] * 1000
    similar(many[:10], language="sv")  # the first call imports numpy and scipy
    for analyse in (similar, clusters):
        began = time.process_time()
        assert analyse(many, language="sv")
        assert time.process_time() - began < 2
    began = time.process_time()
    placements(many[:1000], [many[at : at + 20] for at in range(0, 2000, 20)], language="sv")
    assert time.process_time() - began < 2


def test_a_flood_and_a_wall_of_text() -> None:
    with pytest.raises(Invalid) as caught:
        similar(["x"] * 5001, language="sv")
    assert caught.value.why.key == "similar.too_many"
    assert similar(["x" * 1_000_000, "å " * 500_000, "\ud800", "\x00"], language="sv") == ()


def test_importing_costs_nothing_until_it_is_used() -> None:
    code = (
        "import sys, farled.core.text.similarity as s; a = set(sys.modules);"
        "assert not {'numpy', 'scipy', 'sklearn', 'snowballstemmer'} & a"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_stop_words_are_words_in_small_letters() -> None:
    for words in STOP_WORDS.values():
        assert all(word == word.casefold() and word.isalpha() for word in words)


def test_blocks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compared three at a time or all at once: the same pairs, each once."""
    said = [
        f"{who} väntar på {what}"
        for who in ("Eleven", "Resenären")
        for what in ("bussen", "tåget", "svar", "hjälp")
    ]
    at_once = similar(said, language="sv")
    monkeypatch.setattr(linking, "BLOCK", 3)
    assert similar(said, language="sv") == at_once
    assert at_once
