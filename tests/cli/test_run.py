"""`./run` on a fresh machine: Python and nothing else."""

import os
import shutil
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

from farled import __version__
from tests.support.command import environment
from tests.support.source import ROOT

NEEDED = (
    "run",
    "requirements.lock",
    "requirements-dev.lock",
    "pyproject.toml",
    "hatch_build.py",
    "README.md",
)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    folder = tmp_path / "a folder with spaces"
    folder.mkdir()
    for name in NEEDED:
        shutil.copy2(ROOT / name, folder)
    for name in ("src", "examples"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.fixture
def run() -> ModuleType:
    loader = SourceFileLoader("run_script", str(ROOT / "run"))
    spec = spec_from_loader("run_script", loader)
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


@pytest.mark.slow
@pytest.mark.timeout(400)
@pytest.mark.skipif(not os.environ.get("CI"), reason="sets up a whole .venv; runs where CI=true")
def test_a_fresh_checkout_sets_itself_up_once(checkout, tmp_path):
    started = [sys.executable, checkout / "run", "--version"]
    # neither uv nor anything else that a bare machine lacks
    bare = {**environment(tmp_path / "data"), "PATH": "/usr/bin:/bin"}
    first = subprocess.run(started, env=bare, cwd=tmp_path, capture_output=True, text=True)
    assert first.stdout.strip() == f"farled {__version__}", first.stderr
    assert "setting up" in first.stderr
    assert list(checkout.glob("src/farled/locale/en/LC_MESSAGES/django.mo"))
    second = subprocess.run(started, env=bare, cwd=tmp_path, capture_output=True, text=True)
    assert second.stdout == first.stdout
    assert "setting up" not in second.stderr


def test_this_checkout_is_set_up(tmp_path):
    started = [ROOT / "run", "--version"]
    done = subprocess.run(
        started, env=environment(tmp_path), cwd=tmp_path, capture_output=True, text=True
    )
    assert done.stdout.strip() == f"farled {__version__}", done.stderr


def test_every_input_changes_the_stamp(run, checkout, monkeypatch):
    monkeypatch.setattr(run, "ROOT", checkout)
    seen = {run.fingerprint("requirements.lock")}
    for name in ("requirements.lock", "pyproject.toml", "hatch_build.py"):
        with (checkout / name).open("a") as file:
            file.write("# changed\n")
        seen.add(run.fingerprint("requirements.lock"))
    assert len(seen) == 4


def test_the_two_locks_are_stamped_apart(run, checkout, monkeypatch):
    monkeypatch.setattr(run, "ROOT", checkout)
    monkeypatch.setattr(run, "VENV", checkout)
    lock = "requirements.lock"
    run.stamp_of(lock).write_text(run.fingerprint(lock))
    assert run.is_current(lock)
    assert not run.is_current("requirements-dev.lock")


def test_an_old_python_is_told_so(run, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(run, "OLDEST", (99, 0))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer"):
        run.main(["--version"])


def test_a_failed_step_says_which(run):
    with pytest.raises(SystemExit, match="setting up failed"):
        run.call(sys.executable, "-c", "raise SystemExit(3)")
