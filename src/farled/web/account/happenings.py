"""Audit rows in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from farled.core.finding import Say
from farled.store.models import Audit
from farled.text import say


@dataclass(frozen=True)
class Happening:
    at: datetime
    who: str
    what: str
    where: str


def told(rows: Iterable[Audit]) -> list[Happening]:
    return [
        Happening(row.at, who(row), what(row.act), row.workshop.name if row.workshop else "")
        for row in rows
    ]


def who(row: Audit) -> str:
    if row.user is not None:
        return row.user.name
    return {
        "person": _("En person som inte finns kvar"),
        "participant": _("En deltagare"),
        "token": _("En API-nyckel"),
    }.get(row.actor, "Farled")


def what(act: str) -> str:
    """The act in words; its own name where nobody has worded it yet."""
    key = f"audit.{act}"
    words = say(Say(key), (get_language() or "sv").split("-")[0])
    return act.replace("_", " ") if words == key else words
