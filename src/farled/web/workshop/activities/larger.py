"""Make it larger: the need in focus, and under each dimension what is at stake, for whom and for which goals."""

from dataclasses import dataclass
from typing import Any

from farled.core.workshop.audience import View
from farled.core.workshop.state import WorkshopState
from farled.core.workshop.values import Item, Step, Voice


@dataclass(frozen=True)
class Panel:
    """One dimension of the need; "" gathers what was tied to none."""

    dimension: str
    voices: tuple[Voice, ...]


def shown(view: View, step: Step, audience: str) -> dict[str, Any]:
    state = view.state
    items = state.items(step.id)
    focus = focused(items, step)
    return {
        "items": items,
        "focus": focus,
        "panels": panels(state, step, focus) if focus else (),
        "any": bool(state.voices(step.id)),
        "dimensions": state.frame.dimensions,
        "goals": state.frame.goals,
        "goal_names": dict(state.frame.goals),
        "hidden": state.hidden_voices(step.id),
    }


def focused(items: tuple[Item, ...], step: Step) -> Item | None:
    """The item the facilitator chose, else the first."""
    chosen = [item for item in items if item.id == step.settings.get("focus")]
    return next(iter(chosen or items), None)


def panels(state: WorkshopState, step: Step, focus: Item) -> tuple[Panel, ...]:
    voices = [voice for voice in state.voices(step.id) if voice.item in (focus.id, None)]
    by_dimension = [
        Panel(name, tuple(voice for voice in voices if name in voice.dimensions))
        for name in state.frame.dimensions
    ]
    rest = tuple(voice for voice in voices if not voice.dimensions)
    return (*by_dimension, *([Panel("", rest)] if rest else []))
