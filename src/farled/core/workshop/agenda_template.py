"""An agenda to start from: its steps, without anybody who took part."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from farled.core.workshop.activities import ACTIVITIES


@dataclass(frozen=True)
class PlannedStep:
    """A step as planned. `source` is the index of an earlier step, "needs", "goals", "proposals" or None."""

    activity: str
    title: str
    instruction: str
    minutes: int
    anonymity: str
    source: int | str | None
    settings: dict[str, Any]


@dataclass(frozen=True)
class AgendaTemplate:
    """`language` is set where the words stand in one language only: in a region's own."""

    key: str
    name: str
    description: str
    for_how_many: str
    people: int
    tables: int
    minutes: int
    steps: tuple[PlannedStep, ...]
    language: str = ""


def plain_steps(steps: Iterable[PlannedStep]) -> list[dict[str, Any]]:
    """Steps as JSON keeps them, field by field."""
    return [asdict(step) for step in steps]


def own_template(
    *, key: str, name: str, description: str, language: str, plain: Iterable[Mapping[str, Any]]
) -> AgendaTemplate:
    """A template of a region's own; `plain` is what `plain_steps` gave. Its minutes are those of its steps."""
    steps = tuple(map(_step, plain))
    minutes = sum(step.minutes for step in steps)
    sizes: dict[str, Any] = {"for_how_many": "", "people": 0, "tables": 0, "minutes": minutes}
    return AgendaTemplate(
        key=key, name=name, description=description, language=language, steps=steps, **sizes
    )


def _step(saved: Mapping[str, Any]) -> PlannedStep:
    """An agenda outlives the version that saved it: what it lacks is as its activity begins, the rest is left out."""
    kind = ACTIVITIES[saved["activity"]]
    begin = {"title": kind.key, "minutes": kind.minutes, "anonymity": kind.anonymity}
    whole = {"instruction": "", "source": None, "settings": {}, **begin, **saved}
    return PlannedStep(**{one.name: whole[one.name] for one in fields(PlannedStep)})
