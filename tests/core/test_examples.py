"""The examples in core's docstrings run, and give what they say."""

import doctest
import importlib
from pathlib import Path

import pytest

from tests.support.source import PACKAGE

MODULES = [path for path in sorted((PACKAGE / "core").rglob("*.py")) if ">>> " in path.read_text()]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_examples_run(path: Path) -> None:
    name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
    found = doctest.testmod(importlib.import_module(name))
    assert found.attempted
    assert not found.failed
