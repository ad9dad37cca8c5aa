"""Maps in the formats of other tools: published counts, and what strangers' files do wrong."""

import json
import time
from pathlib import Path

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from farled.core.causal.degrees import degrees
from farled.core.causal.loops import feedback_loops
from farled.core.finding import Invalid
from farled.core.formats.lz_string import unpacked
from farled.core.formats.map_file import READERS, read_map
from farled.core.formats.workbook import xlsx_bytes
from tests.support.lz_packed import bomb, packed

DATA = Path(__file__).parents[3] / "shared/data"
MAPS = DATA / "maps"


def shared(path: Path) -> bytes:
    if not path.exists():
        pytest.skip("../shared/data is not here")
    return path.read_bytes()


def kinds(read):
    found = [one.kind for one in degrees(read.map)]
    return tuple(map(found.count, ("driver", "receiver", "ordinary")))


def found_in(read):
    return [one.kind for one in read.warnings]


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
    read = read_map(shared(MAPS / name))
    assert read.format == format_
    assert (len(read.map.factors), read.links_read, read.zero_links) == (factors, links, zero)
    if negative is not None:
        assert sum(link.sign == -1 for link in read.map.links) == negative


def test_published_kinds_of_factors():
    assert kinds(read_map(shared(MAPS / "fire_model.mmp"))) == (5, 5, 14)
    assert kinds(read_map(shared(MAPS / "fish_wetland_ozesmi.mmp"))) == (1, 1, 3)
    assert kinds(read_map(shared(MAPS / "public_health.mmp"))) == (0, 0, 7)


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
    found = feedback_loops(read_map(shared(MAPS / name)).map, clock=time.monotonic)
    counts = [found.count(kind) for kind in ("reinforcing", "balancing", "unknown")]
    assert counts[2] == unknown
    if reinforcing is not None:
        assert counts[:2] == [reinforcing, balancing]


def test_a_published_matrix_with_its_sum():
    read = read_map(shared(DATA / "sdg-sweden/matrix.csv"))
    weights = [link.weight for link in read.map.links]
    assert (read.format, len(read.map.factors), len(weights)) == ("matrix", 34, 516)
    # every pair was rated, and 0 is an answer
    assert (read.links_read, read.zero_links) == (1122, 606)
    assert (sum(weight < 0 for weight in weights), sum(weights)) == (40, 692)
    # the row influences the column: 2.2 helps 1.5, which does nothing to it
    assert ("2.2", "1.5") in {(link.source, link.target) for link in read.map.links}
    assert ("1.5", "2.2") in {(link.source, link.target) for link in read.map.links}


def test_mental_modeler_letters_and_names():
    read = read_map(shared(MAPS / "fire_model.mmp"))
    strengths = {link.strength for link in read.map.links}
    assert strengths == {0.25}
    assert read.map.factors[0].wording == "Natural Beauty"
    assert read.map.factors[0].id == "1"


MMP = "<mentalmodeler><concepts>{}</concepts>{}</mentalmodeler>"
CONCEPT = "<concept><id>{0}</id><name>N{0}</name>{1}</concept>"
LINK = "<relationships><relationship><id>{}</id><influence>{}</influence></relationship></relationships>"


def mmp(*concepts, rest=""):
    return MMP.format("".join(CONCEPT.format(*one) for one in concepts), rest).encode()


def test_mental_modeler_once_named_its_groups_by_number():
    text = """<mentalmodeler><groupNames>
<0><![CDATA[the lake]]></0><1><![CDATA[]]></1>
</groupNames><concepts><concept><id>1</id><name>Fisk</name><relationships><relationship><id>2</id>
<influence>-0.25</influence></relationship></relationships></concept><concept><id>2</id></concept></concepts></mentalmodeler>"""
    read = read_map(text.encode())
    assert [one.wording for one in read.map.factors] == ["Fisk", "2"]
    assert [one.weight for one in read.map.links] == [-0.25]
    with pytest.raises(Invalid) as refused:
        read_map(text.replace("</concepts>", "</concept>").encode())
    assert refused.value.why.params["row"] == 4


