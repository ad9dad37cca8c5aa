"""What a process has used, from /proc; and a real Farled server to measure."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

CPUCLOCK_SCHED = 2  # clock_getcpuclockid(3): any process has a clock of its own
PAGE = os.sysconf("SC_PAGE_SIZE")


def cpu_seconds(pid: int) -> float:
    """User and system time of a process and its threads, to the nanosecond: /proc counts in hundredths of a second."""
    return time.clock_gettime((~pid << 3) | CPUCLOCK_SCHED)


def private_bytes(pid: int) -> int:
    """Memory that is the process's own (USS)."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return 1024 * sum(
        int(n) for n in re.findall(r"^Private_(?:Clean|Dirty):\s+(\d+)", rollup, re.MULTILINE)
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, *, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise SystemExit(f"nothing answers on port {port}")


@dataclass
class Server:
    """`farled serve` on a data directory of its own."""

    data: Path
    port: int
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    def start(self) -> None:
        command = [str(Path(sys.executable).parent / "farled"), "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(command, env=environment(self.data))
        wait_for(self.port)
        urllib.request.urlopen(f"{self.base}/healthz").read()

    def stop(self, *, hard: bool = False) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL if hard else signal.SIGTERM)
            self.process.wait(20)
            self.process = None


def environment(data: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("FARLED_")}
    kept |= {"FARLED_DATA": str(data), "DJANGO_SETTINGS_MODULE": "farled.site.settings"}
    if "BENCH_DATABASE_URL" in os.environ:
        kept["FARLED_DATABASE_URL"] = os.environ["BENCH_DATABASE_URL"]
    return kept
