"""Files named on the command line: read whole, and named in every sentence about them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from gettext import gettext as _
from pathlib import Path

from farled.cli.stop import Stop
from farled.cli.words import terminal_language
from farled.core.finding import Invalid
from farled.text import say


def contents(path: Path) -> bytes:
    """What a file holds. Raises Stop with a sentence when it cannot be read."""
    try:
        return path.read_bytes()
    except IsADirectoryError:
        raise Stop(_("%s är en mapp; ange en fil.") % path) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Stop(_("%(file)s kan inte läsas: %(why)s.") % {"file": path, "why": reason}) from None


def save(out: Path, data: bytes, *, replace: bool) -> None:
    """A file that holds something stays, unless it was said to go; then it is exchanged whole."""
    if not replace and out.exists() and (out.is_dir() or out.stat().st_size):
        raise Stop(_("%s finns redan. Välj ett annat namn, eller lägg till --replace.") % out)
    beside = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        beside.write_bytes(data)
        beside.replace(out)
    except (OSError, ValueError) as error:
        why = {"file": out, "why": getattr(error, "strerror", None) or str(error)}
        raise Stop(_("%(file)s kan inte skrivas: %(why)s.") % why) from None
    finally:
        with suppress(OSError):
            beside.unlink()


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """What core finds wrong inside is said with the file's name in front."""
    try:
        yield
    except Invalid as wrong:
        raise Stop(f"{path}: {say(wrong.why, terminal_language())}") from None
