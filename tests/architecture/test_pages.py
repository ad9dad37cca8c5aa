"""Templates and static files keep to our own host and to the content security policy."""

import re
from pathlib import Path

from tests.support.source import name, tracked

HOST = re.compile(r"(?:https?:)?//[A-Za-z0-9.-]+\.[a-z]{2,}")
# names of languages, not addresses: nothing is fetched from there
NAMES = ("http://www.w3.org/",)
COMMENTS = re.compile(r"{#.*?#}|{% comment.*?endcomment %}|<!--.*?-->|/\*.*?\*/", re.DOTALL)
FAULTS = {
    "inline style": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "inline handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "javascript address": re.compile(r"javascript:", re.IGNORECASE),
    # needs eval, which the policy forbids
    "htmx code": re.compile(r"\shx-(on|vals=.js:|vars)", re.IGNORECASE),
}
SCRIPT = re.compile(r"<script\b(?![^>]*\b(src=|application/json))[^>]*>", re.IGNORECASE)


def templates() -> list[Path]:
    return [path for path in tracked("src/farled/web/*") if "templates" in path.parts]


def static() -> list[Path]:
    kinds = (".js", ".css", ".svg", ".json", ".webmanifest")
    return [path for path in tracked("src/farled/web/*/static/*") if path.suffix in kinds]


def shown(path: Path) -> str:
    return COMMENTS.sub("", path.read_text())


def test_there_is_something_to_look_at():
    assert len(templates()) > 5
    assert len(static()) > 5


def test_nothing_inline():
    found = [
        f"{name(path)}: {fault}"
        for path in templates()
        for fault, pattern in FAULTS.items()
        if pattern.search(shown(path))
    ]
    assert found == []


def test_scripts_come_from_a_file():
    found = [name(path) for path in templates() if SCRIPT.search(shown(path))]
    assert found == []


def test_no_other_host():
    found = [
        f"{name(path)}: {address}"
        for path in [*templates(), *static()]
        for address in HOST.findall(shown(path))
        if not any(known.startswith(address) for known in NAMES)
    ]
    assert found == []


def test_no_code_is_made_from_text():
    made = re.compile(r"\beval\(|new Function\(|document\.write|setAttribute\(.style")
    found = [name(path) for path in static() if path.suffix == ".js" and made.search(shown(path))]
    assert found == []


def test_one_file_asks_for_all_of_htmx():
    """Only the frames load scripts of others, so that a new version is one line."""
    found = [name(path) for path in templates() if "htmx_script" in path.read_text()]
    assert all("/ui/" in path for path in found)
