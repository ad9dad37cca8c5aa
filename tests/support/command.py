"""The real `farled` command in a process of its own, with an installation of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

FARLED = Path(sys.executable).parent / "farled"
ROOT = Path(__file__).resolve().parents[2]


def environment(data: Path, **settings: str) -> Mapping[str, str]:
    """A bare terminal in Swedish; nothing of this process's own FARLED_… settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FARLED_")}
    for name in (
        "DJANGO_SETTINGS_MODULE",
        "LANGUAGE",
        "LC_ALL",
        "LC_MESSAGES",
        "DJANGO_ALLOW_ASYNC_UNSAFE",
    ):
        kept.pop(name, None)
    return {**kept, "LANG": "sv_SE.UTF-8", "FARLED_DATA": str(data), **settings}


def farled(*arguments: object, data: Path, **settings: str) -> "subprocess.CompletedProcess[str]":
    command = [str(FARLED), *map(str, arguments)]
    return subprocess.run(
        command, env=environment(data, **settings), capture_output=True, text=True, timeout=100
    )


def python(program: str, *, data: Path, **settings: str) -> str:
    """What a program printed that had this installation's Django set up."""
    start = "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'farled.site.settings'\n"
    whole = f"{start}import django; django.setup()\n{program}"
    done = subprocess.run(
        [sys.executable, "-c", whole],
        env=environment(data, **settings),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(*arguments: object, data: Path, **settings: str) -> Iterator[int]:
    """A server, ready to answer at the port that is yielded."""
    port = free_port()
    command = [str(FARLED), *map(str, arguments), "--port", str(port)]
    with (data.parent / f"{port}.log").open("w+") as log:
        process = subprocess.Popen(
            command, env=environment(data, **settings), stdout=log, stderr=subprocess.STDOUT
        )
        try:
            wait_for(port, process, Path(log.name))
            yield port
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


def wait_for(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    for _attempt in range(600):
        assert process.poll() is None, log.read_text()
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError(log.read_text())


def get(port: int, path: str, **headers: str) -> tuple[int, Mapping[str, str], str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(
        "GET", path, headers={name.replace("_", "-"): v for name, v in headers.items()}
    )
    answer = connection.getresponse()
    body = answer.read().decode()
    found = {name.lower(): value for name, value in answer.getheaders()}
    connection.close()
    return answer.status, found, body
