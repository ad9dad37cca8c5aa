"""`farled backup FILE`: everything in one file, while the server runs."""

import argparse
import json
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from farled.cli.start import data_directory, open_installation
from farled.cli.stop import Stop

if TYPE_CHECKING:
    from farled.cli.archive import Manifest

SUFFIX = ".farled.zip"


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("backup", help=_("spara allt i en fil, även medan Farled körs"))
    parser.add_argument("file", type=Path, metavar=_("FIL"), help=_("slutar på .farled.zip"))
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    target = with_suffix(options.file.expanduser().absolute())
    if target.exists():
        raise Stop(_("%(file)s finns redan. Välj ett annat namn.") % {"file": target})
    if not target.parent.is_dir():
        raise Stop(_("mappen %(folder)s finns inte.") % {"folder": target.parent})
    open_installation()
    manifest = back_up(target)
    count = sum(manifest.rows.values())
    print(_("Sparat i %(file)s: %(count)s rader.") % {"file": target, "count": count})
    return 0


def with_suffix(path: Path) -> Path:
    return path if path.name.endswith(SUFFIX) else path.with_name(path.name + SUFFIX)


def back_up(target: Path) -> "Manifest":
    """Writes beside the target and renames, so that a broken backup never looks whole."""
    from farled.cli import archive, versions

    unfinished = target.with_name(target.name + ".part")
    try:
        with still():
            migrations = known_migrations()
            manifest = archive.write(unfinished, versions.models_as_of(migrations))
        archive.manifest_of(unfinished)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    note(target, manifest)
    return manifest


def known_migrations() -> list[str]:
    from farled.cli import versions

    migrations = versions.applied_migrations()
    if not migrations:
        raise Stop(_("databasen är tom; det finns inget att spara."))
    if versions.unknown(migrations):
        raise Stop(_("databasen är gjord av en nyare Farled. Uppgradera först."))
    return migrations


def note(target: Path, manifest: "Manifest") -> None:
    """Kept so that a purge can name the backups that still hold what it took away."""
    line = json.dumps({"file": str(target), "made": manifest.made}, ensure_ascii=False)
    with (data_directory() / "backups.jsonl").open("a") as file:
        file.write(line + "\n")


@contextmanager
def still() -> Iterator[None]:
    """All rows as of one moment, while others go on writing."""
    from django.db import connection

    with copied() if connection.vendor == "sqlite" else one_snapshot():
        yield


@contextmanager
def one_snapshot() -> Iterator[None]:
    from django.db import connection, transaction

    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


@contextmanager
def copied() -> Iterator[None]:
    """Reads from a copy that SQLite has made and checked itself."""
    from django.db import connection

    with tempfile.TemporaryDirectory(prefix="farled-backup-") as folder:
        copy = Path(folder) / "copy.sqlite3"
        copy_database(Path(connection.settings_dict["NAME"]), copy)
        with connected_to(copy):
            yield


@contextmanager
def connected_to(database: Path) -> Iterator[None]:
    from django.db import connection

    original = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(database)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = original


def copy_database(original: Path, copy: Path) -> None:
    if not original.is_file():
        raise Stop(_("databasen %(file)s finns inte än.") % {"file": original})
    try:
        answer = checked_copy(original, copy)
    except sqlite3.Error as error:
        answer = str(error)
    if answer != "ok":
        raise Stop(_("databasen är skadad och sparades inte: %(why)s") % {"why": answer})


def checked_copy(original: Path, copy: Path) -> str:
    with closing(sqlite3.connect(original, timeout=20)) as source:
        source.execute("VACUUM INTO ?", (str(copy),))
    with closing(sqlite3.connect(copy)) as check:
        return str(check.execute("PRAGMA integrity_check").fetchone()[0])
