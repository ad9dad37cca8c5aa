"""Short statements as vectors: TF-IDF of word stems and of character n-grams (methods.md 3).

numpy and scipy are imported where they are used: who only sorts or cleans text should not wait for them.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from farled.core.text.stop_words import STOP_WORDS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WORD = re.compile(r"[^\W_]+")
_GRAMS = (4, 5)
_WORD_SHARE = 0.5
_MOST_WORDS, _LONGEST_WORD = 200, 40  # a statement is short; a hostile one costs no more
_STEMMERS = {"sv": "swedish", "en": "english", "fi": "finnish"}


@dataclass(frozen=True)
class Statement:
    """Its telling words as they were written, and the stem of each."""

    words: tuple[str, ...]
    stems: tuple[str, ...]


@dataclass(frozen=True)
class Vectors:
    """Statements made comparable. Everything is computed in their order: sort first for the same answer always."""

    statements: tuple[Statement, ...]

    @cached_property
    def rarity(self) -> dict[str, float]:
        """Inverse document frequency of each stem, smoothed."""
        return _rarity([one.stems for one in self.statements])

    @cached_property
    def _parts(self) -> tuple[Any, Any]:
        stems = [one.stems for one in self.statements]
        return _matrix(stems), _matrix(_all_grams(stems))

    def similarities(self, rows: Sequence[int], columns: Sequence[int]) -> "NDArray[np.float64]":
        """Cosines, 0 to 1: half of word stems, half of character n-grams. Rounded: equal is equal."""
        import numpy as np

        here, there = list(rows), list(columns)
        words, grams = (part[here] @ part[there].T for part in self._parts)
        cosines = _WORD_SHARE * words + (1 - _WORD_SHARE) * grams
        rounded: NDArray[np.float64] = np.round(cosines.toarray(), 6)
        return rounded


def statements_of(texts: Sequence[str], *, language: str) -> tuple[Statement, ...]:
    """Words without the small ones, and their Snowball stems; in a language we do not know, the words themselves."""
    import snowballstemmer

    # Made anew each time: a stemmer keeps its word in itself and is not safe between threads.
    stemmer = snowballstemmer.stemmer(_STEMMERS[language]) if language in _STEMMERS else None
    stems: dict[str, str] = {}
    made = []
    for text in texts:
        words = _telling_words(text, language=language)
        for word in words:
            if word.casefold() not in stems:
                stems[word.casefold()] = (
                    stemmer.stemWord(word.casefold()) if stemmer else word.casefold()
                )
        made.append(Statement(words, tuple(stems[word.casefold()] for word in words)))
    return tuple(made)


def _telling_words(text: str, *, language: str) -> tuple[str, ...]:
    """All its words where nothing but small ones is left, so that two equal statements always are alike."""
    words = [
        word[:_LONGEST_WORD]
        for word in _WORD.findall(text[: _MOST_WORDS * _LONGEST_WORD])[:_MOST_WORDS]
    ]
    small = STOP_WORDS.get(language, frozenset())
    telling = [word for word in words if word.casefold() not in small and len(word) > 1]
    return tuple(telling or words)


def _all_grams(documents: Iterable[Sequence[str]]) -> list[list[str]]:
    """Those of each document; a word is taken apart once."""
    known: dict[str, list[str]] = {}
    for document in documents:
        for word in document:
            if word not in known:
                known[word] = _grams(word)
    return [[gram for word in document for gram in known[word]] for document in documents]


def _grams(word: str) -> list[str]:
    """Pieces of a word, so that compounds meet: kollektivtrafiken, busstrafik. A short word is its own piece."""
    pieces = [word[at : at + size] for size in _GRAMS for at in range(len(word) - size + 1)]
    return pieces or [word]


def _rarity(documents: Sequence[Sequence[str]]) -> dict[str, float]:
    counts = Counter(term for document in documents for term in set(document))
    return {
        term: math.log((1 + len(documents)) / (1 + count)) + 1 for term, count in counts.items()
    }


def _matrix(documents: Sequence[Sequence[str]]) -> Any:
    """Rows of length 1 (or 0), with dampened counts weighted by rarity; one column a term, as they come."""
    import numpy as np
    from scipy.sparse import csr_matrix

    place: dict[str, int] = {}
    terms = [place.setdefault(term, len(place)) for document in documents for term in document]
    shape = (len(documents), max(1, len(place)))
    rows = np.repeat(np.arange(shape[0]), [len(document) for document in documents])
    cells, counts = np.unique(rows * shape[1] + np.array(terms, dtype=np.int64), return_counts=True)
    rows, columns = np.divmod(cells, shape[1])
    rarity = np.log((1 + shape[0]) / (1 + np.bincount(columns, minlength=shape[1]))) + 1
    weights = (1 + np.log(counts)) * rarity[columns]
    lengths = np.sqrt(np.bincount(rows, weights**2, minlength=shape[0]))
    return csr_matrix((weights / lengths[rows], (rows, columns)), shape=shape)
