import pytest

from farled.core.inventory.board import Filter, Picture, Theme, chosen, columns, in_order
from farled.core.inventory.needs import Need

BUS = Need(1, "Bussen går för sällan", number=1, areas=(9,), theme=3, voices=(1, 2), women="x")
CARE = Need(2, "Åldrande på landet", number=2, areas=(6, 9), dimensions=("social",), goals=(4,))
LAND = Need(3, "Åkermark bebyggs", number=3, dimensions=("environmental",), workshops=(8,))
ZINK = Need(4, "zink i vattnet", number=10, where="Åmmeberg")
NEEDS = (BUS, CARE, LAND, ZINK)
PICTURE = Picture(NEEDS, (Theme(3, "Resor"), Theme(4, "Arbete")), ((6, "Hälsa"), (9, "Transport")))


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (Filter(), [1, 2, 3, 10]),
        (Filter(area=9), [1, 2]),
        (Filter(dimension="social"), [2]),
        (Filter(goal=4), [2]),
        (Filter(theme=3), [1]),
        (Filter(theme=0), [2, 3, 10]),
        (Filter(workshop=8), [3]),
        (Filter(without_gender=True), [2, 3, 10]),
        (Filter(without_voices=True), [2, 3, 10]),
        (Filter(words="ÅKER"), [3]),
        (Filter(words="åmme zink"), [10]),
        (Filter(words="#2"), [2]),
        (Filter(area=9, without_voices=True), [2]),
        (Filter(words="finns inte"), []),
    ],
)
def test_filters(wanted: Filter, numbers: list[int]) -> None:
    assert [need.number for need in chosen(NEEDS, wanted)] == numbers
    assert wanted.is_empty is (wanted == Filter())


def test_columns_by_theme_keep_empty_themes_as_places_to_move_to() -> None:
    found = columns(PICTURE, NEEDS, by="theme")
    assert [(c.name, [n.number for n in c.needs]) for c in found] == [
        ("", [2, 3, 10]),
        ("Resor", [1]),
        ("Arbete", []),
    ]
    assert found[1].theme == Theme(3, "Resor")


def test_a_need_of_two_areas_stands_in_both() -> None:
    found = {c.name: [n.number for n in c.needs] for c in columns(PICTURE, NEEDS, by="area")}
    assert found == {"": [3, 10], "Hälsa": [2], "Transport": [1, 2]}


def test_an_area_is_no_theme_even_when_their_numbers_are_the_same() -> None:
    alike = Picture(NEEDS, (Theme(9, "Resor"),), ((9, "Transport"),))
    assert [column.theme for column in columns(alike, NEEDS, by="area")] == [None, None]


def test_columns_by_dimension() -> None:
    found = {c.id: [n.number for n in c.needs] for c in columns(PICTURE, NEEDS, by="dimension")}
    assert found == {"none": [1, 10], "social": [2], "environmental": [3], "economic": []}


@pytest.mark.parametrize(
    ("by", "reverse", "numbers"),
    [
        ("number", False, [1, 2, 3, 10]),
        ("number", True, [10, 3, 2, 1]),
        ("what", False, [1, 10, 3, 2]),  # Bussen, zink, Åkermark, Åldrande
        ("where", False, [10, 1, 2, 3]),
        ("where", True, [10, 1, 2, 3]),  # what is empty stands last either way
        ("theme", False, [1, 2, 3, 10]),
        ("voices", True, [1, 2, 3, 10]),
        ("__class__", False, [1, 2, 3, 10]),
    ],
)
def test_orders(by: str, reverse: bool, numbers: list[int]) -> None:
    ordered = in_order(NEEDS, by, themes=PICTURE.themes, reverse=reverse)
    assert [need.number for need in ordered] == numbers
