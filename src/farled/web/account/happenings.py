"""Audit rows in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from farled.core.finding import Say
from farled.store.models import Audit
from farled.text import say
from farled.web.account.forms import ROLES


@dataclass(frozen=True)
class Happening:
    """`about` names what it was done to, where that says more than the act."""

    at: datetime
    who: str
    what: str
    about: str


def told(rows: Sequence[Audit], *, names: Mapping[str, str]) -> list[Happening]:
    """`names` are those of what the rows are about: `user:7`, `strategy:3`."""
    return [Happening(row.at, who(row), what(row.act), about(row, names)) for row in rows]


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


def about(row: Audit, names: Mapping[str, str]) -> str:
    """Whom, which and how, joined: a name, a changed role, the workshop."""
    detail = row.detail
    roles = [role_word(detail[part]) for part in ("from", "to", "role") if part in detail]
    workshop = row.workshop.name if row.workshop else ""
    parts = (names.get(row.about, ""), str(detail.get("name", "")), " → ".join(roles), workshop)
    return ", ".join(part for part in parts if part)


def role_word(role: object) -> str:
    return str(dict(ROLES).get(str(role), role))
