"""The nightly backup and the one before an upgrade."""

from datetime import UTC, datetime

import pytest

from farled.cli import nightly
from tests.support.command import environment, python, running

MIGRATE = "from django.core.management import call_command as c; c('migrate', verbosity=0)\n"
BEHIND = MIGRATE + (
    "from django.db.migrations.recorder import MigrationRecorder as R\n"
    "from django.db import connection\n"
    "R.Migration.objects.filter(app='sessions').delete()\n"
    "connection.cursor().execute('DROP TABLE django_session')"
)


@pytest.mark.parametrize(
    ("now", "expected"),
    [("2026-11-23T01:59", "2026-11-23T02:00"), ("2026-11-23T02:00", "2026-11-24T02:00")],
)
def test_the_next_night(now, expected):
    moments = [datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (now, expected)]
    assert nightly.next_night(moments[0]) == moments[1]


@pytest.fixture
def own_environment(tmp_path, monkeypatch):
    for name, value in environment(tmp_path / "data").items():
        monkeypatch.setenv(name, value)
    return tmp_path / "data"


def test_it_saves_and_keeps_the_newest(own_environment, monkeypatch):
    python(MIGRATE, data=own_environment)
    folder = own_environment / "backups"
    folder.mkdir()
    for day in range(1, 4):
        (folder / f"2020-01-0{day}.farled.zip").touch()
    monkeypatch.setattr(nightly, "KEPT", 2)
    nightly.save(folder, datetime(2026, 11, 23, 2, tzinfo=UTC))
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["2020-01-03.farled.zip", "2026-11-23-020000.farled.zip"]


def test_a_failed_night_takes_no_older_one_away(own_environment, caplog):
    folder = own_environment / "backups"
    folder.mkdir(parents=True)
    for day in range(20):
        (folder / f"2020-01-{day:02}.farled.zip").touch()
    nightly.save(folder, datetime(2026, 11, 23, 2, tzinfo=UTC))
    assert len(list(folder.iterdir())) == 20
    assert "nightly backup failed" in caplog.text


def test_an_upgrade_saves_what_was(tmp_path):
    data = tmp_path / "data"
    python(BEHIND, data=data)
    with running("serve", data=data):
        assert len(list(data.glob("before-upgrade-*.farled.zip"))) == 1
    with running("serve", data=data):
        assert len(list(data.glob("before-upgrade-*.farled.zip"))) == 1
