"""A strategy as plain sheets: all that its file holds, with links by key."""

from farled.core.finding import Say
from farled.core.report.sheets import BETWEEN, Cell, Sheet, yes_or_no
from farled.core.strategy.strategy import Goal, Indicator, Strategy
from farled.core.strategy.sustainability import MODELS

_INDICATOR = (
    *("indicator", "key", "unit", "direction", "base_year", "base_value", "base_women", "base_men"),
    *("target_year", "target_value", "target_women", "target_men", "split_by_sex"),
    *("gap_must_shrink", "comparators", "source", "note"),
)


def strategy_sheets(strategy: Strategy) -> tuple[Sheet, ...]:
    """The strategy itself, its goals, areas, directions, perspectives and indicators."""
    return (
        _itself(strategy),
        _goals(strategy),
        _areas(strategy),
        _directions(strategy),
        _perspectives(strategy),
        Sheet("indicators", _INDICATOR, tuple(map(_indicator, strategy.indicators))),
    )


def _itself(strategy: Strategy) -> Sheet:
    columns = ("strategy", "vision", "model", "valid_from", "valid_to", "source")
    days = (strategy.valid_from, strategy.valid_to)
    row: tuple[Cell, ...] = (
        strategy.name,
        strategy.vision,
        (Say(f"model.{strategy.model}.name"),),
        *(day.isoformat() if day else "" for day in days),
        strategy.source,
    )
    return Sheet("strategy", columns, (row,))


def _goals(strategy: Strategy) -> Sheet:
    columns = ("key", "level", "goal", "dimension", "parents", "description")
    names = {one.key: one.say for one in MODELS[strategy.model].dimensions}
    return Sheet("goals", columns, tuple(_goal(goal, names) for goal in strategy.goals))


def _goal(goal: Goal, names: dict[str, str]) -> tuple[Cell, ...]:
    return (
        goal.key,
        (Say(f"level.{goal.level}"),),
        goal.name,
        (Say(names[goal.dimension]),) if goal.dimension in names else "",
        BETWEEN.join(goal.parents),
        goal.description,
    )


def _areas(strategy: Strategy) -> Sheet:
    rows = tuple(
        (area.key, area.name, BETWEEN.join(area.serves), area.description)
        for area in strategy.areas
    )
    return Sheet("areas", ("key", "area", "serves", "description"), rows)


def _directions(strategy: Strategy) -> Sheet:
    rows = tuple(
        (area.name, one.name, one.description) for area in strategy.areas for one in area.directions
    )
    return Sheet("directions", ("area", "strategic_direction", "description"), rows)


def _perspectives(strategy: Strategy) -> Sheet:
    rows = tuple((one.name, one.description) for one in strategy.perspectives)
    return Sheet("perspectives", ("perspective", "description"), rows)


def _indicator(one: Indicator) -> tuple[Cell, ...]:
    return (
        one.name, one.goal, one.unit, (Say(f"way.{one.direction}"),) if one.direction else "",
        one.base_year, one.base_value, one.base_women, one.base_men,
        one.target_year, one.target_value, one.target_women, one.target_men,
        yes_or_no(one.split_by_sex), yes_or_no(one.gap_must_shrink), BETWEEN.join(one.comparators),
        one.source, one.note,
    )  # fmt: skip
