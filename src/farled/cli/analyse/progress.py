"""How far long work has come: a bar on a terminal, nothing elsewhere."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from gettext import gettext as _
from pathlib import Path

Progress = Callable[[int, int], None]  # done, of
USUAL = 80  # columns of a terminal that does not tell
LARGE = 1_000_000  # bytes: about a second


@contextmanager
def progress(title: str) -> Iterator[Progress | None]:
    """Something to call with (done, of), or None where nobody watches."""
    if not sys.stderr.isatty():
        yield None
        return
    from tqdm import tqdm

    with tqdm(desc=title, leave=False, file=sys.stderr, ncols=_columns()) as bar:

        def tell(done: int, of: int) -> None:
            bar.total = of
            bar.update(done - bar.n)

        yield tell


def _columns() -> int:
    """As wide as the terminal; one that says it has no columns would be drawn nothing on."""
    return os.get_terminal_size(sys.stderr.fileno()).columns or USUAL


@contextmanager
def reading(*paths: Path) -> Iterator[Progress | None]:
    """The same while files are read, where they are so large that it takes a while."""
    if not any(path.is_file() and path.stat().st_size >= LARGE for path in paths):
        yield None
        return
    with progress(_("Läser")) as tell:
        yield tell
