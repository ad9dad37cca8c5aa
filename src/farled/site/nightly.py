"""Every night: a checked backup beside the data, the old ones thinned out, the outbox pruned."""

import logging
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

FOLDER = "backups"
KEPT = 14
HOUR, MINUTE = 2, 30
log = logging.getLogger("farled.nightly")


def start(data: Path, *, prune: Callable[[], object]) -> None:
    """In a thread of its own, until the process ends."""
    threading.Thread(target=_every_night, args=(data, prune), name="nightly", daemon=True).start()


def _every_night(data: Path, prune: Callable[[], object]) -> None:
    while True:
        time.sleep(seconds_until_night(datetime.now().astimezone()))
        try:
            night(data, prune=prune)
        except Exception:
            log.exception("the nightly work failed; tried again tomorrow")


def night(data: Path, *, prune: Callable[[], object]) -> Path:
    """The backup is made by a process of its own, so that pages and phones are not held up."""
    folder = data / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    target = folder / f"{datetime.now().astimezone():%Y-%m-%d}.farled.zip"
    if not target.exists():  # another process of the same installation may have been first
        command = [str(Path(sys.executable).parent / "farled"), "backup", str(target)]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603
    for old in sorted(folder.glob("????-??-??.farled.zip"))[:-KEPT]:
        old.unlink()
    prune()
    return target


def seconds_until_night(now: datetime) -> float:
    """Until the next half past two."""
    due = now.replace(hour=HOUR, minute=MINUTE, second=0, microsecond=0)
    return ((due if due > now else due + timedelta(days=1)) - now).total_seconds()
