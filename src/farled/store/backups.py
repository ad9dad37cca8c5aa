"""Which backups were made here and still lie where they were put (cli/backup notes them down)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

NOTES = "backups.jsonl"


@dataclass(frozen=True)
class KnownBackup:
    file: str
    made: datetime


def known_backups() -> list[KnownBackup]:
    """Newest first; a file that was moved elsewhere cannot be known."""
    notes = Path(settings.FARLED_DATA) / NOTES
    lines = notes.read_text().splitlines() if notes.is_file() else []
    found = [_noted(json.loads(line)) for line in lines if line.strip()]
    return [backup for backup in reversed(found) if Path(backup.file).is_file()]


def _noted(line: Mapping[str, str]) -> KnownBackup:
    return KnownBackup(line["file"], datetime.fromisoformat(line["made"]))
