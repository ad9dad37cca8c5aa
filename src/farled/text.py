"""A key and its parameters become a sentence in a language: standard gettext, no Django."""

import gettext
from functools import cache
from pathlib import Path

from farled.core.finding import Say

CATALOGUES = Path(__file__).parent / "locale"


def say(why: Say, language: str) -> str:
    """The sentence for a reader of this language; the key itself where no wording exists."""
    wording = _catalogue(language).gettext(why.key)
    return wording % dict(why.params) if why.params else wording


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("django", CATALOGUES, languages=[language], fallback=True)
