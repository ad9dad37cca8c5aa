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
        asked = form.fields.get(error.field)
        # a hidden field has no place of its own to say it
        shown = asked is not None and not asked.widget.is_hidden
        form.add_error(error.field if shown else None, worded(error))


def worded(error: Invalid) -> str:
    return say(error.why, (get_language() or "sv").split("-")[0])
