from dataclasses import replace

import pytest

from farled.core.inventory.stakeholders import (
    GROUPS,
    Stakeholder,
    missing_groups,
    missing_perspectives,
    quadrant,
    standings,
)

COUNTY = Stakeholder(
    1,
    "Länsstyrelsen",
    ("beslutsfattare",),
    interest=4,
    influence=5,
    planned_part="Deltar i workshop 1",
)
FARMERS = Stakeholder(
    2, "LRF Örebro", ("malgrupp",), interest=5, influence=2, planned_part="Bjuds in"
)
YOUNG = Stakeholder(
    3, "Ungdomsrådet", ("malgrupp", "nej_rosten"), interest=1, influence=1, planned_part="Bord 2"
)
BANK = Stakeholder(4, "Sparbanken", ("finansiar",), interest=1, influence=5)


@pytest.mark.parametrize(
    ("interest", "influence", "expected"),
    [
        (5, 5, "work_together"),
        (3, 3, "work_together"),
        (2, 3, "keep_satisfied"),
        (3, 2, "keep_informed"),
        (1, 1, "watch"),
        (None, 5, None),
        (5, None, None),
    ],
)
def test_the_grid(interest: int | None, influence: int | None, expected: str | None) -> None:
    assert quadrant(interest=interest, influence=influence) == expected


def test_standings_say_who_came_who_is_missing_and_nothing_of_the_unplanned() -> None:
    listed = [COUNTY, FARMERS, replace(YOUNG, actual_part="Skrev i efterhand"), BANK]
    came = {" länsstyrelsen ": 4}
    assert standings(listed, came) == {1: "here", 2: "missing", 3: "here", 4: ""}


def test_nobody_is_missing_before_anybody_has_come() -> None:
    assert standings([COUNTY, FARMERS], {"Länsstyrelsen": 0}) == {1: "", 2: ""}


def test_who_was_planned_and_is_not_here() -> None:
    found = missing_perspectives([YOUNG, COUNTY, FARMERS, BANK], {" länsstyrelsen ": 4, "LRF": 1})
    assert [(one.kind, one.about) for one in found] == [
        ("stakeholder.absent", ("2",)),
        ("stakeholder.absent", ("3",)),
        ("stakeholder.group_absent", ("3", "2")),
        ("stakeholder.group_absent", ("3",)),
    ]
    assert found[0].why.params == {"name": "LRF Örebro"}
    assert [one.why.key for one in found[2:]] == [
        "stakeholder.group_absent.malgrupp",
        "stakeholder.group_absent.nej_rosten",
    ]


def test_one_of_a_group_is_enough_for_the_group() -> None:
    found = missing_perspectives([YOUNG, FARMERS], {"lrf  ÖREBRO": 1})
    assert "stakeholder.group_absent.malgrupp" not in [one.why.key for one in found]


def test_an_actual_part_counts_as_here_and_nobody_does_not() -> None:
    assert missing_perspectives([replace(FARMERS, actual_part="Intervju 3 maj")], {}) == ()
    assert len(missing_perspectives([FARMERS], {"LRF Örebro": 0})) == 2


def test_nobody_planned_nobody_missing() -> None:
    assert missing_perspectives([BANK], {}) == ()
    assert missing_perspectives([], {"Regionen": 3}) == ()


def test_groups_nobody_thought_of() -> None:
    assert [one.about[0] for one in missing_groups([COUNTY, YOUNG])] == [
        "genomforare",
        "finansiar",
        "forlorare",
    ]
    assert len(missing_groups([])) == len(GROUPS)
