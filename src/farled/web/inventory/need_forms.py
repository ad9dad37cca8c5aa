"""What is asked about a need and about a theme."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from farled.core.inventory.board import Picture
from farled.store import models
from farled.web.ui.fields import LineField, LinesField
from farled.web.ui.parts import DIMENSIONS

KINDS = [
    ("", _("Inte bestämt")),
    ("expedition", _("Expedition: vägen är inte känd, vi prövar och lär")),
    ("cruise", _("Insats i linjen: vi vet hur, det går att planera")),
]


class NeedForm(forms.Form):
    """Everything a need may hold. Its choices come from the inventory's picture."""

    what = LineField(
        label=_("Vad"),
        most=300,
        required=True,
        help_text=_("Beskriv läget som det är, inte lösningen som saknas."),
    )
    description = LinesField(label=_("Beskrivning"), most=2000)
    for_whom = LineField(
        label=_("För vem"), most=300, help_text=_("Vems problem är det? Så konkret ni kan.")
    )
    where = LineField(
        label=_("Var"), most=300, help_text=_("En plats, en del av länet eller hela länet.")
    )
    theme = forms.ChoiceField(label=_("Tema"), required=False)
    areas = forms.MultipleChoiceField(
        label=_("Områden"), required=False, widget=forms.CheckboxSelectMultiple
    )
    goals = forms.MultipleChoiceField(
        label=_("Mål"), required=False, widget=forms.CheckboxSelectMultiple
    )
    dimensions = forms.MultipleChoiceField(
        label=_("Dimensioner"), required=False, widget=forms.CheckboxSelectMultiple
    )
    women = LinesField(label=_("Hur behovet rör kvinnor och flickor"), most=1000)
    men = LinesField(label=_("Hur behovet rör män och pojkar"), most=1000)
    not_relevant_because = LinesField(
        label=_("Inte relevant, därför att …"),
        most=1000,
        help_text=_("Också ett svar. Skriv då varför."),
    )

    def __init__(self, *args: Any, picture: Picture, **options: Any) -> None:
        super().__init__(*args, **options)
        self._offer("theme", [("", gettext("Inget tema"))])
        self._offer("theme", [(str(theme.id), theme.name) for theme in picture.themes])
        self._offer("areas", [(str(number), name) for number, name in picture.areas])
        self._offer("goals", [(str(number), name) for number, name in picture.goals])
        words = [(key, gettext(DIMENSIONS[key])) for key in picture.dimensions]
        self._offer("dimensions", words)

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = [*field.choices, *choices]


def need_values(row: models.Need) -> dict[str, Any]:
    """What stands in the form when it opens."""
    texts = ("what", "description", "for_whom", "where", "women", "men", "not_relevant_because")
    return {name: getattr(row, name) for name in texts} | {
        "theme": str(row.theme_id or ""),
        "areas": [str(key) for key in row.areas.values_list("pk", flat=True)],
        "goals": [str(key) for key in row.goals.values_list("pk", flat=True)],
        "dimensions": list(row.dimensions),
    }


class ThemeForm(forms.Form):
    name = LineField(label=_("Namn"), most=200, required=True)
    reason = LinesField(
        label=_("Varför hör behoven ihop?"),
        most=2000,
        help_text=_("En gemensam orsak, samma människor, samma plats eller samma fråga."),
    )
    proposal_kind = forms.ChoiceField(
        label=_("Förslag"), choices=KINDS, required=False, widget=forms.RadioSelect
    )
    proposal = LinesField(label=_("Vad ni föreslår"), most=2000)
    carried_by = LineField(
        label=_("Vem bär det"),
        most=200,
        help_text=_("Den funktion eller grupp som tar frågan vidare, inte en person."),
    )


def theme_values(row: models.Theme) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ThemeForm.base_fields}
