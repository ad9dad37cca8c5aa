"""Phones as people hold them: join over HTTP, follow the stream, vote every few seconds, wait for the answer."""

import asyncio
import json
import random
import re
import secrets
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

VOTES_SHOWN = re.compile(rb'data-votes=\\"(\d+)\\"')
LEFT_OPEN = 60.0


@dataclass
class Tally:
    """What all phones together saw."""

    people: int
    acknowledged: list[tuple[float, float]] = field(
        default_factory=list
    )  # (sent, answered) in order of answers
    refused: int = 0
    resent: int = 0
    deliveries: int = 0
    delivered_bytes: int = 0
    screens: list[float] = field(default_factory=list)  # vote sent -> seen on a screen
    joined_at: list[float] = field(default_factory=list)


class Phone(asyncio.Protocol):
    """One phone's stream: counts messages and notes when a total is first seen."""

    def __init__(self, tally: Tally, request: bytes, *, every: int) -> None:
        self.tally, self.request, self.every = tally, request, every
        self.seen = 0
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.lost = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        transport.write(self.request)  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        if not self.opened.done():
            self.opened.set_result(None)
        if b"event: news" in data:
            self.tally.deliveries += 1
        self.tally.delivered_bytes += len(data)
        shown = VOTES_SHOWN.findall(data)
        if shown:
            self._note(int(shown[-1]))

    def _note(self, total: int) -> None:
        now, votes = time.monotonic(), self.tally.acknowledged
        upto = min(total, len(votes))
        # every vote on every screen would be tens of millions of numbers: each screen notes one in `every`
        first = self.seen + (-self.seen % self.every)
        self.tally.screens.extend(now - votes[k][0] for k in range(first, upto, self.every))
        self.seen = max(self.seen, upto)

    def connection_lost(self, exc: Exception | None) -> None:
        self.lost = True


@dataclass
class Browser:
    """One phone's ordinary requests, on one kept connection."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def send(
        self, method: str, path: str, *, body: bytes = b"", headers: str = ""
    ) -> tuple[int, str, bytes]:
        """One request; sent once more on a new connection when the kept one was closed meanwhile."""
        try:
            return await self._send(method, path, body=body, headers=headers)
        except (ConnectionError, asyncio.IncompleteReadError):
            if self.streams is None:
                raise
            self.streams = None
            return await self._send(method, path, body=body, headers=headers)

    async def _send(
        self, method: str, path: str, *, body: bytes, headers: str
    ) -> tuple[int, str, bytes]:
        if self.streams is None or self.streams[0].at_eof():
            self.streams = None
            self.streams = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self.streams
        cookies = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        writer.write(
            f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nCookie: {cookies}\r\n"
            f"Accept-Language: sv\r\nContent-Length: {len(body)}\r\n{headers}\r\n".encode()
            + body
        )
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        for name, value in re.findall(r"(?im)^set-cookie: ([^=]+)=([^;\r\n]*)", head):
            self.cookies[name] = value
        return int(head.split(" ", 2)[1]), head, await _content(reader, head)

    def close(self) -> None:
        if self.streams:
            self.streams[1].close()


async def _content(reader: asyncio.StreamReader, head: str) -> bytes:
    length = re.search(r"(?im)^content-length: (\d+)", head)
    if length:
        return await reader.readexactly(int(length[1]))
    if "chunked" not in head.lower():
        return b""
    parts = []
    while size := int((await reader.readline()).strip() or b"0", 16):
        parts.append(await reader.readexactly(size))
        await reader.readexactly(2)
    await reader.readexactly(2)
    return b"".join(parts)


async def join(browser: Browser, code: str) -> str:
    """From the QR code to the phone page, as a browser does it. Returns the phone page's path."""
    path = f"/j/{code}/"
    status, _, page = await browser.send("GET", path)
    token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    form = {
        "csrfmiddlewaretoken": token[1].decode() if token else "",
        "name": "",
        "organisation": "Bänk",
        "role": "",
    }
    content = "Content-Type: application/x-www-form-urlencoded\r\n"
    status, head, page = await browser.send(
        "POST", path, body=urlencode(form).encode(), headers=content
    )
    place = re.search(r"(?im)^location: (\S+)", head)
    if status != 302 or not place:
        raise RuntimeError(f"joining answered {status}: {page[:400]!r}")
    status, _, _ = await browser.send("GET", place[1])
    if status != 200:
        raise RuntimeError(f"the phone page answered {status}")
    return place[1]


def stream_request(port: int, slug: str, browser: Browser) -> bytes:
    cookies = "; ".join(f"{k}={v}" for k, v in browser.cookies.items())
    return (
        f"GET /live/{slug}/phone/?lang=sv HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookies}\r\n"
        "Accept: text/event-stream\r\n\r\n"
    ).encode()


async def vote_on(
    browser: Browser,
    scene: dict[str, object],
    items: list[int],
    *,
    tally: Tally,
    until: float,
    pause: float,
) -> None:
    """One vote per `pause` seconds, each waited for; then the next statement."""
    await asyncio.sleep(random.random() * pause)
    for item in items:
        if time.monotonic() >= until:
            return
        began = time.monotonic()
        await vote_once(browser, scene, item, tally=tally)
        await asyncio.sleep(max(0.0, pause - (time.monotonic() - began)) * random.uniform(0.9, 1.1))


async def vote_once(
    browser: Browser, scene: dict[str, object], item: int, *, tally: Tally, value: int | None = None
) -> None:
    body = {
        "act": "vote", "key": secrets.token_hex(12), "step": scene["step"], "item": item,
        "value": random.choice((1, 1, 0, -1)) if value is None else value,
    }  # fmt: skip
    headers = f"Content-Type: application/json\r\nX-Farled: 1\r\nOrigin: http://127.0.0.1:{browser.port}\r\n"
    sent = time.monotonic()
    while True:
        status, _, answer = await browser.send(
            "POST", f"/act/{scene['slug']}/", body=json.dumps(body).encode(), headers=headers
        )
        if status not in (429, 503):
            break
        tally.resent += 1
        await asyncio.sleep(1)
    if status == 200:
        tally.acknowledged.append((sent, time.monotonic()))
    else:
        tally.refused += 1
        if tally.refused < 4:
            print("refused:", status, answer[:200])
