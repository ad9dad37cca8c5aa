"""Which statements of a collection are close to which; the work behind similarity.py."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from farled.core.finding import Invalid, Say
from farled.core.text.vectors import Vectors, statements_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_STATEMENTS = 5_000
BLOCK = 500  # rows compared at a time, to bound memory


@dataclass(frozen=True)
class Corpus:
    """Statements sorted by text. `order` leads from the sorted place to the caller's, `place` the other way."""

    vectors: Vectors
    order: tuple[int, ...]
    place: tuple[int, ...]

    @classmethod
    def of(cls, texts: Sequence[str], *, language: str) -> "Corpus":
        if len(texts) > MOST_STATEMENTS:
            raise Invalid("statements", Say("similar.too_many", {"most": MOST_STATEMENTS}))
        order = sorted(range(len(texts)), key=lambda at: (texts[at], at))
        place = [0] * len(texts)
        for sorted_at, at in enumerate(order):
            place[at] = sorted_at
        made = statements_of([texts[at] for at in order], language=language)
        return cls(Vectors(made), tuple(order), tuple(place))


@dataclass(frozen=True)
class Pairs:
    """Places i < j of statements above the threshold, as three columns."""

    likeness: "NDArray[np.float64]"
    i: "NDArray[np.int64]"
    j: "NDArray[np.int64]"

    def above(self, threshold: float) -> "Pairs":
        kept = self.likeness >= threshold
        return Pairs(self.likeness[kept], self.i[kept], self.j[kept])

    def best(self, most: int) -> list[tuple[float, int, int]]:
        """Most alike first; ties in the order of the texts."""
        import numpy as np

        order = np.lexsort((self.j, self.i, -self.likeness))[:most]
        columns = (self.likeness[order].tolist(), self.i[order].tolist(), self.j[order].tolist())
        return list(zip(*columns, strict=True))


def close_pairs(vectors: Vectors, *, threshold: float) -> Pairs:
    """A block of rows at a time, to bound memory."""
    import numpy as np

    count = len(vectors.statements)
    likeness, firsts, seconds = (
        [np.empty(0)],
        [np.empty(0, dtype=np.int64)],
        [np.empty(0, dtype=np.int64)],
    )
    for start in range(0, count, BLOCK):
        block = vectors.similarities(range(start, min(start + BLOCK, count)), range(count))
        rows, columns = np.nonzero(np.triu(block >= threshold, k=start + 1))
        likeness.append(block[rows, columns])
        firsts.append(rows + start)
        seconds.append(columns)
    return Pairs(np.concatenate(likeness), np.concatenate(firsts), np.concatenate(seconds))


def linked(vectors: Vectors, pairs: Pairs, *, threshold: float) -> list[list[int]]:
    """Average linkage. Clusters never cross parts that none of the `pairs`, all from the threshold up, connects, so
    each is linked alone."""
    parts = _connected(len(vectors.statements), pairs)
    groups = [part for part in parts if len(part) == 2]  # a pair above the threshold is a cluster
    for batch in _batches([part for part in parts if len(part) > 2]):
        groups.extend(_cut_all(vectors, batch, threshold=threshold))
    return groups


def _batches(parts: Sequence[list[int]]) -> Iterator[list[list[int]]]:
    """Parts of at most BLOCK statements together (or one larger one): a comparison of many small ones costs as one."""
    batch: list[list[int]] = []
    for part in parts:
        if batch and sum(map(len, batch)) + len(part) > BLOCK:
            yield batch
            batch = []
        batch.append(part)
    if batch:
        yield batch


def _connected(count: int, pairs: Pairs) -> list[list[int]]:
    import numpy as np
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    graph = coo_matrix((np.ones(len(pairs.i)), (pairs.i, pairs.j)), shape=(count, count))
    _, labels = connected_components(graph, directed=False)
    return _by_label(range(count), labels.tolist())


def _cut_all(
    vectors: Vectors, parts: Sequence[Sequence[int]], *, threshold: float
) -> Iterator[list[int]]:
    places = [at for part in parts for at in part]
    likenesses = vectors.similarities(places, places)
    start = 0
    for part in parts:
        end = start + len(part)
        yield from _cut(part, likenesses[start:end, start:end], threshold=threshold)
        start = end


def _cut(
    part: Sequence[int], likenesses: "NDArray[np.float64]", *, threshold: float
) -> list[list[int]]:
    import numpy as np
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    distances = np.clip(1 - likenesses, 0, None)
    np.fill_diagonal(distances, 0)
    tree = linkage(squareform(distances, checks=False), method="average")
    labels = fcluster(tree, t=1 - threshold, criterion="distance")
    return _by_label(part, labels.tolist())


def _by_label(places: Sequence[int], labels: Sequence[int]) -> list[list[int]]:
    groups: dict[int, list[int]] = {}
    for at, label in zip(places, labels, strict=True):
        groups.setdefault(label, []).append(at)
    return [group for group in groups.values() if len(group) > 1]
