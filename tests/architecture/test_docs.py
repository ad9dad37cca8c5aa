"""What the documents say is so: commands, files, settings."""

import re
from pathlib import Path

import pytest

from farled.cli.main import command_line
from tests.support.source import PACKAGE, ROOT, name, tracked

COMMAND = re.compile(r"(?:^|[`\s(])(?:\./run|farled) ((?:[a-z]+)(?: [^`\n#|)]*)?)", re.MULTILINE)
CODE = re.compile(r"```[a-z]*\n(.*?)```|`([^`\n]+)`|^(?: {4})(\S.*)$", re.DOTALL | re.MULTILINE)
FILE = re.compile(r"(?:src|tests|bench|docs|examples|\.ci)/[\w./-]*\w")
SETTING = re.compile(r"FARLED_[A-Z_]+")
# a plan and a history speak of what is not there yet or no more
DOCUMENTS = [
    path
    for path in tracked("*.md")
    if path.name not in ("plan.md", "CHANGELOG.md") and "src" not in path.relative_to(ROOT).parts
]


def code(path: Path) -> str:
    return "\n".join("".join(match) for match in CODE.findall(path.read_text()))


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_commands_are_understood(path):
    for words in COMMAND.findall(code(path)):
        arguments = [word for word in words.split() if word not in ("…", "...")]
        options, rest = command_line().parse_known_args(arguments)
        assert options.passes_on or rest == [], words


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_files_exist(path):
    missing = [file for file in FILE.findall(code(path)) if not is_there(file)]
    assert missing == []


def is_there(file: str) -> bool:
    return (ROOT / file).exists() or any(ROOT.glob(file)) or not (ROOT / file).suffix


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_settings_exist(path):
    source = "\n".join(file.read_text() for file in (PACKAGE / "site").glob("*.py"))
    assert set(SETTING.findall(path.read_text())) <= set(SETTING.findall(source))


def test_every_setting_is_documented():
    source = "\n".join((PACKAGE / "site" / file).read_text() for file in ("settings.py",))
    written = "\n".join(path.read_text() for path in DOCUMENTS)
    known = set(re.findall(r'"(FARLED_[A-Z_]+)"', source)) - {"FARLED_COLLECTED", "FARLED_DEMO"}
    assert known <= set(SETTING.findall(written)), "settings that no document names"


def test_every_link_leads_somewhere():
    link = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
    broken = [
        f"{name(path)}: {target}"
        for path in DOCUMENTS
        for target in link.findall(path.read_text())
        if not (path.parent / target).exists()
    ]
    assert broken == []
