"""Whatever a file holds, a reader answers with a map or one sentence."""

import contextlib
import json
from xml.etree.ElementTree import Element, tostring

from hypothesis import given, settings
from hypothesis import strategies as st

from farled.core.finding import Invalid
from farled.core.formats.map_file import read_map

STARTS = st.sampled_from(
    [b"", b"<mentalmodeler>", b"<graphml>", b"<gexf>", b'{"concepts":', b'{"nodes":', b'{"elements":', b"graph [", b"from,to\n",
     b",a,b\na,", b"\xe1\xaf\xa1", b"\xff\xfe", b"PK\x03\x04"]
)  # fmt: skip


@settings(deadline=None)
@given(STARTS, st.binary(max_size=200))
def test_no_bytes_make_a_reader_fall(start, data):
    with contextlib.suppress(Invalid):
        read_map(start + data)


LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
THINGS = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
    st.sampled_from(["id", "_id", "name", "label", "from", "to", "grp", "type", "influence", "relationships", "edges",
                     "groupLabel", "attributes", "isCluster", "direction", "strength"]), inner, max_size=4), max_leaves=12)  # fmt: skip


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["concepts", "nodes", "edges", "styles", "elements", "connections"]),
        st.lists(THINGS, max_size=4) | THINGS,
    )
)
def test_no_json_makes_a_reader_fall(file):
    with contextlib.suppress(Invalid):
        read_map(json.dumps(file).encode())


def _grown(tag, said, inner):
    whole = Element(tag, said)
    whole.extend(inner)
    whole.text = "a"
    return whole


TAGS = st.sampled_from(
    ["graph", "node", "edge", "data", "key", "concepts", "concept", "relationships", "relationship", "id", "influence",
     "attributes", "attribute", "attvalues", "attvalue", "nodes", "edges", "default"]
)  # fmt: skip
ATTRIBUTES = st.dictionaries(
    st.sampled_from(["id", "source", "target", "key", "for", "attr.name", "weight", "label", "type", "directed",
                     "edgedefault", "class", "title", "value"]), st.sampled_from(["", "a", "b", "NaN", "0", "-1", "edge", "sign", "mutual"]), max_size=4)  # fmt: skip
TREES = st.recursive(
    st.builds(Element, TAGS, ATTRIBUTES),
    lambda inner: st.builds(_grown, TAGS, ATTRIBUTES, st.lists(inner, max_size=4)),
    max_leaves=15,
)


@settings(deadline=None)
@given(st.sampled_from(["graphml", "gexf", "mentalmodeler"]), st.lists(TREES, max_size=4))
def test_no_xml_makes_a_reader_fall(root, inner):
    with contextlib.suppress(Invalid):
        assert read_map(tostring(_grown(root, {}, inner))).format


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "graph",
                "node",
                "edge",
                "id",
                "source",
                "target",
                "[",
                "]",
                '"',
                "1",
                "a",
                "label",
                "\n",
            ]
        )
    )
)
def test_no_gml_makes_a_reader_fall(words):
    with contextlib.suppress(Invalid):
        read_map(("graph [ " + " ".join(words) + " ]").encode())
