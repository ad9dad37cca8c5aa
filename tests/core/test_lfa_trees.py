"""Problem tree and objective tree: one tree seen twice; the wordings stay."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farled.core.finding import Invalid
from farled.core.lfa.from_tree import frame_of
from farled.core.lfa.numbering import without_home
from farled.core.lfa.trees import (
    Branch,
    Problem,
    objective_view,
    problem_view,
    tree,
    tree_questions,
)

PROBLEMS = [
    Problem("bil", "Folk måste ha bil", "Folk klarar sig utan bil"),
    Problem("buss", "Bussarna går för sällan", "Buss går varje halvtimme"),
    Problem("pengar", "Pengarna räcker inte"),
    Problem("förare", "Förare slutar", "Förare stannar"),
    Problem("klimat", "Utsläppen ökar", "Utsläppen minskar"),
]
CAUSES = [("buss", "bil"), ("pengar", "buss"), ("förare", "buss"), ("bil", "klimat"), ("pengar", "förare")]  # fmt: skip


def names(branch: Branch) -> list[str]:
    return [branch.id, *(one for child in branch.branches for one in names(child))]


def test_causes_below_and_effects_above() -> None:
    view = problem_view(tree(PROBLEMS, CAUSES, core="bil"))
    assert names(view.below) == ["bil", "buss", "pengar", "förare"]
    assert names(view.above) == ["bil", "klimat"]
    assert (view.left_out, view.loose) == ((("pengar", "förare"),), ())


def test_objectives_keep_the_problem_they_came_from() -> None:
    view = objective_view(tree(PROBLEMS, CAUSES, core="bil"))
    (bus,) = view.below.branches
    assert (bus.wording, bus.was) == ("Buss går varje halvtimme", "Bussarna går för sällan")
    assert bus.branches[0].wording == "Pengarna räcker inte"  # nobody has restated it


def test_a_frame_from_the_tree_serves_upwards() -> None:
    frame = frame_of(tree(PROBLEMS, CAUSES, core="bil"))
    assert [(row.level, row.number) for row in frame.rows] == [
        ("impact", ""), ("outcome", ""), ("output", "1"), ("activity", "1.1"), ("activity", "1.2"),
    ]  # fmt: skip
    assert without_home(frame) == ()


def test_loops_and_loose_ends_are_findings() -> None:
    chart = tree(
        [*PROBLEMS, Problem("ensam", "Ensam")], [*CAUSES, ("klimat", "pengar")], core="bil"
    )
    found = {one.kind: one.about for one in tree_questions(chart)}
    assert set(found["pt10"]) == {"bil", "buss", "pengar", "förare", "klimat"}
    assert found["loose"] == ("ensam",)


def test_questions_about_the_core_the_causes_and_the_roots() -> None:
    found = {one.kind: one.about for one in tree_questions(tree(PROBLEMS, CAUSES, core="bil"))}
    assert found == {"pt4": ("buss",), "pt9": ("bil", "klimat", "förare"), "pt8": ("pengar",)}


@pytest.mark.parametrize(
    ("problems", "causes", "core", "key"),
    [
        ([Problem("a", "x"), Problem("a", "y")], [], "a", "lfa.tree_id"),
        ([Problem("a", "x")], [], "b", "lfa.tree_core"),
        ([Problem("a", "x")], [("a", "a")], "a", "lfa.tree_link"),
        ([Problem("a", "x")], [("a", "b")], "a", "lfa.tree_link"),
        ([Problem(str(at), "x") for at in range(2001)], [], "0", "lfa.tree_size"),
    ],
)
def test_what_is_no_tree_is_refused(problems, causes, core, key) -> None:
    with pytest.raises(Invalid) as caught:
        tree(problems, causes, core=core)
    assert caught.value.why.key == key


LINKS = st.sets(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda one: one[0] != one[1])
)


@given(LINKS)
@settings(deadline=None)
def test_turned_round_causes_are_effects_and_nothing_is_lost(links: set) -> None:
    causes = sorted((str(a), str(b)) for a, b in links)
    problems = [Problem(str(at), f"p{at}") for at in range(8)]
    view = problem_view(tree(problems, causes, core="0"))
    turned = problem_view(tree(problems, [(b, a) for a, b in causes], core="0"))
    assert (view.below, view.above) == (turned.above, turned.below)
    drawn = {*names(view.below), *names(view.above), *view.loose}
    assert drawn == {one.id for one in problems}
    boxes = len(names(view.below)) + len(names(view.above)) - 2
    assert len(causes) - len(view.left_out) <= boxes


def test_a_chain_of_two_thousand_is_drawn() -> None:
    chain = [Problem(str(at), "x") for at in range(2000)]
    chart = tree(chain, [(str(at + 1), str(at)) for at in range(1999)], core="0")
    deep = problem_view(chart).below
    for _ in range(1999):
        (deep,) = deep.branches
    assert deep.id == "1999"
    assert tree_questions(chart)
