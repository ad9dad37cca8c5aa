"""What is allowed now in a step, and what a vote may be: decided here and nowhere else."""

from collections.abc import Mapping
from typing import Any

from farled.core.finding import Invalid, Say
from farled.core.workshop.activities import ACTIVITIES

MOST_VOICES = 60  # of one person in one step: real people write under 20 (methods.md 4)
MOST_RESISTANCE = 10


def require_act(act: str, *, activity: str, step_state: str) -> None:
    """Raises Invalid (`workshop.not_now`, `workshop.step_closed`, `workshop.not_open_yet`) when it is not allowed."""
    if act not in ACTIVITIES[activity].acts:
        raise Invalid("step", Say("workshop.not_now"))
    if step_state == "waiting":
        raise Invalid("step", Say("workshop.not_open_yet"))
    if step_state != "open":
        raise Invalid("step", Say("workshop.step_closed"))


def vote_bounds(activity: str, settings: Mapping[str, Any]) -> tuple[int, int]:
    """The least and the largest vote on one item."""
    if activity == "no_voice":
        return 0, MOST_RESISTANCE
    if settings.get("mode") == "statements":
        return -1, 1
    return 0, min(int(settings.get("dots", 5)), int(settings.get("most_on_one", 5)))


def require_budget(spent_elsewhere: int, *, value: int, settings: Mapping[str, Any]) -> None:
    """Raises Invalid (`workshop.no_dots_left`) when the dots do not suffice."""
    if spent_elsewhere + value > int(settings.get("dots", 5)):
        raise Invalid("value", Say("workshop.no_dots_left", {"dots": int(settings.get("dots", 5))}))
