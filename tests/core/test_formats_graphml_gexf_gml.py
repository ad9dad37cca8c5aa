"""Maps in GraphML, GEXF and GML, as the programs that write them do."""

import networkx
import pytest

from farled.core.formats.map_file import read_map
from tests.support.map_files import found_in


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


GRAPH = '<graphml><key id="n" for="node" attr.name="name"/><graph edgedefault="directed"><node id="1"><data key="n">Sjö</data></node></graph></graphml>'


@pytest.mark.parametrize(
    ("said", "encoding", "told"),
    [
        ("", "utf-8", []),
        ("", "cp1252", ["table.guessed_encoding"]),
        ('<?xml version="1.0" encoding="UTF-8"?>', "cp1252", ["table.guessed_encoding"]),
        ('<?xml version="1.0" encoding="utf-16"?>', "utf-8", []),
        ('<?xml version="1.0" encoding="utf-16"?>', "utf-16", []),
        ('<?xml version="1.0" encoding="utf-16"?>', "utf-16-le", []),
        ('<?xml version="1.0" encoding="utf-8"?>', "utf-8-sig", []),
        ('<?xml version="1.0" encoding="windows-1252"?>', "cp1252", []),
        ("<?xml version='1.0' encoding='ISO-8859-1' standalone='no'?>", "latin-1", []),
    ],
)
def test_xml_may_be_in_other_letters_than_it_says(said, encoding, told):
    """R on Windows and .NET write such files; what had to be guessed is told."""
    read = read_map((said + GRAPH).encode(encoding))
    assert ([one.wording for one in read.map.factors], found_in(read)) == (["Sjö"], told)
