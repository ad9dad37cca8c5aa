"""A workshop somebody listens to, and how what is known of it is brought up to now."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import close_old_connections

from farled.core.workshop.state import WorkshopState
from farled.live.channel import Channel
from farled.store.models import Workshop
from farled.store.queries.workshop import advanced_workshops, caught_up

URGENT = frozenset({"workshop", "step", "table"})
Audience = tuple[str, str]  # ("phone" | "bridge" | "wall", language)
Since = Mapping[Audience, WorkshopState | None]  # what each was drawn from last; None: nothing yet


@dataclass
class WatchedRoom:
    """Its state as last read, and the channels drawn from it."""

    workshop: Workshop
    state: WorkshopState
    channels: dict[Audience, Channel] = field(default_factory=dict)
    drawn_at: float = 0.0
    drawn: WorkshopState | None = None  # what every channel shows at least
    dirty: bool = False

    def since(self) -> Since:
        """A channel that nothing was drawn for yet gets the whole."""
        return {a: self.drawn if channel.version else None for a, channel in self.channels.items()}


@dataclass(frozen=True)
class News:
    """A room as it stood, drawn for each of its audiences as regions of HTML."""

    room: WatchedRoom
    state: WorkshopState
    drawn: Mapping[Audience, Mapping[str, str]]


def catch_up(rooms: list[WatchedRoom]) -> set[int]:
    """Brings the states up to now; returns the rooms whose news cannot wait."""
    close_old_connections()
    urgent: set[int] = set()
    newest = advanced_workshops({room.workshop.pk: room.state.seq for room in rooms})
    for room in rooms:
        if room.workshop.pk in newest:
            former = room.state
            room.state = caught_up(room.workshop, former)
            room.dirty = True
            if _is_urgent(former, room.state):
                urgent.add(room.workshop.pk)
    return urgent


def _is_urgent(before: WorkshopState, after: WorkshopState) -> bool:
    return any(before.values.get(kind) != after.values.get(kind) for kind in URGENT)
