"""What is installed: pinned, with hashes, and from nowhere in particular."""

import re
import tomllib

import pytest

from tests.support.source import ROOT, name, tracked

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
RUN = (ROOT / "requirements.lock").read_text()
DEV = (ROOT / "requirements-dev.lock").read_text()


def pins(lock: str) -> dict[tuple[str, str], str]:
    found = re.findall(r"^([a-z0-9-]+)==(\S+)( ; [^\\]+)? \\$", lock, re.MULTILINE)
    return {(package, marker.strip()): version for package, version, marker in found}


@pytest.mark.parametrize("lock", [RUN, DEV], ids=["run", "dev"])
def test_locks_name_no_host(lock):
    assert "://" not in lock
    assert "--index" not in lock
    assert "--find-links" not in lock


@pytest.mark.parametrize("lock", [RUN, DEV], ids=["run", "dev"])
def test_every_line_is_a_pin_or_a_hash(lock):
    pin = re.compile(r"[a-z0-9-]+==\S+( ; [^\\]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?")
    wrong = [line for line in lock.splitlines() if not pin.fullmatch(line)]
    assert wrong == []


def test_what_pyproject_asks_for_is_pinned():
    asked = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["postgres"]]
    names = {re.split(r"[^A-Za-z0-9-]", one)[0].lower() for one in asked}
    assert names <= {package for package, _marker in pins(RUN)}


def test_tests_run_on_the_same_versions():
    assert pins(RUN).items() <= pins(DEV).items()


def test_no_lock_file_that_would_name_one():
    forbidden = {"uv.lock", "pylock.toml", "poetry.lock", "Pipfile.lock", "package-lock.json"}
    assert not forbidden & {path.name for path in tracked("*")}


def test_nobody_elses_code_is_committed():
    endings = (".min.js", ".min.css", ".woff", ".woff2", ".ttf", ".otf", ".whl", ".map", ".mo")
    assert [name(path) for path in tracked("*") if path.name.endswith(endings)] == []
