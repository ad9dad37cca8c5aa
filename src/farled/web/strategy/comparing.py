"""Changes between two versions in words, gathered by what kind of change they are."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from farled.core.strategy.changes import Change
from farled.web.strategy.words import thing_in_words, value_in_words

# in the order a reader wants them
KINDS = {
    "added": (gettext_noop("Nytt"), "plus"),
    "removed": (gettext_noop("Borttaget"), "minus"),
    "reworded": (gettext_noop("Ändrade ord"), "edit"),
    "target_changed": (gettext_noop("Ändrade målvärden"), "goal"),
    "relinked": (gettext_noop("Ändrade kopplingar"), "link"),
    "moved": (gettext_noop("Flyttat"), "move"),
}


@dataclass(frozen=True)
class Told:
    """One change: what it is about, and the two texts beside each other (empty where there is none)."""

    thing: str
    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Group:
    kind: str
    word: str
    icon: str
    told: tuple[Told, ...]


def in_words(found: Iterable[Change]) -> list[Group]:
    by_kind: dict[str, list[Told]] = {}
    for change in found:
        by_kind.setdefault(change.kind, []).append(told(change))
    return [
        Group(kind, _(word), icon, tuple(by_kind[kind]))
        for kind, (word, icon) in KINDS.items()
        if kind in by_kind
    ]


def told(change: Change) -> Told:
    thing = thing_in_words(change.about)
    if change.kind in ("added", "removed"):
        return Told(thing, change.name, "", "")
    before, after = (place(change, text) for text in (change.before, change.after))
    return Told(thing, change.name, before or _("(tomt)"), after or _("(tomt)"))


def place(change: Change, text: str) -> str:
    if change.kind == "moved" and text.isdigit():
        return _("plats %(number)s") % {"number": text}
    return value_in_words(change.about, text)
