"""Search as a Swedish reader expects: capitals do not matter, å ä ö are letters of their own, é is an e.

The same in every database, since no database is asked to compare.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LONGEST_QUERY = 200
MOST_WORDS = 12
_OWN_LETTERS = frozenset("åäö")
_NEIGHBOURS = {"æ": "ä", "ø": "ö", "ß": "ss", "đ": "d", "ł": "l", "ð": "d", "þ": "th"}


@dataclass(frozen=True)
class Piece:
    """A part of a text; `hit` where a word that was sought stands."""

    text: str
    hit: bool = False


def folded(text: str) -> str:
    """For comparing: without capitals and without accents, but with å, ä and ö."""
    if text.isascii():
        return text.lower()
    return "".join(_folded(char) for char in unicodedata.normalize("NFC", text))


def sought(query: str) -> tuple[str, ...]:
    """The words of a query, folded, each once; at most twelve of them."""
    return tuple(dict.fromkeys(folded(query[:LONGEST_QUERY]).split()))[:MOST_WORDS]


def holds(words: Iterable[str], *texts: str) -> bool:
    """Whether every word stands somewhere in the texts, also inside a longer word. No words: never."""
    wanted = tuple(words)
    whole = folded("\n".join(texts))
    return bool(wanted) and all(word in whole for word in wanted)


def excerpt(text: str, words: Iterable[str], *, around: int = 70) -> tuple[Piece, ...]:
    """The surroundings of the first hit, with every hit in them marked; the beginning where nothing hits."""
    plain = " ".join(text.split())
    hits = list(_hits(plain, tuple(words)))
    first = max(0, hits[0][0] - around) if hits else 0
    last = min(len(plain), (hits[0][1] if hits else 0) + 2 * around)
    start, end = _at_word(plain, first), _at_word(plain, last)
    return tuple(_pieces(plain, hits, start=start, end=end))


def _pieces(text: str, hits: list[tuple[int, int]], *, start: int, end: int) -> Iterator[Piece]:
    place = start
    yield from [Piece("… ")] * (start > 0)
    for first, last in hits:
        if first < place or last > end:
            continue
        yield from [Piece(text[place:first])] * (first > place)
        yield Piece(text[first:last], hit=True)
        place = last
    yield from [Piece(text[place:end])] * (end > place)
    yield from [Piece(" …")] * (end < len(text))


def _hits(text: str, words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where the words stand in the text as written, in order; a longer hit before a shorter one."""
    plain, places = _with_places(text)
    found = {
        (places[at], places[at + len(word)])
        for word in words
        if word
        for at in _occurrences(plain, word)
    }
    yield from sorted(found, key=lambda hit: (hit[0], -hit[1]))


def _occurrences(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def _with_places(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its places the place in the text as written."""
    parts: list[str] = []
    places: list[int] = []
    for index, char in enumerate(text):
        parts.append(_folded(char))
        places.extend([index] * len(parts[-1]))
    return "".join(parts), [*places, len(text)]


def _folded(char: str) -> str:
    low = char.lower() if len(char.lower()) == 1 else char.casefold()
    if low.isascii() or low in _OWN_LETTERS:
        return low
    if low in _NEIGHBOURS:
        return _NEIGHBOURS[low]
    bare = "".join(c for c in unicodedata.normalize("NFD", low) if not unicodedata.combining(c))
    return bare or low


def _at_word(text: str, place: int) -> int:
    """The nearest space before, within reach, so that no word is cut."""
    if place <= 0 or place >= len(text):
        return max(0, min(place, len(text)))
    space = text.rfind(" ", max(0, place - 20), place)
    return space + 1 if space >= 0 else place