def test_mental_modeler_traps():
    scenario = "<scenarios><scenario><concepts><concept><id>9</id></concept></concepts></scenario></scenarios>"
    read = read_map(b"\xef\xbb\xbf" + mmp(("a", ""), ("b", LINK.format("b", "H-")), rest=scenario))
    assert (read.map.ids, read.links_read, found_in(read)) == (("a", "b"), 1, ["causal.self_link"])
    bare = read_map(b"<mentalModeler></mentalModeler>")
    assert (bare.format, bare.map.factors) == ("mental-modeler", ())


@pytest.mark.parametrize(
    ("influence", "sign", "strength"),
    [("M\u2212", -1, 0.62), ("l+", 1, 0.25), ("H-", -1, 1.0), ("-0,5", -1, 0.5), ("", None, None), ("mycket", None, None),
     ("NaN", None, None), ("1e999", None, None)],
)  # fmt: skip
def test_what_an_influence_may_say(influence, sign, strength):
    read = read_map(mmp(("a", LINK.format("b", influence)), ("b", "")))
    assert (read.map.links[0].sign, read.map.links[0].strength) == (sign, strength)
    assert found_in(read) == (["map_file.weight"] if influence and sign is None else [])


def test_prsm_signs_come_from_the_names_of_link_styles():
    names = {"e0": "+ve", "e1": "Negative influence", "e2": "Sample", "e3": "Väg", "e4": "Positiv"}
    file = {
        "version": "2.2.1",
        "nodes": [{"id": at, "label": f"Faktor\n{at}", "created": {"user": "Astrid"}} for at in range(7)],
        "edges": [{"from": at, "to": at + 1, "grp": f"e{at}"} for at in range(6)] + [{"from": 0, "to": 99}],
        "styles": {"edges": {key: {"groupLabel": name} for key, name in names.items()}},
        "history": [{"user": "Birger"}],
    }  # fmt: skip
    plain = json.dumps(file)
    read = read_map(plain.encode())
    assert [link.sign for link in read.map.links] == [1, -1, None, None, 1, None]
    assert read.map.factors[3].wording == "Faktor 3"
    assert found_in(read) == ["map_file.sign", "causal.nowhere"]
    assert "Astrid" not in repr(read)
    assert "Birger" not in repr(read)
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"):
        data = packed(plain).encode(encoding)
        assert read_map(data) == read


def test_what_prsm_itself_packed_is_unpacked():
    file = json.loads(shared(MAPS / "npctheoryofchange191.prsm"))
    states = [one["state"] for one in file["history"] if one.get("state")]
    assert states
    for state in states:
        assert isinstance(json.loads(unpacked(state.encode())), dict)


@given(st.text(max_size=300))
def test_packing_is_undone(text):
    assert unpacked(packed(text).encode()) == text


@given(st.integers(0, 400), st.binary(max_size=3))
def test_a_packed_file_cut_off_is_one_sentence(cut, tail):
    whole = packed(json.dumps({"nodes": [], "edges": [], "note": "å" * 40 + "hej" * 30})).encode()
    part = whole[: min(cut, len(whole) - 12)] + tail
    with pytest.raises(Invalid):
        read_map(part)


def test_a_small_packed_file_that_says_very_much_is_refused():
    data = bomb(13_000).encode()
    assert len(data) < 40_000
    with pytest.raises(Invalid) as refused:
        read_map(data)
    assert refused.value.why.key == "packed.too_large"


def graph():
    made = networkx.DiGraph()
    made.add_node("a", label="Vatten & vind")
    made.add_edge("a", "b", weight=-0.5)
    made.add_edge("b", "c", sign="-", strength=2.0, delay="long")
    made.add_edge("c", "a", weight=0.0)
    made.add_edge("c", "d")
    return made


def test_graphml_as_networkx_writes_it():
    read = read_map("\n".join(networkx.generate_graphml(graph())).encode())
    assert read.format == "graphml"
    _assert_the_graph(read)
    assert read.map.factors[0].wording == "Vatten & vind"


