"""What came out of a workshop, step by step, as a reader needs it: ranked, worded with its n, nothing unrevealed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from farled.core.anonymity import Split, shows_distribution, split_by
from farled.core.report.agenda import Standing, standing_of
from farled.core.workshop.audience import View, tells_table, view_for
from farled.core.workshop.resistance import Resisted, by_resistance
from farled.core.workshop.state import WorkshopState
from farled.core.workshop.values import Conflict, Group, Item, Step, Voice

GRADES = range(11)


@dataclass(frozen=True)
class Ranked:
    """An item with its answers. `grades` is None when fewer than five answered; `mean` too.

    `missing` is how many answered other items but not this one: in the mean of resistance each counts as 5.
    """

    item: Item
    answers: int
    total: int
    mean: float | None
    grades: Mapping[int, int] | None
    conditions: tuple[Voice, ...] = ()
    missing: int = 0

    @property
    def passive(self) -> bool:
        return self.item.kind == "do_nothing"


@dataclass(frozen=True)
class Gathered:
    """A group with its voices, and the tables' groups that plenary put into it."""

    group: Group
    voices: tuple[Voice, ...]
    tables: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    """One step's outcome; only the parts that its activity has are filled."""

    step: Step
    standing: Standing
    written: int
    answers: int
    voices: Mapping[str, tuple[Voice, ...]]
    groups: tuple[Gathered, ...] = ()
    ranked: tuple[Ranked, ...] = ()
    stakes: tuple[tuple[Item, Mapping[str, tuple[Voice, ...]]], ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    @property
    def answers_missing(self) -> bool:
        """Some answered one proposal and not another whose answers are shown."""
        return any(one.missing for one in self.ranked if one.grades is not None)

    @property
    def unrevealed(self) -> bool:
        """People wrote or voted, and it was never shown to the room."""
        return not self.step.revealed and bool(self.written or self.answers)


@dataclass(frozen=True)
class WorkshopReport:
    """A workshop to be read: who was there (groups under five put together), the agenda and its results."""

    state: WorkshopState
    organisations: Split
    roles: Split
    results: tuple[Result, ...]

    @property
    def voices(self) -> int:
        return sum(result.written for result in self.results)

    def of(self, *activities: str) -> tuple[Result, ...]:
        """The results of these activities that have something to show."""
        return tuple(r for r in self.results if r.step.activity in activities and r.step.revealed)

    @property
    def loose(self) -> tuple[tuple[Step, tuple[Voice, ...]], ...]:
        """What was written and lies in no group that is told, by the step it was written in."""
        groups = [group for result in self.of("group") for group in result.groups]
        placed = {voice.id for group in groups for voice in group.voices}
        found = [
            (r.step, tuple(v for said in r.voices.values() for v in said if v.id not in placed))
            for r in self.of("write")
        ]
        return tuple((step, voices) for step, voices in found if voices)


def workshop_report(state: WorkshopState) -> WorkshopReport:
    """Everything a report shows of a workshop. Hidden and unrevealed words are left out; that they exist is told."""
    view = view_for(state, "phone")
    shown = view.state
    return WorkshopReport(
        state=shown,
        organisations=split_by(state.attendance.by_organisation),
        roles=split_by(state.attendance.by_role),
        results=tuple(_result(view, step) for step in shown.steps),
    )


def _result(view: View, step: Step) -> Result:
    state, voices = view.state, view.state.voices(step.id)
    return Result(
        step=step,
        standing=standing_of(view, step),
        written=view.voices_written[step.id],
        answers=view.ballots_cast[step.id],
        voices={
            prompt: tuple(v for v in voices if v.prompt == prompt)
            for prompt in dict.fromkeys(v.prompt for v in voices)
        },
        groups=_gathered(state, step),
        ranked=_ranked(state, step),
        stakes=_stakes(state, step),
        conflicts=state.conflicts(step.id),
    )


def _gathered(state: WorkshopState, step: Step) -> tuple[Gathered, ...]:
    """The largest first; a table's group that plenary took up is shown there and not here."""
    written = state.step(step.source)
    names = {t.id: t.name for t in state.tables if tells_table(state, written, table=t.id)}
    found = [
        Gathered(
            group, voices, tuple(dict.fromkeys(names[v.table] for v in voices if v.table in names))
        )
        for group in state.groups(step.id)
        if group.merged_into is None and (voices := state.voices_of_group(group.id))
    ]
    return tuple(sorted(found, key=lambda g: (-len(g.voices), g.group.position, g.group.id)))


def _ranked(state: WorkshopState, step: Step) -> tuple[Ranked, ...]:
    """Most support first; with resistance, least resistance first."""
    if step.activity not in ("prioritise", "no_voice") or not step.revealed:
        return ()
    if step.activity == "no_voice":
        return tuple(_resisted(state, one) for one in by_resistance(state, step.id, first="least"))
    found = [_rank(state, item) for item in state.items(step.id)]
    # stands of fewer than five are not told, so their place must not tell either; dots are
    untold = step.settings.get("mode") == "statements"
    return tuple(
        sorted(
            found, key=lambda r: (0 if untold and r.grades is None else -r.total, r.item.position)
        )
    )


def _resisted(state: WorkshopState, one: Resisted) -> Ranked:
    conditions = state.voices(one.item.step, prompt="condition")
    return replace(
        _rank(state, one.item),
        mean=one.mean,
        conditions=tuple(voice for voice in conditions if voice.item == one.item.id),
        missing=one.missing,
    )


def _rank(state: WorkshopState, item: Item) -> Ranked:
    tally = state.tally(item.id)
    enough = shows_distribution(tally.ballots)
    return Ranked(
        item=item,
        answers=tally.ballots,
        total=tally.total,
        mean=tally.total / tally.ballots if enough else None,
        grades=dict(tally.counts) if enough else None,
    )


def _stakes(
    state: WorkshopState, step: Step
) -> tuple[tuple[Item, Mapping[str, tuple[Voice, ...]]], ...]:
    """Make it larger: what is at stake in each dimension, by item; items nobody wrote about are left out."""
    voices = state.voices(step.id, prompt="stake")
    return tuple(
        (item, {d: found for d in state.frame.dimensions if (found := _about(voices, item, d))})
        for item in state.items(step.id)
        if any(voice.item == item.id for voice in voices)
    )


def _about(voices: tuple[Voice, ...], item: Item, dimension: str) -> tuple[Voice, ...]:
    return tuple(v for v in voices if v.item == item.id and dimension in v.dimensions)
