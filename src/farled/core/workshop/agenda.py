"""What to look at in an agenda before the day: it advises, never refuses."""

from collections.abc import Sequence
from dataclasses import dataclass

from farled.core.finding import Finding, Say
from farled.core.workshop.activities import ACTIVITIES

NEEDS_SOURCE = frozenset({"group", "larger"})


@dataclass(frozen=True)
class Timed:
    """A step of the agenda: `source` is another step's id, "needs", "goals", "proposals" or None."""

    id: int
    activity: str
    source: int | str | None


def agenda_findings(steps: Sequence[Timed]) -> tuple[Finding, ...]:
    """Steps without anything to work on, or that come before what they work on."""
    places = {step.id: place for place, step in enumerate(steps)}
    found = [_about(step, place, places) for place, step in enumerate(steps)]
    return tuple(finding for finding in found if finding is not None)


def _about(step: Timed, place: int, places: dict[int, int]) -> Finding | None:
    if isinstance(step.source, int):
        at = places.get(step.source)
        if at is None:
            return _finding(step, "agenda.source_gone")
        return _finding(step, "agenda.source_later") if at > place else None
    if step.source is None and step.activity in NEEDS_SOURCE and ACTIVITIES[step.activity].sources:
        return _finding(step, "agenda.source_missing")
    return None


def _finding(step: Timed, key: str) -> Finding:
    return Finding(key, (str(step.id),), Say(key), 0.8)
