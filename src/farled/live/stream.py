"""A stream of server-sent events as a plain ASGI function: short authorisation, then no database."""

import asyncio
import re
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

from farled.live.admission import Caller, caller_of
from farled.live.doorkeeper import Closing, PutOut
from farled.live.hub import Hub
from farled.live.listener import Listener

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

PATH = re.compile(r"/live/(?P<slug>[a-z0-9-]{1,80})/(?P<audience>phone|bridge|wall)/")
VERSION = re.compile(r"[0-9]{1,18}")
GONE = b"event: gone\ndata: {}\n\n"
GOODBYE_WITHIN = 5.0
LANGUAGES = frozenset({"sv", "en"})


async def serve_stream(scope: Scope, receive: Receive, send: Send, *, hub: Hub) -> None:
    """Answers GET /live/<slug>/<audience>/?lang=sv until the browser leaves."""
    caller = _caller(scope)
    workshop = await hub.doorkeeper.room_for(caller) if caller else None
    if caller is None or workshop is None:
        await _refuse(send, 404)
        return
    audience = (caller.audience, _language(scope))
    channel = await hub.listen(workshop, audience)
    listener = Listener(channel, send, seen=_seen(scope, mark=channel.mark))
    try:
        with hub.doorkeeper.visiting(caller):
            listener.begin()
            await _until_gone(receive)
    except PutOut:
        listener.stop()
        await _say_last(send, GONE)
    except Closing:
        listener.stop()
        await _say_last(send, b"")
    finally:
        listener.stop()
        hub.leave(workshop.pk, audience)


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _say_last(send: Send, words: bytes) -> None:
    """At GONE the page asks for itself anew and is told why; a reader that does not read is left without."""
    with suppress(TimeoutError):
        async with asyncio.timeout(GOODBYE_WITHIN):
            await send({"type": "http.response.body", "body": words})


def _caller(scope: Scope) -> Caller | None:
    path = PATH.fullmatch(scope["path"])
    if path is None or scope["method"] != "GET":
        return None
    key = parse_qs(scope["query_string"].decode("latin-1")).get("key", [""])[0]
    return caller_of(path["slug"], audience=path["audience"], cookies=cookies_of(scope), key=key)


def _language(scope: Scope) -> str:
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang", ["sv"])[0]
    return asked if asked in LANGUAGES else "sv"


def _seen(scope: Scope, *, mark: str) -> int:
    """The version this browser already has, if it had it from this very channel."""
    for name, value in scope["headers"]:
        if name == b"last-event-id":
            own, _, version = value.decode("latin-1").partition("-")
            return int(version) if own == mark and VERSION.fullmatch(version) else 0
    return 0


def cookies_of(scope: Scope) -> dict[str, str]:
    jar: SimpleCookie = SimpleCookie()
    for name, value in scope["headers"]:
        if name == b"cookie":
            try:
                jar.load(value.decode("latin-1"))
            except CookieError:
                return {}
    return {name: morsel.value for name, morsel in jar.items()}


async def _refuse(send: Send, status: int) -> None:
    await send(
        {"type": "http.response.start", "status": status, "headers": [(b"content-length", b"0")]}
    )
    await send({"type": "http.response.body", "body": b""})
