"""Who has advanced? One look for all rooms, one reading for each that did, one rendering for each audience."""

import asyncio
import logging
import secrets
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import TypeVar

from django.db import close_old_connections

from farled.core.workshop.state import WorkshopState
from farled.live.channel import Channel
from farled.live.doorkeeper import Doorkeeper
from farled.store.models import Workshop
from farled.store.queries.workshop import advanced_workshops, caught_up, workshop_state

LOOK_EVERY = 0.25
LOOK_SOONEST = 0.1  # after an act of this very process
RESULT_EVERY = 0.5  # a running result is drawn at most this often
BEAT_EVERY = 15.0
URGENT = frozenset({"workshop", "step", "table"})
log = logging.getLogger("farled.live")

T = TypeVar("T")
Audience = tuple[str, str]  # ("phone" | "bridge" | "wall", language)
Render = Callable[[WorkshopState, str, str], Mapping[str, str]]


@dataclass
class WatchedRoom:
    """A workshop somebody listens to."""

    workshop: Workshop
    state: WorkshopState
    channels: dict[Audience, Channel] = field(default_factory=dict)
    drawn_at: float = 0.0
    dirty: bool = False


class Hub:
    """One in each process; lives on the event loop, reads and renders on the given thread."""

    def __init__(self, *, render: Render, thread: Executor) -> None:
        self.boot = secrets.token_hex(4)
        self.rooms: dict[int, WatchedRoom] = {}
        self.streams = 0
        self.doorkeeper = Doorkeeper(thread)
        self._render = render
        self._thread = thread
        self._task: asyncio.Task[None] | None = None
        self._nudged = False
        self._idle: asyncio.Future[None] | None = None

    async def listen(self, workshop: Workshop, audience: Audience) -> Channel:
        """The channel of an audience, drawn if nobody listened before."""
        self._ensure_running()
        room = self.rooms.get(workshop.pk)
        if room is None:
            state = await self._on_thread(lambda: workshop_state(workshop))
            room = self.rooms.setdefault(workshop.pk, WatchedRoom(workshop, state))
        is_first = audience not in room.channels
        channel = room.channels.setdefault(audience, Channel())
        # counted before the drawing, or somebody who leaves meanwhile would take the room along
        channel.listeners += 1
        self.streams += 1
        if is_first:
            await self._draw_first(room, audience, channel)
        return channel

    async def _draw_first(self, room: WatchedRoom, audience: Audience, channel: Channel) -> None:
        try:
            drawn = await self._on_thread(lambda: self._draw(room, [audience]))
        except BaseException:
            self.leave(room.workshop.pk, audience)
            raise
        channel.publish(drawn[audience])

    def leave(self, workshop: int, audience: Audience) -> None:
        room = self.rooms.get(workshop)
        channel = room.channels.get(audience) if room else None
        if room is None or channel is None:
            return
        channel.listeners -= 1
        self.streams -= 1
        if channel.listeners <= 0:
            room.channels.pop(audience, None)
        if not room.channels:
            self.rooms.pop(workshop, None)

    def held(self, workshop: int, audience: Audience) -> Mapping[str, str] | None:
        """What this audience is shown, where somebody listens; on any thread."""
        room = self.rooms.get(workshop)
        channel = room.channels.get(audience) if room else None
        return channel.contents() if channel else None

    async def _on_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def _ensure_running(self) -> None:
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._run())

    async def _run(self) -> None:
        beaten_at = time.monotonic()
        while True:
            await self._until_due()
            if time.monotonic() - beaten_at >= BEAT_EVERY:
                beaten_at = time.monotonic()
                self._beat()
            try:
                await self._look()
            except Exception:
                # the database may be away for a while: the next look finds what this one missed
                log.exception("look failed")
                await asyncio.sleep(1)

    def nudge(self) -> None:
        """Something was just committed here: no need to wait out the pause. On the loop's thread."""
        self._nudged = True
        self._end_pause()

    async def _until_due(self) -> None:
        await asyncio.sleep(LOOK_SOONEST)
        if not self._nudged:
            loop = asyncio.get_running_loop()
            self._idle = loop.create_future()
            timer = loop.call_later(self._pause() - LOOK_SOONEST, self._end_pause)
            await self._idle
            timer.cancel()
        self._nudged = False

    def _pause(self) -> float:
        """Until the next look, or until a result that was held back may be drawn."""
        now = time.monotonic()
        held = [room.drawn_at + RESULT_EVERY - now for room in self.rooms.values() if room.dirty]
        return max(LOOK_SOONEST, min([LOOK_EVERY, *held]))

    def _end_pause(self) -> None:
        if self._idle is not None and not self._idle.done():
            self._idle.set_result(None)

    def _beat(self) -> None:
        for room in self.rooms.values():
            for channel in room.channels.values():
                channel.beat()

    async def _look(self) -> None:
        rooms = list(self.rooms.values())
        if not rooms:
            return
        urgent = await self._on_thread(lambda: _catch_up(rooms))
        now = time.monotonic()
        due = [
            r
            for r in rooms
            if r.dirty and (r.workshop.pk in urgent or now - r.drawn_at >= RESULT_EVERY)
        ]
        for room in due:
            room.drawn_at = now
            audiences = list(room.channels)
            drawn = await self._on_thread(lambda r=room, a=audiences: self._draw(r, a))  # type: ignore[misc]
            for audience, regions in drawn.items():
                if audience in room.channels:
                    room.channels[audience].publish(regions)
            # only now: what could not be drawn is still owed
            room.dirty = False

    def _draw(
        self, room: WatchedRoom, audiences: Iterable[Audience]
    ) -> dict[Audience, Mapping[str, str]]:
        return {
            (name, language): self._render(room.state, name, language)
            for name, language in audiences
        }


def _catch_up(rooms: list[WatchedRoom]) -> set[int]:
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
