"""Files named on the command line: read whole, and named in every sentence about them."""

from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """What core finds wrong inside is said with the file's name in front."""
    try:
        yield
    except Invalid as wrong:
        raise Stop(f"{path}: {say(wrong.why, terminal_language())}") from None
