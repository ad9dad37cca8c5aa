"""`./run bench faults`: what is lost or doubled when things break. Everything real: server, disk, sockets, Chromium."""

import argparse
import asyncio
import json
import random
import resource
import secrets
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from bench.live import in_farled
from bench.load.phones import Browser, Phone, Tally, join, stream_request
from bench.load.process import Server, free_port, private_bytes
from bench.load.table import keep, percentile, show

Figures = dict[str, object]


@dataclass
class Writer:
    """A phone that sends voices and never gives up: the same key until it is answered."""

    browser: Browser
    slug: str
    step: int
    number: int
    acknowledged: dict[str, int] = field(default_factory=dict)  # text → id it was answered with
    answers_changed: int = 0
    tries: int = 0

    async def write(self, count: int, *, until: float) -> None:
        for k in range(count):
            if time.monotonic() > until:
                return
            text = f"Röst {self.number}-{k} {secrets.token_hex(3)}"
            await self._send(text)
            await asyncio.sleep(random.uniform(0.4, 1.2))

    async def _send(self, text: str) -> None:
        body = json.dumps(
            {"act": "write_voice", "key": secrets.token_hex(12), "step": self.step, "text": text}
        ).encode()
        while text not in self.acknowledged:
            self.tries += 1
            try:
                number = await asyncio.wait_for(self._post(body), 10)
            except (OSError, asyncio.IncompleteReadError, TimeoutError):
                self.browser.streams = None
                await asyncio.sleep(0.1)
                continue
            if number:
                self.acknowledged[text] = number
                # as a phone whose answer was lost would: the same act once more
                if random.random() < 0.1:
                    again = await self._again(body)
                    self.answers_changed += again not in (None, number)

    async def _again(self, body: bytes) -> int | None:
        try:
            return await asyncio.wait_for(self._post(body), 10)
        except (OSError, asyncio.IncompleteReadError, TimeoutError):
            self.browser.streams = None
            return None

    async def _post(self, body: bytes) -> int | None:
        headers = "Content-Type: application/json\r\nX-Farled: 1\r\n"
        status, _, answer = await self.browser.send(
            "POST", f"/act/{self.slug}/", body=body, headers=headers
        )
        if status == 200:
            return int(json.loads(answer)["voice"])
        if status in (429, 503):
            await asyncio.sleep(0.5)
            return None
        raise SystemExit(f"a voice was refused with {status}: {answer!r}")


async def kills(server: Server, scene: Figures, *, people: int, times: int) -> Figures:
    """kill -9 in the middle of the writing, again and again."""
    writers = [
        Writer(await joined(server.port, scene), str(scene["slug"]), int(str(scene["step"])), n)
        for n in range(people)
    ]
    until = time.monotonic() + times * 1.5
    work = asyncio.gather(*(writer.write(55, until=until) for writer in writers))
    for _ in range(times):
        await asyncio.sleep(random.uniform(0.3, 1.0))
        await asyncio.to_thread(server.stop, hard=True)
        await asyncio.to_thread(server.start)
        until = max(until, time.monotonic() + 2)
    await work
    for writer in writers:
        writer.browser.close()
    acknowledged = [text for writer in writers for text in writer.acknowledged]
    kept = in_farled(server.data, "count", str(scene["slug"]))
    texts = list(kept["texts"])  # type: ignore[call-overload]
    return {
        "kills": times,
        "acknowledged": len(acknowledged),
        "tries": sum(w.tries for w in writers),
        "lost": len(set(acknowledged) - set(texts)),
        "doubled": len(texts) - len(set(texts)),
        "answers_changed": sum(w.answers_changed for w in writers),
    }


async def joined(port: int, scene: Figures) -> Browser:
    browser = Browser(port)
    await join(browser, str(scene["code"]))
    return browser


async def never_reads(server: Server, scene: Figures, *, deaf: int, others: int) -> Figures:
    """Some open the stream and never read; the others must not notice."""
    tally = Tally(others)
    loop = asyncio.get_running_loop()
    listeners = [await joined(server.port, scene) for _ in range(others)]
    before = private_bytes(server.pid)
    held = []
    for _ in range(deaf):
        browser = await joined(server.port, scene)
        transport, _ = await loop.create_connection(
            lambda b=browser: Phone(tally, stream_request(server.port, str(scene["slug"]), b), every=1),  # type: ignore[misc]
            "127.0.0.1", server.port,
        )  # fmt: skip
        transport.pause_reading()
        held.append(transport)
    phones = [await stream(server.port, scene, browser, tally) for browser in listeners]
    tally.deliveries = 0
    writer = Writer(listeners[0], str(scene["slug"]), int(str(scene["step"])), 99)
    began = time.monotonic()
    await writer.write(60, until=began + 20)
    await asyncio.sleep(1.5)
    grown = private_bytes(server.pid) - before
    for transport in [*held, *(phone.transport for phone in phones)]:
        transport.close()
    return {
        "never_reading": deaf,
        "deliveries_to_others": tally.deliveries / others,
        "memory_grown_MB": grown / 1e6,
        "streams_lost_of_others": sum(phone.lost for phone in phones),
    }


