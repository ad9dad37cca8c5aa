"""Ratings from files of strangers."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farled.core.finding import Invalid
from farled.core.formats.map_file import read_map
from farled.core.formats.ratings import read_matrix, read_ratings, read_strengths
from farled.core.formats.table import read_table

GOOD = "mål;b;a\nb;;1,5\na;-2;\n"


def test_a_matrix_with_decimal_commas_and_columns_in_another_order() -> None:
    ids, cells = read_matrix(read_table(GOOD.encode()))
    assert ids == ("b", "a")
    assert cells == ((None, 1.5), (-2.0, None))


@pytest.mark.parametrize(
    "text",
    [
        '"Goal","Fish\npopulation","b"\n"Fish population",,2\n"b",1,\n',
        '"Fish  population"\t"b"\n"Fish population"\t\t2\n"b"\t1\t\n',
    ],
)
def test_headings_broken_into_lines_and_without_a_corner(text: str) -> None:
    """As spreadsheets and R write them."""
    ids, cells = read_matrix(read_table(text.encode()))
    assert ids == ("Fish population", "b")
    assert cells == ((None, 2.0), (1.0, None))
    assert read_map(text.encode()).links_read == 2


def test_empty_is_not_rated_and_zero_is() -> None:
    found = read_ratings([("x", b",a,b,c\na,,0,\nb,1,,\nc,,,\n")]).ratings
    assert found.cells == {(0, 1): (0.0,), (1, 0): (1.0,)}
    assert found.unrated == 4


def test_a_long_list() -> None:
    text = "from,to,score,participant,group,reason\na,b,2,x,g,därför\nb,c,,x,,\na,b,-1,y,h,\n"
    found = read_ratings([("lista.csv", text.encode())]).ratings
    assert found.ids == ("a", "b", "c")  # named, if not rated
    assert found.cells == {(0, 1): (2.0, -1.0)}
    assert [(one.group, one.reason) for one in found.answers] == [("g", "därför"), ("h", "")]


def test_several_matrices_are_several_people() -> None:
    one, two = b",a,b\na,,2\nb,0,\n", b",b,a\nb,,1\na,-1,\n"
    found = read_ratings([("astrid", one), ("birger", two)]).ratings
    assert found.cells == {(0, 1): (2.0, -1.0), (1, 0): (0.0, 1.0)}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (",a,b\na,,1\n", "matrix.not_square"),
        (",a,a\na,,1\nb,,1\n", "matrix.id_twice"),
        (",a,b\na,,1\na,1,\n", "matrix.id_twice"),
        (",a,\na,1,2\n", "matrix.row_long"),
        (",a,b\na,,1\n,1,\n", "matrix.id_missing"),
        (",a,,b\na,,,1\nb,1,,\n", "matrix.id_missing"),
        ("a\nb\n", "matrix.no_cells"),
        (",a,b\na,,mycket\nb,1,\n", "table.not_number"),
        (",a,b\na,,inf\nb,1,\n", "table.not_finite"),
        (",a,b\na,,9\nb,1,\n", "conflicts.scale"),
        ("from,to,score\na,b,1,5\n", "edge_list.row_long"),
        (
            "," + ",".join(map(str, range(4001))) + "\n" + "\n".join(map(str, range(4001))),
            "matrix.too_large",
        ),
        (
            "from,to,score\n" + "\n".join(f"g{n},g{n + 1},1" for n in range(2000)),
            "conflicts.many_goals",
        ),
        ("from,to,score\na,,1\n", "edge_list.end"),
        ("from,to,score\na,b,-3.5\n", "ratings.scale"),
    ],
)
def test_what_is_wrong_is_told(text: str, key: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_ratings([("fil.csv", text.encode())])
    assert (refused.value.field, refused.value.why.key) == ("fil.csv", key)


def test_other_goals_in_the_second_file() -> None:
    with pytest.raises(Invalid) as refused:
        read_ratings([("1", b",a,b\na,,2\nb,0,\n"), ("2", b",a,c\na,,2\nc,0,\n")])
    assert (refused.value.field, refused.value.why.key) == ("2", "matrix.other_goals")


def test_strengths_are_whole() -> None:
    assert read_strengths(read_table(b",a,b\na,,-2\nb,3,\n"))[1] == ((0, -2), (3, 0))
    large = read_strengths(
        read_table(",a,b\na,,9007199254740993\nb,−123456789012345678901,2.0\n".encode())
    )
    assert large[1] == ((0, 9007199254740993), (-123456789012345678901, 2))
    with pytest.raises(Invalid):
        read_strengths(read_table(GOOD.encode()))


@given(st.lists(st.lists(st.text(max_size=4), max_size=4), max_size=4))
def test_no_table_makes_it_fall(rows: list[list[str]]) -> None:
    text = "\n".join(",".join(row) for row in rows)
    with contextlib.suppress(Invalid):
        read_ratings([("x", text.encode("utf-8", "surrogatepass"))])
