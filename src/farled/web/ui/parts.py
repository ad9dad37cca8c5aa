"""The small values that components are given."""

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext_noop


@dataclass(frozen=True)
class Link:
    """A thing in the red thread, a crumb or a list: icon is the name of its kind."""

    label: str
    url: str = ""
    icon: str = ""
    note: str = ""


@dataclass(frozen=True)
class Stage:
    """A mark on the voyage: where an inventory has been, is, or is going."""

    label: str
    state: Literal["done", "now", "begun", "ahead"] = "ahead"
    count: str = ""
    url: str = ""
    icon: str = "buoy"


DIMENSIONS = {
    "social": gettext_noop("Social"),
    "environmental": gettext_noop("Miljömässig"),
    "economic": gettext_noop("Ekonomisk"),
    "wellbeing": gettext_noop("Behov och välbefinnande"),
}

ACTIVITIES = {
    "check_in": gettext_noop("Incheckning"),
    "write": gettext_noop("Skriva"),
    "group": gettext_noop("Gruppera"),
    "prioritise": gettext_noop("Prioritera"),
    "larger": gettext_noop("Göra större"),
    "pulling_apart": gettext_noop("Vad drar isär?"),
    "no_voice": gettext_noop("Nej-rösten"),
    "reflect": gettext_noop("Reflektera"),
    "pause": gettext_noop("Samtal eller paus"),
}

# name: icon, words
STATES = {
    "saved": ("check", gettext_noop("Sparat")),
    "sending": ("sending", gettext_noop("Skickar")),
    "waiting": ("waiting", gettext_noop("Väntar på nätet")),
    "failed": ("warning", gettext_noop("Gick inte att spara")),
    "live": ("live", gettext_noop("Pågår nu")),
    "open": ("unlock", gettext_noop("Öppet")),
    "closed": ("lock", gettext_noop("Stängt")),
    "hidden": ("hide", gettext_noop("Dold")),
    "anonymous": ("anonymous", gettext_noop("Anonymt")),
    "draft": ("edit", gettext_noop("Utkast")),
    "done": ("check", gettext_noop("Klart")),
}

# kind of bar: icon, words
BAR_KINDS = {
    "": ("", ""),
    "helps": ("plus", gettext_noop("hjälper")),
    "harms": ("minus", gettext_noop("skadar")),
    "conflict": ("conflict", gettext_noop("drar isär")),
    "unsure": ("help", gettext_noop("osäkert")),
}
