"""A throw-away PostgreSQL server: `python -m tests.support.postgres COMMAND…` runs it beside one.

The command finds it in FARLED_DATABASE_URL; server and files are gone when it ends.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# nothing here has to survive, so nothing waits for the disk
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")


def binary(name: str) -> str | None:
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    return shutil.which(name) or next(map(str, debian), None)


def is_there() -> bool:
    return bool(binary("initdb") and binary("postgres"))


def account() -> str | None:
    """PostgreSQL refuses to run as root, so root lends it to somebody who may do nothing."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@contextmanager
def cluster() -> Iterator[str]:
    """Yields the address of a fresh server, for FARLED_DATABASE_URL."""
    # /tmp itself: the path of a unix socket must be short
    folder = Path(tempfile.mkdtemp(prefix="farled-pg-", dir="/tmp"))
    user = account()
    if user:
        shutil.chown(folder, user)
    folder.chmod(0o755)
    try:
        with server(folder, user):
            yield f"postgres://farled@/postgres?host={folder}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def server(folder: Path, user: str | None) -> Iterator[None]:
    data = folder / "data"
    make(data, user)
    options = [part for setting in FAST for part in ("-c", setting)]
    command = [binary("postgres"), "-D", data, "-k", folder, "-h", "", *options]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, user=user, cwd=folder, stdout=log, stderr=log)
    try:
        wait_for(folder, process)
        yield
    finally:
        process.send_signal(signal.SIGQUIT)
        process.wait(10)


def make(data: Path, user: str | None) -> None:
    command = [binary("initdb"), "-D", data, "-U", "farled", "-A", "trust", "-E", "UTF8"]
    locale = ["--locale=C.UTF-8", "--no-sync"]
    done = subprocess.run(
        [*command, *locale], user=user, cwd=data.parent, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr)


def wait_for(folder: Path, process: "subprocess.Popen[bytes]") -> None:
    import psycopg

    for _attempt in range(200):
        if process.poll() is not None:
            raise RuntimeError((folder / "log").read_text())
        try:
            psycopg.connect(host=str(folder), user="farled", dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("PostgreSQL did not answer within ten seconds")


def main(command: list[str]) -> int:
    # a terminated lane must still take its server with it
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with cluster() as address:
        environment = {**os.environ, "FARLED_DATABASE_URL": address}
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
