"""Pulling apart: the pairs, each side in its own words."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils.translation import get_language

from farled.core.workshop.audience import View
from farled.core.workshop.values import Conflict, Frame, Step


@dataclass(frozen=True)
class Pair:
    """A conflict and the names of what pulls each way; "" where only words say it."""

    conflict: Conflict
    a: str
    b: str


def shown(view: View, step: Step, audience: str) -> dict[str, Any]:
    state = view.state
    conflicts = [one.said() for one in state.conflicts(step.id)]
    pairs = [pair(c, state.frame) for c in conflicts if not c.hidden]
    alone = [one for one in pairs if one.conflict.id == step.settings.get("focus")]
    on_wall = step.on_wall or state.room.wall_shows_unmoderated
    return {
        "pairs": alone if alone and audience == "wall" else pairs,
        "alone": alone[0].conflict.id if alone and on_wall else 0,
        "hidden": [c for c in conflicts if c.hidden],
        "goals": state.frame.goals,
        "needs": state.frame.needs,
        "source": step.settings.get("source") or "goals",
        "types": types(language()),
        "type_names": {one["id"]: one["name"] for one in types(language())},
        "written": view.conflicts_written.get(step.id, 0),
    }


def pair(conflict: Conflict, frame: Frame) -> Pair:
    goals, needs = dict(frame.goals), dict(frame.needs)
    a = goals.get(conflict.goal_a or 0) or needs.get(conflict.need_a or 0, "")
    b = goals.get(conflict.goal_b or 0) or needs.get(conflict.need_b or 0, "")
    return Pair(conflict, a, b)


def language() -> str:
    return "en" if (get_language() or "").startswith("en") else "sv"


@cache
def types(language: str) -> tuple[dict[str, str], ...]:
    """The types a conflict may have, each with its name and its question."""
    path = files("farled").joinpath("content", language, "conflict_types.toml")
    return tuple(tomllib.loads(path.read_text(encoding="utf-8"))["types"])
