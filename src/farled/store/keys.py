"""Secrets that are shown once: only their hash is kept."""

import hashlib
import secrets


def new_key(prefix: str = "") -> str:
    """256 random bits, safe in an address."""
    return prefix + secrets.token_urlsafe(32)


def hashed(key: str) -> str:
    """What the database keeps; a plain hash is enough, since nobody can guess the key."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
