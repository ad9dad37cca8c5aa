"""A workshop somebody listens to, and how what is known of it is brought up to now."""

from dataclasses import dataclass, field

from django.db import close_old_connections

from farled.core.workshop.state import WorkshopState
from farled.live.channel import Channel
from farled.store.models import Workshop
from farled.store.queries.workshop import advanced_workshops, caught_up

URGENT = frozenset({"workshop", "step", "table"})
Audience = tuple[str, str]  # ("phone" | "bridge" | "wall", language)


@dataclass
class WatchedRoom:
    """Its state as last read, and the channels drawn from it."""

    workshop: Workshop
    state: WorkshopState
    channels: dict[Audience, Channel] = field(default_factory=dict)
    drawn_at: float = 0.0
    drawn: WorkshopState | None = None  # what every channel shows at least
    dirty: bool = False


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
