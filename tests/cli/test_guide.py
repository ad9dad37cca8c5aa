"""The examples in docs/guide/analysis.md: their files are written, their commands run, their answers compared."""

import doctest
import json
import re
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.support.command import FARLED, ROOT, environment

GUIDE = (ROOT / "docs/guide/analysis.md").read_text()
GIVEN = re.compile(r"`([\w.-]+)`:\n\n```[a-z]+\n(.*?)```", re.DOTALL)
EXAMPLE = re.compile(r"```sh\nfarled ([^\n]+)\n```\n\n```(json|text)\n(.*?)```", re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in GIVEN.findall(GUIDE):
        (tmp_path / name).write_text(content)
    return tmp_path


def test_there_are_examples() -> None:
    assert EXAMPLE.findall(GUIDE)
    assert GUIDE.count("```sh") == len(EXAMPLE.findall(GUIDE)), "a command without its answer"


@pytest.mark.parametrize(("command", "kind", "told"), EXAMPLE.findall(GUIDE))
def test_an_example_answers_as_told(command: str, kind: str, told: str, folder: Path) -> None:
    done = subprocess.run(
        [FARLED, *shlex.split(command)],
        env=environment(folder / "data", LANG="en_GB.UTF-8"),
        cwd=folder,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    if kind == "json":
        assert json.loads(done.stdout) == json.loads(told)
    else:
        assert words(done.stdout) == words(told)


def words(table: str) -> list[str]:
    """Without the lines of a table and the width of its columns."""
    return table.replace("─", "").split()


def test_examples_in_python_answer_as_told() -> None:
    """Those with >>>, indented."""
    examples = doctest.DocTestParser().get_doctest(GUIDE, {}, "analysis.md", None, None)
    assert examples.examples
    assert doctest.DocTestRunner().run(examples).failed == 0
