"""What an action refuses becomes an error beside its field; everything typed stays in the form."""

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms
from django.utils.translation import get_language

from farled.core.finding import Invalid
from farled.text import say


@contextmanager
def refusals(form: forms.BaseForm) -> Iterator[None]:
    """`with refusals(form): action(…)`; afterwards `form.is_valid()` tells whether it was done."""
    try:
        yield
    except Invalid as error:
        field = error.field if error.field in form.fields else None
        form.add_error(field, worded(error))


def worded(error: Invalid) -> str:
    return say(error.why, (get_language() or "sv").split("-")[0])
