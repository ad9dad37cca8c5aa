"""A whole installation in one file: JSON lines per model in a zip, the same for every database."""

import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import Any

from django.apps.registry import Apps
from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import DataError, IntegrityError, connection, models

from farled import __version__
from farled.cli.versions import APP, applied_migrations

FORMAT = 1
BATCH = 500
MANIFEST = "manifest.json"
# what a file that somebody cut, changed or made up ends in, in the zip, the JSON, the fields or the database
WRONG = (
    zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, KeyError, TypeError, ValueError,
    AttributeError, OverflowError, ValidationError, IntegrityError, DataError,
)  # fmt: skip


@dataclass(frozen=True)
class Manifest:
    """What the file says about itself; `rows` counts each model's lines."""

    format: int
    farled: str
    made: str
    database: str
    migrations: list[str]
    rows: dict[str, int]


class Unreadable(Exception):
    """No file of ours, or a damaged one."""


@contextmanager
def reading() -> Iterator[None]:
    """Whatever is wrong with the file is Unreadable."""
    try:
        yield
    except WRONG as error:
        raise Unreadable from error


def write(path: Path, apps: Apps) -> Manifest:
    """Writes all rows of tables that are as `apps` says; the caller holds the snapshot still."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        rows = {name_of(model): write_rows(archive, model) for model in kept_models(apps)}
        manifest = described(rows)
        archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=2))
    return manifest


def described(rows: dict[str, int]) -> Manifest:
    made = datetime.now(UTC).isoformat(timespec="seconds")
    return Manifest(FORMAT, __version__, made, connection.vendor, applied_migrations(), rows)


def kept_models(apps: Apps) -> list[type[models.Model]]:
    every = apps.get_app_config(APP).get_models(include_auto_created=True)
    return [model for model in every if model._meta.managed and not model._meta.proxy]


def name_of(model: type[models.Model]) -> str:
    return model._meta.label_lower


def fields_of(model: type[models.Model]) -> list["models.Field[Any, Any]"]:
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def write_rows(archive: zipfile.ZipFile, model: type[models.Model]) -> int:
    fields = fields_of(model)
    count = 0
    with archive.open(f"{name_of(model)}.jsonl", "w") as raw, TextIOWrapper(raw, "utf-8") as file:
        for row in model._base_manager.order_by("pk").iterator(BATCH):
            values = {field.attname: plain(field, row) for field in fields}
            file.write(json.dumps(values, ensure_ascii=False, separators=(",", ":")) + "\n")
            count += 1
    return count


def plain(field: "models.Field[Any, Any]", row: models.Model) -> Any:
    value = field.value_from_object(row)
    if value is None or isinstance(value, bool | int | float | dict | list) or type(value) is str:
        return value
    return field.value_to_string(row)


def manifest_of(path: Path) -> Manifest:
    """Reads the description and checks every part's sum; raises Unreadable."""
    try:
        with reading(), zipfile.ZipFile(path) as archive:
            if archive.testzip():
                raise Unreadable
            return checked(Manifest(**json.loads(archive.read(MANIFEST))))
    except OSError as error:
        raise Unreadable from error


def checked(said: Manifest) -> Manifest:
    names = isinstance(said.migrations, list) and all(isinstance(n, str) for n in said.migrations)
    if not (names and isinstance(said.format, int) and isinstance(said.rows, dict)):
        raise Unreadable
    return said


def load(path: Path, apps: Apps) -> dict[str, int]:
    """Puts all rows into empty tables of the state `apps`; returns how many of each."""
    kept = kept_models(apps)
    with zipfile.ZipFile(path) as archive:
        rows = {name_of(model): load_rows(archive, model) for model in kept}
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), kept):
            cursor.execute(statement)
    return rows


def load_rows(archive: zipfile.ZipFile, model: type[models.Model]) -> int:
    name = f"{name_of(model)}.jsonl"
    if name not in archive.namelist():
        return 0
    keep_times(model)
    count = 0
    with archive.open(name) as file:
        objects = (row_of(model, json.loads(line)) for line in file)
        while batch := list(islice(objects, BATCH)):
            model._base_manager.bulk_create(batch)
            count += len(batch)
    return count


def row_of(model: type[models.Model], values: dict[str, Any]) -> models.Model:
    return model(**{field.attname: typed(field, values) for field in present(model, values)})


def present(
    model: type[models.Model], values: dict[str, Any]
) -> Iterator["models.Field[Any, Any]"]:
    return (field for field in fields_of(model) if field.attname in values)


def typed(field: "models.Field[Any, Any]", values: dict[str, Any]) -> Any:
    value = values[field.attname]
    return value if isinstance(value, dict | list) else field.to_python(value)


def keep_times(model: type[models.Model]) -> None:
    """The load's own model classes must not write today's time over the kept one."""
    for field in fields_of(model):
        if isinstance(field, models.DateField | models.TimeField):
            field.auto_now = field.auto_now_add = False
