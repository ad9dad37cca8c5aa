"""The words that stand in content: records status, LFA steps, stakeholder groups."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext, gettext_noop

from farled.core.inventory.records import STATUSES
from farled.store.models import InventoryUndo, SharingEntry, User
from farled.web.ui.content import by_key

# what an act is called afterwards
ACTS = {
    "edit_inventory": gettext_noop("Inventeringen ändrades"),
    "archive_inventory": gettext_noop("Inventeringen lades undan"),
    "restore_inventory": gettext_noop("Inventeringen lades fram igen"),
    "set_lfa_step": gettext_noop("Ett LFA-steg ändrades"),
    "add_stakeholder": gettext_noop("En intressent lades till"),
    "edit_stakeholder": gettext_noop("En intressent ändrades"),
    "remove_stakeholder": gettext_noop("En intressent togs bort"),
    "create_need": gettext_noop("Ett behov skrevs"),
    "need_from_group": gettext_noop("En grupp blev ett behov"),
    "edit_need": gettext_noop("Ett behov ändrades"),
    "merge_needs": gettext_noop("Behov slogs ihop"),
    "remove_need": gettext_noop("Ett behov togs bort"),
    "move_needs": gettext_noop("Behov flyttades"),
    "dismiss_hint": gettext_noop("En fråga om ett behov besvarades"),
    "create_theme": gettext_noop("Ett tema gjordes"),
    "edit_theme": gettext_noop("Ett tema ändrades"),
    "remove_theme": gettext_noop("Ett tema togs bort"),
    "place_voices": gettext_noop("Röster lades i ett behov"),
    "leave_voices_alone": gettext_noop("Röster lämnades därhän"),
    "take_out_voices": gettext_noop("Röster togs ut"),
}


@dataclass(frozen=True)
class Recent:
    """An act that can still be taken back."""

    key: int
    words: str
    by: str
    at: datetime


@dataclass(frozen=True)
class LogLine:
    """One entry of the log of what was shared, in words."""

    what: str
    recipient: str
    purpose: str
    by: str
    at: datetime


def lfa_words() -> dict[str, dict[str, Any]]:
    return by_key("lfa", "steps")


def purpose_words() -> dict[str, str]:
    return {key: words["name"] for key, words in by_key("lfa", "groups").items()}


def group_words() -> dict[str, dict[str, Any]]:
    return by_key("stakeholder_groups", "groups")


def status_words(status: str) -> dict[str, Any]:
    """Name and help of a records status, and whether it is public to begin with."""
    words = by_key("records", "statuses").get(status, {"name": status, "help": ""})
    return {**words, "public": status in STATUSES and STATUSES[status].public}


def recent(entries: Iterable[InventoryUndo]) -> list[Recent]:
    return [
        Recent(entry.pk, gettext(ACTS.get(entry.act, entry.act)), _name(entry.by), entry.at)
        for entry in entries
    ]


def log_lines(entries: Iterable[SharingEntry]) -> list[LogLine]:
    return [
        LogLine(
            what=_what(entry.what),
            recipient=entry.recipient,
            purpose=entry.purpose,
            by=_name(entry.by),
            at=entry.at,
        )
        for entry in entries
    ]


def _what(what: str) -> str:
    """A change of status is logged by its id, so that it reads in every language."""
    kind, _, key = what.partition(":")
    return str(status_words(key)["name"]) if kind == "status" and key in STATUSES else what


def _name(user: User | None) -> str:
    return user.name if user else ""
