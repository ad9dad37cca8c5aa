"""Somebody else changed the same thing meanwhile: both texts are shown, and the next save decides."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

HIDDEN = ("seen", "level")


def clash(form: forms.Form, *, now: Mapping[str, Any], seen: str) -> list[tuple[str, str]]:
    """What stands now where something else was typed, by label; saving once more then overwrites it."""
    if not form.is_bound or form.data.get("seen", seen) in ("", seen):
        return []
    found = [
        (str(field.label), shown(field, now.get(name)))
        for name, field in form.fields.items()
        if name not in HIDDEN and plain(form.cleaned_data.get(name)) != plain(now.get(name))
    ]
    form.data = renewed(form, seen=seen)
    return found


def renewed(form: forms.Form, *, seen: str) -> dict[str, Any]:
    """What was typed, with the mark of what stands now: a form's own data cannot be changed."""
    typed: Any = form.data
    several = (
        name for name, field in form.fields.items() if isinstance(field, forms.MultipleChoiceField)
    )
    return {**typed.dict(), **{name: typed.getlist(name) for name in several}, "seen": seen}


def plain(value: Any) -> Any:
    if isinstance(value, list):
        return sorted(map(str, value))
    return (value or "").replace("\r\n", "\n") if isinstance(value, str | None) else value


def shown(field: Any, value: Any) -> str:
    """A value as text; of a choice its words."""
    words = dict(getattr(field, "choices", ()))
    if isinstance(value, list):
        return ", ".join(str(words.get(one, one)) for one in value)
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    return "" if value is None else str(words.get(str(value), value))
