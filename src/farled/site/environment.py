"""Reads FARLED_… from the environment; what cannot be used stops with a sentence."""

import os
import secrets
from collections.abc import Mapping
from gettext import gettext as _
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from farled.cli.stop import Stop

# measured: IMMEDIATE and WAL never answered "database is locked"; FULL loses nothing at a power cut
SQLITE_OPTIONS: Mapping[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA mmap_size=134217728;"
    "PRAGMA cache_size=-20000;PRAGMA temp_store=MEMORY;",
}


class Misconfigured(ImproperlyConfigured, Stop):
    """A setting that cannot be used."""


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str) -> bool:
    value = text(name, "0").lower()
    if value in ("1", "true", "yes", "ja", "on"):
        return True
    if value in ("0", "false", "no", "nej", "off"):
        return False
    raise Misconfigured(_("%(name)s ska vara 1 eller 0.") % {"name": name})


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    if value.isascii() and value.isdigit() and len(value) < 3:
        return int(value)
    raise Misconfigured(_("%(name)s ska vara ett tal från 0 till 99.") % {"name": name})


def items(name: str) -> list[str]:
    return [item.strip() for item in text(name).split(",") if item.strip()]


def public_address(name: str) -> str:
    """The address people type, without a slash at its end; empty when not set."""
    value = text(name).rstrip("/")
    parts = split(name, value)
    if value and (parts.scheme not in ("http", "https") or not parts.hostname or parts.path):
        message = _(
            "%(name)s ska se ut som https://farled.example.se, utan sökväg efter värdnamnet."
        )
        raise Misconfigured(message % {"name": name})
    return value


def split(name: str, value: str) -> SplitResult:
    try:
        parts = urlsplit(value)
        _port = parts.port
    except ValueError as error:
        message = _("%(name)s är ingen riktig adress.") % {"name": name}
        raise Misconfigured(message) from error
    return parts


def data_directory(default: Path) -> Path:
    directory = Path(text("FARLED_DATA", str(default))).expanduser().absolute()
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        message = _("FARLED_DATA: mappen %(folder)s går inte att skapa (%(why)s).")
        raise Misconfigured(message % {"folder": directory, "why": error.strerror}) from error
    return directory


def secret_key(directory: Path) -> str:
    given = text("FARLED_SECRET_KEY")
    if given and len(given) < 50:
        raise Misconfigured(_("FARLED_SECRET_KEY ska ha minst 50 tecken."))
    return given or kept_secret(directory / "secret.key")


def kept_secret(path: Path) -> str:
    try:
        # O_EXCL: of two processes that start at once, one makes the key and both read it
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    except OSError as error:
        message = _("Nyckelfilen %(file)s går inte att skriva (%(why)s).")
        raise Misconfigured(message % {"file": path, "why": error.strerror}) from error
    return written_secret(path)


def written_secret(path: Path) -> str:
    key = path.read_text().strip()
    if len(key) < 50:
        message = _("Nyckelfilen %(file)s är för kort. Ta bort den, så görs en ny.")
        raise Misconfigured(message % {"file": path})
    return key


def database(directory: Path) -> dict[str, Any]:
    address = text("FARLED_DATABASE_URL")
    parts = split("FARLED_DATABASE_URL", address)
    if parts.scheme in ("postgres", "postgresql"):
        return postgres(parts)
    if parts.scheme == "sqlite" and len(parts.path) > 1:
        return sqlite(Path(unquote(parts.path)))
    if not address:
        return sqlite(directory / "farled.sqlite3")
    raise Misconfigured(
        _(
            "FARLED_DATABASE_URL ska se ut som postgres://namn:lösen@värd/databas eller sqlite:///fil."
        )
    )


def sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": dict(SQLITE_OPTIONS),
    }


def postgres(parts: SplitResult) -> dict[str, Any]:
    options = dict(parse_qsl(parts.query))
    # ?host=/run/postgresql names a unix socket, as in libpq
    host = options.pop("host", "") or unquote(parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "farled",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": options.pop("port", "") or str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def mail(address: str) -> dict[str, Any]:
    """Django's EMAIL_… settings from smtp://name:password@host:port; smtps for TLS from the start."""
    if not address:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    parts = split("FARLED_MAIL_URL", address)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise Misconfigured(_("FARLED_MAIL_URL ska se ut som smtp://namn:lösen@värd:587."))
    options = dict(parse_qsl(parts.query))
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and options.get("tls") == "1",
        "EMAIL_TIMEOUT": 10,
        "DEFAULT_FROM_EMAIL": options.get("from", f"farled@{parts.hostname}"),
    }
