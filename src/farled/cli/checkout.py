"""The project's own folder, for the commands that only make sense in it."""

from gettext import gettext as _
from pathlib import Path

import farled
from farled.cli.stop import Stop


def checkout() -> Path:
    root = Path(farled.__file__).resolve().parents[2]
    if not (root / "pyproject.toml").is_file():
        raise Stop(
            _("det här kommandot finns bara i projektets egen mapp, inte i en installation.")
        )
    return root
