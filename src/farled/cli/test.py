"""`farled test`: the lanes one after another, each in processes of its own.

The SQLite lane comes last, so that its own summary closes the output when all is well.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from gettext import gettext as _
from pathlib import Path

from farled.cli.checkout import checkout

ON_POSTGRES = ("tests/store", "tests/web", "tests/live")


@dataclass(frozen=True)
class Step:
    """One program of a lane; `needs` is the tool without which it is left out."""

    name: str
    command: tuple[str, ...]
    needs: str = ""
    without: tuple[str, ...] = field(default=("FARLED_DATABASE_URL",))


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "test",
        help=_("kör proven (för utvecklare)"),
        epilog=_("Andra argument går vidare till pytest; utan --lane körs då bara sqlite."),
        allow_abbrev=False,
    )
    parser.add_argument(
        "--lane", choices=tuple(LANES), action="append", help=_("bara den här banan")
    )
    parser.set_defaults(run=run, passes_on=True)


def run(options: argparse.Namespace) -> int:
    root = checkout()
    lanes = options.lane or (["sqlite"] if options.rest else ["static", "postgres", "sqlite"])
    steps = [step for lane in lanes for step in LANES[lane](options.rest)]
    failed = [step.name for step in steps if not passes(step, root)]
    if failed:
        print(f"farled test: FAILED: {', '.join(failed)}", flush=True)
    return 1 if failed else 0


def passes(step: Step, root: Path) -> bool:
    print(f"\n── {step.name}", flush=True)
    if step.needs and not tool(step.needs):
        return is_excused(step)
    environment = {name: value for name, value in os.environ.items() if name not in step.without}
    # a terminal's language must not decide what a test reads
    environment.pop("LANGUAGE", None)
    done = subprocess.run(step.command, cwd=root, env=environment, check=False)
    return done.returncode == 0


def is_excused(step: Step) -> bool:
    """A tool that is missing is a gap on a desk and a failure where all should be there (CI)."""
    print(f"{step.name} is left out: {step.needs} is not on this machine.", flush=True)
    return os.environ.get("CI", "").lower() not in ("1", "true")


def tool(name: str) -> str | None:
    if name == "postgres":
        return shutil.which("initdb") or next(map(str, debian_initdb()), None)
    return shutil.which(name, path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")


def debian_initdb() -> Iterator[Path]:
    yield from Path("/usr/lib/postgresql").glob("*/bin/initdb")


def in_venv(name: str) -> str:
    return str(Path(sys.executable).parent / name)


def static(rest: list[str]) -> Iterator[Step]:
    yield Step("ruff check", (in_venv("ruff"), "check", "."), "ruff")
    yield Step("ruff format", (in_venv("ruff"), "format", "--check", "."), "ruff")
    data = f"FARLED_DATA={Path(tempfile.gettempdir()) / 'farled-mypy'}"
    yield Step("mypy", ("env", data, in_venv("mypy")), "mypy")
    yield Step("lint-imports", (in_venv("lint-imports"),), "lint-imports")
    modules = sorted(str(path) for path in checkout().glob("tests/js/**/*.test.mjs"))
    if modules:
        yield Step("node --test", ("node", "--test", "--test-reporter=dot", *modules), "node")


def postgres(rest: list[str]) -> Iterator[Step]:
    paths = () if names_a_path(rest) else ON_POSTGRES
    command = (sys.executable, "-m", "tests.support.postgres", *pytest(*paths, *rest))
    yield Step("pytest, PostgreSQL", command, "postgres")


def sqlite(rest: list[str]) -> Iterator[Step]:
    yield Step("pytest, SQLite", pytest(*rest))


def journey(rest: list[str]) -> Iterator[Step]:
    yield Step("pytest, Chromium", pytest("tests/journey", *rest))


def names_a_path(rest: list[str]) -> bool:
    return any(Path(argument.partition("::")[0]).exists() for argument in rest)


def pytest(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "pytest", *arguments)


LANES = {"static": static, "postgres": postgres, "sqlite": sqlite, "journey": journey}