def test_graphml_as_yed_writes_it():
    text = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
  <key for="node" id="d6" yfiles.type="nodegraphics"/><key for="edge" id="d10" yfiles.type="edgegraphics"/>
  <key attr.name="weight" attr.type="double" for="edge" id="d1"><default>2.0</default></key>
  <graph edgedefault="directed" id="G">
    <node id="n0"><data key="d6"><y:ShapeNode><y:NodeLabel>Regn<y:LabelModel/></y:NodeLabel></y:ShapeNode></data></node>
    <node id="n1" yfiles.foldertype="group"><graph edgedefault="directed" id="n1:">
      <node id="n1::n0"><data key="d6"><y:ShapeNode><y:NodeLabel>Flod</y:NodeLabel></y:ShapeNode></data></node>
    </graph></node>
    <edge id="e0" source="n0" target="n1::n0"><data key="d10"><y:PolyLineEdge><y:EdgeLabel>-</y:EdgeLabel></y:PolyLineEdge></data></edge>
    <edge id="e1" source="n1::n0" target="n0"/>
  </graph>
</graphml>"""
    read = read_map(text.encode())
    assert [one.wording for one in read.map.factors] == ["Regn", "n1", "Flod"]
    assert [(one.source, one.weight) for one in read.map.links] == [("n0", -2.0), ("n1::n0", 2.0)]
    bare = read_map(text.replace("<default>2.0</default>", "").encode())
    assert [(one.sign, one.strength) for one in bare.map.links] == [(-1, None), (None, None)]


def test_graphml_as_yed_live_writes_it():
    text = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/yfiles-common/3.0">
  <key id="d1" for="node" attr.name="NodeLabels"/><key id="d6" for="edge" attr.name="EdgeLabels"/>
  <graph id="G" edgedefault="directed">
    <node id="n0"><data key="d1"><x:List xmlns:x="x"><y:Label><y:Label.Text><![CDATA[Regn]]></y:Label.Text></y:Label></x:List></data></node>
    <node id="n1"/>
    <edge id="e0" source="n0" target="n1"><data key="d6"><y:Label><y:Label.Text>-</y:Label.Text></y:Label></data></edge>
  </graph>
</graphml>"""
    read = read_map(text.encode())
    assert [one.wording for one in read.map.factors] == ["Regn", "n1"]
    assert [one.sign for one in read.map.links] == [-1]


def test_gexf_says_signs_in_its_values_and_links_both_ways():
    text = """<gexf xmlns="http://www.gexf.net/1.2draft"><graph defaultedgetype="directed">
<attributes class="edge"><attribute id="0" title="Polarity" type="string"/></attributes>
<nodes><node id="a" label="Regn"><nodes><node id="c"/></nodes></node><node id="b"/></nodes>
<edges><edge id="0" source="a" target="b" weight="0.5"><attvalues><attvalue for="0" value="negative"/></attvalues></edge>
<edge id="1" source="b" target="c" type="mutual" weight="-1"/></edges></graph></gexf>"""
    read = read_map(text.encode())
    assert read.map.ids == ("a", "c", "b")
    assert [(one.source, one.target, one.sign, one.strength) for one in read.map.links] == [
        ("a", "b", -1, 0.5), ("b", "c", -1, 1.0), ("c", "b", -1, 1.0),
    ]  # fmt: skip


def test_a_workbook_of_kumu_may_name_several_targets():
    book = {
        "Elements": [("Label", "Type"), ("Regn", "x"), ("Flod", ""), ("Torka", "")],
        "Connections": [("From", "To", "Type", "Strength"), ("Regn", "Flod|Torka", "-", "Strong")],
        "Notes (ignore)": [("hej",)],
    }
    read = read_map(xlsx_bytes(book))
    assert (read.format, read.map.ids) == ("kumu", ("Regn", "Flod", "Torka"))
    assert [(one.target, one.sign, one.strength) for one in read.map.links] == [
        ("Flod", -1, None), ("Torka", -1, None),
    ]  # fmt: skip
    assert [one.why.params for one in read.warnings] == [{"word": "Strong", "count": 2}]
    del book["Elements"]
    assert read_map(xlsx_bytes(book)).map.ids == ("Regn", "Flod", "Torka")


