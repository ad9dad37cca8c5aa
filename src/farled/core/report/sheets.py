"""What an inventory holds as plain sheets: for CSV, spreadsheets and whoever reads them with a program.

Headings are keys (`column.need`, worded by `farled.text`), and so are cells that are no words of people's own. No sheet holds a name, a ballot or who wrote what.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from farled.core.anonymity import shows_distribution, split_by
from farled.core.finding import Say
from farled.core.inventory.board import Picture
from farled.core.inventory.needs import Need
from farled.core.text.sorting import swedish_key
from farled.core.workshop.audience import tells_table, view_for
from farled.core.workshop.state import WorkshopState
from farled.core.workshop.values import Item, Step, Voice

Cell = str | int | float | None | tuple[Say, ...]
BETWEEN = "; "
# what was answered to a statement, by its value
STANDS = {1: "stand.agrees", 0: "stand.passes", -1: "stand.disagrees"}


@dataclass(frozen=True)
class Sheet:
    """`key` names the sheet, `columns` are keys of headings; every row is as long as `columns`."""

    key: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def needs_sheet(picture: Picture) -> Sheet:
    """One row a need, with how many voices stand behind it."""
    columns = (
        "number", "need", "description", "for_whom", "where", "areas", "goals", "dimensions", "women", "men",
        "not_relevant_because", "theme", "voices", "workshops",
    )  # fmt: skip
    names = _Names(picture)
    return Sheet("needs", columns, tuple(names.row(need) for need in picture.needs))


@dataclass(frozen=True)
class _Names:
    picture: Picture

    def row(self, need: Need) -> tuple[Cell, ...]:
        themes = {theme.id: theme.name for theme in self.picture.themes}
        return (
            need.number,
            need.what,
            need.description,
            need.for_whom,
            need.where,
            _listed(need.areas, self.picture.areas),
            _listed(need.goals, self.picture.goals),
            tuple(Say(f"dimension.{key}") for key in need.dimensions),
            need.women,
            need.men,
            need.not_relevant_because,
            themes.get(need.theme or 0, ""),
            len(need.voices),
            _listed(need.workshops, self.picture.workshops),
        )


def themes_sheet(picture: Picture) -> Sheet:
    columns = ("theme", "reason", "proposal_kind", "proposal", "carried_by", "needs")
    rows = tuple(
        (
            theme.name,
            theme.reason,
            (Say(f"proposal.{theme.proposal_kind}"),) if theme.proposal_kind else "",
            theme.proposal,
            theme.carried_by,
            BETWEEN.join(str(need.number) for need in picture.needs if need.theme == theme.id),
        )
        for theme in picture.themes
    )
    return Sheet("themes", columns, rows)


def voices_sheet(
    states: Iterable[WorkshopState], *, need_of_group: Mapping[int, int | None]
) -> Sheet:
    """Revealed voices that are neither hidden nor taken back, as written; `need_of_group` gives need numbers."""
    columns = (
        "workshop", "step", "prompt", "voice", "table", "group", "number", "left_alone", "areas", "goals",
        "dimensions", "for_whom", "where", "typed_in",
    )  # fmt: skip
    rows = [
        _voice_row(voice, step, state, need_of_group)
        for state in (view_for(s, "phone").state for s in states)
        for step in state.steps
        for voice in state.voices(step.id)
    ]
    return Sheet("voices", columns, tuple(rows))


def _voice_row(
    voice: Voice, step: Step, state: WorkshopState, need_of_group: Mapping[int, int | None]
) -> tuple[Cell, ...]:
    group = state.group(voice.group)
    return (
        state.room.name,
        step.title,
        (Say(f"prompt.{voice.prompt}"),),
        voice.text,
        _table(voice, step, state),
        group.name if group else "",
        need_of_group.get(voice.group or 0),
        voice.left_alone,
        _listed(voice.areas, state.frame.areas),
        _listed(voice.goals, state.frame.goals),
        tuple(Say(f"dimension.{key}") for key in voice.dimensions),
        voice.for_whom,
        voice.where,
        yes_or_no(voice.typed_in),
    )


def _table(voice: Voice, step: Step, state: WorkshopState) -> str:
    """Participants are promised that at a small table not even the table is told."""
    names = {table.id: table.name for table in state.tables}
    return names.get(voice.table or 0, "") if tells_table(state, step, table=voice.table) else ""


def votes_sheet(states: Iterable[WorkshopState]) -> Sheet:
    """Aggregated: how many answered each item, their sum, and how many gave each grade where five or more answered."""
    columns = ("workshop", "step", "item", "answers", "sum", "grades")
    rows = [
        (state.room.name, step.title, item.text, *_tally(state, step=step, item=item))
        for state in (view_for(s, "phone").state for s in states)
        for step in state.steps
        for item in state.items(step.id)
    ]
    return Sheet("votes", columns, tuple(rows))


def _tally(state: WorkshopState, *, step: Step, item: Item) -> tuple[Cell, Cell, Cell]:
    tally = state.tally(item.id)
    if not shows_distribution(tally.ballots):
        return tally.ballots, None, ""
    if step.settings.get("mode") == "statements":
        stands = tuple(Say(k, {"n": tally.counts.get(v, 0)}) for v, k in STANDS.items())
        return tally.ballots, tally.total, stands
    graded = sorted(tally.counts.items())
    return tally.ballots, tally.total, BETWEEN.join(f"{grade}: {n}" for grade, n in graded)


def people_sheet(states: Iterable[WorkshopState]) -> Sheet:
    """Who took part, by organisation; groups under five are put together."""
    rows: list[tuple[Cell, ...]] = []
    for state in states:
        split = split_by(state.attendance.by_organisation)
        rows += [(state.room.name, _named(name), people) for name, people in _by_name(split.shown)]
        others = (Say("people.others"),)
        rows += [(state.room.name, others, split.others)] if split.others else []
        rows += [(state.room.name, (Say("people.all"),), state.attendance.people)]
    return Sheet("people", ("workshop", "organisation", "people"), tuple(rows))


def _named(organisation: str) -> Cell:
    return organisation or (Say("people.unnamed"),)


def _by_name(people: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(people.items(), key=lambda pair: swedish_key(pair[0]))


def yes_or_no(answer: bool) -> Cell:
    return (Say("answer.yes" if answer else "answer.no"),)


def _listed(numbers: Sequence[int], names: Sequence[tuple[int, str]]) -> str:
    known = dict(names)
    return BETWEEN.join(known[number] for number in numbers if number in known)
