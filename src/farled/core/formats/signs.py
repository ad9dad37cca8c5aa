"""Signs, delays and numbers in the words of many tools, in English and Swedish."""

import math
import re
from functools import lru_cache

STRICT = {"+": 1, "+ve": 1, "+1": 1, "s": 1, "-": -1, "-ve": -1, "-1": -1, "o": -1}
RISES = re.compile(
    r"pos(itiv\w*)?|plus|same|increas\w*|activat\w*|promot\w*|ökar?|förstärker|samma"
)
FALLS = re.compile(
    r"neg(ativ\w*)?|minus|opposite|decreas\w*|inhibit\w*|hinder\w*|reduces?|minskar?|motsatt\w*"
)
SAYS_NOTHING = frozenset({"", "?", "0", "unknown", "okänt", "okänd"})
DELAYS = {
    "": "", "none": "", "no": "", "false": "", "0": "", "short": "short", "kort": "short",
    "long": "long", "lång": "long", "yes": "long", "true": "long", "1": "long", "delayed": "long",
}  # fmt: skip
_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2014": "-", "\uff0b": "+", "\uff0d": "-"})


@lru_cache(256)  # a million links say the same few words
def sign_in(word: str) -> tuple[int | None, bool]:
    """The sign a word says, None where it says that nobody knows; and whether it says anything at all.

    >>> sign_in("+ve"), sign_in("Negative influence"), sign_in("?"), sign_in("Sample")
    ((1, True), (-1, True), (None, True), (None, False))
    """
    bare = word.translate(_MINUS).strip().casefold()
    if bare in SAYS_NOTHING:
        return None, True
    value = number_in(bare)
    if value is not None:
        return (int(value) or None, True) if value in (-1, 0, 1) else (None, False)
    if bare in STRICT:
        return STRICT[bare], True
    return _in_words(bare)


def strict_sign_in(word: str) -> int | None:
    """The sign of a mark that can mean nothing else: a link may be labelled with anything.

    >>> strict_sign_in("\u2212"), strict_sign_in("increases")
    (-1, None)
    """
    bare = word.translate(_MINUS).strip().casefold()
    return STRICT.get(bare) if bare[:1] in ("+", "-") else None


@lru_cache(256)
def delay_in(word: str) -> str | None:
    """ "", "short" or "long"; a delay of unknown length is a long one; None for a word that says nothing."""
    return DELAYS.get(word.strip().casefold())


def number_in(word: str) -> float | None:
    """A finite number, with point or comma, or None."""
    bare = word.translate(_MINUS).replace(",", ".").strip()
    if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?", bare, re.ASCII | re.IGNORECASE):
        return None
    value = float(bare)
    return value if math.isfinite(value) else None


def _in_words(bare: str) -> tuple[int | None, bool]:
    """Words beside a mark, or among others: "+ (strong)", "negative influence". Both signs at once say nothing."""
    parts = re.findall(r"[+-](?!\w)|\w+|[+-](?=ve\b)", bare)
    rises = any(part == "+" or RISES.fullmatch(part) for part in parts)
    falls = any(part == "-" or FALLS.fullmatch(part) for part in parts)
    if rises == falls:
        return None, False
    return (1 if rises else -1), True
