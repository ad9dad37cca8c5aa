"""Turns locale/<language>/*.po into one django.mo per language.

Loaded by file name from hatch_build.py, when the package itself is not installed yet: so it
imports nothing of farled.
"""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

FOLDER = Path(__file__).resolve().parent


def languages(folder: Path = FOLDER) -> list[str]:
    return sorted({path.parent.name for path in folder.glob("*/*.po")})


def sources(language: str, folder: Path = FOLDER) -> list[Path]:
    return sorted((folder / language).glob("*.po"))


def target(language: str, folder: Path = FOLDER) -> Path:
    return folder / language / "LC_MESSAGES" / "django.mo"


def compile_all(folder: Path = FOLDER) -> list[Path]:
    return [compile_language(language, folder) for language in languages(folder)]


def compile_stale(folder: Path = FOLDER) -> list[Path]:
    """Compiles what is older than its sources, where the folder can be written."""
    stale = [language for language in languages(folder) if is_stale(language, folder)]
    return [
        compile_language(language, folder)
        for language in stale
        if os.access(folder / language, os.W_OK)
    ]


def is_stale(language: str, folder: Path = FOLDER) -> bool:
    compiled = target(language, folder)
    if not compiled.is_file():
        return True
    # the folder's own time tells of a catalogue that was taken away
    inputs = [folder / language, *sources(language, folder)]
    return max(path.stat().st_mtime for path in inputs) > compiled.stat().st_mtime


def compile_language(language: str, folder: Path = FOLDER) -> Path:
    from babel.messages.mofile import write_mo

    compiled = target(language, folder)
    compiled.parent.mkdir(exist_ok=True)
    catalogue = merged(language, folder)
    # renamed into place, since several processes may start at once
    handle, name = tempfile.mkstemp(dir=compiled.parent)
    with os.fdopen(handle, "wb") as file:
        write_mo(file, catalogue)
    Path(name).chmod(0o644)
    Path(name).replace(compiled)
    return compiled


def merged(language: str, folder: Path = FOLDER) -> "Catalog":
    from babel.messages.catalog import Catalog

    whole = Catalog(locale=language, charset="utf-8")
    for message in messages(language, folder):
        if message.id:
            whole[message.id] = message
    return whole


def messages(language: str, folder: Path = FOLDER) -> "Iterator[Message]":
    from babel.messages.pofile import read_po

    for source in sources(language, folder):
        with source.open("rb") as file:
            yield from read_po(file, locale=language)
