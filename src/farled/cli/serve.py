"""`farled serve`: a real installation."""

import argparse
import os
import sqlite3
from datetime import UTC, datetime
from gettext import gettext as _

from farled.cli.ports import EVERYWHERE, check_port, own_address, own_names
from farled.cli.start import alone, data_directory, migrate, open_installation


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("serve", help=_("kör Farled för er organisation"))
    parser.add_argument("--host", default="127.0.0.1", help=_("adress att lyssna på"))
    parser.add_argument("--port", type=int, default=8000, help=_("port att lyssna på"))
    parser.add_argument("--lan", action="store_true", help=_("släpp in telefoner i rummet"))
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    if options.lan:
        let_the_room_in(options)
    check_port(options.host, options.port)
    os.environ["FARLED_COLLECTED"] = "1"
    open_installation()
    with alone():
        save_before_upgrade()
        migrate()
        save_every_night()
        collect()
        print(where(options.host, options.port), flush=True)
        options.serve(host=options.host, port=options.port)
    return 0


def let_the_room_in(options: argparse.Namespace) -> None:
    """Listens to the whole network, under this machine's own address where no other is set."""
    options.host = EVERYWHERE
    os.environ.setdefault("FARLED_URL", f"http://{own_address()}:{options.port}")
    os.environ.setdefault("FARLED_HOSTS", own_names())


def save_before_upgrade() -> None:
    """A database that this version is about to change is saved as it was."""
    from farled.cli import versions
    from farled.cli.backup import back_up

    if versions.applied_migrations() and versions.is_behind():
        moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        back_up(data_directory() / f"before-upgrade-{moment}.farled.zip")


def save_every_night() -> None:
    from django.db import connection

    from farled.cli import nightly

    # whoever runs PostgreSQL has its own ways
    if connection.vendor == "sqlite":
        nightly.start(data_directory())


def collect() -> None:
    """Gives the static files names made from their content, so that browsers may keep them."""
    from django.core.management import call_command

    # htmx's extensions are modules for bundlers; we use none
    unused = ["django_htmx/ext/*"]
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=unused)


def where(host: str, port: int) -> str:
    from django.conf import settings
    from django.db import connection

    sqlite = connection.vendor == "sqlite"
    database = f"SQLite {sqlite3.sqlite_version}" if sqlite else "PostgreSQL"
    address = settings.FARLED_URL or f"http://{host}:{port}"
    message = _("Farled svarar på %(address)s/ (%(database)s, data i %(folder)s).")
    return message % {"address": address, "database": database, "folder": settings.FARLED_DATA}
