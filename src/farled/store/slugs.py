"""Addresses that read well and cannot be guessed."""

import secrets

from django.utils.text import slugify

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
CODE_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # nothing that is read as something else


def new_slug(name: str) -> str:
    """'Behov i länet' → 'behov-i-lanet-x7k2m'."""
    tail = "".join(secrets.choice(ALPHABET) for _ in range(5))
    return f"{slugify(name)[:50].strip('-') or 'x'}-{tail}"


def new_code() -> str:
    """A join code: eight characters of 32, a million million."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(8))
