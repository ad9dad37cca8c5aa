"""The shared scripts in a real browser: live regions, timers, drafts, one stream for many tabs."""

import json
import queue
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from farled.web import ui

pytestmark = pytest.mark.journey

STATIC = Path(ui.__file__).parent / "static"
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
FRAME = """<!doctype html><html lang="sv"><head><title>Prov</title>
<script type="module" src="/static/ui/live.js"></script>
<script type="module" src="/static/ui/forms.js"></script></head>
<body data-live="/live/"><main>{body}</main>
<p data-live-state hidden>Väntar på nätet</p>
<div role="status" data-live-announcer data-say-five="Fem" data-say-one="En" data-say-up="Ute"></div>
<template data-draft-note="restore"><div class="draft-note"><button type="button" data-draft-forget>Kasta</button></div></template>
<template data-draft-note="offer"><div class="draft-note"><button type="button" data-draft-put-back>Tillbaka</button></div></template>
</body></html>"""


class Server(ThreadingHTTPServer):
    """Pages by path, one stream that tests speak into, and what was posted."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("0.0.0.0", 0), Handler)
        self.pages: dict[str, str] = {}
        self.listeners: list[queue.Queue[str | None]] = []
        self.posts: list[str] = []
        self.up = True
        self.version = 0

    def say(self, **regions: str) -> None:
        self.version += 1
        news = json.dumps({"version": self.version, "regions": regions})
        self.send(f"event: news\ndata: {news}\n\n")

    def send(self, text: str | None) -> None:
        for listener in list(self.listeners):
            listener.put(text)

    def wait_for_listeners(self, number: int) -> None:
        deadline = time.monotonic() + 10
        while len(self.listeners) != number:
            assert time.monotonic() < deadline, f"{len(self.listeners)} streams, not {number}"
            self.send(": alive\n\n")
            time.sleep(0.05)


class Handler(BaseHTTPRequestHandler):
    server: Server

    def handle(self) -> None:
        try:
            super().handle()
        except OSError:
            # a browser that leaves a page half-way
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/live/":
            self.stream()
        elif path.startswith("/static/"):
            file = STATIC / path.removeprefix("/static/")
            self.answer(file.read_bytes(), TYPES[file.suffix])
        else:
            page = self.server.pages.get(path, "")
            self.answer(page.encode(), "text/html; charset=utf-8")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.posts.append(body)
        time.sleep(0.3)
        self.answer(self.server.pages["/posted/"].encode(), "text/html; charset=utf-8")

    def answer(self, body: bytes, kind: str) -> None:
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def stream(self) -> None:
        if not self.server.up:
            self.send_error(503)
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        listener: queue.Queue[str | None] = queue.Queue()
        listener.put("retry: 300\n\n")
        self.server.listeners.append(listener)
        try:
            while (text := listener.get()) is not None:
                self.wfile.write(text.encode())
                self.wfile.flush()
        except OSError:
            pass
        finally:
            self.server.listeners.remove(listener)
            self.close_connection = True


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield made
    made.send(None)
    made.shutdown()
    made.server_close()


@pytest.fixture
def context(chromium_browser: Browser) -> Iterator[BrowserContext]:
    made = chromium_browser.new_context()
    yield made
    made.close()


def opened(
    context: BrowserContext, server: Server, body: str, *, host: str = "127.0.0.1", wait: int = 1
) -> Page:
    server.pages["/"] = FRAME.format(body=body)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"http://{host}:{server.server_port}/")
    server.wait_for_listeners(wait)
    assert complaints == []
    return page


BOARD = """<section data-region="board"><h2>Två grupper</h2>
<button id="move-1">Flytta ett</button><button id="move-2">Flytta två</button>
<details id="more"><summary>Mer</summary><p>Text</p></details>
<p id="count" data-announce>2 röster</p>{extra}</section>"""


def inner(board: str) -> str:
    return board.partition(">")[2].removesuffix("</section>")


def test_region_is_renewed_around_the_person(context: BrowserContext, server: Server) -> None:
    page = opened(context, server, BOARD.format(extra=""))
    page.locator("#move-2").focus()
    page.locator("#more summary").click()
    page.locator("#move-2").focus()
    page.evaluate("window.kept = document.getElementById('move-2')")
    fresh = inner(BOARD.format(extra="<p>Ny</p>"))
    fresh = fresh.replace(
        '<button id="move-1">Flytta ett</button>', '<button id="move-0">Noll</button>'
    )
    server.say(board=fresh.replace("2 röster", "3 röster"))
    expect(page.locator("#count")).to_have_text("3 röster")
    expect(page.locator("#move-1")).to_have_count(0)
    expect(page.locator("#move-0")).to_have_count(1)
    assert page.evaluate("document.activeElement === window.kept")
    assert page.evaluate("document.getElementById('more').open")
    expect(page.locator("[data-live-announcer]")).to_have_text("3 röster")


def test_focus_stays_in_place_when_its_thing_is_gone(
    context: BrowserContext, server: Server
) -> None:
    page = opened(context, server, BOARD.format(extra=""))
    page.locator("#move-1").focus()
    server.say(board="<p>Allt är flyttat</p>")
    expect(page.locator("[data-region=board]")).to_have_text("Allt är flyttat")
    assert page.evaluate("document.activeElement.dataset.region") == "board"


def test_order_follows_the_server(context: BrowserContext, server: Server) -> None:
    def cards(order: str) -> str:
        return "".join(f'<div id="c{n}">{n}</div>\n' for n in order)

    page = opened(context, server, f'<section data-region="list">{cards("123")}</section>')
    shown = (
        "[...document.querySelectorAll('[data-region=list] div')].map(d => d.textContent).join('')"
    )
    for order in ("321", "2", "24135", "15342", ""):
        server.say(list=cards(order))
        page.wait_for_function(f"order => {shown} === order", arg=order)


def test_typing_is_never_disturbed(context: BrowserContext, server: Server) -> None:
    page = opened(context, server, BOARD.format(extra='<input id="name">'))
    page.locator("#name").fill("Resor utan")
    server.say(board="<p>Något helt annat</p>")
    page.wait_for_timeout(400)
    expect(page.locator("#name")).to_have_value("Resor utan")
    page.locator("#name").press_sequentially(" bil")
    expect(page.locator("#name")).to_have_value("Resor utan bil")
    page.evaluate("document.activeElement.blur()")
    expect(page.locator("[data-region=board]")).to_have_text("Något helt annat")


def test_what_is_kept_is_kept_while_the_rest_is_renewed(
    context: BrowserContext, server: Server
) -> None:
    kept = '<div id="box" data-keep><textarea id="text"></textarea></div>'
    page = opened(context, server, BOARD.format(extra=kept))
    page.locator("#text").fill("skriver just nu")
    server.say(board=inner(BOARD.format(extra=kept)).replace("2 röster", "9 röster"))
    expect(page.locator("#count")).to_have_text("9 röster")
    expect(page.locator("#text")).to_have_value("skriver just nu")
    assert page.evaluate("document.activeElement.id") == "text"


def test_a_held_card_is_let_go_first(context: BrowserContext, server: Server) -> None:
    page = opened(context, server, BOARD.format(extra=""))
    page.evaluate("document.getElementById('move-1').setAttribute('data-hold', '')")
    server.say(board="<p>Ny ordning</p>")
    page.wait_for_timeout(400)
    expect(page.locator("#move-1")).to_have_count(1)
    page.evaluate(
        "document.getElementById('move-1').removeAttribute('data-hold');"
        "document.dispatchEvent(new Event('farled:let-go'))"
    )
    expect(page.locator("[data-region=board]")).to_have_text("Ny ordning")


def test_lost_connection_is_shown_and_mended(context: BrowserContext, server: Server) -> None:
    page = opened(context, server, BOARD.format(extra=""))
    expect(page.locator("[data-live-state]")).to_be_hidden()
    server.up = False
    server.send(None)
    page.wait_for_selector('body[data-connection="lost"]')
    assert page.locator("[data-live-state]").is_hidden(), "it may only be opening anew"
    # told after five seconds
    expect(page.locator("[data-live-state]")).to_be_visible(timeout=15_000)
    server.up = True
    server.wait_for_listeners(1)
    server.say(board="<p>Åter</p>")
    expect(page.locator("[data-region=board]")).to_have_text("Åter")
    expect(page.locator("[data-live-state]")).to_be_hidden()


def test_tabs_of_a_browser_share_one_stream(context: BrowserContext, server: Server) -> None:
    first = opened(context, server, BOARD.format(extra=""))
    server.say(board="<p>Ett</p>")
    expect(first.locator("[data-region=board]")).to_have_text("Ett")
    second = opened(context, server, BOARD.format(extra=""))
    expect(second.locator("[data-region=board]")).to_have_text("Ett")
    server.say(board="<p>Två</p>")
    for page in (first, second):
        expect(page.locator("[data-region=board]")).to_have_text("Två")
    server.wait_for_listeners(1)
    first.close()
    server.wait_for_listeners(1)
    time.sleep(0.3)
    server.say(board="<p>Tre</p>")
    expect(second.locator("[data-region=board]")).to_have_text("Tre")


def own_address() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("10.255.255.255", 1))
        return str(probe.getsockname()[0])


def test_plain_http_in_the_room_works_too(context: BrowserContext, server: Server) -> None:
    try:
        host = own_address()
    except OSError:
        pytest.skip("the machine has no address but its own")
    if host.startswith("127."):
        pytest.skip("the machine has no address but its own")
    first = opened(context, server, BOARD.format(extra=""), host=host)
    assert first.evaluate("[isSecureContext, 'locks' in navigator]") == [False, False]
    second = opened(context, server, BOARD.format(extra=""), host=host, wait=2)
    server.say(board="<p>Till båda</p>")
    for page in (first, second):
        expect(page.locator("[data-region=board]")).to_have_text("Till båda")


def test_timer_follows_the_server_not_the_device(context: BrowserContext, server: Server) -> None:
    context.add_init_script("const real = Date.now; Date.now = () => real() + 3 * 3600 * 1000;")
    now = 1_900_000_000_000
    time_element = f'<span class="timer"><time data-timer-ends="{now + 61_500}" data-now="{now}">?</time></span>'
    page = opened(context, server, time_element)
    expect(page.locator("time")).to_have_text("01:01")
    expect(page.locator("[data-live-announcer]")).to_have_text("En", timeout=4000)
    expect(page.locator(".timer--soon")).to_have_count(1)


def test_own_part_is_fetched_when_it_changed(context: BrowserContext, server: Server) -> None:
    server.pages["/mine/"] = "<p>Två av mina</p>"
    page = opened(
        context, server, '<section data-refetch="/mine/" data-refetch-on="mine">Ett</section>'
    )
    server.say(mine="2")
    expect(page.locator("[data-refetch]")).to_have_text("Två av mina")


FORM = (
    '<form data-draft="need" method="post" action="/posted/"><textarea name="what"></textarea>'
    '<input type="checkbox" name="area" value="a"><button>Skicka</button></form>'
)


def test_text_survives_a_reload_and_goes_when_it_arrived(
    context: BrowserContext, server: Server
) -> None:
    server.pages["/posted/"] = FRAME.format(body="<p data-went-well>Sparat</p>")
    page = opened(context, server, FORM)
    page.locator("textarea").fill("Unga på landet")
    page.locator("input").check()
    page.reload()
    expect(page.locator("textarea")).to_have_value("Unga på landet")
    expect(page.locator("input")).to_be_checked()
    expect(page.locator(".draft-note")).to_have_count(1)
    page.locator("button", has_text="Skicka").click()
    expect(page.locator("[data-went-well]")).to_have_count(1)
    page.wait_for_load_state("load")
    page.goto(f"http://127.0.0.1:{server.server_port}/")
    expect(page.locator("textarea")).to_have_value("")
    expect(page.locator(".draft-note")).to_have_count(0)


def test_sent_without_an_answer_is_offered_back(context: BrowserContext, server: Server) -> None:
    server.pages["/posted/"] = FRAME.format(body="<p>En helt annan sida</p>")
    page = opened(context, server, FORM)
    page.locator("textarea").fill("Unga på landet")
    page.locator("button", has_text="Skicka").click()
    expect(page.locator("main")).to_have_text("En helt annan sida")
    page.wait_for_load_state("load")
    page.goto(f"http://127.0.0.1:{server.server_port}/")
    expect(page.locator("textarea")).to_have_value("")
    page.locator("[data-draft-put-back]").click()
    expect(page.locator("textarea")).to_have_value("Unga på landet")


def test_text_that_came_back_with_errors_is_kept(context: BrowserContext, server: Server) -> None:
    wrong = FORM.replace("<textarea", '<p class="message--error">Fel</p><textarea')
    server.pages["/posted/"] = FRAME.format(
        body=wrong.replace("></textarea>", ">Unga på</textarea>")
    )
    page = opened(context, server, FORM)
    page.locator("textarea").fill("Unga på")
    page.locator("button", has_text="Skicka").click()
    expect(page.locator(".message--error")).to_have_count(1)
    page.wait_for_load_state("load")
    page.goto(f"http://127.0.0.1:{server.server_port}/")
    expect(page.locator("textarea")).to_have_value("Unga på")


def test_thrown_away_is_gone(context: BrowserContext, server: Server) -> None:
    page = opened(context, server, FORM)
    page.locator("textarea").fill("Inte det här")
    page.reload()
    page.locator("[data-draft-forget]").click()
    expect(page.locator("textarea")).to_have_value("")
    page.reload()
    expect(page.locator("textarea")).to_have_value("")


def test_two_quick_presses_send_once(context: BrowserContext, server: Server) -> None:
    server.pages["/posted/"] = FRAME.format(body="<p>Klart</p>")
    page = opened(context, server, FORM)
    page.locator("button", has_text="Skicka").dblclick()
    expect(page.locator("main")).to_have_text("Klart")
    assert len(server.posts) == 1
