"""Cross-impact balance against the published sample and against plain enumeration."""

import itertools
import json
import random
import tracemalloc
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farled.core.conflicts import cross_impact as module
from farled.core.conflicts.cross_impact import Descriptor, consistent_scenarios, cross_impact
from farled.core.finding import Invalid
from farled.core.formats.cross_impact import read_cross_impact
from tests.support.shared_data import shared_data


def test_the_published_sample() -> None:
    data = shared_data("reference/cib_global.json").read_bytes()
    balance = consistent_scenarios(read_cross_impact(data))
    expected = {
        tuple(one["scenario"]): (one["consistency"], one["total_impact_score"])
        for one in json.loads(data)["expected"]
    }
    found = {one.states: (one.consistency, one.total_impact) for one in balance.consistent}
    assert found == expected
    assert (balance.scenarios, balance.complete) == (36, True)


def test_what_stands_in_a_descriptors_own_block_counts_like_all_else() -> None:
    model = cross_impact([Descriptor("a", ("up", "down"))], [[2, 1], [3, 1]])
    found = consistent_scenarios(model).consistent
    assert [(one.states, one.consistency, one.total_impact) for one in found] == [(("up",), 1, 2)]


@pytest.mark.parametrize("judgement", ["1e308", "NaN", "-Infinity"])
def test_judgements_beyond_all_sums_are_refused(judgement: str) -> None:
    data = f'{{"descriptors": [["a", ["x"]], ["b", ["y"]]], "matrix": [[0, {judgement}], [0, 0]]}}'
    with pytest.raises(Invalid) as refused:
        read_cross_impact(data.encode())
    assert refused.value.why.key == "conflicts.cib_number"


SIZES = st.lists(st.integers(1, 3), min_size=1, max_size=4)


@st.composite
def models(draw: st.DrawFn) -> module.CrossImpact:
    sizes = draw(SIZES)
    states = sum(sizes)
    row = st.lists(st.integers(-3, 3), min_size=states, max_size=states)
    matrix = draw(st.lists(row, min_size=states, max_size=states))
    descriptors = [Descriptor(str(at), tuple(map(str, range(n)))) for at, n in enumerate(sizes)]
    return cross_impact(descriptors, matrix)


def plainly(model: module.CrossImpact) -> set[tuple[str, ...]]:
    starts = [0, *itertools.accumulate(len(one.states) for one in model.descriptors)]
    found = set()
    for chosen in itertools.product(*(range(len(one.states)) for one in model.descriptors)):
        rows = [start + state for start, state in zip(starts, chosen, strict=False)]
        sums = [sum(model.matrix[row][column] for row in rows) for column in range(starts[-1])]
        blocks = [sums[a:b] for a, b in itertools.pairwise(starts)]
        if all(block[state] == max(block) for block, state in zip(blocks, chosen, strict=True)):
            found.add(tuple(map(str, chosen)))
    return found


@settings(deadline=None)
@given(models())
def test_both_ways_find_what_plain_enumeration_finds(model: module.CrossImpact) -> None:
    layout = module._layout(model)
    for search in (module._enumerated, module._branched):
        balance = search(model, layout, progress=None)
        assert {one.states for one in balance.consistent} == plainly(model)
        assert balance.complete


def alike(count: int, *, reach: int) -> module.CrossImpact:
    """Descriptors that want to be as their neighbours within `reach` are."""
    descriptors = [Descriptor(str(n), ("up", "down")) for n in range(count)]
    matrix = [
        [(1 if i % 2 == j % 2 else -1) * (abs(i // 2 - j // 2) <= reach) for j in range(2 * count)]
        for i in range(2 * count)
    ]
    return cross_impact(descriptors, matrix)


def test_far_more_than_a_million_scenarios() -> None:
    model = alike(30, reach=29)
    lone = cross_impact(model.descriptors, [[value * (i < 2) for value in row] for i, row in enumerate(model.matrix)])  # fmt: skip
    balance = consistent_scenarios(lone)
    # the first decides for all
    assert {one.states for one in balance.consistent} == {("up",) * 30, ("down",) * 30}
    assert balance.complete
    assert balance.scenarios < 1000


def test_memory_is_bounded_whatever_the_states(monkeypatch: pytest.MonkeyPatch) -> None:
    """600 states took seven gigabytes when all pairs of all states were held against each other."""
    monkeypatch.setattr(module, "MOST_NODES", 20_000)
    names = tuple(map(str, range(200)))
    dice = random.Random(1)
    rows = [[dice.randint(-3, 3) * (i // 200 != j // 200) for j in range(600)] for i in range(600)]
    model = cross_impact([Descriptor(one, names) for one in "abc"], rows)
    tracemalloc.start()
    assert not consistent_scenarios(model).complete
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 100e6


def test_it_says_when_it_could_not_look_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_NODES", 5_000)
    balance = consistent_scenarios(alike(30, reach=29))
    assert not balance.complete
    assert balance.scenarios >= 5_000


@pytest.mark.parametrize("enumerated", [1_000_000, 1])
def test_where_everything_holds_together_it_stops(
    enumerated: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing but zeros: every scenario is consistent, and millions of them would be listed."""
    monkeypatch.setattr(module, "ENUMERATED", enumerated)
    two = module.Descriptor("x", ("up", "down"))
    model = cross_impact([replace(two, name=str(n)) for n in range(15)], [[0] * 30] * 30)
    monkeypatch.setattr(module, "MOST_FOUND", 1 << 15)
    whole = consistent_scenarios(model)
    assert (len(whole.consistent), whole.complete) == (1 << 15, True)
    monkeypatch.setattr(module, "MOST_FOUND", 1000)
    stopped = consistent_scenarios(model)
    assert not stopped.complete
    assert 1000 <= len(stopped.consistent) < 1 << 15


@pytest.mark.parametrize(
    "data",
    [
        b"", b"[]", b"{}", b"null", b"[" * 100_000, b"\xff\xfe",
        b'{"descriptors": [["a", ["x", "x"]]], "matrix": [[0, 0], [0, 0]]}',
        b'{"descriptors": [["a", ["x"]]], "matrix": [[0, 1]]}',
        b'{"descriptors": [["a", ["x"]], ["b", ["y"]]], "matrix": [[0, NaN], [1, 0]]}',
        b'{"descriptors": [["a", ["x"]], ["a", ["y"]]], "matrix": [[0, 1], [1, 0]]}',
        b'{"descriptors": [["a", "xyz"]], "matrix": []}',
        b'{"descriptors": [["a", ["x"]]], "matrix": [["1"]]}',
        b'{"descriptors": [["a", ["x"]]], "matrix": [[1' + b"0" * 400 + b"]]}",
        b'{"descriptors": [], "matrix": []}',
    ],
)  # fmt: skip
def test_what_is_no_model_is_refused(data: bytes) -> None:
    with pytest.raises(Invalid):
        read_cross_impact(data)
