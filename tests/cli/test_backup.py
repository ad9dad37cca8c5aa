"""Backup and restore, there and back between both databases."""

import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest

from tests.support import postgres
from tests.support.command import farled, python, running

MIGRATE = "from django.core.management import call_command as c; c('migrate', verbosity=0)\n"
FILL = (
    MIGRATE
    + """
from tests.support import make
from farled.store.actions import own_agendas
from farled.store.gates import System
from farled.store.models import User
region = make.region()
make.person("owner", region=region, language="sv")
place = make.workshop(make.inventory(region), "write", "prioritise")
for number in range(3):
    make.participant(place)
own_agendas.save_agenda(by=System(), workshop=place, name="Halvdag hos oss", fits="Vid bord")
"""
)
PEOPLE = "from farled.store.models import User; print(User.objects.count())"


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("filled") / "data"
    python(FILL, data=data)
    return data


@pytest.fixture
def filled(installation: Path, tmp_path: Path) -> Path:
    return shutil.copytree(installation, tmp_path / "data")


@pytest.fixture(scope="module")
def whole(installation: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return saved(installation, tmp_path_factory.mktemp("saved") / "one.farled.zip")


@pytest.fixture(scope="module")
def postgres_address() -> Iterator[str]:
    if not postgres.is_there():
        pytest.skip("PostgreSQL is not on this machine")
    with ExitStack() as stack:
        yield stack.enter_context(postgres.cluster())


def rows(file: Path) -> dict[str, list[dict]]:
    """Every row as it reads: PostgreSQL keeps the names inside a JSON value in an order of its own."""
    with zipfile.ZipFile(file) as archive:
        names = [name for name in archive.namelist() if name.endswith(".jsonl")]
        return {
            name: [json.loads(line) for line in archive.read(name).decode().splitlines()]
            for name in names
        }


def manifest(file: Path) -> dict:
    with zipfile.ZipFile(file) as archive:
        return json.loads(archive.read("manifest.json"))


def saved(data: Path, file: Path, **settings: str) -> Path:
    done = farled("backup", file, data=data, **settings)
    assert done.returncode == 0, done.stderr
    return file


def test_a_backup_holds_every_row_and_says_what_it_is(filled, tmp_path):
    file = saved(filled, tmp_path / "one.farled.zip")
    said = manifest(file)
    assert said["database"] == "sqlite"
    assert said["rows"]["store.participant"] == 3
    assert said["rows"]["store.ownagenda"] == 1
    assert {name: len(lines) for name, lines in rows(file).items()} == {
        f"{name}.jsonl": count for name, count in said["rows"].items()
    }


def test_the_file_name_gets_its_ending(filled, tmp_path):
    saved(filled, tmp_path / "plain")
    assert (tmp_path / "plain.farled.zip").is_file()


def test_made_while_the_server_runs(filled, tmp_path):
    with running("serve", data=filled):
        file = saved(filled, tmp_path / "live.farled.zip")
    assert manifest(file)["rows"]["store.user"] == 1


def test_a_backup_is_noted_for_later_purges(filled, tmp_path):
    file = saved(filled, tmp_path / "one.farled.zip")
    noted = json.loads((filled / "backups.jsonl").read_text())
    assert noted["file"] == str(file)


def test_nothing_is_overwritten(filled, tmp_path):
    file = saved(filled, tmp_path / "one.farled.zip")
    done = farled("backup", file, data=filled)
    assert done.returncode == 2
    assert "finns redan" in done.stderr


def test_a_folder_that_is_not_there(filled, tmp_path):
    done = farled("backup", tmp_path / "none/one", data=filled)
    assert done.returncode == 2
    assert "finns inte" in done.stderr


def test_nothing_to_save(tmp_path):
    done = farled("backup", tmp_path / "one", data=tmp_path / "new")
    assert done.returncode == 2
    assert not list(tmp_path.glob("one*"))


def test_a_damaged_database_is_not_saved_as_if_it_were_whole(filled, tmp_path):
    database = filled / "farled.sqlite3"
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(database.read_bytes())
    content[8192:40960] = b"\xff" * (40960 - 8192)
    database.write_bytes(content)
    done = farled("backup", tmp_path / "one", data=filled)
    assert done.returncode == 2
    assert "skadad" in done.stderr
    assert not list(tmp_path.glob("one*"))


def test_there_and_back_on_sqlite(filled, tmp_path):
    first = saved(filled, tmp_path / "one.farled.zip")
    done = farled("restore", first, data=tmp_path / "new")
    assert done.returncode == 0, done.stderr
    assert rows(saved(tmp_path / "new", tmp_path / "two.farled.zip")) == rows(first)


def test_to_postgres_and_back(filled, tmp_path, postgres_address):
    first = saved(filled, tmp_path / "one.farled.zip")
    beyond = {"data": tmp_path / "pg", "FARLED_DATABASE_URL": postgres_address}
    done = farled("restore", first, **beyond)
    assert done.returncode == 0, done.stderr
    second = saved(
        tmp_path / "pg", tmp_path / "two.farled.zip", FARLED_DATABASE_URL=postgres_address
    )
    assert manifest(second)["database"] == "postgresql"
    assert rows(second) == rows(first)
    # numbers go on after the restored ones
    python("from tests.support import make; make.person(None)", **beyond)
    assert python(PEOPLE, **beyond).strip() == "2"

    refused = farled("restore", first, **beyond)
    assert refused.returncode == 2
    replaced = farled("restore", first, "--replace", **beyond)
    assert replaced.returncode == 0, replaced.stderr
    assert python(PEOPLE, **beyond).strip() == "1"
    kept = list((tmp_path / "pg").glob("before-restore-*.farled.zip"))
    assert [manifest(file)["rows"]["store.user"] for file in kept] == [2]

    done = farled("restore", second, data=tmp_path / "again")
    assert done.returncode == 0, done.stderr
    assert rows(saved(tmp_path / "again", tmp_path / "three.farled.zip")) == rows(first)


def test_what_is_there_is_replaced_only_on_request_and_kept(filled, tmp_path):
    file = saved(filled, tmp_path / "one.farled.zip")
    python("from tests.support import make; make.person(None)", data=filled)
    refused = farled("restore", file, data=filled)
    assert refused.returncode == 2
    assert "--replace" in refused.stderr
    assert python(PEOPLE, data=filled).strip() == "2"

    done = farled("restore", file, "--replace", data=filled)
    assert done.returncode == 0, done.stderr
    assert python(PEOPLE, data=filled).strip() == "1"
    former = next(filled.glob("farled-*.sqlite3"))
    address = f"sqlite://{former}"
    assert python(PEOPLE, data=filled, FARLED_DATABASE_URL=address).strip() == "2"


def test_no_restore_beneath_a_running_server(filled, tmp_path):
    file = saved(filled, tmp_path / "one.farled.zip")
    with running("serve", data=filled):
        done = farled("restore", file, "--replace", data=filled)
    assert done.returncode == 2
    assert "används redan" in done.stderr


def test_nobody_stays_signed_in_as_somebody_else(filled, tmp_path):
    file = saved(filled, tmp_path / "one.farled.zip")
    python(
        "from django.contrib.sessions.backends.db import SessionStore as S; s = S(); s['a'] = 1; s.save()",
        data=filled,
    )
    farled("restore", file, "--replace", data=filled)
    count = "from django.contrib.sessions.models import Session as S; print(S.objects.count())"
    assert python(count, data=filled).strip() == "0"


@pytest.mark.parametrize("content", [b"", b"no zip at all", b"PK\x03\x04 half"])
def test_a_file_that_is_no_backup(tmp_path, content):
    file = tmp_path / "other.farled.zip"
    file.write_bytes(content)
    done = farled("restore", file, data=tmp_path / "new")
    assert done.returncode == 2
    assert "går inte att läsa" in done.stderr


def test_a_backup_that_was_cut_or_changed(filled, tmp_path):
    file = saved(filled, tmp_path / "one.farled.zip")
    short = tmp_path / "short.farled.zip"
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(short, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, b"" if name == "store.participant.jsonl" else content)
    done = farled("restore", short, data=tmp_path / "new")
    assert done.returncode == 2
    assert "inte hel" in done.stderr
    assert [file.name for file in (tmp_path / "new").glob("*restoring*")] == []
    with closing(sqlite3.connect(tmp_path / "new/farled.sqlite3")) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


def told(line: str, **values: Any) -> str:
    return json.dumps({**json.loads(line), **values})


# what somebody may have done to the participants' rows, or to the list of contents
WOUNDS: dict[str, Callable[[str], str]] = {
    "no json": lambda line: line[:20],
    "brackets": lambda _line: "[" * 100_000,
    "no row": lambda _line: "[1]",
    "no number": lambda line: told(line, id="ett"),
    "beyond 64 bits": lambda line: told(line, stands_for=10**30),
    "nobody's": lambda line: told(line, workshop_id=4711),
    "nothing where there must be": lambda line: told(line, kind=None),
    "manifest: another kind": lambda said: told(said, format="ett", migrations=3),
    "manifest: a list": lambda _said: "[]",
    "manifest: rows": lambda said: told(said, rows=[]),
    "manifest: brackets": lambda _said: "[" * 100_000,
}


@pytest.mark.parametrize("wound", WOUNDS)
def test_a_backup_with_hostile_rows_is_refused_in_a_sentence(whole, tmp_path, wound):
    other = tmp_path / "other.farled.zip"
    part = "manifest.json" if wound.startswith("manifest") else "store.participant.jsonl"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if name == part:
                first = text if part == "manifest.json" else text.splitlines()[0]
                text = text.replace(first, WOUNDS[wound](first), 1)
            new.writestr(name, text)
    done = farled("restore", other, data=tmp_path / "new")
    assert (done.returncode, "Traceback" in done.stderr) == (2, False), done.stderr
    assert "inte hel" in done.stderr or "går inte att läsa" in done.stderr
    assert [file.name for file in (tmp_path / "new").glob("*restoring*")] == []


def test_a_backup_of_a_newer_farled(filled, tmp_path):
    file = saved(filled, tmp_path / "one.farled.zip")
    newer = tmp_path / "newer.farled.zip"
    with zipfile.ZipFile(newer, "w") as archive:
        said = manifest(file)
        said["migrations"].append("9999_later")
        archive.writestr("manifest.json", json.dumps(said))
    done = farled("restore", newer, data=tmp_path / "new")
    assert done.returncode == 2
    assert "nyare Farled" in done.stderr