def test_kumu_knows_its_sheets_by_their_headings():
    """As its guide to imports says: any names, several sheets of elements, two empty rows before another part."""
    people = [
        ("Label", "Type"),
        ("Regn", "x"),
        ("Flod", "x"),
        ("", ""),
        ("", ""),
        ("ID", "Label"),
        ("t", "Torka"),
    ]
    links = [
        ("From", "To", "Type", "Direction"),
        ("Regn", "Flod|Torka", "+", "directed"),
        ("Torka", "Flod", "-", "mutual"),
    ]
    ignored = [("From", "To"), ("Flod", "Flod")]
    read = read_map(xlsx_bytes({"Vatten": people, "Pilar": links, "Gammalt (ignore)": ignored}))
    assert (read.format, read.map.ids, read.warnings) == ("kumu", ("Regn", "Flod", "t"), ())
    assert [(one.source, one.target, one.sign) for one in read.map.links] == [
        ("Regn", "Flod", 1), ("Regn", "t", 1), ("t", "Flod", -1), ("Flod", "t", -1),
    ]  # fmt: skip


def test_sheets_that_are_not_read_are_told():
    rows = [("from", "to", "sign"), ("a", "b", "-")]
    read = read_map(xlsx_bytes({"Map": rows, "Older": rows, "Empty": [("",)]}))
    assert (read.format, found_in(read)) == ("edge-list", ["table.other_sheets"])
    assert read.warnings[0].about == ("Older",)
    matrix = [("", "a", "b"), ("a", "", -1), ("b", 1, "")]
    assert found_in(read_map(xlsx_bytes({"one": matrix, "two": matrix}))) == ["table.other_sheets"]


def test_a_list_may_say_directions_as_kumu_and_gephi_do():
    read = read_map(b"From,To,Type,Direction\nA,B,+,directed\nB,C,-,mutual\nC,A,-,undirected\n")
    assert [(one.source, one.target, one.sign) for one in read.map.links] == [
        ("A", "B", 1), ("B", "C", -1), ("C", "B", -1), ("C", "A", -1),
    ]  # fmt: skip
    assert found_in(read) == ["map_file.undirected"]
    gephi = read_map(b"Source,Target,Type,Weight\na,b,Undirected,2\n")
    assert (gephi.map.links[0].weight, found_in(gephi)) == (2.0, ["map_file.undirected"])
    swedish = read_map("Orsak;Verkan;Polaritet\nregn;flod;+\nflod;regn;−\n".encode())
    assert [one.sign for one in swedish.map.links] == [1, -1]


def test_links_between_more_than_two_are_told():
    text = '<graphml><graph edgedefault="directed"><node id="a"/><hyperedge><endpoint node="a"/></hyperedge></graph></graphml>'
    assert found_in(read_map(text.encode())) == ["map_file.hyperedge"]


def test_graphml_as_cytoscape_writes_it():
    text = """<graphml><key attr.name="name" for="node" id="n"/><key attr.name="interaction" for="edge" id="i"/>
<graph edgedefault="directed"><node id="62"><data key="n">Regn</data></node><node id="64"/>
<edge source="62" target="64"><data key="i">inhibits</data></edge><edge source="64" target="62"><data key="i">pp</data></edge></graph></graphml>"""
    read = read_map(text.encode())
    assert [one.sign for one in read.map.links] == [-1, None]
    assert found_in(read) == ["map_file.sign"]


def test_a_workbook_may_hold_a_matrix_or_a_list():
    matrix = read_map(xlsx_bytes({"Blad1": [("", "a", "b"), ("a", "", 0.5), ("b", -1, "")]}))
    assert (matrix.format, [one.weight for one in matrix.map.links]) == ("matrix", [0.5, -1.0])
    links = read_map(
        xlsx_bytes({"Tom": [("",)], "Blad1": [("from", "to", "sign"), ("a", "b", "-")]})
    )
    assert (links.format, links.map.links[0].sign) == ("edge-list", -1)


