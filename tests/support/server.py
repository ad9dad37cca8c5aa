"""A real server for journeys: `farled serve` on a free port, with a data directory of its own.

with running(tmp_path) as server:
    code = server.do("w = make.workshop(make.inventory(make.region()), 'write'); result = w.code")
    page.goto(f"{server.address}/j/{code}/")
    server.kill(); server.start()
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0


class Server:
    def __init__(self, data: Path, port: int | None = None, **environment: str) -> None:
        self.data = data
        self.port = port or free_port()
        self._environment = own_environment(data) | environment
        self._process: subprocess.Popen[bytes] | None = None
        self._hands: subprocess.Popen[str] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        """What the server has said so far."""
        return (self.data / "server.log").read_text(errors="replace")

    def start(self) -> None:
        command = [str(Path(sys.executable).parent / "farled"), "serve", "--port", str(self.port)]
        with (self.data / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                command, cwd=ROOT, env=self._environment, stdout=log, stderr=subprocess.STDOUT
            )
        self._wait()

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """As a power cut ends it: no goodbye, nothing tidied."""
        self._end(signal.SIGKILL)

    def restart(self) -> None:
        self.stop()
        self.start()

    def do(self, code: str) -> Any:
        """Runs Python beside the server, on its database, and returns `result`.

        There are `make`, `steps`, `room`, `models` and `System` to use; names stay from call to call.
        """
        if self._hands is None:
            command = [sys.executable, "-m", "tests.support.hands"]
            self._hands = subprocess.Popen(
                command, cwd=ROOT, env=self._environment, text=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            )  # fmt: skip
        assert self._hands.stdin
        assert self._hands.stdout
        self._hands.stdin.write(json.dumps(code) + "\n")
        self._hands.stdin.flush()
        answer = json.loads(self._hands.stdout.readline())
        if "error" in answer:
            raise AssertionError(answer["error"])
        return answer["result"]

    def close(self) -> None:
        if self._hands is not None and self._hands.stdin:
            self._hands.stdin.close()
            self._hands.wait(20)
        self.stop()

    def _end(self, by: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(by)
            self._process.wait(20)
            self._process = None

    def _wait(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self._process is None or self._process.poll() is not None:
                break
            if self._answers():
                return
            time.sleep(0.05)
        raise AssertionError(f"the server did not start:\n{self.log[-3000:]}")

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/healthz", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False


@contextmanager
def running(data: Path, **environment: str) -> Iterator[Server]:
    server = Server(data, **environment)
    try:
        server.start()
        # an installation without an account opens on its first-run page
        server.do("make.person('owner')")
        yield server
    finally:
        server.close()


def own_environment(data: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FARLED_")}
    return kept | {"FARLED_DATA": str(data), "DJANGO_SETTINGS_MODULE": "farled.site.settings"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
