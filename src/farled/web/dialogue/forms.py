"""What the pages of the dialogue ask for; the actions judge once more."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from farled.core.dialogue.sharing import LASTS, WAYS
from farled.core.dialogue.summarise import ONE_BY_ONE, PARTS, Choice, Material
from farled.core.dialogue.summary import Summary
from farled.core.dialogue.summary_json import LARGEST_FILE, format_summary, parse_summary
from farled.core.finding import Invalid, Say
from farled.store.actions import dialogue as actions
from farled.web.ui.content import by_key
from farled.web.ui.fields import LineField, LinesField
from farled.web.ui.forms import worded

PART_NAMES = {
    "workshops": _("Workshopparna: när, hur många och vilka organisationer"),
    "needs": _("Behoven, med hur de berör kvinnor och män"),
    "themes": _("Temana och vad ni föreslår"),
    "conflicts": _("Vad som drar isär, med båda sidors ord"),
    "resistance": _("Motståndet mot förslagen"),
}
# the whole of a file is a fault of the file; further in, the place is told
_OF_FILE = ("file", "format")


def _boxes(label: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, required=False, widget=forms.CheckboxSelectMultiple
    )


class DraftForm(forms.Form):
    """What goes along and what is said to the readers."""

    parts = _boxes(_("Det här följer med"))
    needs = _boxes(_("Behov som stannar hemma"))
    themes = _boxes(_("Teman som stannar hemma"))
    conflicts = _boxes(_("Målkonflikter som stannar hemma"))
    resistance = _boxes(_("Förslag som stannar hemma"))
    asks = LinesField(
        label=_("Vad vi frågar er"),
        most=actions.TEXTS["asks"],
        help_text=_("Frågan till andra regioner. Den står först i sammanfattningen."),
    )
    learned = LinesField(
        label=_("Vad vi lärde oss, och inte skulle göra om"),
        most=actions.TEXTS["learned"],
        help_text=_("Det som gick snett är ofta det andra har mest nytta av."),
    )
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, material: Material, **options: Any) -> None:
        super().__init__(*args, **options)
        self._offer("parts", [(part, PART_NAMES[part]) for part in PARTS])
        picture = material.picture
        self._offer("needs", [(need.id, f"{need.number} {need.what}") for need in picture.needs])
        self._offer("themes", [(theme.id, theme.name) for theme in picture.themes])
        self._offer("conflicts", [(one.id, one.title) for one in material.conflicts])
        self._offer("resistance", [(one.item.id, one.item.text) for one in material.resistance])

    def _offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - for the types
        field.choices = choices

    def folds(self) -> list[dict[str, Any]]:
        """The lists of single things, each with how many stay at home."""
        listed = [part for part in ONE_BY_ONE if getattr(self.fields[part], "choices", ())]
        return [{"field": self[part], "away": len(self[part].value() or ())} for part in listed]

    def stays(self) -> Choice:
        given = self.cleaned_data
        single = {part: frozenset(map(int, given[part])) for part in ONE_BY_ONE}
        return Choice(parts=frozenset(PARTS) - frozenset(given["parts"]), **single)


def initial(choice: Choice) -> dict[str, Any]:
    single = {part: sorted(getattr(choice, part)) for part in ONE_BY_ONE}
    return {"parts": [part for part in PARTS if part not in choice.parts], **single}


class ShareForm(forms.Form):
    """Purpose and recipient are asked when something leaves the house (domain.md 6.2)."""

    way = forms.ChoiceField(label=_("Hur delar ni?"), widget=forms.RadioSelect)
    recipient = LineField(
        label=_("Till vem"),
        most=actions.RECIPIENT,
        required=True,
        help_text=_("Myndighet eller grupp, hellre än en person."),
    )
    purpose = LinesField(
        label=_("Varför"),
        most=actions.PURPOSE,
        required=True,
        help_text=_("Vill ni ha synpunkter: skriv på vad och till när. Mottagaren ser det här."),
    )
    days = forms.TypedChoiceField(label=_("Länken"), coerce=int)
    looked_at = forms.CharField(widget=forms.HiddenInput, required=False)
    findings_read = forms.BooleanField(
        label=_("Jag har läst påpekandena och vill dela ändå"), required=False
    )

    def __init__(self, *args: Any, findings: int, **options: Any) -> None:
        super().__init__(*args, **options)
        names = by_key("records", "statuses")
        way, days = self.fields["way"], self.fields["days"]
        assert isinstance(way, forms.ChoiceField) and isinstance(days, forms.ChoiceField)  # noqa: S101, PT018
        way.choices = [(key, names[key]["name"]) for key in WAYS]
        days.choices = [
            *((n, _now("Öppen i %(n)s dagar") % {"n": n}) for n in LASTS),
            (0, _now("Ingen länk: jag skickar filen själv")),
        ]
        if not findings:
            del self.fields["findings_read"]


class ReadForm(forms.Form):
    """A summary from another region, as a file."""

    file = forms.FileField(
        label=_("Fil från en annan region"),
        help_text=_("En JSON-fil som börjar med farled-summary. Ingenting sparas när du läser."),
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}),
    )

    def clean_file(self) -> Summary:
        upload = self.cleaned_data["file"]
        try:
            return parse_summary(_text(upload))
        except Invalid as error:
            place = "" if error.field in _OF_FILE else f"{error.field}: "
            raise forms.ValidationError(place + worded(error)) from error


class KeepForm(forms.Form):
    """`text` is the file once more, since nothing was stored when it was read."""

    text = forms.CharField(widget=forms.HiddenInput, strip=False)
    note = LineField(
        label=_("Anteckning"),
        most=actions.NOTE,
        help_text=_("Till exempel diarienummer, eller vad ni tänker göra med den."),
    )


def keeping(summary: Summary) -> KeepForm:
    return KeepForm(initial={"text": format_summary(summary)})


def _text(upload: UploadedFile) -> str:
    """Raises Invalid."""
    if (upload.size or 0) > LARGEST_FILE:
        raise Invalid("file", Say("summary.too_big", {"most": LARGEST_FILE // 1_000_000}))
    try:
        return upload.read().decode("utf-8")
    except UnicodeDecodeError:
        raise Invalid("file", Say("summary.unreadable")) from None
