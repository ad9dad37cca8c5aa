"""Participants' acts: gathered while the one ORM thread is busy, committed together, answered after the commit."""

import json
import logging
import re
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import close_old_connections, transaction
from django.http import Http404

from farled.core.finding import Invalid, Say
from farled.live.stream import LANGUAGES, Receive, Scope, Send, cookies_of
from farled.live.together import Together
from farled.store.actions.acts import perform, read_answers
from farled.store.actions.journal import Batch, batch, wait_for_turn
from farled.store.gates import Guest
from farled.store.guests import cookie_name, guests_from
from farled.store.models import Workshop

PATH = re.compile(r"/act/(?P<slug>[a-z0-9-]{1,80})/")
MOST_BYTES = 64 * 1024
MOST_TOGETHER = 200
PER_SECOND, BURST = 10.0, 40.0  # of one phone: far above anybody's thumbs
log = logging.getLogger("farled.live")

Answer = tuple[int, dict[str, Any]]
Word = Callable[[Say, str], str]


@dataclass(frozen=True)
class Sent:
    """One act as it came in."""

    slug: str
    cookies: Mapping[str, str]
    data: Mapping[str, Any]


class Acts:
    """The queue of one process."""

    def __init__(self, *, thread: Executor, word: Word, committed: Callable[[], None]) -> None:
        self._word = word
        self._together = Together(
            commit_together, thread=thread, most=MOST_TOGETHER, done=committed
        )
        self._allowance: dict[int, tuple[float, float]] = {}

    async def serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers POST /act/<slug>/ with JSON: 200, or what is wrong with which field."""
        language = _language(scope)
        status, body = await self._answer(scope, receive)
        if isinstance(body.get("why"), Say):
            body = body | {"why": self._word(body["why"], language)}
        await _send_json(send, status, body)

    async def _answer(self, scope: Scope, receive: Receive) -> Answer:
        path = PATH.fullmatch(scope["path"])
        if path is None:
            return 404, {"why": Say("act.not_found")}
        if scope["method"] != "POST" or not _from_own_page(scope):
            return 403, {"why": Say("act.other_site")}
        raw = await _body(receive)
        if raw is None:
            return 413, {"why": Say("act.too_large")}
        data = _parsed(raw)
        if data is None:
            return 400, {"why": Say("act.not_understood")}
        cookies = cookies_of(scope)
        if not self._allowed(cookies.get(cookie_name(path["slug"]), "")):
            return 429, {"why": Say("act.too_fast")}
        return await self._together.ask(Sent(path["slug"], cookies, data))

    def _allowed(self, cookie: str) -> bool:
        phone = hash(cookie)  # not the cookie itself: anybody may send a long one
        now = time.monotonic()
        left, at = self._allowance.get(phone, (BURST, now))
        left = min(BURST, left + (now - at) * PER_SECOND)
        if len(self._allowance) > 50_000:
            self._allowance.clear()
        self._allowance[phone] = (left - 1 if left >= 1 else left, now)
        return left >= 1


def commit_together(requests: list[Sent]) -> list[Answer]:
    """Performs each in a savepoint of one transaction. If the commit fails nothing was done, and each is told so."""
    try:
        close_old_connections()
        with batch() as gathered:
            wait_for_turn(Workshop.objects.filter(slug__in={sent.slug for sent in requests}))
            guests = guests_from((sent.cookies, sent.slug) for sent in requests)
            read_answers(gathered, [(sent.slug, sent.data) for sent in requests])
            return [
                _perform(sent, guest, gathered)
                for sent, guest in zip(requests, guests, strict=True)
            ]
    except Exception:
        log.exception("commit failed")
        return [(503, {"why": Say("act.try_again")})] * len(requests)


def _perform(sent: Sent, guest: Guest | None, gathered: Batch) -> Answer:
    if guest is None:
        return 404, {"why": Say("act.not_found")}
    journals, answers = len(gathered.journals), len(gathered.answers)
    try:
        with transaction.atomic():
            return 200, perform(guest, slug=sent.slug, data=sent.data, gathered=gathered)
    except Invalid as wrong:
        answer: Answer = (422, {"field": wrong.field, "why": wrong.why})
    except Http404:
        answer = (404, {"why": Say("act.not_found")})
    except PermissionDenied:
        answer = (403, {"why": Say("act.not_allowed")})
    except Exception:
        log.exception("act failed")
        answer = (500, {"why": Say("act.try_again")})
    del gathered.journals[journals:], gathered.answers[answers:]
    return answer


def _from_own_page(scope: Scope) -> bool:
    """JSON with our own header cannot be sent from another site without its leave; Origin is checked as well."""
    headers = dict(scope["headers"])
    origin = headers.get(b"origin", b"").decode("latin-1")
    host = headers.get(b"host", b"").decode("latin-1")
    same = not origin or origin.split("://", 1)[-1] == host
    return (
        same
        and b"x-farled" in headers
        and headers.get(b"content-type", b"").startswith(b"application/json")
    )


def _language(scope: Scope) -> str:
    wanted = dict(scope["headers"]).get(b"accept-language", b"sv").decode("latin-1")[:2]
    return wanted if wanted in LANGUAGES else "sv"


async def _body(receive: Receive) -> bytes | None:
    """The whole body, or None when it is too large (the rest is read and dropped)."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        size += len(message.get("body", b""))
        if size <= MOST_BYTES:
            parts.append(message.get("body", b""))
        if size > 4 * 1024 * 1024 or not message.get("more_body"):
            return b"".join(parts) if size <= MOST_BYTES else None


def _parsed(raw: bytes) -> dict[str, Any] | None:
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


async def _send_json(send: Send, status: int, body: dict[str, Any]) -> None:
    raw = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
    headers = [
        (b"content-type", b"application/json; charset=utf-8"),
        (b"content-length", str(len(raw)).encode()),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": raw})
