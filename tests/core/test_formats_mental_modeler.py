"""Maps of Mental Modeler: letters, names and numbers, and what its files do wrong."""

import pytest

from farled.core.finding import Invalid
from farled.core.formats.map_file import read_map
from tests.support.map_files import found_in, published_map


def test_mental_modeler_letters_and_names():
    read = read_map(published_map("fire_model.mmp"))
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
