"""Hostile input made harmless, before anything is stored. What a person meant stays; tricks go."""

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping

from farled.core.finding import Invalid, Say

MARKS_IN_A_ROW = 4

_JOINERS = "\u200c\u200d"
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Fillers that draw nothing pass for a name: they count as spaces.
_BLANK = re.compile("[^\\S\n\t]|[\u115f\u1160\u2800\u3164\uffa0]")
_LONGEST_NUMBER = 1000  # Python refuses to read more than 4,300 digits
_WHOLE = re.compile(r"[+-]?(?:[0-9]+|[0-9]{1,3}(?: [0-9]{3})+)")


def _ranges(*pairs: tuple[int, int]) -> Iterable[int]:
    return (code for first, last in pairs for code in range(first, last + 1))


# Controls, soft hyphen, bidirectional marks, overrides and isolates, zero-width characters, byte-order mark,
# annotation marks, lone surrogates, hidden tag characters and non-characters.
_GONE = dict.fromkeys(
    [
        *_ranges((0x00, 0x08), (0x0E, 0x1F), (0x7F, 0x84), (0x86, 0x9F), (0xAD, 0xAD)),
        *_ranges(
            (0x061C, 0x061C), (0x180E, 0x180E), (0x200B, 0x200B), (0x200E, 0x200F), (0x202A, 0x202E)
        ),
        *_ranges(
            (0x2060, 0x206F), (0xFEFF, 0xFEFF), (0xFFF0, 0xFFFB), (0xD800, 0xDFFF), (0xFDD0, 0xFDEF)
        ),
        *_ranges(
            (0xE0000, 0xE007F),
            *((plane | 0xFFFE, plane | 0xFFFF) for plane in range(0, 0x110000, 0x10000)),
        ),
    ]
)


def clean_line(value: object, *, field: str, most: int, required: bool = False) -> str:
    """One line: no control or direction tricks, single spaces, NFC, at most `most` characters.

    Raises Invalid (`text.not_text`, `text.required`, `text.too_long`).
    """
    line = " ".join(_harmless(_as_text(value, field=field, most=most)).split())
    return _bounded(line, field=field, most=most, required=required)


def clean_text(value: object, *, field: str, most: int, required: bool = False) -> str:
    """Several lines: as `clean_line`, but line breaks (as \\n, at most one empty line) and tabs stay.

    Raises Invalid (`text.not_text`, `text.required`, `text.too_long`).
    """
    lines = [
        line.rstrip() for line in _harmless(_as_text(value, field=field, most=most)).split("\n")
    ]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return _bounded(text, field=field, most=most, required=required)


def clean_given(
    fields: Mapping[str, object],
    *,
    lines: Mapping[str, int],
    texts: Mapping[str, int],
    required: str,
) -> dict[str, str]:
    """Those of the lines and texts (name to most characters) that are among the fields, clean.

    Raises Invalid as `clean_line` and `clean_text` do, with the field to mend.
    """
    found = {
        name: clean_line(fields[name], field=name, most=most, required=name == required)
        for name, most in lines.items()
        if name in fields
    }
    given = {name: most for name, most in texts.items() if name in fields}
    return found | {n: clean_text(fields[n], field=n, most=most) for n, most in given.items()}


def clean_integer(value: object, *, field: str, least: int, most: int) -> int:
    """A whole number from `least` to `most`, from a form or JSON: ASCII digits, "1 000" too.

    Raises Invalid (`number.required`, `number.not_whole`, `number.out_of_range`).
    """
    number = _whole(value)
    if number is None:
        raise Invalid(field, _number_wanted(value))
    if not least <= number <= most:
        raise Invalid(field, Say("number.out_of_range", {"least": least, "most": most}))
    return number


def _as_text(value: object, *, field: str, most: int) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Invalid(field, Say("text.not_text"))
    # So far beyond what fits, it is not worth the work of cleaning first.
    if len(value) > 50 * most + 1000:
        raise Invalid(field, Say("text.too_long", {"most": most, "is": len(value)}))
    return value


def _bounded(text: str, *, field: str, most: int, required: bool) -> str:
    if len(text) > most:
        raise Invalid(field, Say("text.too_long", {"most": most, "is": len(text)}))
    if required and not text:
        raise Invalid(field, Say("text.required"))
    return text


def _harmless(text: str) -> str:
    text = _BLANK.sub(" ", _LINE_BREAK.sub("\n", text).translate(_GONE))
    if text.isascii():
        return text
    # Marks are limited before normalising as well: sorting a million of them takes quadratic time.
    return _calm(unicodedata.normalize("NFC", _calm(text)))


def _calm(text: str) -> str:
    """Without piled-up combining marks, and with joiners only where a script or an emoji needs them."""
    kept: list[str] = []
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if marks and (marks > MARKS_IN_A_ROW or not kept or kept[-1].isspace()):
            continue
        if char in _JOINERS and not (kept and kept[-1] >= "\u0600" and kept[-1] not in _JOINERS):
            continue
        kept.append(char)
    return "".join(kept)


def _whole(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return int(value) if math.isfinite(value) and value.is_integer() else None
    digits = _digits(value)
    return None if digits is None else int(digits)


def _digits(value: object) -> str | None:
    if not isinstance(value, str) or len(value) > _LONGEST_NUMBER:
        return None
    plain = " ".join(value.split()).replace("\u2212", "-")
    return plain.replace(" ", "") if _WHOLE.fullmatch(plain) else None


def _number_wanted(value: object) -> Say:
    empty = value is None or (isinstance(value, str) and not value.strip())
    return Say("number.required" if empty else "number.not_whole")
