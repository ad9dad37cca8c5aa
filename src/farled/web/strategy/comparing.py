"""Changes between two versions in words, gathered by what kind of change they are."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from farled.core.strategy.changes import Change
from farled.web.strategy.words import FIELDS, kind_in_words, value_in_words

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
    """The two texts of one field beside each other; an empty one was or is nothing."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Thing:
    """A goal, an area … and what changed about it; something new or gone has no texts."""

    word: str
    name: str
    told: tuple[Told, ...]


@dataclass(frozen=True)
class Group:
    kind: str
    word: str
    icon: str
    things: tuple[Thing, ...]


def in_words(found: Iterable[Change]) -> list[Group]:
    """Each kind of change once, and in it each thing once."""
    kinds: dict[str, dict[tuple[str, str], list[Change]]] = {}
    for change in found:
        about = (change.about.partition(".")[0], change.name)
        kinds.setdefault(change.kind, {}).setdefault(about, []).append(change)
    return [
        Group(kind, _(word), icon, tuple(thing(*one) for one in kinds[kind].items()))
        for kind, (word, icon) in KINDS.items()
        if kind in kinds
    ]


def thing(about: tuple[str, str], changes: Iterable[Change]) -> Thing:
    kind, name = about
    texts = (change for change in changes if change.kind not in ("added", "removed"))
    return Thing(kind_in_words(kind), name, tuple(told(change) for change in texts))


def told(change: Change) -> Told:
    field = change.about.partition(".")[2] or ("name" if change.kind == "reworded" else "")
    word = _(FIELDS[field]) if field in FIELDS else ""
    return Told(word, place(change, change.before), place(change, change.after))


def place(change: Change, text: str) -> str:
    if change.kind == "moved" and text.isdigit():
        return _("plats %(number)s") % {"number": text}
    return value_in_words(change.about, text)
