"""Maps in the formats of other tools: published counts, and what strangers' files do wrong in any of them."""

import json
import time

import pytest

from farled.core.causal.degrees import degrees
from farled.core.causal.loops import feedback_loops
from farled.core.finding import Invalid
from farled.core.formats.map_file import READERS, read_map
from tests.support.map_files import found_in, published_map


def kinds(read):
    found = [one.kind for one in degrees(read.map)]
    return tuple(map(found.count, ("driver", "receiver", "ordinary")))


@pytest.mark.parametrize(
    ("name", "format_", "factors", "links", "zero", "negative"),
    [
        ("fire_model.mmp", "mental-modeler", 24, 41, 0, 18),
        ("fish_wetland_ozesmi.mmp", "mental-modeler", 5, 12, 1, 6),
        ("public_health.mmp", "mental-modeler", 7, 10, 0, None),
        ("simple_js.mmp", "mental-modeler", 3, 1, 0, 1),
        ("_good_simple.mmp.json", "mental-modeler", 3, 2, 0, 1),
        ("clusterexamplemap.prsm", "prsm", 6, 7, 0, 2),
        ("npctheoryofchange191.prsm", "prsm", 22, 30, 0, 0),
    ],
)
def test_published_counts(name, format_, factors, links, zero, negative):
    read = read_map(published_map(name))
    assert read.format == format_
    assert (len(read.map.factors), read.links_read, read.zero_links) == (factors, links, zero)
    if negative is not None:
        assert sum(link.sign == -1 for link in read.map.links) == negative


def test_published_kinds_of_factors():
    assert kinds(read_map(published_map("fire_model.mmp"))) == (5, 5, 14)
    assert kinds(read_map(published_map("fish_wetland_ozesmi.mmp"))) == (1, 1, 3)
    assert kinds(read_map(published_map("public_health.mmp"))) == (0, 0, 7)


@pytest.mark.parametrize(
    ("name", "reinforcing", "balancing", "unknown"),
    [
        ("fire_model.mmp", 1, 3, 0),
        ("fish_wetland_ozesmi.mmp", None, None, 0),
        ("public_health.mmp", 3, 1, 0),
        ("clusterexamplemap.prsm", 0, 0, 0),
        ("npctheoryofchange191.prsm", 0, 0, 1),
    ],
)
def test_published_loops(name, reinforcing, balancing, unknown):
    found = feedback_loops(read_map(published_map(name)).map, clock=time.monotonic)
    counts = [found.count(kind) for kind in ("reinforcing", "balancing", "unknown")]
    assert counts[2] == unknown
    if reinforcing is not None:
        assert counts[:2] == [reinforcing, balancing]


@pytest.mark.parametrize(
    "data",
    [
        b"graph [ node [ id 0 ]",
        b"graph [ node [ id 0 ] ] ]",
        b'graph [ node [ id "0 ] ]',
        b"graph [ node [ [ ] ] ]",
        b"graph [" + b" a [" * 100_000,
        b"<graphml><graph></graphml>",
        b'<!DOCTYPE x [<!ENTITY a "b">]><graphml>&a;</graphml>',
        b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><gexf/>',
        b'{"concepts": [{"name": "x"}]}',
        b'{"concepts": [{"id": 1}, {"id": "1"}]}',
        b'{"nodes": [{"id": NaN}], "edges": []}',
        b'{"nodes": [{"id": ' + b"9" * 5000 + b'}], "edges": []}',
        b"[" * 100_000,
        b"{",
        b"[1]",
        b'{"a": 1}',
        b"<html></html>",
    ],
)
def test_broken_files_are_refused_in_words(data):
    with pytest.raises(Invalid):
        read_map(data)


def test_a_billion_laughs_are_not_laughed():
    entities = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))
    with pytest.raises(Invalid) as refused:
        read_map(f'<!DOCTYPE l [<!ENTITY l0 "ha">{entities}]><graphml>&l9;</graphml>'.encode())
    assert refused.value.why.key == "xml.entities"


def test_links_without_direction_are_read_as_drawn_and_told():
    for data in (
        b'<graphml><graph edgedefault="undirected"><node id="a"/><node id="b"/><edge source="a" target="b"/></graph></graphml>',
        b'<gexf><graph><nodes><node id="a"/><node id="b"/></nodes><edges><edge source="a" target="b"/></edges></graph></gexf>',
        b"graph [ node [ id a ] node [ id b ] edge [ source a target b ] ]",
        b'{"elements": [{"label": "a"}, {"label": "b"}], "connections": [{"from": "a", "to": "b", "direction": "undirected"}]}',
    ):
        read = read_map(data)
        assert [(one.source, one.target) for one in read.map.links] == [("a", "b")]
        assert found_in(read) == ["map_file.undirected"]


@pytest.mark.parametrize("name", ["x" * 2001, "å" * 2001, "x  " * 100_000])
def test_a_name_longer_than_a_page_is_refused(name):
    for text in (f"from,to,sign\n{name},b,+\n", json.dumps({"elements": [{"label": name}]})):
        with pytest.raises(Invalid) as refused:
            read_map(text.encode())
        assert refused.value.why.key == "text.too_long"


def test_many_findings_alike_are_counted():
    read = read_map(("from,to,sign\n" + "a,a,+\n" * 50).encode())
    assert len(read.warnings) == 21
    assert read.warnings[-1].why.params == {"count": 30}


def test_readers_know_only_their_own():
    assert list(READERS) == [
        "mental-modeler", "graphml", "gexf", "kumu", "prsm", "gml", "edge-list", "matrix",
    ]  # fmt: skip
