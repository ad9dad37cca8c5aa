"""Gathers what is asked for while a thread is busy, and answers it in one go."""

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Generic, TypeVar

Asked = TypeVar("Asked")
Given = TypeVar("Given")


class Together(Generic[Asked, Given]):
    """`work` answers a list in its order, on the thread; `done` is called on the loop, before those who wait."""

    def __init__(
        self,
        work: Callable[[list[Asked]], list[Given]],
        *,
        thread: Executor,
        most: int,
        done: Callable[[], None] | None = None,
    ) -> None:
        self._work = work
        self._thread = thread
        self._most = most
        self._done = done
        self._waiting: deque[tuple[Asked, asyncio.Future[Given]]] = deque()
        self._busy = False

    async def ask(self, asked: Asked) -> Given:
        """Raises what the work raised."""
        future: asyncio.Future[Given] = asyncio.get_running_loop().create_future()
        self._waiting.append((asked, future))
        if not self._busy:
            self._busy = True
            self._start()
        return await future

    def _start(self) -> None:
        taken: list[tuple[Asked, asyncio.Future[Given]]] = []
        running = asyncio.get_running_loop().run_in_executor(self._thread, self._run, taken)
        running.add_done_callback(lambda ran: self._finish(taken, ran))

    def _run(self, taken: list[tuple[Asked, "asyncio.Future[Given]"]]) -> list[Given]:
        """On the thread: takes what has gathered by now."""
        taken += [self._waiting.popleft() for _ in range(min(len(self._waiting), self._most))]
        return self._work([asked for asked, _ in taken])

    def _finish(
        self,
        taken: list[tuple[Asked, "asyncio.Future[Given]"]],
        ran: "asyncio.Future[list[Given]]",
    ) -> None:
        if self._done is not None:
            self._done()
        self._answer([future for _, future in taken], ran)
        self._busy = bool(self._waiting)
        if self._busy:
            self._start()

    @staticmethod
    def _answer(futures: list["asyncio.Future[Given]"], ran: "asyncio.Future[list[Given]]") -> None:
        failure = ran.exception()
        given = [] if failure else ran.result()
        for place, future in enumerate(futures):
            if future.done():
                continue
            if failure:
                future.set_exception(failure)
            else:
                future.set_result(given[place])
