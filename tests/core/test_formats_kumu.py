"""Maps of Kumu: blueprints, backups and workbooks."""

import json

from farled.core.formats.map_file import read_map
from farled.core.formats.workbook import xlsx_bytes
from tests.support.map_files import found_in


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
