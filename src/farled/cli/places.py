"""Where data lives when nobody says otherwise."""

import os
import sys
from pathlib import Path


def user_data_directory() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData/Local")) / "farled"
    if sys.platform == "darwin":
        return Path.home() / "Library/Application Support/farled"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "farled"


def demo_directory() -> Path:
    return user_data_directory() / "demo"
