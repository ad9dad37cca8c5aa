"""An inventory as a voyage: which marks are behind, where it is, and what would be a sensible next step."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from farled.core.finding import Say

State = Literal["done", "now", "begun", "ahead"]
STAGES = ("strategy", "workshops", "needs", "map", "conflicts", "expeditions", "lessons")
_DRAWN_LATER = frozenset({"map", "lessons"})  # nobody is kept waiting at these


@dataclass(frozen=True)
class Counts:
    """How far an inventory has come, in numbers. `loose_voices` are shown voices in no need and not left alone."""

    has_strategy: bool = False
    stakeholders: int = 0
    planned: int = 0
    live: int = 0
    finished: int = 0
    groups_without_need: int = 0
    voices: int = 0
    loose_voices: int = 0
    needs: int = 0
    needs_without_gender: int = 0
    needs_without_theme: int = 0
    themes: int = 0
    themes_without_proposal: int = 0
    expeditions: int = 0
    cruises: int = 0
    conflicts: int = 0

    @property
    def workshops(self) -> int:
        return self.planned + self.live + self.finished


@dataclass(frozen=True)
class Mark:
    """One stage of the voyage and what is there so far."""

    key: str
    state: State
    count: int


@dataclass(frozen=True)
class NextStep:
    """`place` names the page to go to; `why` words what to do there."""

    place: str
    why: Say


def marks(counts: Counts) -> tuple[Mark, ...]:
    """The seven stages in order; the first that is not behind is where the inventory is now.

    What lies further on but holds something already is begun.
    """
    reached = {stage: _count(stage, counts) for stage in STAGES}
    behind = {stage for stage in STAGES if _is_behind(stage, counts)}
    now = next((stage for stage in STAGES if stage not in behind | _DRAWN_LATER), None)
    begun: dict[str, State] = {stage: "begun" for stage, count in reached.items() if count}
    states = begun | dict.fromkeys(behind, "done") | ({now: "now"} if now else {})
    return tuple(Mark(stage, states.get(stage, "ahead"), count) for stage, count in reached.items())


def next_step(counts: Counts, *, without: Collection[str] = ()) -> NextStep | None:
    """The most sensible thing to do next; never the only one that is allowed. None when all is done.

    `without` names places that this person cannot go to.
    """
    return next((step for step in _steps(counts) if step.place not in without), None)


def _steps(counts: Counts) -> Iterator[NextStep]:
    if counts.live:
        yield NextStep("bridge", Say("voyage.live"))
    if not counts.has_strategy:
        yield NextStep("edit", Say("voyage.choose_strategy"))
    if not counts.stakeholders:
        yield NextStep("stakeholders", Say("voyage.list_stakeholders"))
    yield from _before_needs(counts)
    yield from _with_needs(counts)


def _before_needs(counts: Counts) -> Iterator[NextStep]:
    if not counts.workshops:
        yield NextStep("plan_workshop", Say("voyage.plan_workshop"))
    if counts.groups_without_need:
        yield NextStep("groups", Say("voyage.make_needs", {"n": counts.groups_without_need}))
    if counts.planned and not counts.finished:
        yield NextStep("workshop", Say("voyage.prepare_workshop"))
    if counts.loose_voices:
        yield NextStep("voices", Say("voyage.place_voices", {"n": counts.loose_voices}))
    if not counts.needs:
        yield NextStep("new_need", Say("voyage.first_need"))


def _with_needs(counts: Counts) -> Iterator[NextStep]:
    if counts.needs_without_gender:
        yield NextStep("gender", Say("voyage.answer_gender", {"n": counts.needs_without_gender}))
    if counts.needs_without_theme:
        yield NextStep("themes", Say("voyage.gather_themes", {"n": counts.needs_without_theme}))
    if counts.themes_without_proposal:
        yield NextStep("themes", Say("voyage.propose", {"n": counts.themes_without_proposal}))
    if counts.needs and not counts.conflicts:
        yield NextStep("plan_workshop", Say("voyage.look_for_conflicts"))


def _count(stage: str, counts: Counts) -> int:
    return {
        "strategy": int(counts.has_strategy),
        "workshops": counts.workshops,
        "needs": counts.needs,
        "conflicts": counts.conflicts,
        "expeditions": counts.expeditions,
    }.get(stage, 0)


def _is_behind(stage: str, counts: Counts) -> bool:
    if stage == "workshops":
        return bool(counts.finished) and not (counts.live or counts.planned)
    if stage == "needs":
        return bool(counts.needs) and not (counts.loose_voices or counts.needs_without_theme)
    return _count(stage, counts) > 0
