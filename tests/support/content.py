"""Reads the texts that come with Farled and the Örebro example, and compares twins."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "src" / "farled" / "content"
EXAMPLE = ROOT / "examples" / "orebro"
BOTH = pytest.mark.parametrize("language", ["sv", "en"])


def read(language: str, name: str) -> dict[str, Any]:
    return tomllib.loads((CONTENT / language / name).read_text(encoding="utf-8"))


def differences(sv: Any, en: Any, worded: set[str], at: str = "") -> list[str]:
    """Where twins are not twins: other keys, other lengths, a key that was translated, a word that was not."""
    if type(sv) is not type(en):
        return [f"{at}: {sv!r} / {en!r}"]
    if isinstance(sv, dict):
        if sv.keys() != en.keys():
            return [f"{at}: {sorted(sv.keys() ^ en.keys())}"]
        return [one for key in sv for one in differences(sv[key], en[key], worded, f"{at}.{key}")]
    if isinstance(sv, list):
        if len(sv) != len(en):
            return [f"{at}: {len(sv)} / {len(en)}"]
        pairs = enumerate(zip(sv, en, strict=True))
        return [one for n, pair in pairs for one in differences(*pair, worded, f"{at}.{n}")]
    may_differ = isinstance(sv, str) and worded.intersection(at.split("."))
    return [] if sv == en or (may_differ and bool(sv) == bool(en)) else [f"{at}: {sv!r} / {en!r}"]


@cache
def story(language: str) -> dict[str, Any]:
    return tomllib.loads((EXAMPLE / language / "story.toml").read_text(encoding="utf-8"))


@cache
def voices(language: str) -> list[dict[str, Any]]:
    text = (EXAMPLE / language / "voices.toml").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = tomllib.loads(text)["voices"]
    return found


@cache
def steps(language: str, workshop: str) -> list[dict[str, Any]]:
    [template] = [one["template"] for one in story(language)["workshops"] if one["key"] == workshop]
    found: list[dict[str, Any]] = read(language, f"workshop/{template}.toml")["steps"]
    return found


def seats(language: str) -> dict[tuple[str, int], int]:
    people = story(language)["participants"]
    return {(one["workshop"], one["index"]): one["table"] for one in people}
