"""What a grouping step lays out: each table's own board, or plenary's with what came from which table."""

from collections.abc import Iterator
from dataclasses import dataclass

from farled.core.workshop.audience import View
from farled.core.workshop.state import WorkshopState
from farled.core.workshop.values import Group, Step, Table, Voice


@dataclass(frozen=True)
class Pile:
    """A group with the voices laid in it, and in plenary the tables' groups it took up.

    `size` counts the voices also where they may not be shown; `tables` are those it came from.
    """

    group: Group
    voices: tuple[Voice, ...]
    taken_up: tuple["Pile", ...]
    size: int
    tables: tuple[str, ...]


@dataclass(frozen=True)
class Board:
    """One table's board, plenary's, or (`table` None) that of a room without tables.

    `waiting` are tables' groups that plenary has not taken up; `loose` are voices in no group;
    `alone` those knowingly left outside.
    """

    table: Table | None
    piles: tuple[Pile, ...]
    waiting: tuple[Pile, ...]
    loose: tuple[Voice, ...]
    alone: tuple[Voice, ...]


def boards(view: View, step: Step) -> tuple[Board, ...]:
    """The boards of a grouping step; none before it has a source."""
    if step.source is None:
        return ()
    if step.settings.get("where") == "plenary":
        return (_plenary(view, step),)
    return tuple(_tables(view, step))


def table_steps(state: WorkshopState, step: Step) -> tuple[Step, ...]:
    """The steps in which tables grouped what this plenary step works on."""
    return tuple(
        other
        for other in state.steps
        if other.activity == "group"
        and other.source == step.source
        and other.settings.get("where") != "plenary"
    )


def _plenary(view: View, step: Step) -> Board:
    state = view.state
    waiting = [
        group
        for other in table_steps(state, step)
        for group in state.groups(other.id)
        if group.merged_into is None
    ]
    voices = state.voices(step.source or 0)
    return Board(
        None,
        tuple(_pile(view, group) for group in state.groups(step.id)),
        tuple(_pile(view, group) for group in waiting),
        tuple(voice for voice in voices if voice.group is None and not voice.left_alone),
        tuple(voice for voice in voices if voice.left_alone),
    )


def _tables(view: View, step: Step) -> Iterator[Board]:
    state = view.state
    for table in state.tables:
        yield _board(view, step, table)
    without = _board(view, step, None)
    if not state.tables or without.piles or without.loose or without.alone:
        yield without


def _board(view: View, step: Step, table: Table | None) -> Board:
    number = table.id if table else None
    groups = [group for group in view.state.groups(step.id) if group.table == number]
    voices = [v for v in view.state.voices(step.source or 0) if v.table == number]
    return Board(
        table,
        tuple(_pile(view, group) for group in groups),
        (),
        tuple(voice for voice in voices if voice.group is None and not voice.left_alone),
        tuple(voice for voice in voices if voice.left_alone),
    )


def _pile(view: View, group: Group) -> Pile:
    state = view.state
    below = tuple(_pile(view, other) for other in state.groups_merged_into.get(group.id, ()))
    tables = view.group_tables.get(group.id, frozenset())
    return Pile(
        group,
        state.voices_by_group.get(group.id, ()),
        below,
        view.group_sizes.get(group.id, 0),
        tuple(table.name for table in state.tables if table.id in tables),
    )
