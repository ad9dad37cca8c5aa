"""Who may import whom, and what is imported at all."""

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.support.source import ROOT, name, python, tree

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
# needed although nobody imports them: uvicorn and Django ask for these by name
UNSEEN = {"httptools", "uvloop", "psycopg", "django-htmx"}


def test_the_contracts_hold():
    lint_imports = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([lint_imports, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def test_nobody_imports_the_package_root():
    allowed = {"__version__"}
    for path in python():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ImportFrom) and node.module == "farled":
                names = {alias.name for alias in node.names}
                packages = {part.stem for part in (ROOT / "src/farled").iterdir()}
                assert names <= allowed | packages, name(path)


def test_core_reads_no_clock():
    clocks = {"now", "today", "utcnow", "monotonic", "perf_counter", "time_ns"}
    for path in python():
        if "core" not in path.relative_to(ROOT / "src/farled").parts[:1]:
            continue
        calls = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
        called = {node.func.attr for node in calls if isinstance(node.func, ast.Attribute)}
        assert not called & clocks, name(path)


def canonical(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", requirement)[0].lower().replace("_", "-")


def test_every_dependency_is_used_and_every_import_declared():
    owners = packages_distributions()
    modules = {module.split(".")[0] for path in python() for module in imported(path)}
    used = {canonical(owner) for module in modules for owner in owners.get(module, ())}
    declared = {canonical(requirement) for requirement in PROJECT["dependencies"]}
    optional = {canonical(one) for one in PROJECT["optional-dependencies"]["postgres"]}
    assert declared - used - UNSEEN == set(), "declared, but nobody imports it"
    assert used - declared - optional - {"farled", "asgiref"} == set(), "imported, not declared"


def test_every_dependency_says_what_it_is_for():
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    requirement = re.compile(r'^  "[A-Za-z][^"]*[~>=]=[^"]*",$|^  "psycopg')
    found = [number for number, line in enumerate(lines) if requirement.match(line)]
    assert len(found) > 20
    for number in found:
        assert lines[number - 1].startswith("  # "), lines[number]
