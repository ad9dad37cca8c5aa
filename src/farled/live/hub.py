"""Who has advanced? One look for all rooms, one reading for each that did, one rendering for each audience."""

import asyncio
import logging
import secrets
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from typing import TypeVar

from farled.core.workshop.state import WorkshopState
from farled.live.channel import Channel
from farled.live.doorkeeper import Doorkeeper
from farled.live.room import Audience, News, Since, WatchedRoom, catch_up
from farled.store.models import Workshop
from farled.store.queries.workshop import workshop_state

LOOK_EVERY = 0.25
LOOK_SOONEST = 0.1  # after an act of this very process
RESULT_EVERY = 0.5  # a running result is drawn at most this often
BEAT_EVERY = 15.0
log = logging.getLogger("farled.live")

T = TypeVar("T")
# the regions of an audience in a language that may differ from how they were at an earlier state, if one is given
Render = Callable[[WorkshopState, str, str, WorkshopState | None], Mapping[str, str]]


class Hub:
    """One in each process; lives on the event loop, reads and renders on the given thread."""

    def __init__(self, *, render: Render, thread: Executor) -> None:
        self.rooms: dict[int, WatchedRoom] = {}
        self.streams = 0
        self.doorkeeper = Doorkeeper(thread)
        self._readings: dict[int, asyncio.Future[WorkshopState]] = {}
        self._render = render
        self._thread = thread
        self._task: asyncio.Task[None] | None = None
        self._nudged = False
        self._idle: asyncio.Future[None] | None = None
        self._alarm: asyncio.TimerHandle | None = None
        self._looked_at = 0.0

    async def listen(self, workshop: Workshop, audience: Audience) -> Channel:
        """The channel of an audience, drawn if nobody listened before."""
        self._ensure_running()
        room = self.rooms.get(workshop.pk)
        if room is None:
            state = await self._read_once(workshop)
            room = self.rooms.setdefault(workshop.pk, WatchedRoom(workshop, state))
        is_first = audience not in room.channels
        channel = room.channels.setdefault(audience, Channel(secrets.token_hex(4)))
        # counted before the drawing, or somebody who leaves meanwhile would take the room along
        channel.listeners += 1
        self.streams += 1
        if is_first:
            await self._draw_first(room, audience, channel)
        return channel

    async def _read_once(self, workshop: Workshop) -> WorkshopState:
        """One reading for all who come meanwhile: after a restart the whole room comes at once."""
        reading = self._readings.get(workshop.pk)
        if reading is None:
            reading = asyncio.ensure_future(self._on_thread(lambda: workshop_state(workshop)))
            self._readings[workshop.pk] = reading
            reading.add_done_callback(lambda _: self._readings.pop(workshop.pk, None))
        # who leaves meanwhile takes the reading from nobody
        return await asyncio.shield(reading)

    async def _draw_first(self, room: WatchedRoom, audience: Audience, channel: Channel) -> None:
        try:
            drawn = await self._on_thread(lambda: self._draw(room.state, {audience: None}))
        except BaseException:
            room.dirty = True  # still owed to those who came after
            self.leave(room.workshop.pk, audience)
            raise
        channel.publish(drawn[audience])

    def close(self) -> None:
        """The process ends: no stream may keep it."""
        self.doorkeeper.close()

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
        if not self._nudged:
            self._nudged = True
            self._wake_at(self._looked_at + LOOK_SOONEST)

    async def _until_due(self) -> None:
        self._looked_at = time.monotonic()
        self._idle = asyncio.get_running_loop().create_future()
        self._wake_at(self._looked_at + (LOOK_SOONEST if self._nudged else self._pause()))
        await self._idle
        self._nudged = False

    def _wake_at(self, moment: float) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
        loop = asyncio.get_running_loop()
        self._alarm = loop.call_later(moment - time.monotonic(), self._end_pause)

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
        watched = [(room, room.since()) for room in self.rooms.values()]
        if not watched:
            return
        for news in await self._on_thread(lambda: self._news(watched)):
            self._publish(news)

    def _news(self, watched: list[tuple[WatchedRoom, Since]]) -> list[News]:
        """What the rooms are to be shown now, looked for and drawn in one visit to the thread."""
        urgent = catch_up([room for room, _ in watched])
        now = time.monotonic()
        due = [
            (room, since)
            for room, since in watched
            if room.dirty and (room.workshop.pk in urgent or now - room.drawn_at >= RESULT_EVERY)
        ]
        drawn = [self._news_of(room, since, now=now) for room, since in due]
        return [news for news in drawn if news]

    def _news_of(self, room: WatchedRoom, since: Since, *, now: float) -> News | None:
        room.drawn_at, room.dirty = now, False
        try:
            return News(room, room.state, self._draw(room.state, since))
        except Exception:
            # owed, and tried again; no other room waits for it
            room.dirty = True
            log.exception("drawing failed")
            return None

    def _publish(self, news: News) -> None:
        room = news.room
        for audience, regions in news.drawn.items():
            if audience in room.channels:
                room.channels[audience].publish(regions)
        room.drawn = news.state

    def _draw(self, state: WorkshopState, since: Since) -> dict[Audience, Mapping[str, str]]:
        return {
            (name, language): self._render(state, name, language, former)
            for (name, language), former in since.items()
        }
