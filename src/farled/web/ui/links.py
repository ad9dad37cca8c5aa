"""Addresses of other stations, by name: a station that is not there yet gives no link."""

from typing import Any

from django.urls import NoReverseMatch, reverse


def link_to(name: str, *args: Any) -> str:
    """The address, or "" where nothing has that name."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
