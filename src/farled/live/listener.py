"""One stream's way out. What is sent goes out at once; only a reader that lags costs a task, and only its own.

A task and a future for each stream and each change cost more than the sending itself (docs/performance.md).
"""

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Callable, Generator
from types import coroutine
from typing import Any

from farled.live.channel import Channel, Message, body

Send = Callable[[Message], Awaitable[None]]
Steps = Generator[Any, Any, None]

START: Message = {
    "type": "http.response.start",
    "status": 200,
    "headers": [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-cache, no-transform"),
        (b"x-accel-buffering", b"no"),
        (b"x-content-type-options", b"nosniff"),
    ],
}
ALIVE = body(b": alive\n\n")
log = logging.getLogger("farled.live")


class Listener:
    """Stands at a version of its channel; `seen` is the one its browser has already."""

    __slots__ = ("_at", "_channel", "_lagging", "_send")

    def __init__(self, channel: Channel, send: Send, *, seen: int) -> None:
        self._channel = channel
        self._send = send
        self._at = seen if seen <= channel.version else 0
        self._lagging: asyncio.Task[None] | None = None

    def begin(self) -> None:
        self._channel.tell(self)
        self._go(self._greet())
        self.news()

    def stop(self) -> None:
        """Sends nothing more, also where the reader still lags."""
        self._channel.tell_no_more(self)
        if self._lagging is not None:
            self._lagging.cancel()

    def news(self) -> None:
        """The newest. Who lags takes it up by itself when it has read what lies before."""
        if self._lagging is None and self._at != self._channel.version:
            self._go(self._send(self._next()))

    def beat(self) -> None:
        if self._lagging is None:
            self._go(self._send(ALIVE))

    def _next(self) -> Message:
        at, self._at = self._at, self._channel.version
        return self._channel.since(at)

    def _go(self, sending: Awaitable[None]) -> None:
        """As far as it gets without waiting, which is to the end unless the reader lags."""
        steps = sending.__await__()
        try:
            waits_for = next(steps)
        except StopIteration:
            return
        except Exception as error:
            self._give_up(error)
            return
        self._lagging = asyncio.ensure_future(self._catch_up(steps, waits_for))

    async def _catch_up(self, steps: Steps, waits_for: Any) -> None:
        try:
            await _rest(steps, waits_for)
            while self._at != self._channel.version:
                await self._send(self._next())
            self._lagging = None
        except Exception as error:
            self._give_up(error)

    async def _greet(self) -> None:
        await self._send(START)
        hello = json.dumps({"now": int(time.time() * 1000)})
        await self._send(body(f"retry: 2000\nevent: hello\ndata: {hello}\n\n".encode()))

    def _give_up(self, error: Exception) -> None:
        """A stream that broke must not stop the others; the server notices by itself that it is gone."""
        log.error("sending failed", exc_info=error)
        self._channel.tell_no_more(self)


@coroutine
def _rest(steps: Steps, waits_for: Any) -> Generator[Any, Any, None]:
    """In a task, what was begun outside one: first what it stopped at, then the remaining steps."""
    yield waits_for
    yield from steps
