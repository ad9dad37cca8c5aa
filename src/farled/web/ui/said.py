"""What core has to say, in the reader's language."""

from django.utils.translation import get_language

from farled.core.finding import Say
from farled.text import say


def said(why: Say) -> str:
    return say(why, (get_language() or "sv").split("-")[0])
