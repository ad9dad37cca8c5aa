"""What each activity shows: a function of (view, step, audience) beside its templates."""

from collections.abc import Callable, Mapping
from typing import Any

from farled.core.workshop.audience import View
from farled.core.workshop.values import Step
from farled.web.workshop.activities import (
    check_in,
    group,
    larger,
    no_voice,
    pause,
    prioritise,
    pulling_apart,
    reflect,
    write,
)

Shown = Callable[[View, Step, str], dict[str, Any]]

SHOWN: Mapping[str, Shown] = {
    "check_in": check_in.shown,
    "write": write.shown,
    "group": group.shown,
    "prioritise": prioritise.shown,
    "larger": larger.shown,
    "pulling_apart": pulling_apart.shown,
    "no_voice": no_voice.shown,
    "reflect": reflect.shown,
    "pause": pause.shown,
}


def shown_by(activity: str) -> Shown:
    return SHOWN[activity]
