"""`farled serve`: a real installation."""

import argparse
import os
import sqlite3
from gettext import gettext as _

from farled.cli.ports import check_port
from farled.cli.start import alone, migrate, open_installation


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("serve", help=_("kör Farled för er organisation"))
    parser.add_argument("--host", default="127.0.0.1", help=_("adress att lyssna på"))
    parser.add_argument("--port", type=int, default=8000, help=_("port att lyssna på"))
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    check_port(options.host, options.port)
    os.environ["FARLED_COLLECTED"] = "1"
    open_installation()
    with alone():
        migrate()
        collect()
        print(where(options.host, options.port), flush=True)
        options.serve(host=options.host, port=options.port)
    return 0


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
