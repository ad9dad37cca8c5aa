"""What planning asks for. The actions judge once more."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from farled.core.inventory.records import STATUSES
from farled.core.workshop.activities import ACTIVITIES
from farled.core.workshop.activities.activity import Activity, Setting
from farled.store.actions import workshop_plan as plan
from farled.store.models import Step, Workshop
from farled.web.ui.content import by_key
from farled.web.ui.fields import LineField, LinesField
from farled.web.workshop import words

DATE = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class WorkshopForm(forms.Form):
    """A workshop's own fields."""

    name = LineField(label=_("Namn"), most=plan.LINES["name"], required=True)
    purpose = LinesField(
        label=_("Syfte"), most=plan.TEXTS["purpose"], help_text=_("Vad ska dagen leda till?")
    )
    held_on = forms.DateField(label=_("Datum"), required=False, widget=DATE)
    place = LineField(label=_("Plats"), most=plan.LINES["place"])
    language = forms.ChoiceField(
        label=_("Språk i workshoppen"), choices=[("sv", "Svenska"), ("en", "English")]
    )
    organisations = LinesField(
        label=_("Organisationer att välja bland"),
        most=8000,
        help_text=_("En per rad. Deltagarna väljer sin när de checkar in, eller skriver en egen."),
    )
    seating = forms.ChoiceField(
        label=_("Bord"),
        choices=[(key, _(text)) for key, text in words.SEATING.items()],
        widget=forms.RadioSelect,
    )
    phone_per_table = forms.BooleanField(
        label=_("En telefon per bord"),
        required=False,
        help_text=_("Den som ansluter talar om hur många telefonen står för."),
    )
    wall_shows_unmoderated = forms.BooleanField(
        label=_("Visa röster på väggen utan att du först väljer det"),
        required=False,
        help_text=_("Annars visas de först när du trycker på Visa på väggen."),
    )
    owning_authority = LineField(
        label=_("Ägande myndighet"),
        most=plan.LINES["owning_authority"],
        help_text=_("Den myndighet vars handlingar det här blir."),
    )
    diary_number = LineField(label=_("Diarienummer"), most=plan.LINES["diary_number"])
    records_status = forms.ChoiceField(label=_("Status för allmänna handlingar"))
    privacy_notice = LinesField(
        label=_("Så hanterar ni personuppgifter"),
        most=plan.TEXTS["privacy_notice"],
        help_text=_(
            "Visas för den som ansluter. Byt ut det som står inom hakparentes; "
            "till dess visas en kort text som gäller överallt."
        ),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        statuses = by_key("records", "statuses")
        field = self.fields["records_status"]
        field.choices = [(key, statuses[key]["name"]) for key in STATUSES]  # type: ignore[attr-defined]


class NewWorkshopForm(WorkshopForm):
    """With the agenda to start from, and how many tables."""

    template = forms.ChoiceField(label=_("Dagordning"), widget=forms.RadioSelect, required=False)
    tables = forms.CharField(
        label=_("Antal bord"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_("Sex till åtta personer vid varje bord är lagom. Går att ändra under dagen."),
    )


class StepForm(forms.Form):
    """A step's own fields, and the settings of its activity under `set_` names."""

    title = LineField(label=_("Rubrik"), most=200, required=True)
    instruction = LinesField(
        label=_("Det deltagarna läser"),
        most=2000,
        help_text=_("Två eller tre meningar: vad de ska göra och varför."),
    )
    minutes = forms.CharField(
        label=_("Minuter"), widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    anonymity = forms.ChoiceField(
        label=_("Vem ser vem som skrev?"),
        widget=forms.RadioSelect,
        choices=[
            (key, format_lazy("{}: {}", _(words.ANONYMITY[key]), _(words.PROMISES[key])))
            for key in plan.ANONYMITY
        ],
    )

    def __init__(
        self,
        *args: Any,
        workshop: Workshop,
        activity: str,
        step: Step | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.activity = ACTIVITIES[activity]
        self.locked = step is not None and step.opened_before
        if self.locked and step is not None:
            self.fields["anonymity"].disabled = True
            self.fields["anonymity"].help_text = _(
                "Steget har varit öppet. Löftet till deltagarna kan inte ändras i efterhand."
            )
            self.initial["anonymity"] = step.anonymity
        if self.activity.sources:
            self.fields["source"] = source_field(self.activity, workshop=workshop, step=step)
        for name, setting in self.activity.settings.items():
            self.fields[f"set_{name}"] = setting_field(name, setting)

    def plan(self) -> dict[str, Any]:
        """What the action wants."""
        given = self.cleaned_data
        own = {name: value for name, value in given.items() if not name.startswith("set_")}
        settings = {n.removeprefix("set_"): v for n, v in given.items() if n.startswith("set_")}
        return {**own, "settings": settings}


def setting_field(name: str, setting: Setting) -> forms.Field:
    """The form field of one setting of an activity."""
    label = _(words.SETTINGS.get(name, name))
    if setting.kind == "choice":
        options = [(key, _(text)) for key, text in words.CHOICES[name]]
        return forms.ChoiceField(label=_("Så här"), choices=options, widget=forms.RadioSelect)
    if setting.kind == "flag":
        return forms.BooleanField(label=label, required=False)
    if setting.kind == "number":
        widget = forms.TextInput(attrs={"inputmode": "numeric"})
        return forms.CharField(label=label, widget=widget)
    if setting.kind == "lines":
        return LinesField(label=label, most=50 * (setting.most + 1))
    return LineField(label=label, most=setting.most)


def source_field(activity: Activity, *, workshop: Workshop, step: Step | None) -> forms.Field:
    """What the step works on: an earlier step, or something of the inventory."""
    choices: list[tuple[str, Any]] = [("", _("Inget"))]
    choices += [(key, _(words.SOURCES[key])) for key in activity.sources if key in words.SOURCES]
    if "step" in activity.sources:
        wanted = "write" if activity.key == "group" else "group"
        rows = Step.objects.filter(workshop=workshop, removed=False, activity=wanted)
        rows = rows.exclude(pk=step.pk if step else 0)
        choices += [(str(row.pk), row.title) for row in rows]
    return forms.ChoiceField(label=_("Arbetar med"), choices=choices, required=False)


def initial_of(step: Step) -> dict[str, Any]:
    """A step's present values, as its form shows them."""
    settings = {
        f"set_{name}": "\n".join(value) if isinstance(value, list) else value
        for name, value in step.settings.items()
    }
    own = ("title", "instruction", "minutes", "anonymity")
    source = str(step.source_id) if step.source_id else step.settings.get("source", "")
    return {**settings, **{name: getattr(step, name) for name in own}, "source": source}


def initial_for(activity: Activity) -> dict[str, Any]:
    """A new step's values before anybody has typed."""
    settings = {
        f"set_{name}": "\n".join(one.default) if isinstance(one.default, list) else one.default
        for name, one in activity.settings.items()
    }
    if "do_nothing" in activity.settings:
        settings["set_do_nothing"] = gettext("Vi gör ingenting nu")
    return {**settings, "minutes": activity.minutes, "anonymity": activity.anonymity}
