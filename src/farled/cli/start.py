"""What every command that needs the installation does first."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path


def open_installation() -> None:
    """Loads Django; a setting that cannot be used stops here with its sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "farled.site.settings")
    import django
    from django.utils import translation

    django.setup()
    # the terminal's language also for what the site's own sentences say here
    translation.activate(os.environ.get("LANGUAGE", "sv"))


def data_directory() -> Path:
    from django.conf import settings

    return Path(settings.FARLED_DATA)


@contextmanager
def alone() -> Iterator[None]:
    """On SQLite nobody else may have the data meanwhile; PostgreSQL takes many."""
    from django.db import connection

    from farled.cli.inuse import only_one

    with only_one(data_directory()) if connection.vendor == "sqlite" else nullcontext():
        yield


def migrate() -> None:
    """Brings the database to this version; of several processes one does, the others wait."""
    from django.core.management import call_command
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_advisory_lock(70117)")
        try:
            call_command("migrate", interactive=False, verbosity=0)
        finally:
            if connection.vendor == "postgresql":
                cursor.execute("SELECT pg_advisory_unlock(70117)")


def is_empty() -> bool:
    """Nobody has an account yet."""
    from django.contrib.auth import get_user_model

    return not get_user_model()._default_manager.exists()
