"""The small forms of a strategy's parts, each with the choices of its own strategy."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from farled.core.strategy.sustainability import MODELS
from farled.store.models import Area, Goal, Strategy
from farled.store.queries.strategy import areas_of, goals_of
from farled.web.strategy.forms import boxes, line, text
from farled.web.strategy.words import WAYS, dimension_words


class PartForm(forms.Form):
    """A part of a strategy. `seen` tells whether somebody else changed it meanwhile."""

    name = line(_("Namn"), required=True, autofocus=True)
    description = text(_("Beskrivning"))
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, strategy: Strategy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(strategy)

    def offer(self, strategy: Strategy) -> None:
        """Fills the choices that depend on the strategy."""

    def choose(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        self.fields[name].choices = list(choices)  # type: ignore[attr-defined]


class OverarchingForm(PartForm):
    level = forms.CharField(widget=forms.HiddenInput, initial="overarching")
    dimension = forms.ChoiceField(label=_("Dimension"), required=False)

    def offer(self, strategy: Strategy) -> None:
        self.choose(
            "dimension", [("", _("Ingen vald")), *dimension_words(MODELS[strategy.model]).items()]
        )


class OutcomeForm(OverarchingForm):
    parents = boxes(
        _("Hör till övergripande mål"), help_text=_("Ett effektmål kan höra till flera.")
    )
    field_order = ["name", "description", "parents", "dimension", "level", "seen"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].initial = "outcome"
        self.fields["dimension"].help_text = _(
            "Behövs bara när den skiljer sig från det övergripande målets."
        )

    def offer(self, strategy: Strategy) -> None:
        super().offer(strategy)
        self.choose("parents", named(goals_of(strategy, level="overarching")))


class AreaForm(PartForm):
    serves = boxes(_("Bidrar till"))

    def offer(self, strategy: Strategy) -> None:
        self.choose("serves", named(goals_of(strategy)))


class DirectionForm(PartForm):
    area = forms.ChoiceField(label=_("Område"))
    field_order = ["name", "description", "area", "seen"]

    def offer(self, strategy: Strategy) -> None:
        self.choose("area", named(areas_of(strategy)))


class PerspectiveForm(PartForm):
    pass


class IndicatorForm(PartForm):
    description = None  # type: ignore[assignment]
    goal = forms.ChoiceField(label=_("Mäter målet"), required=False)
    unit = line(_("Enhet"), help_text=_("Till exempel procent eller per 1 000 invånare."))
    direction = forms.ChoiceField(label=_("Riktning"), required=False)
    base_value = line(_("Utgångsläge"))
    base_year = line(_("År för utgångsläget"))
    target_value = line(
        _("Målvärde"), help_text=_("Ett tal eller ord, till exempel ”högre än jämförbara län”.")
    )
    target_year = line(_("Målår"))
    split_by_sex = forms.BooleanField(label=_("Delas på kvinnor och män"), required=False)
    base_women = line(_("Utgångsläge, kvinnor"))
    base_men = line(_("Utgångsläge, män"))
    target_women = line(_("Målvärde, kvinnor"))
    target_men = line(_("Målvärde, män"))
    gap_must_shrink = forms.BooleanField(
        label=_("Skillnaden mellan grupper ska minska"), required=False
    )
    comparators = text(
        _("Jämförs med"),
        rows=2,
        help_text=_("Ett län eller en kommun på varje rad, eller med komma emellan."),
    )
    source = line(_("Källa"))
    note = text(_("Anteckning"), rows=2)

    def offer(self, strategy: Strategy) -> None:
        self.choose("goal", [("", _("Inget mål än")), *named(goals_of(strategy))])
        ways = [("", _("Inte bestämd")), *((key, capital(word)) for key, word in WAYS.items())]
        self.choose("direction", ways)


FORMS: dict[str, type[PartForm]] = {
    "overarching": OverarchingForm,
    "outcome": OutcomeForm,
    "area": AreaForm,
    "direction": DirectionForm,
    "perspective": PerspectiveForm,
    "indicator": IndicatorForm,
}


def named(rows: Iterable[Goal | Area]) -> list[tuple[str, str]]:
    return [(str(row.pk), row.name) for row in rows]


def capital(word: str) -> Any:
    translated = gettext(word)
    return translated[:1].upper() + translated[1:]
