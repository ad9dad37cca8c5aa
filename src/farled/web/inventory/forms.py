"""What the pages of an inventory ask for; the actions judge once more."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from farled.core.inventory.lfa_steps import STATES
from farled.core.inventory.records import STATUSES
from farled.core.inventory.stakeholders import GROUPS
from farled.store.actions import inventory as actions
from farled.store.models import Inventory, Strategy
from farled.web.ui.content import by_key
from farled.web.ui.fields import LineField, LinesField

GRADES = [
    ("", _("Vet inte")),
    ("1", _("1 – mycket litet")),
    ("2", _("2 – litet")),
    ("3", _("3 – måttligt")),
    ("4", _("4 – stort")),
    ("5", _("5 – mycket stort")),
]
LFA_STATES = {
    "not_begun": _("Inte påbörjat"),
    "under_way": _("Pågår"),
    "done": _("Klart"),
    "skipped": _("Hoppar över"),
}


class InventoryForm(forms.Form):
    """The inventory's own fields; records status and sharing are asked in `RecordsForm`."""

    name = LineField(label=_("Namn"), most=actions.LINES["name"], required=True)
    question = LinesField(
        label=_("Frågan ni ställer"),
        most=actions.TEXTS["question"],
        help_text=_("En öppen fråga utan färdigt svar. Den står överst på allt ni gör här."),
    )
    strategy = forms.ModelChoiceField(
        label=_("Strategi"),
        queryset=Strategy.objects.none(),
        required=False,
        empty_label=_("Ingen strategi"),
        help_text=_("Områden och mål för röster och behov hämtas härifrån."),
    )
    language = forms.ChoiceField(
        label=_("Språk"), choices=[("sv", "Svenska"), ("en", "English")], required=True
    )
    period_from = forms.DateField(
        label=_("Från och med"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    period_to = forms.DateField(
        label=_("Till och med"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    owning_authority = LineField(
        label=_("Ägande myndighet"),
        most=actions.LINES["owning_authority"],
        help_text=_("Den myndighet som ansvarar för handlingarna."),
    )
    partners = LinesField(
        label=_("Parter"),
        most=actions.TEXTS["partners"],
        help_text=_("De som inventerar tillsammans med er, en på varje rad."),
    )
    diary_number = LineField(label=_("Diarienummer"), most=actions.LINES["diary_number"])

    def __init__(self, *args: Any, strategies: list[Strategy], **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["strategy"]
        field.queryset = Strategy.objects.filter(pk__in=[one.pk for one in strategies])


def initial(inventory: Inventory) -> dict[str, Any]:
    names = InventoryForm.base_fields
    return {name: getattr(inventory, name) for name in names} | {"strategy": inventory.strategy_id}


class RecordsForm(forms.Form):
    """Where the papers stand, among the moves that the law and the person's role allow."""

    records_status = forms.ChoiceField(label=_("Status"), widget=forms.RadioSelect)
    sharing_purpose = LinesField(
        label=_("Syfte med delningen"),
        most=actions.TEXTS["sharing_purpose"],
        help_text=_("Behövs när ni delar. Vill ni ha synpunkter: skriv på vad."),
    )
    recipient = LineField(label=_("Mottagare"), most=300)
    decision = LinesField(
        label=_("Gallringsbeslut"),
        most=1000,
        help_text=_("Behövs när något gallras: vilket beslut, av vem och när."),
    )

    def __init__(self, *args: Any, now: str, may_share: bool, may_purge: bool, **options: Any):
        super().__init__(*args, **options)
        words = by_key("records", "statuses")
        allowed = [now] if not may_share else [now, *STATUSES[now].moves]
        if not may_purge:
            allowed = [key for key in allowed if key == now or not STATUSES[key].asks_decision]
        field: Any = self.fields["records_status"]
        field.choices = [(key, words[key]["name"]) for key in STATUSES if key in allowed]
        if "gallrat" not in allowed:
            del self.fields["decision"]


class SharingForm(forms.Form):
    what = LineField(label=_("Vad"), most=200, required=True)
    recipient = LineField(label=_("Till vem"), most=300, required=True)
    purpose = LinesField(label=_("Varför"), most=1000, required=True)


class StakeholderForm(forms.Form):
    name = LineField(label=_("Namn"), most=200, required=True)
    groups = forms.MultipleChoiceField(
        label=_("Grupp"), required=False, widget=forms.CheckboxSelectMultiple
    )
    interest = forms.ChoiceField(label=_("Intresse"), choices=GRADES, required=False)
    influence = forms.ChoiceField(label=_("Inflytande"), choices=GRADES, required=False)
    contribution = LinesField(label=_("Vad de kan bidra med"), most=1000)
    attitude = LinesField(label=_("Hur de ser på frågan"), most=1000)
    planned_part = LinesField(
        label=_("Planerad medverkan"),
        most=1000,
        help_text=_("Varför, hur och när de ska vara med."),
    )
    actual_part = LinesField(label=_("Faktisk medverkan"), most=1000, help_text=_("Hur det blev."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        words = by_key("stakeholder_groups", "groups")
        field: Any = self.fields["groups"]
        field.choices = [(key, words[key]["name"]) for key in GROUPS]


class LfaForm(forms.Form):
    state = forms.ChoiceField(
        label=_("Läge"), choices=[(key, LFA_STATES[key]) for key in STATES], required=True
    )
    note = LinesField(label=_("Anteckning"), most=2000)
