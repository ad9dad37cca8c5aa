"""Django's pages for ASGI: the whole request is read before a thread is taken, the whole answer made before it is sent.

A thread never waits for somebody's network. (a2wsgi as it comes reads and sends from the thread, three turns of the
event loop for each answer; with the one thread of SQLite a phone that stalls in the middle of a form stopped everybody.)
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from concurrent.futures import Executor
from io import BytesIO
from typing import Any
from urllib.parse import quote_from_bytes

from a2wsgi.wsgi import build_environ

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Made = tuple[int, list[tuple[bytes, bytes]], bytes]

MOST_BYTES = 12 * 1024 * 1024
TOO_LARGE = "Det är för mycket på en gång. / That is too much at once.\n".encode()


class Pages:
    """A WSGI application on an executor."""

    def __init__(self, application: Callable[..., Iterable[bytes]], *, thread: Executor) -> None:
        self._application = application
        self._thread = thread

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = await _whole(receive)
        if body is None:
            made: Made = (413, [(b"content-type", b"text/plain; charset=utf-8")], TOO_LARGE)
        else:
            environ = _environ(scope, body)
            loop = asyncio.get_running_loop()
            made = await loop.run_in_executor(self._thread, self._make, environ)
        status, headers, content = made
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": content})

    def _make(self, environ: dict[str, Any]) -> Made:
        started: list[tuple[int, list[tuple[bytes, bytes]]]] = []

        def start_response(status: str, headers: list[tuple[str, str]], _: Any = None) -> None:
            named = [
                (n.lower().encode("latin-1"), v.encode("latin-1", "replace")) for n, v in headers
            ]
            started.append((int(status.split(" ", 1)[0]), named))

        answer = self._application(environ, start_response)
        try:
            content = b"".join(answer)
        finally:
            getattr(answer, "close", lambda: None)()
        return *started[-1], content


def _environ(scope: Scope, body: bytes) -> dict[str, Any]:
    # raw bytes in an address are no ASCII, which WSGI wants
    query = quote_from_bytes(scope["query_string"], safe="%&=+;:@,/?!$'()*~[]")
    harmless: Any = {**scope, "query_string": query.encode()}
    whole: Any = BytesIO(body)
    return {**build_environ(harmless, whole), "CONTENT_LENGTH": str(len(body))}


async def _whole(receive: Receive) -> bytes | None:
    """The request's body; None when it is too large, or when whoever sent it went away."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > MOST_BYTES:
            return None
        if not message.get("more_body"):
            return b"".join(parts)
