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
    """`language` is set where the words stand in one language only: in a region's own.

    `left_out` are the titles of saved steps whose activity no longer exists.
    """

    key: str
    name: str
    description: str
    for_how_many: str
    people: int
    tables: int
    minutes: int
    steps: tuple[PlannedStep, ...]
    language: str = ""
    left_out: tuple[str, ...] = ()


def plain_steps(steps: Iterable[PlannedStep]) -> list[dict[str, Any]]:
    """Steps as JSON keeps them, field by field."""
    return [asdict(step) for step in steps]


def own_template(
    *, key: str, name: str, description: str, language: str, plain: Iterable[Mapping[str, Any]]
) -> AgendaTemplate:
    """A template of a region's own; `plain` is what `plain_steps` gave. Its minutes are those of its steps."""
    saved = list(plain)
    kept = [place for place, one in enumerate(saved) if one["activity"] in ACTIVITIES]
    steps = tuple(_step(saved[place], kept) for place in kept)
    minutes = sum(step.minutes for step in steps)
    sizes: dict[str, Any] = {"for_how_many": "", "people": 0, "tables": 0, "minutes": minutes}
    gone = [one for place, one in enumerate(saved) if place not in kept]
    return AgendaTemplate(
        key=key,
        name=name,
        description=description,
        language=language,
        steps=steps,
        left_out=tuple(one.get("title") or one["activity"] for one in gone),
        **sizes,
    )


def _step(saved: Mapping[str, Any], kept: list[int]) -> PlannedStep:
    """An agenda outlives the version that saved it: what it lacks is as its activity begins, the rest is left out."""
    kind = ACTIVITIES[saved["activity"]]
    begin = {"title": kind.key, "minutes": kind.minutes, "anonymity": kind.anonymity}
    whole = {"instruction": "", "source": None, "settings": {}, **begin, **saved}
    whole["source"] = _among(kept, whole["source"])
    return PlannedStep(**{one.name: whole[one.name] for one in fields(PlannedStep)})


def _among(kept: list[int], source: int | str | None) -> int | str | None:
    """The source's place among the steps that are kept."""
    if not isinstance(source, int):
        return source
    return kept.index(source) if source in kept else None
