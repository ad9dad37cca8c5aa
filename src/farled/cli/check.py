"""`farled check`: is this installation sound? Settings, migrations, translations, content."""

import argparse
import tomllib
from collections.abc import Callable, Iterator
from gettext import gettext as _
from pathlib import Path

from farled.cli.start import open_installation

PACKAGE = Path(__file__).resolve().parent.parent


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "check", help=_("pröva inställningar, databas, språk och innehåll")
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    open_installation()
    found = [list(check()) for _name, check in checks()]
    for (name, _check), faults in zip(checks(), found, strict=True):
        print(f"{'✗' if faults else '✓'} {name}")
        for fault in faults:
            print(f"    {fault}")
    return 1 if any(found) else 0


def checks() -> list[tuple[str, Callable[[], Iterator[str]]]]:
    return [
        (_("inställningar"), settings_faults),
        (_("databas"), database_faults),
        (_("modeller"), model_faults),
        (_("språk"), language_faults),
        (_("innehåll"), content_faults),
    ]


def settings_faults() -> Iterator[str]:
    from django.conf import settings
    from django.core import checks as django_checks

    https = settings.FARLED_URL.startswith("https")
    for message in django_checks.run_checks(include_deployment_checks=https):
        if not message.is_silenced() and message.level >= django_checks.WARNING:
            yield f"{message.id}: {message.msg}"


def database_faults() -> Iterator[str]:
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        yield str(error).strip()
        return
    for migration, _backwards in waiting:
        yield _("%(migration)s är inte körd; farled serve kör den.") % {"migration": migration}


def model_faults() -> Iterator[str]:
    from django.core.management import CommandError, call_command

    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    except (SystemExit, CommandError):
        yield _("modellerna har ändrats utan migration (makemigrations).")


def language_faults() -> Iterator[str]:
    from farled.cli import translations

    yield from translations.problems()


def content_faults() -> Iterator[str]:
    yield from unreadable()
    yield from without_twin()
    if not list(unreadable()):
        yield from unusable()


def unreadable() -> Iterator[str]:
    folder = PACKAGE / "content"
    for path in sorted(folder.rglob("*.toml")):
        try:
            tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            yield f"{path.relative_to(folder)}: {error}"


def without_twin() -> Iterator[str]:
    folder = PACKAGE / "content"
    names = {
        language: {path.relative_to(folder / language) for path in (folder / language).rglob("*.*")}
        for language in ("sv", "en")
    }
    for name in sorted(names["sv"] ^ names["en"]):
        yield _("%(file)s finns bara på ett av språken.") % {"file": name}


def unusable() -> Iterator[str]:
    """What is made from the texts is made once, as a new strategy or workshop would be."""
    from farled.core.finding import Invalid
    from farled.core.strategy.toml import parse_strategy
    from farled.store.actions.agenda_templates import agenda_templates

    for language in ("sv", "en"):
        try:
            agenda_templates(language)
            for path in (PACKAGE / "content" / language / "strategy").glob("*.toml"):
                parse_strategy(path.read_text(encoding="utf-8"))
        except (Invalid, KeyError, TypeError) as error:
            yield f"{language}: {error!r}"
