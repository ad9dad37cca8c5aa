"""What is written is read back to the same map, but for what was told."""

import csv
import io

import networkx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farled.core.causal.causal_map import CausalMap, Factor, Link, causal_map
from farled.core.finding import Invalid
from farled.core.formats.arrows import plain
from farled.core.formats.convert import CANNOT, ENDINGS, FORMATS, written
from farled.core.formats.guard import guarded, unguarded
from farled.core.formats.map_file import read_map

WAYS = [(ending, name) for ending, names in ENDINGS.items() for name in names]
WORDS = st.one_of(
    st.text(max_size=12).map(plain),
    st.sampled_from(["=1+1", "'=x", "+", "-1", "@a", "''-", "from", "to", "a,b;c|d", 'sa "nej"', "<&>", "?", "0,5", "]]>",
                     "_x0041_", "#N/A", "2026-01-01", "1e5", "TRUE", "\u2212"]),
)  # fmt: skip
NUMBERS = st.none() | st.floats(1e-6, 1e6).map(lambda value: float(f"{value:.12g}"))


@st.composite
def maps(draw):
    ids = draw(st.lists(WORDS.filter(bool), min_size=1, max_size=5, unique=True))
    names = [draw(WORDS) for _ in ids]
    factors = [
        Factor(one, "" if name == one else name) for one, name in zip(ids, names, strict=True)
    ]
    pairs = [(a, b) for a in ids for b in ids if a != b]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    return causal_map(factors, [draw(links(pair)) for pair in chosen]).map


def links(pair):
    return st.builds(
        Link,
        st.just(pair[0]),
        st.just(pair[1]),
        st.sampled_from([1, -1, None]),
        NUMBERS,
        st.sampled_from(["", "short", "long"]),
        st.none() | st.floats(0, 1).map(lambda value: round(value, 6)),
        WORDS,
    )


def without(chart: CausalMap, lost: set[str]) -> CausalMap:
    """The map less what was told to have no place."""
    links = [_less(link, lost) for link in chart.links]
    kept = [one for one in links if "unknown_sign" not in lost or one.sign is not None]
    linked = {end for link in kept for end in (link.source, link.target)}
    factors = [
        Factor(one.id, "" if "names" in lost else one.name)
        for one in chart.factors
        if "unconnected" not in lost or one.id in linked
    ]
    return CausalMap(tuple(factors), tuple(kept))


def _less(link: Link, lost: set[str]) -> Link:
    unsure = "unknown_strength" in lost and link.sign is not None and link.strength is None
    doubtful = "confidence" in lost or ("zero_confidence" in lost and link.confidence == 0)
    return Link(
        link.source,
        link.target,
        link.sign,
        1.0 if unsure else link.strength,
        "" if "delay" in lost else link.delay,
        None if doubtful else link.confidence,
        "" if "evidence" in lost else link.evidence,
    )


def as_value(chart: CausalMap) -> tuple[object, object]:
    """Sets: an edge list names factors in the order of its links, others hold links in the order of their factors."""
    return frozenset(chart.factors), frozenset(chart.links)


@pytest.mark.parametrize(("ending", "name"), WAYS)
@settings(deadline=None)
@given(maps())
def test_written_and_read_back(ending, name, chart):
    made = written(chart, ending=ending, to=name)
    lost = {one.kind.removeprefix("convert.") for one in made.lost}
    read = read_map(made.data)
    assert (made.format, read.format) == (name, name)
    assert as_value(read.map) == as_value(without(chart, lost))
    assert lost <= CANNOT[name]
    assert not read.warnings
    if name in ("kumu", "graphml"):
        assert read.map == without(chart, lost)


@settings(deadline=None)
@given(st.text(max_size=20))
def test_guarding_is_undone_and_leaves_no_formula(text):
    assert unguarded(guarded(text)) == text
    assert not guarded(text).lstrip().startswith(("=", "+", "-", "@", "\t", "\r"))


