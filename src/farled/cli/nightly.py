"""Every night a backup, in a process of its own, beside the running server."""

import logging
import subprocess
import sys
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

KEPT = 14
HOUR = 2
log = logging.getLogger("farled.backup")


def start(data: Path) -> None:
    threading.Thread(target=every_night, args=(data / "backups",), daemon=True).start()


def every_night(folder: Path) -> None:
    while True:
        time.sleep((next_night(timezone.localtime()) - timezone.localtime()).total_seconds())
        save(folder, timezone.localtime())


def next_night(now: datetime) -> datetime:
    tonight = now.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    return tonight if tonight > now else tonight + timedelta(days=1)


def save(folder: Path, now: datetime) -> None:
    """Saves and forgets the oldest; a failure is logged and tried again the next night."""
    folder.mkdir(mode=0o700, exist_ok=True)
    target = folder / f"{now:%Y-%m-%d-%H%M%S}.farled.zip"
    command = [sys.executable, "-m", "farled", "backup", str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        log.error("the nightly backup failed: %s", done.stderr.strip())
        return
    for oldest in sorted(folder.glob("*.farled.zip"))[:-KEPT]:
        oldest.unlink()
