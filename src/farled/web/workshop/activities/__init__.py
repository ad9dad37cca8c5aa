"""What each activity shows: a function of (view, step, audience) beside its templates."""

from collections.abc import Callable, Mapping
from typing import Any

from farled.core.workshop.audience import View
from farled.core.workshop.values import Step
from farled.web.workshop.activities import write

Shown = Callable[[View, Step, str], dict[str, Any]]


def _nothing(view: View, step: Step, audience: str) -> dict[str, Any]:
    return {}


SHOWN: Mapping[str, Shown] = {"write": write.shown}


def shown_by(activity: str) -> Shown:
    return SHOWN.get(activity, _nothing)
