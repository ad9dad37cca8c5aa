"""Whose sessions these are: for one browser at a door, or for all that stand inside."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone

from farled.store.gates import Person
from farled.store.models import Membership, User


def people_signed_in(keys: Iterable[str]) -> dict[str, Person]:
    """Session key → person with her roles: three queries for any number of keys.

    Left out: whoever has signed out, whose account is disabled, whose password was changed meanwhile.
    """
    told = _sessions({key for key in keys if _can_be_one(key)})
    if not told:
        return {}
    numbers = {data[SESSION_KEY] for data in told.values() if SESSION_KEY in data}
    users = {str(user.pk): user for user in User.objects.filter(pk__in=numbers, is_active=True)}
    roles = _roles(users.values())
    whose = {key: users.get(str(data.get(SESSION_KEY))) for key, data in told.items()}
    return {
        key: Person(user, roles[user.pk])
        for key, user in whose.items()
        if user is not None and told[key].get(HASH_SESSION_KEY) == user.get_session_auth_hash()
    }


def _can_be_one(key: str) -> bool:
    return 8 <= len(key) <= 40 and key.isascii() and key.isalnum()


def _sessions(keys: set[str]) -> dict[str, dict[str, Any]]:
    if not keys:
        return {}
    rows = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    return {row.session_key: row.get_decoded() for row in rows}


def _roles(users: Iterable[User]) -> dict[int, dict[int, str]]:
    found: dict[int, dict[int, str]] = defaultdict(dict)
    rows = Membership.objects.filter(user__in=list(users))
    for user, region, role in rows.values_list("user", "region", "role"):
        found[user][region] = role
    return found
