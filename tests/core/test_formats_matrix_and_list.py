"""Maps in tables: a matrix, or a list of links."""

import pytest

from farled.core.finding import Invalid
from farled.core.formats.map_file import read_map
from farled.core.formats.workbook import xlsx_bytes
from tests.support.map_files import found_in
from tests.support.shared_data import shared_data


def test_a_published_matrix_with_its_sum():
    read = read_map(shared_data("sdg-sweden/matrix.csv").read_bytes())
    weights = [link.weight for link in read.map.links]
    assert (read.format, len(read.map.factors), len(weights)) == ("matrix", 34, 516)
    # every pair was rated, and 0 is an answer
    assert (read.links_read, read.zero_links) == (1122, 606)
    assert (sum(weight < 0 for weight in weights), sum(weights)) == (40, 692)
    # the row influences the column: 2.2 helps 1.5, which does nothing to it
    assert ("2.2", "1.5") in {(link.source, link.target) for link in read.map.links}
    assert ("1.5", "2.2") in {(link.source, link.target) for link in read.map.links}


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


def test_a_workbook_may_hold_a_matrix_or_a_list():
    matrix = read_map(xlsx_bytes({"Blad1": [("", "a", "b"), ("a", "", 0.5), ("b", -1, "")]}))
    assert (matrix.format, [one.weight for one in matrix.map.links]) == ("matrix", [0.5, -1.0])
    links = read_map(
        xlsx_bytes({"Tom": [("",)], "Blad1": [("from", "to", "sign"), ("a", "b", "-")]})
    )
    assert (links.format, links.map.links[0].sign) == ("edge-list", -1)


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
