"""What was typed about a part of a strategy, made clean; links only to goals and areas of the same strategy."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from farled.core.finding import Invalid, Say
from farled.core.strategy.sustainability import MODELS
from farled.core.strategy.toml import LONGEST_TEXT, MOST_COMPARATORS
from farled.core.text.clean import clean_integer, clean_line, clean_text
from farled.store.models import Area, Goal, Strategy

Fields = Mapping[str, Any]
INDICATOR_LINES = {
    "unit": 80,
    "base_year": 20,
    "base_value": 80,
    "base_women": 80,
    "base_men": 80,
    "target_year": 20,
    "target_value": 200,
    "target_women": 80,
    "target_men": 80,
    "source": 300,
}
WAYS = ("", "up", "down", "keep")
LEVELS = ("overarching", "outcome")
LARGEST_ID = 2**63 - 1


@dataclass(frozen=True)
class Cleaned:
    """`own` are the row's own fields, `links` the goals it is linked to."""

    own: dict[str, Any]
    links: tuple[Goal, ...] = ()


def cleaned_fields(strategy: Strategy, *, kind: str, fields: Fields) -> Cleaned:
    """Raises Invalid with the field to mend."""
    clean = {
        "goal": _goal,
        "area": _area,
        "direction": _direction,
        "perspective": _perspective,
        "indicator": _indicator,
    }
    return clean[kind](strategy, fields)


def _goal(strategy: Strategy, fields: Fields) -> Cleaned:
    level, dimension = fields.get("level"), fields.get("dimension") or ""
    if level not in LEVELS:
        raise Invalid("level", Say("strategy.level_unknown"))
    if dimension and dimension not in MODELS[strategy.model].keys:
        raise Invalid("dimension", Say("strategy.dimension_unknown"))
    parents = _goals(strategy, fields, name="parents") if level == "outcome" else ()
    if any(goal.level != "overarching" for goal in parents):
        raise Invalid("parents", Say("strategy.parents_level"))
    return Cleaned({**_named(fields, most=300), "level": level, "dimension": dimension}, parents)


def _area(strategy: Strategy, fields: Fields) -> Cleaned:
    return Cleaned(_named(fields, most=300), _goals(strategy, fields, name="serves"))


def _direction(strategy: Strategy, fields: Fields) -> Cleaned:
    number = _number(fields.get("area"), field="area")
    area = Area.objects.filter(strategy=strategy, removed_at=None, pk=number).first()
    if area is None:
        raise Invalid("area", Say("strategy.area_unknown"))
    return Cleaned({**_named(fields, most=300), "area": area})


def _perspective(_strategy: Strategy, fields: Fields) -> Cleaned:
    return Cleaned(_named(fields, most=200))


def _indicator(strategy: Strategy, fields: Fields) -> Cleaned:
    own: dict[str, Any] = {
        name: clean_line(fields.get(name), field=name, most=most)
        for name, most in INDICATOR_LINES.items()
    }
    own["name"] = clean_line(fields.get("name"), field="name", most=300, required=True)
    own["note"] = clean_text(fields.get("note"), field="note", most=LONGEST_TEXT)
    own["direction"] = fields.get("direction") or ""
    if own["direction"] not in WAYS:
        raise Invalid("direction", Say("strategy.way_unknown"))
    own["comparators"] = _comparators(fields.get("comparators"))
    for flag in ("gap_must_shrink", "split_by_sex"):
        own[flag] = fields.get(flag) is True
    goal = fields.get("goal")
    own["goal"] = next(iter(_goals(strategy, {"goal": [goal]}, name="goal"))) if goal else None
    return Cleaned(own)


def _named(fields: Fields, *, most: int) -> dict[str, Any]:
    return {
        "name": clean_line(fields.get("name"), field="name", most=most, required=True),
        "description": clean_text(
            fields.get("description"), field="description", most=LONGEST_TEXT
        ),
    }


def _comparators(typed: Any) -> list[str]:
    """One a line, or with commas between."""
    text = clean_text(typed, field="comparators", most=LONGEST_TEXT)
    pieces = (piece for line in text.split("\n") for piece in line.split(","))
    names = [clean_line(piece, field="comparators", most=200) for piece in pieces]
    found = list(dict.fromkeys(name for name in names if name))
    if len(found) > MOST_COMPARATORS:
        raise Invalid("comparators", Say("strategy.too_many", {"most": MOST_COMPARATORS}))
    return found


def _goals(strategy: Strategy, fields: Fields, *, name: str) -> tuple[Goal, ...]:
    typed: Iterable[Any] = fields.get(name) or ()
    numbers = {_number(one, field=name) for one in typed}
    rows = Goal.objects.filter(strategy=strategy, removed_at=None, pk__in=numbers)
    found = tuple(rows)
    if len(found) != len(numbers):
        raise Invalid(name, Say("strategy.goal_unknown"))
    return found


def _number(typed: Any, *, field: str) -> int:
    return clean_integer(typed, field=field, least=1, most=LARGEST_ID)
