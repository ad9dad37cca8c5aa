"""`./run bench pages`: the CPU of the pages people open most, as multiples of a bare Django page with one query.

Both served alike (uvicorn, a2wsgi, one thread), in the same run, the Örebro example in the database. Then the same
pages drawn afresh, and those of an inventory of 5,000 voices, each in seconds.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from bench.load.phones import Browser
from bench.load.process import Server, cpu_seconds, environment, free_port, wait_for
from bench.load.table import keep, show

LIMITS = {"phone": 3, "home": 3, "bridge": 6, "needs": 6, "report": 6}
AFRESH = ("home", "report")
SECONDS = 2  # for anything of a large inventory


class Get(Protocol):
    """A page by its name: milliseconds of server CPU, and its size."""

    def __call__(self, name: str, *, times: int, afresh: bool = False) -> tuple[float, int]: ...


async def cpu_per_page(
    pid: int, port: int, path: str, *, cookies: dict[str, str], times: int, afresh: bool = False
) -> tuple[float, int]:
    """Milliseconds of server CPU for one GET, and the size of the page; `afresh`: none from memory."""
    browser = Browser(port, dict(cookies))
    size = 0
    for _ in range(1 if afresh else 10):
        status, _, body = await browser.send("GET", path)
        if status != 200:
            raise SystemExit(f"{path} answered {status}")
        size = len(body)
    before = cpu_seconds(pid)
    for n in range(times):
        # each address is kept by itself
        await browser.send("GET", f"{path}?n={n}" if afresh else path)
    used = cpu_seconds(pid) - before
    browser.close()
    return 1000 * used / times, size


def bare(times: int) -> float:
    port = free_port()
    kept = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.load.bare_django", str(port)], env=kept
    )
    try:
        wait_for(port)
        return asyncio.run(cpu_per_page(process.pid, port, "/", cookies={}, times=times))[0]
    finally:
        process.kill()


def prepared(module: str, data: Path) -> Any:
    """What the program prints that fills the database of this directory."""
    command = [sys.executable, "-m", module]
    done = subprocess.run(
        command, env=environment(data), check=True, capture_output=True, text=True
    )
    return json.loads(done.stdout.splitlines()[-1])


@contextmanager
def serving(module: str) -> Iterator[tuple[Any, Get]]:
    """A server with what the program makes, and how to measure a page of it."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder), free_port())
        scene = prepared(module, server.data)
        server.start()

        def get(name: str, *, times: int, afresh: bool = False) -> tuple[float, int]:
            cookies = scene["phone" if name == "phone" else "person"]
            path = scene["paths"][name]
            how = {"cookies": cookies, "times": times, "afresh": afresh}
            return asyncio.run(cpu_per_page(server.pid, server.port, path, **how))

        try:
            yield scene, get
        finally:
            server.stop()


def example(times: int) -> tuple[dict[str, tuple[float, int]], dict[str, float]]:
    """The example's pages, and those of AFRESH drawn afresh."""
    with serving("bench.load.example") as (_, get):
        kept = {name: get(name, times=times) for name in LIMITS}
        return kept, {name: get(name, times=20, afresh=True)[0] for name in AFRESH}


def large() -> dict[str, float]:
    """Seconds for each page and file of a large inventory drawn afresh, and for suggestions on its largest board."""
    with serving("bench.load.large") as (scene, get):
        found = {
            f"{name}, {scene['voices']:,} voices": get(name, times=3, afresh=True)[0] / 1000
            for name in scene["paths"]
        }
    boards = {f"suggestions, 2,000 {name}": used for name, used in scene["suggestions"].items()}
    return found | boards


def main() -> int:
    parser = argparse.ArgumentParser(prog="./run bench pages")
    parser.add_argument("--times", type=int, default=300)
    parser.add_argument("--json", type=Path, default=Path("bench/results/pages.json"))
    options = parser.parse_args()
    floor = bare(options.times)
    measured, afresh = example(options.times)
    floor = (floor + bare(options.times)) / 2
    seconds = large()
    rows: list[tuple[str, object, str]] = [("bare Django page, ms", floor, "")]
    for name, (cost, size) in measured.items():
        rows += [
            (f"{name} ({size / 1000:.0f} kB), ms", cost, ""),
            (f"{name} / bare", cost / floor, f"≤ {LIMITS[name]}"),
        ]
    rows += [(f"{name} drawn afresh / bare", cost / floor, "") for name, cost in afresh.items()]
    rows += [(f"{name}, s", used, f"≤ {SECONDS}") for name, used in seconds.items()]
    keep(
        options.json,
        {
            "date": time.strftime("%Y-%m-%d"),
            "bare_ms": floor,
            "ms": {n: c for n, (c, _) in measured.items()},
            "afresh_ms": afresh,
            "seconds": seconds,
        },
    )
    return 0 if show("pages, CPU per GET", rows) else 1


if __name__ == "__main__":
    raise SystemExit(main())
