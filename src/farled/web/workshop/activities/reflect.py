"""Reflect: insights, what builds trust, what people take with them."""

from dataclasses import dataclass
from typing import Any

from farled.core.workshop.activities import ACTIVITIES
from farled.core.workshop.audience import View
from farled.core.workshop.values import Step
from farled.web.workshop.activities.voices import newest

COLUMNS_ON_WALL = 4


@dataclass(frozen=True)
class Question:
    """One of the three, with its answers, newest first."""

    key: str
    voices: tuple[Any, ...]
    more: int


def shown(view: View, step: Step, audience: str) -> dict[str, Any]:
    questions = [
        question(view, step, prompt.key, audience=audience)
        for prompt in ACTIVITIES["reflect"].prompts
    ]
    return {
        "questions": questions,
        "any": any(one.voices for one in questions),
        "hidden": view.state.hidden_voices(step.id),
    }


def question(view: View, step: Step, key: str, *, audience: str) -> Question:
    cut = newest(view.state.voices(step.id, prompt=key), audience=audience)
    voices = cut["voices"][:COLUMNS_ON_WALL] if audience == "wall" else cut["voices"]
    return Question(key, voices, cut["more"] + len(cut["voices"]) - len(voices))
