"""What the strategy pages call things: dimensions, fields, kinds of change."""

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from farled.core.finding import Say
from farled.core.strategy.sustainability import MODELS, Model
from farled.text import say

KINDS = {
    "goal": gettext_noop("Mål"),
    "area": gettext_noop("Område"),
    "direction": gettext_noop("Inriktning"),
    "perspective": gettext_noop("Perspektiv"),
    "indicator": gettext_noop("Indikator"),
    "strategy": gettext_noop("Strategin"),
}
FIELDS = {
    "name": gettext_noop("namn"),
    "description": gettext_noop("beskrivning"),
    "parents": gettext_noop("övergripande mål"),
    "dimension": gettext_noop("dimension"),
    "level": gettext_noop("nivå"),
    "serves": gettext_noop("mål som området bidrar till"),
    "goal": gettext_noop("mål som den mäter"),
    "vision": gettext_noop("vision"),
    "model": gettext_noop("hållbarhetsmodell"),
    "source": gettext_noop("källa"),
    "valid_from": gettext_noop("gäller från"),
    "valid_to": gettext_noop("gäller till"),
    "unit": gettext_noop("enhet"),
    "base_value": gettext_noop("utgångsläge"),
    "base_year": gettext_noop("år för utgångsläget"),
    "base_women": gettext_noop("utgångsläge, kvinnor"),
    "base_men": gettext_noop("utgångsläge, män"),
    "target_value": gettext_noop("målvärde"),
    "target_year": gettext_noop("målår"),
    "target_women": gettext_noop("målvärde, kvinnor"),
    "target_men": gettext_noop("målvärde, män"),
    "direction": gettext_noop("riktning"),
    "gap_must_shrink": gettext_noop("skillnaden ska minska"),
    "comparators": gettext_noop("jämförs med"),
    "split_by_sex": gettext_noop("delas på kvinnor och män"),
    "note": gettext_noop("anteckning"),
}
# by kind and, of goals, level: the heading of a new one and of one that is changed
HEADINGS = {
    "overarching": (gettext_noop("Nytt övergripande mål"), gettext_noop("Ändra övergripande mål")),
    "outcome": (gettext_noop("Nytt effektmål"), gettext_noop("Ändra effektmål")),
    "area": (gettext_noop("Nytt område"), gettext_noop("Ändra område")),
    "direction": (gettext_noop("Ny inriktning"), gettext_noop("Ändra inriktning")),
    "perspective": (gettext_noop("Nytt perspektiv"), gettext_noop("Ändra perspektiv")),
    "indicator": (gettext_noop("Ny indikator"), gettext_noop("Ändra indikator")),
}
WAYS = {
    "up": gettext_noop("ska öka"),
    "down": gettext_noop("ska minska"),
    "keep": gettext_noop("ska behållas"),
}
LEVELS = {
    "overarching": gettext_noop("övergripande mål"),
    "outcome": gettext_noop("effektmål"),
}


def language() -> str:
    return (get_language() or "sv").split("-")[0]


def said(key: str) -> str:
    return say(Say(key), language())


def dimension_words(model: Model) -> dict[str, str]:
    """By the key that goals carry."""
    return {one.key: said(one.say) for one in model.dimensions}


def drawing_words(model: Model) -> dict[str, str]:
    roles = {f"role.{one.role}": said(f"dimension.role.{one.role}") for one in model.dimensions}
    return {one.say: said(one.say) for one in model.dimensions} | roles


def value_in_words(about: str, text: str) -> str:
    """A changed value as a reader knows it: keys of dimensions, models, levels and ways in words."""
    if not text:
        return ""
    known = {
        "goal.dimension": lambda: _dimension(text),
        "goal.level": lambda: _(LEVELS.get(text, text)),
        "strategy.model": lambda: said(f"model.{text}.name") if text in MODELS else text,
        "indicator.direction": lambda: _(WAYS.get(text, text)),
        "indicator.gap_must_shrink": lambda: _("ja"),
        "indicator.split_by_sex": lambda: _("ja"),
    }
    return known[about]() if about in known else text


def _dimension(key: str) -> str:
    return (
        said(f"dimension.{key}")
        if key in ("social", "environmental", "economic", "wellbeing")
        else key
    )


def kind_in_words(kind: str) -> str:
    return _(KINDS.get(kind, kind))
