"""A table's board as its own phones see it."""

from collections.abc import Iterable
from dataclasses import dataclass

from farled.store.models import Group, Step, Table, Voice, Workshop


@dataclass(frozen=True)
class Card:
    id: int
    text: str
    for_whom: str
    where: str


@dataclass(frozen=True)
class Pile:
    id: int
    name: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class TableBoard:
    """One table's groups and the voices that are in none; `alone` were left so knowingly."""

    piles: tuple[Pile, ...]
    loose: tuple[Card, ...]
    alone: tuple[Card, ...]


def table_step(workshop: Workshop) -> Step | None:
    """The step the room is at, when tables group in it."""
    if workshop.current_step_id is None:
        return None
    step = Step.objects.filter(pk=workshop.current_step_id, activity="group", removed=False).first()
    at_tables = step is not None and step.settings.get("where") != "plenary"
    return step if at_tables else None


def table_board(step: Step, *, table: Table | None) -> TableBoard:
    """A table's board; without tables the whole room's."""
    voices = (
        Voice.objects.filter(step=step.source_id, step__revealed=True, table=table, state="written")
        if step.source_id
        else ()
    )
    groups = Group.objects.filter(step=step, table=table, removed=False)
    inside: dict[int | None, list[Voice]] = {}
    for voice in voices:
        inside.setdefault(voice.group_id, []).append(voice)
    outside = [v for number, vs in inside.items() if number is None for v in vs]
    return TableBoard(
        tuple(Pile(g.pk, g.name, _cards(inside.get(g.pk, ()))) for g in groups),
        _cards(v for v in outside if not v.left_alone),
        _cards(v for v in outside if v.left_alone),
    )


def _cards(voices: Iterable[Voice]) -> tuple[Card, ...]:
    return tuple(Card(v.pk, v.text, v.for_whom, v.where) for v in voices)
