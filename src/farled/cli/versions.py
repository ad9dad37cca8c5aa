"""Tables as of a set of migrations: what a backup holds and where a restore begins."""

from typing import Any

from django.apps.registry import Apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

APP = "store"


def applied_migrations() -> list[str]:
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(name for app, name in applied if app == APP)


def unknown(migrations: list[str]) -> set[str]:
    """Those of a newer Farled."""
    known = {
        name for app, name in MigrationExecutor(connection).loader.disk_migrations if app == APP
    }
    return set(migrations) - known


def is_behind() -> bool:
    """This version has migrations that the database has not."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def models_as_of(migrations: list[str]) -> Apps:
    """Model classes that fit the tables, made for this one use."""
    loader = MigrationExecutor(connection).loader
    names = newest(migrations, loader.graph)
    return loader.project_state([(APP, name) for name in names]).apps


def migrate_to(migrations: list[str]) -> None:
    graph = MigrationExecutor(connection).loader.graph
    for name in newest(migrations, graph):
        call_command("migrate", APP, name, interactive=False, verbosity=0)


def newest(migrations: list[str], graph: Any) -> list[str]:
    """Those that no other of them builds on."""
    parents = [graph.node_map[APP, name].parents for name in migrations]
    built_on = {parent.key for each in parents for parent in each}
    return [name for name in migrations if (APP, name) not in built_on]
