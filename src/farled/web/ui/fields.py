"""Form fields that clean as the actions do: all of a form's errors at once, and no browser limit that cuts text off."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from farled.core.finding import Invalid
from farled.core.text.clean import clean_line, clean_text
from farled.web.ui.forms import worded


class _Cleaned(forms.Field):
    """`most` is the longest text; what a person typed is shown again just as it was."""

    cleaner: Callable[..., str]

    def __init__(self, *, most: int, **options: Any) -> None:
        super().__init__(**{"required": False, **options})
        self.most = most

    def clean(self, value: Any) -> str:
        try:
            text = type(self).cleaner(value, field="", most=self.most, required=self.required)
        except Invalid as error:
            raise ValidationError(worded(error)) from error
        return text


class LineField(_Cleaned):
    """One line of text."""

    cleaner = staticmethod(clean_line)
    widget = forms.TextInput


class LinesField(_Cleaned):
    """Several lines of text."""

    cleaner = staticmethod(clean_text)
    widget = forms.Textarea
