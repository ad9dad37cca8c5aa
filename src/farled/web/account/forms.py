"""What the account pages ask for. The actions judge what was typed; fields here only ask."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from farled.core.access import Role

LANGUAGES = [("sv", "Svenska"), ("en", "English")]
ROLES = [
    (Role.OWNER.value, _("Ägare")),
    (Role.FACILITATOR.value, _("Processledare")),
    (Role.MEMBER.value, _("Medarbetare")),
    (Role.VIEWER.value, _("Läsare")),
]
ROLE_HELP = _(
    "Ägaren sköter personer och inställningar, processledaren leder workshoppar och ändrar strategin, "
    "medarbetaren arbetar med inventeringar och behov, läsaren läser."
)
TEMPLATES = [
    ("orebro", _("Örebro: vision, tre övergripande mål, 18 effektmål och tio områden")),
    ("agenda-2030", _("Agenda 2030: de 17 globala målen")),
    ("empty", _("Tom: jag fyller i själv")),
]


def line(label: Any, *, required: bool = True, **attrs: str) -> forms.CharField:
    return forms.CharField(label=label, required=required, widget=forms.TextInput(attrs=attrs))


def address(**attrs: str) -> forms.CharField:
    """E-mail; judged by the action, so that the browser's own rules refuse nobody's address."""
    widget = forms.EmailInput(attrs={"autocomplete": "username", "spellcheck": "false", **attrs})
    return forms.CharField(label=_("E-postadress"), widget=widget)


def password(label: Any, *, autocomplete: str, help_text: Any = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, widget=widget, help_text=help_text, strip=False)


def new_password(label: Any) -> forms.CharField:
    help_text = _("Minst tio tecken. Gärna en mening som du lätt minns.")
    return password(label, autocomplete="new-password", help_text=help_text)


def language(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=LANGUAGES)


class SignInForm(forms.Form):
    email = address(autofocus="")
    password = password(_("Lösenord"), autocomplete="current-password")


class NewPersonForm(forms.Form):
    name = line(_("Ditt namn"), autocomplete="name")
    email = address()
    password = new_password(_("Lösenord"))
    language = language(_("Språk"))


class StartForm(forms.Form):
    region = line(_("Regionens eller organisationens namn"), autocomplete="organization")
    name = line(_("Ditt namn"), autocomplete="name")
    email = address()
    password = new_password(_("Lösenord"))
    language = language(_("Språk"))
    template = forms.ChoiceField(
        label=_("Börja med en strategi"),
        choices=TEMPLATES,
        widget=forms.RadioSelect,
        help_text=_("Allt går att ändra sedan, och fler strategier går att lägga till."),
    )


class MeForm(forms.Form):
    name = line(_("Namn"), autocomplete="name")
    language = forms.ChoiceField(
        label=_("Språk"), choices=[("", _("Som webbläsaren")), *LANGUAGES], required=False
    )


class PasswordForm(forms.Form):
    current_password = password(_("Nuvarande lösenord"), autocomplete="current-password")
    password = new_password(_("Nytt lösenord"))


class NewPasswordForm(forms.Form):
    password = new_password(_("Nytt lösenord"))


class ForgottenForm(forms.Form):
    email = address(autofocus="")


class NewRegionForm(forms.Form):
    name = line(_("Regionens eller organisationens namn"), autocomplete="off")
    language = language(_("Språk"))


class RegionForm(forms.Form):
    name = line(_("Namn"), autocomplete="off")
    language = language(_("Språk för nya strategier, inventeringar och brev"))
    privacy_notice = forms.CharField(
        label=_("Information om personuppgifter"),
        required=False,
        widget=forms.Textarea,
        help_text=_(
            "Visas för den som går med i en workshop. Skriv kort: vem som ansvarar, varför, hur länge."
        ),
    )
    records_notice = forms.CharField(
        label=_("Information om allmänna handlingar"),
        required=False,
        widget=forms.Textarea,
        help_text=_("Till exempel att det som skrivs i en workshop kan bli allmän handling."),
    )
    accessibility_contact = forms.CharField(
        label=_("Kontakt om tillgänglighet"),
        required=False,
        help_text=_("En e-postadress eller ett telefonnummer till den som tar emot synpunkter."),
    )


class InviteForm(forms.Form):
    role = forms.ChoiceField(label=_("Roll"), choices=ROLES, initial="member", help_text=ROLE_HELP)
    email = forms.CharField(
        label=_("E-postadress"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=_("Fylls i åt den inbjudna. Länken fungerar lika bra utan."),
    )


class TokenForm(forms.Form):
    name = line(_("Vad ska nyckeln användas till?"), autocomplete="off")
