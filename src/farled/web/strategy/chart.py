"""A strategy's value laid out for its page: goals in columns, areas against goals, indicators as courses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from farled.core.strategy.strategy import Area, Direction, Goal, Indicator, Perspective, Strategy
from farled.core.strategy.sustainability import MODELS
from farled.store.models import Indicator as IndicatorRow
from farled.store.queries.strategy import Numbers


@dataclass(frozen=True)
class Serving:
    """How many needs serve each goal and area, by key."""

    goals: Mapping[str, int] = field(default_factory=dict)
    areas: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class GoalMark:
    """A goal on the chart. `number` is 0 on a page that nobody edits; `word` names the dimension."""

    goal: Goal
    number: int = 0
    needs: int = 0
    word: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    head: GoalMark
    outcomes: tuple[GoalMark, ...]


@dataclass(frozen=True)
class DirectionMark:
    direction: Direction
    number: int = 0


@dataclass(frozen=True)
class AreaMark:
    """An area with a mark for each overarching goal, and the outcome goals it serves by name."""

    area: Area
    number: int
    needs: int
    marks: tuple[tuple[str, bool], ...]
    outcomes: tuple[str, ...]
    directions: tuple[DirectionMark, ...]


@dataclass(frozen=True)
class PerspectiveMark:
    perspective: Perspective
    number: int = 0


@dataclass(frozen=True)
class IndicatorMark:
    """`indicator` is a value or a row: both have the same fields."""

    indicator: Indicator | IndicatorRow
    number: int
    goal: str


@dataclass(frozen=True)
class Chart:
    columns: tuple[Column, ...]
    loose: tuple[GoalMark, ...]
    areas: tuple[AreaMark, ...]
    perspectives: tuple[PerspectiveMark, ...]
    indicators: tuple[IndicatorMark, ...]


NOBODY = Numbers({}, {}, {}, (), ())


def chart(
    value: Strategy,
    *,
    words: Mapping[str, str],
    numbers: Numbers = NOBODY,
    serving: Serving | None = None,
) -> Chart:
    """`words` name the dimensions; without `numbers` nothing on the chart can be edited."""
    serving = serving or Serving()
    marks = {goal.key: _goal(goal, value, words, numbers, serving) for goal in value.goals}
    known = {goal.key for goal in value.overarching}
    return Chart(
        columns=tuple(_column(goal, value, marks) for goal in value.overarching),
        loose=tuple(
            marks[one.key] for one in value.outcomes if not known.intersection(one.parents)
        ),
        areas=tuple(_area(area, value, numbers, serving) for area in value.areas),
        perspectives=tuple(
            PerspectiveMark(one, number)
            for one, number in zip(
                value.perspectives, _or_none(numbers.perspectives, value.perspectives), strict=True
            )
        ),
        indicators=_indicators(value, numbers),
    )


def dimensions_used(value: Strategy) -> set[str]:
    return {goal.dimension for goal in value.goals} & set(MODELS[value.model].keys)


def _goal(
    goal: Goal, value: Strategy, words: Mapping[str, str], numbers: Numbers, serving: Serving
) -> GoalMark:
    names = {one.key: one.name for one in value.overarching}
    return GoalMark(
        goal=goal,
        number=numbers.goals.get(goal.key, 0),
        needs=serving.goals.get(goal.key, 0),
        word=words.get(goal.dimension, ""),
        also=tuple(names[key] for key in goal.parents if key in names),
    )


def _column(goal: Goal, value: Strategy, marks: Mapping[str, GoalMark]) -> Column:
    below = (one for one in value.outcomes if goal.key in one.parents)
    return Column(marks[goal.key], tuple(marks[one.key] for one in below))


def _area(area: Area, value: Strategy, numbers: Numbers, serving: Serving) -> AreaMark:
    own = _or_none(numbers.directions.get(area.key, ()), area.directions)
    return AreaMark(
        area=area,
        number=numbers.areas.get(area.key, 0),
        needs=serving.areas.get(area.key, 0),
        marks=tuple((goal.name, goal.key in area.serves) for goal in value.overarching),
        outcomes=tuple(one.name for one in value.outcomes if one.key in area.serves),
        directions=tuple(
            DirectionMark(one, number) for one, number in zip(area.directions, own, strict=True)
        ),
    )


def _indicators(value: Strategy, numbers: Numbers) -> tuple[IndicatorMark, ...]:
    names = {goal.key: goal.name for goal in value.goals}
    own = _or_none(numbers.indicators, value.indicators)
    return tuple(
        IndicatorMark(one, number, names.get(one.goal, ""))
        for one, number in zip(value.indicators, own, strict=True)
    )


def _or_none(numbers: Sequence[int], things: Sequence[object]) -> Sequence[int]:
    return numbers or (0,) * len(things)
