"""A server that is stopped while phones listen and act: at once, without a complaint, with nothing lost."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from farled.core.workshop.rules import MOST_VOICES
from tests.support.server import Server, running

PHONES = 30
SCENE = f"""
from farled.store.guests import cookie_name, cookie_value
w = make.workshop(make.inventory(make.region()))
step = make.open_step(w, "write")
guests = [make.participant(w) for _ in range({PHONES})]
cookies = [f"{{cookie_name(w.slug)}}={{cookie_value(one)}}" for one in guests]
result = [w.slug, step.pk, cookies]
"""
MUCH_TO_READ = """
step.instruction = "x" * 3_000_000
step.save()
"""
WRITTEN = "result = list(models.Voice.objects.values_list('text', flat=True))"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with running(tmp_path) as started:
        yield started


def stopped(server: Server) -> float:
    """How long it took."""
    began = time.monotonic()
    server.stop()
    return time.monotonic() - began


@contextmanager
def listening(server: Server, slug: str, cookie: str) -> Iterator[socket.socket]:
    """A phone whose stream is open and has been greeted."""
    lines = (f"GET /live/{slug}/phone/ HTTP/1.1", "Host: 127.0.0.1", f"Cookie: {cookie}", "", "")
    with socket.socket() as phone:
        # before it connects, so that little fits on the way to who does not read
        phone.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        phone.settimeout(10)
        phone.connect(("127.0.0.1", server.port))
        phone.sendall("\r\n".join(lines).encode())
        assert b"200 OK" in phone.recv(64)
        yield phone


def write_on(server: Server, slug: str, step: int, *, cookie: str, saved: list[str]) -> None:
    """One voice after another until the server is gone; `saved` are those it has answered for."""
    headers = {"X-Farled": "1", "Content-Type": "application/json", "Cookie": cookie}
    mark = f"{threading.get_ident()}"
    try:
        connection = HTTPConnection("127.0.0.1", server.port, timeout=10)
        for n in range(MOST_VOICES):
            text = f"{mark} {n}"
            sent = {"act": "write_voice", "step": step, "key": f"{mark}-{n:08}", "text": text}
            connection.request("POST", f"/act/{slug}/", json.dumps(sent), headers)
            answer = connection.getresponse()
            if answer.read() and answer.status == 200:
                saved.append(text)
            time.sleep(0.12)
    except OSError:
        pass


def test_streams_end_by_themselves_and_nobody_is_cut_off(server: Server) -> None:
    slug, step, cookies = server.do(SCENE)
    saved: list[str] = []
    with ExitStack() as open_ones:
        phones = [open_ones.enter_context(listening(server, slug, one)) for one in cookies]
        hands = [
            threading.Thread(
                target=write_on, args=(server, slug, step), kwargs={"cookie": one, "saved": saved}
            )
            for one in cookies[:5]
        ]
        for hand in hands:
            hand.start()
        while len(saved) < 10:
            time.sleep(0.02)
        took = stopped(server)
        for hand in hands:
            hand.join()
        endings = [ending(phone) for phone in phones]
    assert took < 2
    assert all(one.endswith(b"0\r\n\r\n") for one in endings), "told that it is over, not torn off"
    assert server.log.count("ERROR") == 0
    assert "Traceback" not in server.log
    assert set(saved) <= set(server.do(WRITTEN))


def ending(phone: socket.socket) -> bytes:
    heard = b""
    while more := phone.recv(65536):
        heard = (heard + more)[-64:]
    return heard


def test_a_reader_that_never_reads_holds_nobody_up(server: Server) -> None:
    slug, _step, cookies = server.do(SCENE)
    server.do(MUCH_TO_READ)
    with listening(server, slug, cookies[0]):
        took = stopped(server)
    assert took < 2.5
    assert "ERROR" not in server.log
