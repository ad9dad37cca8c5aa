"""Suggestions for grouping short statements, each with its reason; never an automatic merge (methods.md 3).

TF-IDF (Spärck Jones 1972; Salton & Buckley 1988) of Snowball stems (Porter 2001) and of character n-grams, cosine,
average-linkage clustering with a threshold. The thresholds were set on written examples so that what is suggested is
nearly always right: a missed pair is found by a human, a wrong one costs trust. The order of the statements does not
matter: everything is computed in the order of their texts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from farled.core.finding import Say
from farled.core.text.linking import BLOCK, Corpus, Pairs, close_pairs, linked
from farled.core.text.reasons import common_words, shared_words
from farled.core.text.vectors import Vectors

SIMILAR, CLUSTERED, NEAR = 0.3, 0.25, 0.2


@dataclass(frozen=True)
class Similar:
    """Two statements by their places, `a` < `b`, and the words they share as they were written."""

    a: int
    b: int
    similarity: float
    shared: tuple[str, ...]

    @property
    def why(self) -> Say:
        return _why(self.shared)


@dataclass(frozen=True)
class Cluster:
    """The places of statements that seem to be about the same, and the words that most of them share."""

    members: tuple[int, ...]
    shared: tuple[str, ...]

    @property
    def why(self) -> Say:
        return _why(self.shared)


@dataclass(frozen=True)
class Nearest:
    """The place of the group that a statement resembles most, and why."""

    group: int
    similarity: float
    shared: tuple[str, ...]

    @property
    def why(self) -> Say:
        return _why(self.shared)


def similar(
    statements: Sequence[str], *, language: str, threshold: float = SIMILAR, most: int = 500
) -> tuple[Similar, ...]:
    """Pairs that say nearly the same, most alike first, at most `most` of them.

    Costs the square of the statements in blocks.
    Raises Invalid (`similar.too_many`) beyond 5,000 statements.

    >>> similar(["Bussen går för sällan", "Bussarna går sällan", "Skogen"], language="sv")
    (Similar(a=0, b=1, similarity=1.0, shared=('Bussarna/Bussen',)),)
    """
    corpus = Corpus.of(statements, language=language)
    best = close_pairs(corpus.vectors, threshold=threshold).best(most)
    found = [_pair(corpus, i, j, likeness=likeness) for likeness, i, j in best]
    return tuple(pair for pair in found if pair.shared)


def clusters(
    statements: Sequence[str], *, language: str, threshold: float = CLUSTERED
) -> tuple[Cluster, ...]:
    """Groups of two or more statements that belong together, the largest first; who belongs nowhere is left out.

    Costs the square of the statements in blocks.
    Raises Invalid (`similar.too_many`) beyond 5,000 statements.

    >>> clusters(["Bussen går för sällan", "Bussarna går sällan", "Skogen"], language="sv")
    (Cluster(members=(0, 1), shared=('bussarna',)),)
    """
    corpus = Corpus.of(statements, language=language)
    pairs = close_pairs(corpus.vectors, threshold=threshold)
    return clusters_of(corpus, pairs, threshold=threshold)


def clusters_of(corpus: Corpus, pairs: Pairs, *, threshold: float) -> tuple[Cluster, ...]:
    """As `clusters`, where the pairs from the threshold up are known already."""
    found = [
        Cluster(
            tuple(sorted(corpus.order[i] for i in members)), common_words(corpus.vectors, members)
        )
        for members in linked(corpus.vectors, pairs, threshold=threshold)
    ]
    reasoned = [cluster for cluster in found if cluster.shared]
    return tuple(sorted(reasoned, key=lambda cluster: (-len(cluster.members), cluster.members)))


def nearest(
    statement: str, groups: Sequence[Sequence[str]], *, language: str, threshold: float = NEAR
) -> Nearest | None:
    """The group whose statements this one resembles most, or None. For many statements use `placements`.

    >>> nearest("Bussen är sen", [["Skogen växer"], ["Bussar går sällan"]], language="sv").group
    1
    """
    return placements([statement], groups, language=language, threshold=threshold)[0]


def placements(
    statements: Sequence[str],
    groups: Sequence[Sequence[str]],
    *,
    language: str,
    threshold: float = NEAR,
) -> tuple[Nearest | None, ...]:
    """For each statement its nearest group: likeness is the mean to its two most alike members.

    Raises Invalid (`similar.too_many`) beyond 5,000 statements in all.
    """
    placed = [text for group in groups for text in group]
    corpus = Corpus.of([*statements, *placed], language=language)
    rows = corpus.place[: len(statements)]
    homes = _Homes.of(groups, places=corpus.place[len(statements) :])
    found: list[Nearest | None] = []
    for start in range(0, len(rows), BLOCK):
        block = rows[start : start + BLOCK]
        likenesses = corpus.vectors.similarities(block, homes.places).tolist()
        for at, to_each in zip(block, likenesses, strict=True):
            found.append(homes.nearest(corpus.vectors, at, to_each=to_each, threshold=threshold))
    return tuple(found)


@dataclass(frozen=True)
class _Homes:
    """Groups laid end to end: `places` of all members, and where each group begins and ends among them."""

    places: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, groups: Sequence[Sequence[str]], *, places: Sequence[int]) -> "_Homes":
        ends = list(accumulate(map(len, groups), initial=0))
        return cls(tuple(places), tuple(pairwise(ends)))

    def nearest(
        self, vectors: Vectors, at: int, *, to_each: Sequence[float], threshold: float
    ) -> Nearest | None:
        best: tuple[float, int, int] = (0.0, 0, 0)
        for group, (start, end) in enumerate(self.spans):
            two = sorted(
                range(start, end), key=lambda member: (-to_each[member], self.places[member])
            )[:2]
            likeness = sum(to_each[member] for member in two) / max(1, len(two))
            if likeness > best[0]:
                best = (likeness, group, self.places[two[0]])
        likeness, group, member = best
        shared = shared_words(vectors, at, member) if likeness >= threshold else ()
        return Nearest(group, round(likeness, 6), shared) if shared else None


def _pair(corpus: Corpus, i: int, j: int, *, likeness: float) -> Similar:
    a, b = sorted((corpus.order[i], corpus.order[j]))
    return Similar(a, b, likeness, shared_words(corpus.vectors, i, j))


def _why(shared: Sequence[str]) -> Say:
    return Say("similar.shared_words", {"words": ", ".join(shared)})
