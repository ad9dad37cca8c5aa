"""The nightly backup is a real one, and old ones make room."""

import os
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from farled.site.nightly import KEPT, night, seconds_until_night
from tests.support.command import python

MIGRATE = "from django.core.management import call_command as c; c('migrate', verbosity=0)\n"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    python(MIGRATE, data=folder)
    for name in [key for key in os.environ if key.startswith("FARLED_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("FARLED_DATA", str(folder))
    return folder


def test_it_backs_up_thins_out_and_prunes(data: Path) -> None:
    (data / "backups").mkdir()
    for day in range(1, KEPT + 5):
        (data / "backups" / f"2025-01-{day:02}.farled.zip").touch()
    (data / "backups" / "before-the-move.farled.zip").touch()
    pruned: list[bool] = []
    made = night(data, prune=lambda: pruned.append(True))
    assert "manifest.json" in zipfile.ZipFile(made).namelist()
    left = sorted(path.name for path in (data / "backups").iterdir())
    assert (len(left), left[-1], pruned) == (KEPT + 1, "before-the-move.farled.zip", [True])


def test_a_second_process_leaves_the_first_ones_backup(data: Path) -> None:
    first = night(data, prune=bool)
    made = first.stat().st_mtime_ns
    assert night(data, prune=bool).stat().st_mtime_ns == made


@pytest.mark.parametrize(
    ("now", "seconds"),
    [("2026-11-23T02:00", 1800), ("2026-11-23T02:30", 86400), ("2026-11-23T23:30", 10800)],
)
def test_it_waits_for_half_past_two(now: str, seconds: float) -> None:
    assert seconds_until_night(datetime.fromisoformat(now)) == seconds
