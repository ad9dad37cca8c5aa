"""What to look at once more before a summary leaves the house. The human decides; nothing is removed by itself."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from itertools import chain

from farled.core.anonymity import SMALLEST_GROUP
from farled.core.dialogue.summary import Summary
from farled.core.finding import Finding, Say

VERBATIM = 5  # words in a row that make a text somebody's own
_WORD = re.compile(r"[^\W_]+")
_PERSONAL = {
    "summary.email": re.compile(r"[^\s@]{1,64}@[^\s@]{1,64}\.[^\s@.]{2,}"),
    "summary.identity_number": re.compile(r"(?<!\d)(?:19|20)?\d{6}[-+ ]?\d{4}(?!\d)", re.ASCII),
    # nine digits at least, and no zero second: dates and amounts are no telephones
    "summary.phone": re.compile(
        r"(?<![\d-])(?=(?:[ +-]?\d){9,13}(?!\d))(?:\+46|0)[ -]?[1-9][\d -]+\d", re.ASCII
    ),
}


def sharing_findings(summary: Summary, voices: Iterable[str]) -> tuple[Finding, ...]:
    """Voices that stand verbatim in the summary (five words in a row or more), what looks like personal data,
    and counts of fewer than five. `about` holds the path of the field, as in the file."""
    texts = list(_texts(summary, path=""))
    found = chain(_verbatim(texts, voices), _personal(texts), _small(summary))
    return tuple(sorted(found, key=lambda finding: -finding.weight))


def _verbatim(texts: Iterable[tuple[str, str]], voices: Iterable[str]) -> Iterator[Finding]:
    runs = {run for voice in voices for run in _runs(voice)}
    for path, text in texts:
        hits = [at for at, run in enumerate(_runs(text)) if run in runs]
        if hits:
            words = _WORD.findall(text)[hits[0] : _end(hits) + VERBATIM]
            say = Say("summary.voice_verbatim", {"words": " ".join(words)})
            yield Finding("summary.voice_verbatim", (path,), say, 0.9)


def _end(hits: list[int]) -> int:
    """Where the first unbroken run of hits ends."""
    end = hits[0]
    for at in hits[1:]:
        if at != end + 1:
            break
        end = at
    return end


def _personal(texts: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    for path, text in texts:
        for key, form in _PERSONAL.items():
            hit = form.search(text)
            if hit:
                yield Finding(key, (path,), Say(key, {"words": hit.group()}), 0.8)
                break


def _small(summary: Summary) -> Iterator[Finding]:
    for at, workshop in enumerate(summary.workshops, start=1):
        counts = [workshop.people, workshop.others, *(one.people for one in workshop.organisations)]
        if any(0 < count < SMALLEST_GROUP for count in counts):
            yield Finding(
                "summary.small_group", (f"workshops.{at}",), Say("summary.small_group"), 1.0
            )
    for at, one in enumerate(summary.resistance, start=1):
        if one.grades and one.answers < SMALLEST_GROUP:
            yield Finding(
                "summary.small_group", (f"resistance.{at}",), Say("summary.small_group"), 1.0
            )


def _runs(text: str) -> list[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return [tuple(words[at : at + VERBATIM]) for at in range(len(words) - VERBATIM + 1)]


def _texts(value: object, *, path: str) -> Iterator[tuple[str, str]]:
    """Every text of the summary with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for at, one in enumerate(value, start=1):
            yield from _texts(one, path=f"{path}.{at}")
    elif is_dataclass(value):
        for one_field in fields(value):
            inner = f"{path}.{one_field.name}" if path else one_field.name
            yield from _texts(getattr(value, one_field.name), path=inner)
