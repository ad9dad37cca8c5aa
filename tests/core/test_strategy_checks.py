from dataclasses import replace
from pathlib import Path

import pytest

import farled
from farled.core.strategy.checks import indicator_findings, number, strategy_findings
from farled.core.strategy.strategy import Goal, Indicator, Strategy
from farled.core.strategy.sustainability import DIMENSIONS, MODELS
from farled.core.strategy.toml import parse_strategy

HEALTH = Indicator(
    name="God självskattad hälsa",
    goal="folkhalsa",
    unit="procent",
    base_year="2024",
    base_value="71",
    base_women="69",
    base_men="73",
    target_year="2030",
    target_value="75",
    target_women="75",
    target_men="75",
    direction="up",
    gap_must_shrink=True,
    split_by_sex=True,
    source="HLV",
)


def keys(**changed: object) -> set[str]:
    return {finding.why.key for finding in indicator_findings(replace(HEALTH, **changed))}  # type: ignore[arg-type]


def test_nothing_to_ask_of_a_full_indicator() -> None:
    assert indicator_findings(HEALTH) == ()


@pytest.mark.parametrize(
    ("changed", "asked"),
    [
        ({"target_value": "65"}, "indicator.against_up"),
        ({"target_women": "68 %", "target_men": "70"}, "indicator.against_up"),
        ({"direction": "down"}, "indicator.against_down"),
        ({"direction": "keep"}, "indicator.against_keep"),
        ({"target_year": "2024"}, "indicator.years_reversed"),
        ({"target_women": "75", "target_men": "80"}, "indicator.gap_grows"),
        ({"base_value": "74"}, "indicator.total_outside"),
        ({"split_by_sex": False}, "indicator.not_split"),
        ({"base_men": ""}, "indicator.split_missing"),
        ({"base_value": ""}, "indicator.base_missing"),
        ({"target_value": "", "gap_must_shrink": False}, "indicator.target_missing"),
        ({"direction": ""}, "indicator.direction_missing"),
        ({"source": ""}, "indicator.source_missing"),
        ({"goal": ""}, "indicator.goal_missing"),
    ],
)
def test_one_fault_one_question(changed: dict[str, object], asked: str) -> None:
    assert keys(**changed) == {asked}


@pytest.mark.parametrize(
    "changed",
    [
        {"target_value": "över jämförbara län"},
        {"target_value": ""},  # the gap is the target
        {"base_value": "142", "target_value": "150"},  # women plus men
        {"target_year": "nästa mandatperiod"},
        {"target_value": "minst 75"},
    ],
)
def test_what_is_right_or_cannot_be_known_is_left_alone(changed: dict[str, object]) -> None:
    assert keys(**changed) == set()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("80", 80.0),
        (" 12,5 ", 12.5),
        ("18 340", 18340.0),
        ("18\u00a0340", 18340.0),
        ("71 %", 71.0),
        ("\u221260", -60.0),
        ("Minst 80 procent", 80.0),
        ("60 procent lägre än 2005", None),
        ("80–90", None),
        ("", None),
        ("٣", None),
        ("1" * 100, None),
        ("nan", None),
    ],
)
def test_the_number_in_a_value(text: str, value: float | None) -> None:
    assert number(text) == value


def test_goals_dimensions_and_names() -> None:
    strategy = Strategy(
        "S",
        overarching=(Goal("a", "A", "overarching", dimension="social"),),
        outcomes=(
            Goal("b", "B", "outcome", parents=("a",)),
            Goal("c", "C", "outcome"),
            Goal("d", "C", "outcome"),
        ),
        indicators=(replace(HEALTH, goal="b"),),
    )
    found = [(finding.kind, finding.about) for finding in strategy_findings(strategy)]
    assert found == [
        ("strategy.name_twice", ("C",)),
        ("strategy.dimension_empty", ("environmental",)),
        ("strategy.dimension_empty", ("economic",)),
        ("strategy.no_parents", ("c", "d")),
        ("strategy.no_indicator", ("c", "d")),
    ]


def test_an_empty_strategy_is_not_nagged_about() -> None:
    assert strategy_findings(Strategy("S")) == ()


def test_the_orebro_template_contradicts_nothing() -> None:
    path = Path(farled.__file__).parent / "content" / "sv" / "strategy" / "orebro.toml"
    asked = {
        one.why.key for one in strategy_findings(parse_strategy(path.read_text(encoding="utf-8")))
    }
    assert asked
    assert not {key for key in asked if "against" in key or "twice" in key or "empty" in key}


def test_the_models_of_sustainability() -> None:
    assert {name: model.keys for name, model in MODELS.items()} == {
        "three": ("social", "environmental", "economic"),
        "cake": ("environmental", "social", "economic"),
        "holmberg": ("environmental", "economic", "social", "wellbeing"),
    }
    assert [dimension.role for dimension in MODELS["cake"].dimensions] == ["frame", "goal", "means"]
    assert {key for model in MODELS.values() for key in model.keys} == set(DIMENSIONS)
    assert all(name == model.id for name, model in MODELS.items())
