"""The nine LFA steps as an open checklist (Örtengren 2003, Sida; domain.md 2.1): any order, nothing locked."""

from collections.abc import Mapping
from dataclasses import dataclass

from farled.core.finding import Finding, Invalid, Say

STATES = ("not_begun", "under_way", "done", "skipped")


@dataclass(frozen=True)
class LfaStep:
    """Its words stand in content/<language>/lfa.toml under the same key; of a state in `lfa.state.<state>`."""

    key: str
    purpose: str
    optional: bool = False


# 4b, choosing between alternatives, has no step of its own with Sida; the EC and NORAD have one.
STEPS: tuple[LfaStep, ...] = (
    LfaStep("1", "relevance"),
    LfaStep("2", "relevance"),
    LfaStep("3", "relevance"),
    LfaStep("4", "relevance"),
    LfaStep("4b", "relevance", optional=True),
    LfaStep("5", "feasibility"),
    LfaStep("6", "feasibility"),
    LfaStep("7", "feasibility"),
    LfaStep("8", "sustainability"),
    LfaStep("9", "sustainability"),
)
_KEYS = tuple(step.key for step in STEPS)
_WHY_FIRST = ("3", "4")
_HOW = ("5", "6", "7")


@dataclass(frozen=True)
class NextStep:
    key: str
    why: Say


def require_state(key: str, *, state: str) -> None:
    """Raises Invalid (`lfa.unknown_step`, `lfa.unknown_state`)."""
    if key not in _KEYS:
        raise Invalid("step", Say("lfa.unknown_step"))
    if state not in STATES:
        raise Invalid("state", Say("lfa.unknown_state"))


def next_sensible_step(states: Mapping[str, str]) -> NextStep | None:
    """What to turn to: the first step under way, else the first not begun; optional ones are not urged.

    A step without a state is not begun. None when everything is done or skipped.
    """
    for step in STEPS:
        if _state(states, step.key) == "under_way":
            return NextStep(step.key, Say("lfa.go_on"))
    ahead = [
        step.key for step in STEPS if not step.optional and _state(states, step.key) == "not_begun"
    ]
    if not ahead:
        return None
    return NextStep(ahead[0], Say("lfa.begins_here" if ahead[0] == "1" else "lfa.comes_next"))


def order_findings(states: Mapping[str, str]) -> tuple[Finding, ...]:
    """The known trap: planning activities first and explaining why afterwards (domain.md 2.1)."""
    why_missing = tuple(key for key in _WHY_FIRST if _state(states, key) == "not_begun")
    how_begun = tuple(key for key in _HOW if _state(states, key) in ("under_way", "done"))
    if not (why_missing and how_begun):
        return ()
    return (Finding("lfa.how_before_why", how_begun + why_missing, Say("lfa.how_before_why"), 0.8),)


def _state(states: Mapping[str, str], key: str) -> str:
    return states.get(key, "not_begun")
