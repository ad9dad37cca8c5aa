"""What a list of short statements says twice, and what in it belongs together (methods.md 3).

Suggestions with their reason, never a merge. The likeness is that of `similarity.py`: TF-IDF of Snowball stems and of
character n-grams, cosine, average linkage.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from farled.core.text.linking import Corpus, Pairs, close_pairs
from farled.core.text.reasons import shared_words
from farled.core.text.similarity import CLUSTERED, Cluster, clusters_of
from farled.core.text.stop_words import STOP_WORDS

SAME = 0.45  # a word left out, turned round or misspelt: nineteen of twenty are found
MOST = 1_000
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Duplicate:
    """The places of statements that say nearly the same, and the words they share as they were written.

    Two places; more where the statements are the same to the letter, apart from capitals, signs and spaces.
    """

    members: tuple[int, ...]
    similarity: float
    shared: tuple[str, ...]


@dataclass(frozen=True)
class Suggested:
    """`left_out` counts pairs beyond the most alike that are listed."""

    duplicates: tuple[Duplicate, ...]
    clusters: tuple[Cluster, ...]
    left_out: int = 0


def duplicates_and_clusters(
    statements: Sequence[str],
    *,
    language: str = "sv",
    same: float = SAME,
    together: float = CLUSTERED,
    most: int = MOST,
) -> Suggested:
    """What says nearly the same (cosine from `same` up) and what belongs together (average linkage at `together`).

    Statements of equal wording are compared once: they are one duplicate with all their places, and in likeness to
    others the first stands for all. Empty ones are passed over. The order of the statements changes nothing.
    Time grows with the square of the different statements: 2,000 take a third of a second.
    Raises Invalid (`similar.too_many`) beyond 5,000 different ones.
    Source: Spärck Jones 1972; Salton & Buckley 1988; Porter 2001.

    >>> found = duplicates_and_clusters(["Bussen går för sällan", "bussarna går sällan!", "Skogen"])
    >>> [(one.members, one.shared) for one in found.duplicates]
    [((0, 1), ('bussarna/Bussen',))]
    >>> [one.members for one in found.clusters]
    [(0, 1)]
    """
    homes = _homes(statements)
    corpus = Corpus.of([statements[home[0]] for home in homes], language=language)
    pairs = close_pairs(corpus.vectors, threshold=min(same, together))
    equal = [_equal(corpus, at, home=home) for at, home in enumerate(homes) if len(home) > 1]
    alike, left_out = _alike(corpus, pairs.above(same), most=most)
    near = [replace(one, members=tuple(homes[at][0] for at in one.members)) for one in alike]
    groups = clusters_of(corpus, pairs.above(together), threshold=together)
    return Suggested((*equal, *near), _clusters(groups, equal, homes=homes), left_out)


def likely_language(statements: Sequence[str]) -> str:
    """`sv` or `en`: whose small words there are more of; Swedish where it is even.

    >>> likely_language(["The bus is never on time", "No bus at night"])
    'en'
    """
    words = Counter(word for text in statements for word in _WORD.findall(text.casefold()))
    counts = {
        language: sum(words[word] for word in small - STOP_WORDS[other])
        for (language, small), other in zip(STOP_WORDS.items(), ("en", "sv"), strict=True)
    }
    return "en" if counts["en"] > counts["sv"] else "sv"


def _homes(statements: Sequence[str]) -> list[tuple[int, ...]]:
    """The places of each different statement."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, text in enumerate(statements):
        if words := tuple(_WORD.findall(text.casefold())):
            places[words].append(at)
    return [tuple(home) for home in places.values()]


def _equal(corpus: Corpus, at: int, *, home: tuple[int, ...]) -> Duplicate:
    place = corpus.place[at]
    return Duplicate(home, 1.0, shared_words(corpus.vectors, place, place))


def _alike(corpus: Corpus, pairs: Pairs, *, most: int) -> tuple[list[Duplicate], int]:
    found = []
    for likeness, i, j in pairs.best(most):
        members = tuple(sorted((corpus.order[i], corpus.order[j])))
        found.append(Duplicate(members, likeness, shared_words(corpus.vectors, i, j)))
    return [one for one in found if one.shared], max(0, len(pairs.i) - most)


def _clusters(
    groups: Sequence[Cluster], equal: Sequence[Duplicate], *, homes: Sequence[tuple[int, ...]]
) -> tuple[Cluster, ...]:
    """With all places of each statement; those that only their equals resemble are a cluster of their own."""
    whole = [
        replace(one, members=tuple(sorted(place for at in one.members for place in homes[at])))
        for one in groups
    ]
    placed = {place for one in whole for place in one.members}
    alone = [Cluster(one.members, one.shared) for one in equal if one.members[0] not in placed]
    return tuple(sorted([*whole, *alone], key=lambda one: (-len(one.members), one.members)))
