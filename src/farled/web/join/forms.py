from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from farled.store.models import Workshop

FEW = 6  # organisations that fit as big choices; more become a list


class JoinForm(forms.Form):
    """Who comes in. Lengths are the action's business, so that its sentence is the only one."""

    name = forms.CharField(
        label=_("Ditt namn"), required=False,
        help_text=_("Bara om du vill. Det visas bara i öppna steg."),
        widget=forms.TextInput({"autocomplete": "name", "maxlength": 80}),
    )  # fmt: skip
    organisation = forms.CharField(label=_("Organisation"), required=False)
    own_organisation = forms.CharField(
        label=_("Annan organisation"), required=False,
        widget=forms.TextInput({"autocomplete": "organization", "maxlength": 120}),
    )  # fmt: skip
    role = forms.CharField(
        label=_("Roll eller uppdrag"), required=False,
        widget=forms.TextInput({"autocomplete": "organization-title", "maxlength": 120}),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("Den här telefonen är"), initial="table",
        choices=[("table", _("hela bordets")), ("phone", _("bara min"))],
        widget=forms.RadioSelect,
    )  # fmt: skip
    stands_for = forms.CharField(
        label=_("Hur många är ni vid bordet?"),
        widget=forms.TextInput({"inputmode": "numeric", "size": 4, "maxlength": 20}),
    )  # fmt: skip

    def __init__(self, *args: Any, workshop: Workshop, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [name for name in workshop.organisations if isinstance(name, str)]
        self._ask_organisation(known)
        if workshop.phone_per_table:
            self.fields["stands_for"].required = self.data.get("kind") != "phone"
        else:
            del self.fields["kind"], self.fields["stands_for"]

    def _ask_organisation(self, known: list[str]) -> None:
        if not known:
            del self.fields["own_organisation"]
            self.fields["organisation"].widget.attrs.update(
                {"autocomplete": "organization", "maxlength": 120}
            )
        elif len(known) <= FEW:
            self.fields["organisation"].widget = forms.RadioSelect(
                choices=[(name, name) for name in known]
            )
        else:
            choices = [("", _("Välj")), *((name, name) for name in known)]
            self.fields["organisation"].widget = forms.Select(choices=choices)

    def details(self) -> dict[str, Any]:
        """What the action is told; own words win over a choice."""
        given = self.cleaned_data
        is_table = given.get("kind") == "table"
        return {
            "name": given["name"],
            "organisation": given.get("own_organisation") or given["organisation"],
            "role": given["role"],
            "kind": "table" if is_table else "phone",
            "stands_for": given["stands_for"] if is_table else 1,
        }
