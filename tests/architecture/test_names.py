"""Names are the users' words."""

import ast
import re

from tests.support.source import name, python, tracked, tree

EMPTY = re.compile(
    r"(^|_)(utils?|helpers?|managers?|misc|process_data|handle_data)(_|$)", re.IGNORECASE
)
THE_LIBRARYS_OWN = frozenset({"handle_data"})  # html.parser calls it that
CAMEL = re.compile(r"(Utils?|Helper|Manager|Mixin|Factory)$")


def test_no_file_is_called_after_nothing():
    found = [
        name(path) for path in tracked("src/*", "tests/*", "bench/*") if EMPTY.search(path.stem)
    ]
    assert found == []


def test_nothing_defined_is_called_after_nothing():
    found = []
    for path in python(tests=True):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                word = node.name
                if word not in THE_LIBRARYS_OWN and (EMPTY.search(word) or CAMEL.search(word)):
                    found.append(f"{name(path)}:{node.lineno} {word}")
    assert found == []


def test_a_station_is_called_the_same_in_every_layer():
    stations = {
        "ui", "home", "account", "strategy", "inventory", "workshop", "join", "dialogue", "report",
    }  # fmt: skip
    found = {path.parts[path.parts.index("web") + 1] for path in tracked("src/farled/web/*/*.py")}
    assert {part for part in found if not part.endswith(".py")} <= stations


def test_no_code_is_left_lying():
    """What is not done is an issue, not a comment."""
    marks = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    files = [path for path in tracked("src/*", "tests/*", "run", ".ci/*") if path.suffix != ".toml"]
    own = name(next(path for path in files if path.name == "test_names.py"))
    found = [
        f"{name(path)}:{number}"
        for path in files
        if name(path) != own
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1)
        if marks.search(line)
    ]
    assert found == []