async def stream(port: int, scene: Figures, browser: Browser, tally: Tally) -> Phone:
    _, phone = await asyncio.get_running_loop().create_connection(
        lambda: Phone(tally, stream_request(port, str(scene["slug"]), browser), every=1),
        "127.0.0.1",
        port,
    )
    await asyncio.wait_for(phone.opened, 30)
    return phone


async def restart(server: Server, scene: Figures, *, people: int) -> Figures:
    """The server is stopped politely with streams open, and starts again: who is back, and how soon."""
    tally = Tally(people)
    browsers = [await joined(server.port, scene) for _ in range(people)]
    for browser in browsers:
        browser.close()
    await asyncio.gather(*(stream(server.port, scene, b, tally) for b in browsers))
    began = time.monotonic()
    await asyncio.to_thread(server.stop)
    stopped = time.monotonic() - began
    await asyncio.to_thread(server.start)
    up = time.monotonic()
    back = await asyncio.gather(*(reconnecting(server.port, scene, b, tally) for b in browsers))
    waited = [moment - up for moment in back]
    return {
        "streams": people,
        "stop_s": stopped,
        "back_p99_s": percentile(waited, 0.99),
        "back": len(back),
    }


async def reconnecting(port: int, scene: Figures, browser: Browser, tally: Tally) -> float:
    """As an EventSource does: after `retry`, 2 s, again until it works; here from the moment the server is up."""
    await asyncio.sleep(random.uniform(0, 2))
    while True:
        try:
            phone = await stream(port, scene, browser, tally)
        except OSError:
            await asyncio.sleep(2)
            continue
        phone.transport.close()
        return time.monotonic()


def without_network(server: Server, scene: Figures, *, seconds: float, chromium: str) -> Figures:
    """A real phone page in Chromium: writes while the network is gone, and comes back."""
    from playwright.sync_api import sync_playwright

    from tests.support.chromium import FLAGS

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        context = browser.new_context(viewport={"width": 390, "height": 844}, locale="sv-SE")
        page = context.new_page()
        page.goto(f"{server.base}/j/{scene['code']}/")
        page.get_by_role("button", name="Gå med").click()
        page.wait_for_url("**/w/**")
        texts = [f"Utan nät {n} {secrets.token_hex(3)}" for n in range(6)]
        for n, text in enumerate(texts):
            if n == 1:
                context.set_offline(True)
            page.locator("textarea").first.fill(text)
            page.get_by_role("button", name="Skicka").first.click()
            page.wait_for_timeout(300)
        page.wait_for_timeout(seconds * 1000)
        context.set_offline(False)
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            page.wait_for_timeout(500)
            kept = list(in_farled(server.data, "count", str(scene["slug"]))["texts"])  # type: ignore[call-overload]
            if all(text in kept for text in texts):
                break
        browser.close()
    return {
        "offline_s": seconds,
        "written": len(texts),
        "lost": sum(text not in kept for text in texts),
        "doubled": sum(kept.count(text) - 1 for text in texts if text in kept),
    }


def main() -> int:
    parser = argparse.ArgumentParser(prog="./run bench faults")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--offline", type=float, default=60.0)
    parser.add_argument("--streams", type=int, default=300)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--json", type=Path, default=Path("bench/results/faults.json"))
    options = parser.parse_args()
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder), free_port())
        scene = in_farled(server.data, "writing")
        server.start()
        try:
            figures = {
                "kill": asyncio.run(kills(server, scene, people=40, times=options.kills)),
                "deaf": asyncio.run(never_reads(server, scene, deaf=50, others=50)),
                "restart": asyncio.run(restart(server, scene, people=options.streams)),
                "offline": without_network(
                    server, scene, seconds=options.offline, chromium=options.chromium
                ),
            }
        finally:
            server.stop(hard=True)
    keep(options.json, {"date": time.strftime("%Y-%m-%d"), **figures})
    return report(figures)


def report(figures: dict[str, Figures]) -> int:
    kill, deaf, again, offline = (figures[name] for name in ("kill", "deaf", "restart", "offline"))
    return 0 if show(
        "faults",
        [
            ("kill -9, times", kill["kills"], ""),
            ("  voices acknowledged", kill["acknowledged"], "≥ 100"),
            ("  sent in all", kill["tries"], ""),
            ("  lost", kill["lost"], "≤ 0"),
            ("  doubled", kill["doubled"], "≤ 0"),
            ("  answered otherwise the second time", kill["answers_changed"], "≤ 0"),
            ("readers that never read", deaf["never_reading"], ""),
            ("  news to each of the others", deaf["deliveries_to_others"], "≥ 5"),
            ("  others' streams lost", deaf["streams_lost_of_others"], "≤ 0"),
            ("  memory grown, MB", deaf["memory_grown_MB"], "≤ 30"),
            ("restart, streams open", again["streams"], ""),
            ("  stopped in, s", again["stop_s"], "≤ 6"),
            ("  back within, p99 s", again["back_p99_s"], "≤ 5"),
            ("without network, s", offline["offline_s"], ""),
            ("  written meanwhile", offline["written"], ""),
            ("  lost", offline["lost"], "≤ 0"),
            ("  doubled", offline["doubled"], "≤ 0"),
        ],
    ) else 1  # fmt: skip


if __name__ == "__main__":
    raise SystemExit(main())
