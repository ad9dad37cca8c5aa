"""What is asked about a region's own agenda. The actions judge once more."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from farled.store.actions.own_agendas import FITS, NAME
from farled.web.ui.fields import LineField


class OwnAgendaForm(forms.Form):
    """What it is called and when it fits."""

    name = LineField(label=_("Mallens namn"), most=NAME, required=True)
    fits = LineField(
        label=_("När passar den?"),
        most=FITS,
        help_text=_("En rad: för vilken fråga, hur många, i rummet eller på nätet."),
    )


class SaveAgendaForm(OwnAgendaForm):
    """`same` is answered about the name that was `asked` about; another name is asked about anew."""

    same = forms.ChoiceField(
        label=_("Mallen som redan finns"),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            ("replace", _("Ersätt den. Den gamla läggs bland de borttagna.")),
            ("both", _("Behåll båda. Den nya får en siffra efter namnet.")),
        ],
    )
    asked = forms.CharField(required=False, widget=forms.HiddenInput)

    def answers(self) -> dict[str, Any]:
        """What the action wants."""
        given = dict(self.cleaned_data)
        if given.pop("asked") != given["name"]:
            given["same"] = ""
        return given
