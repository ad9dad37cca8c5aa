"""Write: how many voices there are, and once revealed, what they say."""

from typing import Any

from farled.core.workshop.audience import View
from farled.core.workshop.values import Step

MOST_ON_PHONE = 30


def shown(view: View, step: Step, audience: str) -> dict[str, Any]:
    voices = view.state.voices(step.id)
    newest = voices[-MOST_ON_PHONE:] if audience == "phone" else voices
    return {
        "voices": newest,
        "more": len(voices) - len(newest),
        "hidden": view.state.hidden_voices(step.id),
        "areas": view.state.frame.areas,
        "dimensions": view.state.frame.dimensions,
    }
