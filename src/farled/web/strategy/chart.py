"""A strategy's value laid out for its page: goals in columns, areas against goals, indicators as courses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from farled.core.strategy.strategy import Area, Direction, Goal, Indicator, Perspective, Strategy
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


@dataclass(frozen=True)
class Laid:
    """What all parts of a chart are laid out from."""

    value: Strategy
    words: Mapping[str, str]
    numbers: Numbers
    serving: Serving


def chart(
    value: Strategy,
    *,
    words: Mapping[str, str],
    numbers: Numbers = NOBODY,
    serving: Serving | None = None,
) -> Chart:
    """`words` name the dimensions; without `numbers` nothing on the chart can be edited."""
    laid = Laid(value, words, numbers, serving or Serving())
    marks = {goal.key: _goal(goal, laid) for goal in value.goals}
    known = {goal.key for goal in value.overarching}
    loose = (one for one in value.outcomes if not known.intersection(one.parents))
    return Chart(
        columns=tuple(_column(marks[goal.key], marks) for goal in value.overarching),
        loose=tuple(marks[one.key] for one in loose),
        areas=tuple(_area(area, laid) for area in value.areas),
        perspectives=_perspectives(laid),
        indicators=_indicators(laid),
    )


def _goal(goal: Goal, laid: Laid) -> GoalMark:
    names = {one.key: one.name for one in laid.value.overarching}
    return GoalMark(
        goal=goal,
        number=laid.numbers.goals.get(goal.key, 0),
        needs=laid.serving.goals.get(goal.key, 0),
        word=laid.words.get(goal.dimension, ""),
        also=tuple(names[key] for key in goal.parents if key in names),
    )


def _column(head: GoalMark, marks: Mapping[str, GoalMark]) -> Column:
    below = (mark for mark in marks.values() if head.goal.key in mark.goal.parents)
    return Column(head, tuple(below))


def _area(area: Area, laid: Laid) -> AreaMark:
    value, numbers = laid.value, laid.numbers
    own = _or_none(numbers.directions.get(area.key, ()), area.directions)
    return AreaMark(
        area=area,
        number=numbers.areas.get(area.key, 0),
        needs=laid.serving.areas.get(area.key, 0),
        marks=tuple((goal.name, goal.key in area.serves) for goal in value.overarching),
        outcomes=tuple(one.name for one in value.outcomes if one.key in area.serves),
        directions=tuple(
            DirectionMark(one, number) for one, number in zip(area.directions, own, strict=True)
        ),
    )


def _perspectives(laid: Laid) -> tuple[PerspectiveMark, ...]:
    things = laid.value.perspectives
    own = _or_none(laid.numbers.perspectives, things)
    return tuple(PerspectiveMark(one, number) for one, number in zip(things, own, strict=True))


def _indicators(laid: Laid) -> tuple[IndicatorMark, ...]:
    names = {goal.key: goal.name for goal in laid.value.goals}
    things = laid.value.indicators
    own = _or_none(laid.numbers.indicators, things)
    return tuple(
        IndicatorMark(one, number, names.get(one.goal, ""))
        for one, number in zip(things, own, strict=True)
    )


def _or_none(numbers: Sequence[int], things: Sequence[object]) -> Sequence[int]:
    return numbers or (0,) * len(things)
