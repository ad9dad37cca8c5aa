"""What the strategy pages ask for; the actions judge what was typed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from farled.core.strategy.sustainability import MODELS
from farled.web.strategy.words import said

TEMPLATES = [
    ("empty", _("Tom: vi fyller i själva")),
    ("orebro", _("Örebro: vision, tre övergripande mål, 18 effektmål och tio områden")),
    ("agenda-2030", _("Agenda 2030: de 17 globala målen")),
]


def line(
    label: Any, *, required: bool = False, help_text: Any = "", autofocus: bool = False
) -> forms.CharField:
    widget = forms.TextInput(attrs={"autofocus": True} if autofocus else {})
    return forms.CharField(label=label, required=required, widget=widget, help_text=help_text)


def text(label: Any, *, help_text: Any = "", rows: int = 4) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, widget=widget, help_text=help_text)


def day(label: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget)


def boxes(label: Any, *, help_text: Any = "") -> forms.MultipleChoiceField:
    widget = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(
        label=label, required=False, widget=widget, help_text=help_text
    )


class NewStrategyForm(forms.Form):
    name = line(_("Namn"), help_text=_("Lämna tomt för att få mallens namn."))
    template = forms.ChoiceField(
        label=_("Börja med"), choices=TEMPLATES, widget=forms.RadioSelect, initial="empty"
    )


class StrategyForm(forms.Form):
    name = line(_("Namn"), required=True)
    vision = text(_("Vision"), rows=3)
    valid_from = day(_("Gäller från"))
    valid_to = day(_("Gäller till"))
    source = text(
        _("Beslut och källa"),
        rows=3,
        help_text=_("Vem som har beslutat och när, och vad som är osäkert."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class ModelForm(forms.Form):
    model = forms.ChoiceField(label=_("Hållbarhetsmodell"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["model"].choices = [  # type: ignore[attr-defined]
            (key, f"{said(f'model.{key}.name')}. {said(f'model.{key}.about')}") for key in MODELS
        ]


class VersionForm(forms.Form):
    name = line(
        _("Namn"), required=True, help_text=_("Till exempel ”Antagen av regionfullmäktige”.")
    )
    dated = forms.DateField(
        label=_("Datum"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    note = text(_("Anteckning"), rows=2)


class ImportForm(forms.Form):
    """A file or pasted text; a file that does not do comes back as text, to be mended on the page."""

    name = line(_("Namn"), help_text=_("Lämna tomt för att få filens namn på strategin."))
    file = forms.FileField(
        label=_("Fil"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".toml,text/plain"}),
    )
    text = text(_("Eller klistra in texten"), rows=12)
