"""Words that stand in content/<language>/<name>.toml, read once."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils.translation import get_language


def content(name: str) -> dict[str, Any]:
    """In the reader's language; Swedish where the language lacks the file."""
    return _content(name, (get_language() or "sv").split("-")[0])


def by_key(name: str, table: str) -> dict[str, dict[str, Any]]:
    """One table of it by the key of its entries."""
    return {entry["key"]: entry for entry in content(name)[table]}


@cache
def _content(name: str, language: str) -> dict[str, Any]:
    for code in (language, "sv"):
        path = files("farled").joinpath("content", code, f"{name}.toml")
        if path.is_file():
            return tomllib.loads(path.read_text(encoding="utf-8"))
    raise KeyError(name)