NASTY = causal_map(
    [Factor("=cmd|' /C calc'!A0", "@SUM(1)"), Factor("+1", "Å"), Factor("-x"), Factor("ensam")],
    [
        Link("=cmd|' /C calc'!A0", "+1", -1, 0.5, "long", 0.25, "=1+1"),
        Link("+1", "-x", None),
        Link("-x", "+1"),
    ],
).map


@pytest.mark.parametrize("name", ["edge-list", "matrix"])
def test_no_cell_of_a_csv_begins_like_a_formula(name):
    text = written(NASTY, ending="csv", to=name).data.decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text)):
        for cell in row:
            assert not cell.startswith(("=", "+", "@")) and (cell[:1] != "-" or float(cell) < 0)  # noqa: PT018


@pytest.mark.parametrize("name", ["kumu", "edge-list", "matrix"])
def test_no_cell_of_a_workbook_is_a_formula(name):
    book = openpyxl.load_workbook(io.BytesIO(written(NASTY, ending="xlsx", to=name).data))
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}


def test_what_has_no_place_is_told_with_how_many():
    def lost(name, ending):
        made = written(NASTY, ending=ending, to=name)
        return {one.kind.partition(".")[2]: one.why.params["count"] for one in made.lost}

    assert lost("graphml", "graphml") == lost("kumu", "json") == {}
    assert lost("edge-list", "csv") == {
        "names": 2, "unconnected": 1, "confidence": 1, "evidence": 1,
    }  # fmt: skip
    assert lost("matrix", "csv") == {
        "names": 2, "unknown_sign": 1, "unknown_strength": 1, "delay": 1, "confidence": 1, "evidence": 1,
    }  # fmt: skip
    assert lost("mental-modeler", "mmp") == {"unknown_sign": 1, "unknown_strength": 1, "delay": 1}


def test_strengths_that_mental_modeler_cannot_show_are_told():
    chart = causal_map([Factor("a"), Factor("b")], [Link("a", "b", -1, 3.0)]).map
    made = written(chart, ending="mmp")
    assert [one.kind for one in made.lost] == ["convert.over_one"]
    assert read_map(made.data).map == chart


def test_digits_beyond_a_workbook_are_told():
    chart = causal_map([Factor("a"), Factor("b")], [Link("a", "b", 1, 0.1 + 0.2)]).map
    assert [one.kind for one in written(chart, ending="xlsx").lost] == ["convert.digits"]
    assert read_map(written(chart, ending="csv").data).map == chart


def test_the_matrix_holds_the_row_that_influences_the_column():
    chart = causal_map([Factor("a"), Factor("b")], [Link("a", "b", -1, 2.0)]).map
    assert written(chart, ending="csv", to="matrix").data == b",a,b\r\na,,-2.0\r\nb,,\r\n"


def test_graphml_is_read_by_networkx():
    read = networkx.parse_graphml(written(NASTY, ending="graphml").data.decode())
    assert set(read) == set(NASTY.ids)
    assert read["=cmd|' /C calc'!A0"]["+1"]["sign"] == "-"
    assert read["=cmd|' /C calc'!A0"]["+1"]["weight"] == -0.5


@pytest.mark.parametrize(
    ("chart", "ending", "to", "key"),
    [
        (NASTY, "doc", "", "ending"),
        (NASTY, "csv", "kumu", "format"),
        (CausalMap((), ()), "csv", "", "empty"),
        (CausalMap((Factor("a\x00b"),), ()), "graphml", "", "text"),
        (CausalMap(tuple(Factor(str(at)) for at in range(4001)), ()), "csv", "matrix", "matrix_size"),
    ],
)  # fmt: skip
def test_what_cannot_be_written_is_refused(chart, ending, to, key):
    with pytest.raises(Invalid) as refused:
        written(chart, ending=ending, to=to)
    assert refused.value.why.key == f"convert.{key}"


def test_every_format_has_its_losses():
    assert set(CANNOT) == set(FORMATS)
