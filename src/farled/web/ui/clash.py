"""Two people changed the same thing: both texts are shown, and nothing is overwritten unseen."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Difference:
    """One field where what stands now is another than what this person wants to save."""

    label: str
    now: str
    yours: str


def shown_version(form: forms.BaseForm, *, now: Any, standing: dict[str, Any]) -> dict[str, Any]:
    """For the template: the hidden `version`, and in `clash` both texts where somebody else was first.

    A form refused for something else keeps the version that it showed.
    """
    sent = form.data.get("version", "") if form.is_bound else str(now)
    if sent == str(now) or not form.non_field_errors():
        return {"version": sent, "clash": []}
    return {"version": str(now), "clash": differences(form, standing)}


def differences(form: forms.BaseForm, standing: dict[str, Any]) -> list[Difference]:
    """Field by field, in the form's order; what is only said with this saving stands nowhere yet."""
    found = []
    for name, field in form.fields.items():
        if name not in standing:
            continue
        now, yours = _plain(field, standing.get(name)), _plain(field, form.cleaned_data.get(name))
        if now != yours:
            found.append(Difference(str(field.label), now, yours))
    return found


def _plain(field: forms.Field, value: Any) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if not isinstance(field, forms.ChoiceField):
        return str(value or "")
    choices: Any = field.choices
    names = {str(key): str(name) for key, name in choices}
    chosen = value if isinstance(value, list) else [value or ""]
    wanted = {str(getattr(one, "pk", one)) for one in chosen}
    return ", ".join(name for key, name in names.items() if key in wanted)
