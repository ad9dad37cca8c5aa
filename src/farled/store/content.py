"""Texts that come with Farled: templates by station and key, in a language or else in Swedish."""

import re
from importlib.resources import files

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def content_text(station: str, key: str, *, language: str) -> str | None:
    """The TOML of `content/<language>/<station>/<key>.toml`; None where there is none."""
    if not _NAME.fullmatch(key):
        return None
    for code in (language, "sv"):
        path = files("farled").joinpath("content", code, station, f"{key}.toml")
        if _NAME.fullmatch(code) and path.is_file():
            return path.read_text(encoding="utf-8")
    return None
