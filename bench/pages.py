"""`./run bench pages`: the CPU of the pages people open most, as multiples of a bare Django page with one query.

Both served alike (uvicorn, a2wsgi, one thread), in the same run, the Örebro example in the database.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.load.phones import Browser
from bench.load.process import Server, cpu_seconds, environment, free_port, wait_for
from bench.load.table import keep, show

LIMITS = {"phone": 3, "home": 3, "bridge": 6, "needs": 6, "report": 6}


async def cpu_per_page(
    pid: int, port: int, path: str, *, cookies: dict[str, str], times: int
) -> tuple[float, int]:
    """Milliseconds of server CPU for one GET, and the size of the page."""
    browser = Browser(port, dict(cookies))
    size = 0
    for _ in range(10):
        status, _, body = await browser.send("GET", path)
        if status != 200:
            raise SystemExit(f"{path} answered {status}")
        size = len(body)
    before = cpu_seconds(pid)
    for _ in range(times):
        await browser.send("GET", path)
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


def main() -> int:
    parser = argparse.ArgumentParser(prog="./run bench pages")
    parser.add_argument("--times", type=int, default=300)
    parser.add_argument("--json", type=Path, default=Path("bench/results/pages.json"))
    options = parser.parse_args()
    floor = bare(options.times)
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder), free_port())
        scene = json.loads(
            subprocess.run(
                [sys.executable, "-m", "bench.load.example"], env=environment(server.data), check=True,
                capture_output=True, text=True,
            ).stdout.splitlines()[-1]
        )  # fmt: skip
        server.start()
        try:
            measured = {
                name: asyncio.run(
                    cpu_per_page(
                        server.pid, server.port, scene["paths"][name],
                        cookies=scene["phone" if name == "phone" else "person"], times=options.times,
                    )
                )
                for name in LIMITS
            }  # fmt: skip
        finally:
            server.stop()
    floor = (floor + bare(options.times)) / 2
    rows: list[tuple[str, object, str]] = [("bare Django page, ms", floor, "")]
    for name, (cost, size) in measured.items():
        rows += [
            (f"{name} ({size / 1000:.0f} kB), ms", cost, ""),
            (f"{name} / bare", cost / floor, f"≤ {LIMITS[name]}"),
        ]
    keep(
        options.json,
        {
            "date": time.strftime("%Y-%m-%d"),
            "bare_ms": floor,
            "ms": {n: c for n, (c, _) in measured.items()},
        },
    )
    return 0 if show("pages, CPU per GET", rows) else 1


if __name__ == "__main__":
    raise SystemExit(main())
