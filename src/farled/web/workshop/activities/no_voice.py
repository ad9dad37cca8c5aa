"""The no-voice: how the resistance to each proposal is spread, highest first, and what it takes to come along."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from farled.core.workshop.audience import View
from farled.core.workshop.resistance import Resisted, by_resistance
from farled.core.workshop.values import Item, Step, Tally, Voice

SCALE = range(11)
LOW, HIGH = 3, 7  # up to and including; from and including
COLUMN, TALLEST = 9, 40  # the histogram's measures, in its own units


@dataclass(frozen=True)
class Column:
    """One grade of the histogram, drawn from the bottom."""

    grade: int
    people: int
    x: int
    y: float
    height: float
    kind: str

    @property
    def above(self) -> float:
        return self.y - 2


@dataclass(frozen=True)
class Resistance:
    """A proposal with what was answered. `columns` is empty when too few have answered to show them."""

    item: Item
    answers: int
    missing: int
    mean: float
    low: int
    middle: int
    high: int
    columns: tuple[Column, ...]
    conditions: tuple[Voice, ...]

    @property
    def nothing(self) -> bool:
        return self.item.kind == "do_nothing"


def shown(view: View, step: Step, audience: str) -> dict[str, Any]:
    state = view.state
    conditions = state.voices(step.id, prompt="condition")
    ranked = by_resistance(state, step.id, first="most")
    return {
        "items": state.items(step.id),
        "lines": [resistance(one, conditions) for one in ranked],
        "scale": SCALE,
        "ask_conditions": bool(step.settings.get("ask_conditions")),
        "ballots": view.ballots_cast.get(step.id, 0),
        "conditions": len(conditions),
        "hidden": state.hidden_voices(step.id),
    }


def resistance(one: Resisted, conditions: Sequence[Voice]) -> Resistance:
    tally, counts = one.tally, one.tally.counts
    low = sum(n for grade, n in counts.items() if grade <= LOW)
    high = sum(n for grade, n in counts.items() if grade >= HIGH)
    return Resistance(
        one.item,
        tally.ballots,
        one.missing,
        one.mean or 0.0,
        low,
        tally.ballots - low - high,
        high,
        () if one.mean is None else columns(tally),
        tuple(voice for voice in conditions if voice.item == one.item.id),
    )


def columns(tally: Tally) -> tuple[Column, ...]:
    most = max(tally.counts.values(), default=1)
    return tuple(_column(grade, tally.counts.get(grade, 0), most) for grade in SCALE)


def _column(grade: int, people: int, most: int) -> Column:
    height = round(TALLEST * people / most, 1)
    kind = "low" if grade <= LOW else "high" if grade >= HIGH else "middle"
    return Column(grade, people, grade * COLUMN, TALLEST - height, height, kind)
