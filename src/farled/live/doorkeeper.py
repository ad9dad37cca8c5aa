"""Whoever stands inside is asked again at each heartbeat: may you still see this?"""

import asyncio
import logging
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from farled.live.admission import Caller, rooms_of
from farled.live.together import Together
from farled.store.models import Workshop

ASK_EVERY = 15.0
AT_ONCE = 500  # between two such readings the thread is free for acts
log = logging.getLogger("farled.live")


class PutOut(Exception):
    """This stream may no longer be followed."""


class Closing(Exception):
    """This process ends; whoever listens comes back to the next."""


class Visit:
    """One open stream. `over` says why it ends."""

    __slots__ = ("_task", "caller", "over")

    def __init__(self, caller: Caller, task: "asyncio.Task[object]") -> None:
        self.caller = caller
        self.over: type[Exception] | None = None
        self._task = task

    def end(self, why: type[Exception]) -> None:
        if self.over is None:
            self.over = why
            self._task.cancel()

    def why_over(self) -> type[Exception] | None:
        """None for a cancellation that was not ours; ours is taken back, so that the task can say goodbye."""
        if self.over is not None:
            self._task.uncancel()
        return self.over


class Doorkeeper:
    """One in each process; lives on the event loop, reads on the given thread."""

    def __init__(self, thread: Executor) -> None:
        self._thread = thread
        self._at_the_door = Together(rooms_of, thread=thread, most=AT_ONCE)
        self._visits: set[Visit] = set()
        self._round: asyncio.Task[None] | None = None
        self._closing = False

    async def room_for(self, caller: Caller) -> Workshop | None:
        """What this caller may follow now. When a whole room comes at once, it is asked about together."""
        return await self._at_the_door.ask(caller)

    @contextmanager
    def visiting(self, caller: Caller) -> Iterator[None]:
        """While this task follows as this caller. Raises PutOut in it when that is no longer allowed, Closing at the end."""
        task = asyncio.current_task()
        assert task is not None  # noqa: S101
        visit = Visit(caller, task)
        self._visits.add(visit)
        self._ensure_going()
        if self._closing:
            visit.end(Closing)
        try:
            yield
        except asyncio.CancelledError:
            why = visit.why_over()
            if why is None:
                raise
            raise why from None
        finally:
            self._visits.discard(visit)

    def close(self) -> None:
        """Ends every stream, also those that are still at the door."""
        self._closing = True
        for visit in list(self._visits):
            visit.end(Closing)

    async def ask_all(self) -> None:
        """A few queries for each five hundred streams."""
        visits = list(self._visits)
        for start in range(0, len(visits), AT_ONCE):
            await self._ask(visits[start : start + AT_ONCE])

    async def _ask(self, visits: list[Visit]) -> None:
        callers = [visit.caller for visit in visits]
        loop = asyncio.get_running_loop()
        rooms = await loop.run_in_executor(self._thread, lambda: rooms_of(callers))
        for visit, room in zip(visits, rooms, strict=True):
            if room is None and visit in self._visits:
                visit.end(PutOut)

    def _ensure_going(self) -> None:
        if self._round is None or self._round.done():
            self._round = asyncio.get_running_loop().create_task(self._go())

    async def _go(self) -> None:
        while self._visits:
            await asyncio.sleep(ASK_EVERY)
            try:
                await self.ask_all()
            except Exception:
                # the database may be away for a while: nobody is put out for that
                log.exception("asking again failed")
