"""Sample data of the gallery: every component once, with words like real ones."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from farled.web.ui.parts import DIMENSIONS, STATES, Link, Stage
from farled.web.ui.templatetags.ui import drawings, epoch_ms

TWELVE_MINUTES = 12 * 60 * 1000
CHOICES = [("agree", "Instämmer"), ("disagree", "Instämmer inte"), ("pass", "Avstår")]


class SampleForm(forms.Form):
    what = forms.CharField(
        label="Vad behövs?", max_length=400, help_text="Ett behov i taget, med era egna ord.",
        widget=forms.Textarea,
    )  # fmt: skip
    whom = forms.CharField(label="För vem?", max_length=200, required=False)
    area = forms.ChoiceField(
        label="Område", choices=[("", "Välj"), ("transport", "Transporter och infrastruktur")]
    )
    dimensions = forms.MultipleChoiceField(
        label="Dimensioner", required=False, choices=list(DIMENSIONS.items()),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    answer = forms.ChoiceField(
        label="Er hållning", choices=CHOICES, widget=forms.RadioSelect, required=False
    )
    votes = forms.IntegerField(label="Antal prickar", min_value=1, max_value=10)
    public = forms.BooleanField(
        label="Visa på väggen", required=False, help_text="Namn visas aldrig."
    )


def samples(request: HttpRequest) -> dict[str, Any]:
    now = epoch_ms(timezone.now())
    return {
        "form": SampleForm({"wrong-votes": "10000000000000000000"}, prefix="wrong"),
        "empty_form": SampleForm(prefix="fresh"),
        "stages": stages(),
        "crumbs": [Link(_("Kartbordet"), "/"), Link("Behov i kollektivtrafiken", "#")],
        "came_from": came_from(),
        "became": [Link("Expedition: resor utan linjer", "#", "expedition", "prövas i höst")],
        "page": Paginator(range(95), 20).get_page(request.GET.get("page")),
        "timer_ends": now + TWELVE_MINUTES,
        "timer_now": now,
        "agenda": agenda(),
        "frames": ["phone", "answers", "wall", "bridge", "cards", "report"],
        "dimensions": list(DIMENSIONS),
        "states": list(STATES),
        "scale": range(11),
        "icons": sorted(drawings()),
    }


def stages() -> list[Stage]:
    return [
        Stage("Strategi", "done", "18 effektmål", "#", "strategy"),
        Stage("Workshoppar", "done", "2 av 3 klara", "#", "workshop"),
        Stage("Behov", "now", "24 behov", "#", "need"),
        Stage("Karta", "ahead", icon="map"),
        Stage("Mål och konflikter", "ahead", icon="conflict"),
        Stage("Expeditioner", "ahead", icon="expedition"),
        Stage("Lärdomar", "ahead", icon="lesson"),
    ]


def agenda() -> list[Stage]:
    return [
        Stage("Incheckning med perspektiv", "done", "09.00"),
        Stage("Skriv behov", "now", "09.20"),
        Stage("Gruppera vid borden", "ahead", "09.45"),
        Stage("Slå ihop i plenum", "ahead", "10.15"),
        Stage("Paus", "ahead", "10.45"),
        Stage("Prioritera", "ahead", "11.00"),
        Stage("Nej-rösten", "ahead", "11.20"),
        Stage("Reflektera", "ahead", "11.45"),
    ]


def came_from() -> list[Link]:
    return [
        Link("”Bussen går när skolan slutat, inte när praktiken gör det”", "#", "voice", "bord 2"),
        Link("”Vi kör tomma bussar och fulla taxi”", "#", "voice", "bord 4"),
        Link("Tillgänglighet i hela länet", "#", "theme"),
    ]
