"""A strategy as a TOML file, in and out (docs/guide/strategy-toml.md). What we write we read back to the same value."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from datetime import date

from farled.core.finding import Invalid, Say
from farled.core.strategy.reading import KEY_LENGTH, Table
from farled.core.strategy.strategy import (
    Area,
    Direction,
    Goal,
    Indicator,
    Level,
    Perspective,
    Strategy,
)
from farled.core.strategy.sustainability import DEFAULT_MODEL, MODELS
from farled.core.strategy.writing import (
    AREA_FIELDS,
    FORMAT,
    GOAL_FIELDS,
    INDICATOR_FIELDS,
    NAMED_FIELDS,
    TOP_FIELDS,
    format_strategy,
)

__all__ = ["format_strategy", "parse_strategy"]

LARGEST_FILE = 1_000_000  # bytes
MOST_GOALS = 2_000
MOST_AREAS = 500
MOST_DIRECTIONS = 200  # in one area
MOST_PERSPECTIVES = 200
MOST_INDICATORS = 5_000
MOST_COMPARATORS = 100
LONGEST_TEXT = 10_000

_TABLES = ("overarching", "outcomes", "areas", "perspectives", "indicators")
_DIRECTIONS = ("up", "down", "keep")
_AT = re.compile(r"at line (\d+), column (\d+)")
# Keys dotted thousands deep take tomllib quadratic time. Possessive throughout: this itself must stay linear.
_PART = r"(?:[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')"
_DEEP_KEY = re.compile(rf"(?<![\w-]){_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{30}}")


def parse_strategy(text: str) -> Strategy:
    """The strategy in a file's text. The name may be empty, as in the empty template.

    Raises Invalid with `field` as a path (`outcomes.3.parents`) and a sentence that names the line and the cure:
    `toml.too_big`, `toml.syntax`, `toml.too_deep`, `toml.unknown_field`, `toml.unknown_goal` and others.
    """
    top = Table(text, _loaded(text))
    top.require_only(("format", *TOP_FIELDS, *_TABLES))
    if top.values.get("format") != FORMAT or isinstance(top.values.get("format"), bool):
        raise top.invalid("format", "toml.format")
    if "name" not in top.values:
        raise top.invalid("name", "toml.required")
    model = top.choice("model", choices=tuple(MODELS), default=DEFAULT_MODEL)
    overarching, outcomes = _goals(top, model=model)
    keys = {goal.key for goal in overarching + outcomes}
    valid_from, valid_to = _period(top)
    return Strategy(
        name=top.line("name", most=200),
        vision=top.lines("vision", most=LONGEST_TEXT),
        model=model,
        valid_from=valid_from,
        valid_to=valid_to,
        source=top.lines("source", most=500),
        overarching=overarching,
        outcomes=outcomes,
        areas=_areas(top, goals=keys),
        perspectives=tuple(
            _perspective(one) for one in top.tables("perspectives", most=MOST_PERSPECTIVES)
        ),
        indicators=tuple(
            _indicator(one, goals=keys) for one in top.tables("indicators", most=MOST_INDICATORS)
        ),
    )


def _loaded(text: str) -> dict[str, object]:
    if len(text) > LARGEST_FILE or len(text.encode("utf-8", "replace")) > LARGEST_FILE:
        raise Invalid("file", Say("toml.too_big", {"most": LARGEST_FILE // 1_000_000}))
    text = text.removeprefix("\ufeff")
    if _DEEP_KEY.search(text):
        raise Invalid("file", Say("toml.too_deep"))
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise Invalid("file", Say("toml.too_deep")) from None
    except ValueError as fault:
        raise Invalid("file", _syntax(str(fault), text=text)) from None


def _syntax(message: str, *, text: str) -> Say:
    at = _AT.search(message)
    if at:
        return Say("toml.syntax", {"line": int(at[1]), "column": int(at[2])})
    if "end of document" in message:
        return Say("toml.syntax_at_end", {"line": text.count("\n") + 1})
    return Say("toml.unreadable")


def _period(top: Table) -> tuple[date | None, date | None]:
    start, end = top.day("valid_from"), top.day("valid_to")
    if start and end and end < start:
        raise top.invalid("valid_to", "toml.period")
    return start, end


def _goals(top: Table, *, model: str) -> tuple[tuple[Goal, ...], tuple[Goal, ...]]:
    upper = top.tables("overarching", most=MOST_GOALS)
    lower = top.tables("outcomes", most=MOST_GOALS - len(upper))
    _require_one_of_each((*upper, *lower))
    overarching = tuple(_goal(one, level="overarching", model=model) for one in upper)
    outcomes = tuple(_goal(one, level="outcome", model=model) for one in lower)
    above, below = {goal.key for goal in overarching}, {goal.key for goal in outcomes}
    for table, goal in zip((*upper, *lower), overarching + outcomes, strict=True):
        if below.intersection(goal.parents) or (goal.parents and goal.level == "overarching"):
            raise table.invalid("parents", "toml.parents_level")
        _require_known(table, "parents", keys=goal.parents, known=above)
    return overarching, outcomes


def _goal(table: Table, *, level: Level, model: str) -> Goal:
    table.require_only(GOAL_FIELDS)
    return Goal(
        key=table.key(),
        name=table.line("name", most=300, required=True),
        level=level,
        description=table.lines("description", most=LONGEST_TEXT),
        dimension=table.choice("dimension", choices=MODELS[model].keys),
        parents=table.names("parents", most=MOST_GOALS, longest=KEY_LENGTH),
    )


def _areas(top: Table, *, goals: set[str]) -> tuple[Area, ...]:
    tables = top.tables("areas", most=MOST_AREAS)
    _require_one_of_each(tables)
    before = 0
    areas: list[Area] = []
    for table in tables:
        areas.append(_area(table, goals=goals, before=before))
        before += len(areas[-1].directions)
    return tuple(areas)


def _area(table: Table, *, goals: set[str], before: int) -> Area:
    """`before` counts the directions of earlier areas: the file numbers its headings through."""
    table.require_only((*AREA_FIELDS, "directions"))
    serves = table.names("serves", most=MOST_GOALS, longest=KEY_LENGTH)
    _require_known(table, "serves", keys=serves, known=goals)
    directions = table.tables("directions", most=MOST_DIRECTIONS)
    placed = (
        Table(one.text, one.values, "areas.directions", one.number + before) for one in directions
    )
    return Area(
        key=table.key(),
        name=table.line("name", most=300, required=True),
        description=table.lines("description", most=LONGEST_TEXT),
        serves=serves,
        directions=tuple(_direction(one) for one in placed),
    )


def _direction(table: Table) -> Direction:
    table.require_only(NAMED_FIELDS)
    return Direction(
        table.line("name", most=300, required=True), table.lines("description", most=LONGEST_TEXT)
    )


def _perspective(table: Table) -> Perspective:
    table.require_only(NAMED_FIELDS)
    return Perspective(
        table.line("name", most=200, required=True), table.lines("description", most=LONGEST_TEXT)
    )


def _indicator(table: Table, *, goals: set[str]) -> Indicator:
    table.require_only(INDICATOR_FIELDS)
    goal = table.line("goal", most=KEY_LENGTH)
    _require_known(table, "goal", keys=[goal] if goal else [], known=goals)
    return Indicator(
        name=table.line("name", most=300, required=True),
        goal=goal,
        unit=table.line("unit", most=80),
        base_year=_typed(table, "base_year", most=20),
        base_value=_typed(table, "base_value", most=80),
        base_women=_typed(table, "base_women", most=80),
        base_men=_typed(table, "base_men", most=80),
        target_year=_typed(table, "target_year", most=20),
        target_value=_typed(table, "target_value", most=200),
        target_women=_typed(table, "target_women", most=80),
        target_men=_typed(table, "target_men", most=80),
        direction=table.choice("direction", choices=_DIRECTIONS),
        comparators=table.names("comparators", most=MOST_COMPARATORS, longest=200),
        gap_must_shrink=table.flag("gap_must_shrink"),
        split_by_sex=table.flag("split_by_sex"),
        source=table.lines("source", most=300),
        note=table.lines("note", most=LONGEST_TEXT),
    )


def _typed(table: Table, field: str, *, most: int) -> str:
    """A year or value: 2030 without quotation marks is meant as well as "2030"."""
    value = table.values.get(field)
    if isinstance(value, int | float) and not isinstance(value, bool):
        plain = Table(table.text, {field: str(value)[:1000]}, table.name, table.number)
        return plain.line(field, most=most)
    return table.line(field, most=most)


def _require_one_of_each(tables: Sequence[Table]) -> None:
    seen: set[str] = set()
    for table in tables:
        key = table.key()
        if key in seen:
            raise table.invalid("key", "toml.key_twice", key=key)
        seen.add(key)


def _require_known(table: Table, field: str, *, keys: Iterable[str], known: set[str]) -> None:
    for key in keys:
        if key not in known:
            raise table.invalid(field, "toml.unknown_goal", key=key)