def test_gexf_as_networkx_writes_it():
    read = read_map("\n".join(networkx.generate_gexf(graph())).encode())
    assert read.format == "gexf"
    _assert_the_graph(read)
    assert read.map.factors[0].wording == "Vatten & vind"


def test_gml_as_networkx_writes_it():
    read = read_map("\n".join(networkx.generate_gml(graph())).encode())
    assert read.format == "gml"
    names = {one.id: one.wording for one in read.map.factors}
    assert [(names[one.source], names[one.target]) for one in read.map.links] == [
        ("a", "b"), ("b", "c"), ("c", "d"),
    ]  # fmt: skip
    assert read.links_read == 4


def _assert_the_graph(read):
    assert (read.links_read, read.zero_links) == (4, 1)
    signs = {
        link.source: (link.target, link.sign, link.strength, link.delay) for link in read.map.links
    }
    assert signs == {
        "a": ("b", -1, 0.5, ""),
        "b": ("c", -1, 2.0, "long"),
        "c": ("d", None, None, ""),
    }


def test_gml_with_lines_in_names_and_brackets_within():
    text = """Creator "PRISM 1.07"
# en anmärkning
graph
[
  directed 1
  node [ id 0 label "Mat\nbanker &amp; mer" graphics [ x 1 y 2 ] ]
  node [ id 1 ]
  edge [ source 0 target 1 label "\u2212" ]
]"""
    read = read_map(text.encode())
    assert [one.wording for one in read.map.factors] == ["Mat banker & mer", "1"]
    assert [link.sign for link in read.map.links] == [-1]
    assert not read.warnings


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


def test_kumu_blueprints_and_backups():
    blueprint = {
        "elements": [{"id": "e1", "label": "Regn"}, {"label": "Flod"}, {"id": 3, "label": "Torka"}],
        "connections": [
            {"from": "Regn", "to": "Flod", "type": "+", "delayed": True},
            {"from": "Flod", "to": "3", "type": "-", "strength": 0.5},
            {"from": "e1", "to": "Torka", "type": "likes", "direction": "mutual"},
            {"from": "e1", "to": "Borta"},
        ],
    }
    read = read_map(json.dumps(blueprint).encode())
    assert read.format == "kumu"
    assert [(one.source, one.target, one.sign, one.strength, one.delay) for one in read.map.links] == [
        ("e1", "Flod", 1, None, "long"), ("Flod", "3", -1, 0.5, ""),
        ("e1", "3", None, None, ""), ("3", "e1", None, None, ""),
    ]  # fmt: skip
    assert found_in(read) == ["map_file.sign", "causal.nowhere"]
    backup = {
        "elements": [{"_id": f"elem-{one}", "attributes": {"label": one}} for one in "ab"],
        "connections": [
            {"from": "elem-a", "to": "elem-b", "attributes": {"connection type": "\u2212"}}
        ],
    }
    read = read_map(json.dumps(backup).encode())
    assert [(one.source, one.sign) for one in read.map.links] == [("elem-a", -1)]
    assert [one.wording for one in read.map.factors] == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "format_", "last_sign"),
    [
        (",a,b\na,,1\nb,-1,\n", "matrix", -1),
        (",from,to\nfrom,,1\nto,-1,\n", "matrix", -1),
        ("id;a;b\na;0;0,5\nb;-1;0\n", "matrix", -1),
        ("from,to\na,b\n", "edge-list", None),
        ("from,to\nto,b\n", "edge-list", None),
        ("from,to,sign\nto,sign,+\nsign,to,-\n", "edge-list", -1),
        (",from,to,weight\n0,a,b,1\n1,b,a,-1\n", "edge-list", -1),
        ("Source,Target,Type,Weight\na,b,Directed,2\nb,a,Directed,-1\n", "edge-list", -1),
        ("från;till;tecken;styrka\na;b;+;0,5\nb;a;−;1\n", "edge-list", -1),
    ],
)
def test_matrix_and_list_are_told_apart(text, format_, last_sign):
    read = read_map(text.encode())
    assert read.format == format_
    assert read.map.links[-1].sign == last_sign
    assert read.links_read == len(read.map.links)


