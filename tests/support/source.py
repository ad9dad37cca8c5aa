"""The project's own files, for the tests that read them."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "farled"


@cache
def tracked(*patterns: str) -> tuple[Path, ...]:
    """What git knows or would add, so that nobody's scratch files count."""
    command = [
        "git",
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
        "-z",
        "--",
        *patterns,
    ]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    paths = (ROOT / name for name in names.split("\0") if name)
    return tuple(sorted(path for path in paths if path.is_file()))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_bytes())


def python(*, tests: bool = False) -> list[Path]:
    folders = ("src/*.py", "tests/*.py", "bench/*.py") if tests else ("src/*.py",)
    return [path for path in tracked(*folders) if "migrations" not in path.parts]
