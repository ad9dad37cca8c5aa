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


class Visit:
    """One open stream."""

    __slots__ = ("_task", "caller", "is_over")

    def __init__(self, caller: Caller, task: "asyncio.Task[object]") -> None:
        self.caller = caller
        self.is_over = False
        self._task = task

    def put_out(self) -> None:
        self.is_over = True
        self._task.cancel()

    def is_put_out(self) -> bool:
        """Whether a cancellation was ours; it is then taken back, so that the task can say goodbye."""
        if self.is_over:
            self._task.uncancel()
        return self.is_over


class Doorkeeper:
    """One in each process; lives on the event loop, reads on the given thread."""

    def __init__(self, thread: Executor) -> None:
        self._thread = thread
        self._at_the_door = Together(rooms_of, thread=thread, most=AT_ONCE)
        self._visits: set[Visit] = set()
        self._round: asyncio.Task[None] | None = None

    async def room_for(self, caller: Caller) -> Workshop | None:
        """What this caller may follow now. When a whole room comes at once, it is asked about together."""
        return await self._at_the_door.ask(caller)

    @contextmanager
    def visiting(self, caller: Caller) -> Iterator[None]:
        """While this task follows as this caller. Raises PutOut in it when that is no longer allowed."""
        task = asyncio.current_task()
        assert task is not None  # noqa: S101
        visit = Visit(caller, task)
        self._visits.add(visit)
        self._ensure_going()
        try:
            yield
        except asyncio.CancelledError:
            if not visit.is_put_out():
                raise
            raise PutOut from None
        finally:
            self._visits.discard(visit)

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
            if room is None and visit in self._visits and not visit.is_over:
                visit.put_out()

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