def test_a_weight_on_the_diagonal_is_told_and_left_out():
    read = read_map(b",a,b\na,0.5,1\nb,0,0\n")
    assert found_in(read) == ["causal.self_link"]
    assert [(one.source, one.target) for one in read.map.links] == [("a", "b")]


@pytest.mark.parametrize(
    ("text", "key", "about"),
    [
        (",a,b\na,0,1\n", "matrix.not_square", "b"),
        (",a,a\na,0,1\nb,0,0\n", "matrix.id_twice", "a"),
        (",a,b\na,0,1\n,1,0\n", "matrix.id_missing", 3),
        (",a,b\na,0,x\nb,1,0\n", "table.not_number", 2),
        (",a,b\na,0,inf\nb,1,0\n", "table.not_finite", 2),
        ("from,to,weight\na,b,NaN\n", "table.not_finite", 2),
        ("from,to,sign\na,b,+\nb,c,kanske\n", "edge_list.sign", 3),
        ("from,to,sign\na,b,2\n", "edge_list.sign", 2),
        ("from,to,sign,weight\na,b,+,-1\n", "edge_list.sign_and_weight", 2),
        ("from,to,strength\na,b,-1\n", "edge_list.strength", 2),
        ("from,to,delay\na,b,snart\n", "edge_list.delay", 2),
        ("from,to,strength\na,b,0,5\n", "edge_list.row_long", 2),
        ("from,to\na,\n", "edge_list.end", 2),
        ("from,to\n,b\n", "edge_list.end", 2),
    ],
)
def test_a_bad_table_is_refused_with_its_place(text, key, about):
    with pytest.raises(Invalid) as refused:
        read_map(text.encode())
    assert refused.value.why.key == key
    assert about in refused.value.why.params.values()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (",a\n" + "".join(f"{at},1\n" for at in range(5000)) + "a,1\n", "matrix.too_large"),
        ("," + ",".join(map(str, range(100_000))) + "\n5,1\n", "matrix.not_square"),
    ],
)
def test_a_matrix_far_too_large_is_refused_at_once(text, key):
    with pytest.raises(Invalid) as refused:
        read_map(text.encode())
    assert refused.value.why.key == key


def test_a_sign_beside_a_weight_counts():
    read = read_map(b"from,to,sign,weight\na,b,-,2\nb,c,,-3\nc,a,?,1\n")
    assert [(one.sign, one.strength) for one in read.map.links] == [(-1, 2), (-1, 3), (None, 1)]


def test_a_type_that_says_a_sign_counts_beside_a_number():
    connections = [
        {"from": "a", "to": "b", "type": "-", "value": 3},
        {"from": "b", "to": "c", "type": "likes", "value": -3},
        {"from": "c", "to": "a", "type": "+", "value": -3},
    ]
    read = read_map(json.dumps({"connections": connections}).encode())
    assert [one.weight for one in read.map.links] == [-3.0, -3.0, None]
    assert found_in(read) == ["map_file.contradiction"]
    listed = read_map(b"from,to,type,weight\na,b,-,3\nb,c,Directed,-3\nc,a,,2\n")
    assert [one.weight for one in listed.map.links] == [-3.0, -3.0, 2.0]


def test_lists_that_say_no_signs_are_told():
    bare = read_map(b"from,to,strength\na,b,2\n")
    assert [(one.sign, one.strength) for one in bare.map.links] == [(None, 2.0)]
    assert found_in(bare) == ["edge_list.unsigned"]
    read = read_map(b"From,To,Type\na,b,+\nb,c,likes\n")
    assert [one.sign for one in read.map.links] == [1, None]
    assert found_in(read) == ["edge_list.type"]


def test_columns_that_nobody_reads_are_told():
    read = read_map(b"id,from,to,sign,stregnth\n1,a,b,+,2\n")
    assert [one.about for one in read.warnings] == [("id", "stregnth")]


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
