"""What became of each step of the agenda: told by how long it was open and what came of it, never by the plan."""

from typing import Literal

from farled.core.workshop.audience import View
from farled.core.workshop.values import Step

# held, under way, still ahead, or gone past without being held
Standing = Literal["held", "open", "ahead", "skipped"]
GONE_PAST = 60  # seconds: whoever presses Next sooner, with nothing in, has gone past the step


def standing_of(view: View, step: Step) -> Standing:
    """Where a step stands. A step that gave something was held, however short it was."""
    if step.state == "open":
        return "open"
    if _gave(view, step.id):
        return "held"
    if step.state == "waiting":
        return "skipped" if _is_behind(view, step) else "ahead"
    known = step.seconds_open is not None
    return "skipped" if known and (step.seconds_open or 0) < GONE_PAST else "held"


def _gave(view: View, step: int) -> bool:
    counted = (
        view.voices_written,
        view.ballots_cast,
        view.groups_made,
        view.conflicts_written,
    )
    return any(numbers.get(step) for numbers in counted)


def _is_behind(view: View, step: Step) -> bool:
    """The room has come further, or gone home."""
    state = view.state
    if state.room.state == "finished":
        return True
    return state.current is not None and state.steps.index(step) < state.steps.index(state.current)
