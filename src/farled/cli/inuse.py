"""One process at a time on an SQLite installation, and no restore beneath a running server."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from gettext import gettext as _
from pathlib import Path
from typing import IO

from farled.cli.stop import Stop


@contextmanager
def only_one(directory: Path) -> Iterator[None]:
    """Holds the data directory; raises Stop while another process has it."""
    with (directory / ".in-use").open("a") as file:
        if not holds(file):
            message = _("%(folder)s används redan av en annan Farled. Avsluta den först.")
            raise Stop(message % {"folder": directory})
        yield


def holds(file: IO[str]) -> bool:
    if os.name == "nt":
        return True
    import fcntl

    try:
        # the system lets go when the process ends, however it ends
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
