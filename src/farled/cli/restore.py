"""`farled restore FILE`: brings a backup back, to the same kind of database or the other."""

import argparse
from datetime import UTC, datetime
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from farled.cli.backup import back_up, connected_to
from farled.cli.start import alone, data_directory, open_installation
from farled.cli.stop import Stop

if TYPE_CHECKING:
    from farled.cli.archive import Manifest


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("restore", help=_("lägg tillbaka allt från en sparad fil"))
    parser.add_argument("file", type=Path, metavar=_("FIL"), help=_("gjord av farled backup"))
    parser.add_argument(
        "--replace", action="store_true", help=_("ersätt det som finns; det sparas")
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    open_installation()
    file = options.file.expanduser().absolute()
    manifest = readable(file)
    with alone():
        if holds_something() and not options.replace:
            raise Stop(_("här finns redan data. Med --replace ersätts de, och en kopia sparas."))
        former = put_in_place(file, manifest)
    count = sum(manifest.rows.values())
    print(_("Återställt från %(file)s: %(count)s rader.") % {"file": file, "count": count})
    if former:
        print(_("Det som fanns här ligger kvar i %(file)s.") % {"file": former})
    return 0


def readable(file: Path) -> "Manifest":
    from farled.cli import archive, versions

    try:
        manifest = archive.manifest_of(file)
    except archive.Unreadable as error:
        message = _("%(file)s går inte att läsa som en sparad Farled.")
        raise Stop(message % {"file": file}) from error
    if manifest.format > archive.FORMAT or versions.unknown(manifest.migrations):
        message = _("%(file)s är gjord av en nyare Farled (%(version)s). Uppgradera först.")
        raise Stop(message % {"file": file, "version": manifest.farled})
    return manifest


def holds_something() -> bool:
    from django.apps import apps
    from django.db import connection

    from farled.cli.archive import kept_models

    tables = set(connection.introspection.table_names())
    models = [model for model in kept_models(apps) if model._meta.db_table in tables]
    return any(model._base_manager.exists() for model in models)


def put_in_place(file: Path, manifest: "Manifest") -> Path | None:
    from django.db import connection

    return (
        in_new_file(file, manifest) if connection.vendor == "sqlite" else in_tables(file, manifest)
    )


def in_new_file(file: Path, manifest: "Manifest") -> Path | None:
    """SQLite: fills a new file and exchanges it only when it is whole."""
    from django.db import connection

    present = Path(connection.settings_dict["NAME"])
    new = present.with_name(present.name + ".restoring")
    remove(new)
    try:
        with connected_to(new):
            fill(file, manifest)
        former = set_aside(present)
        new.replace(present)
    finally:
        remove(new)
    return former


def remove(database: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        database.with_name(database.name + ending).unlink(missing_ok=True)


def set_aside(database: Path) -> Path | None:
    from django.db import connection

    anything = holds_something()
    connection.close()
    if not anything:
        remove(database)
        return None
    former = database.with_name(f"{database.stem}-{moment()}{database.suffix}")
    # what is not yet in the main file goes with it
    for ending in ("", "-wal", "-shm"):
        part = database.with_name(database.name + ending)
        if part.exists():
            part.replace(former.with_name(former.name + ending))
    return former


def in_tables(file: Path, manifest: "Manifest") -> Path | None:
    """PostgreSQL: saves the former rows to a file and exchanges all in one transaction."""
    from django.core.management import call_command
    from django.db import transaction

    former = None
    if holds_something():
        former = data_directory() / f"before-restore-{moment()}.farled.zip"
        back_up(former)
    with transaction.atomic():
        call_command("migrate", "store", "zero", interactive=False, verbosity=0)
        fill(file, manifest)
    return former


def moment() -> str:
    return datetime.now(UTC).strftime("%Y%m%d-%H%M%S")


def fill(file: Path, manifest: "Manifest") -> None:
    """Tables as they were in the backup's version, its rows, then on to this version."""
    from django.core.management import call_command
    from django.db import connection, transaction

    from farled.cli import archive, versions

    # SQLite changes tables only outside a transaction; there the whole file is new anyway
    versions.migrate_to(manifest.migrations)
    with transaction.atomic():
        # PostgreSQL's new tables check at once until told to wait for the last row
        connection.check_constraints()
        try:
            with archive.reading():
                rows = archive.load(file, versions.models_as_of(manifest.migrations))
                connection.check_constraints()
        except archive.Unreadable as error:
            raise Stop(_("filen är inte hel: en rad går inte att läsa.")) from error
        if rows != manifest.rows:
            raise Stop(_("filen är inte hel: raderna stämmer inte med förteckningen."))
    call_command("migrate", interactive=False, verbosity=0)
    forget_sessions()


def forget_sessions() -> None:
    """A session names a person by number; the number may be somebody else's now."""
    from django.contrib.sessions.models import Session

    Session.objects.all().delete()
