"""What the answers in one cell say together, and how far apart they are (methods.md 1.1)."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from farled.core.conflicts.matrix import Ratings


@dataclass(frozen=True)
class CellSummary:
    """`iqr` is the upper less the lower quartile; `sign_conflict`: somebody above 0 and somebody below; entropy in bits."""

    source: str
    target: str
    n: int
    mean: float
    median: float
    iqr: float
    sign_conflict: bool
    entropy: float


def cell_summaries(ratings: Ratings) -> tuple[CellSummary, ...]:
    """One for each rated cell, row by row. Disagreement is a finding: do not average it away. Linear in answers.

    Source: methods.md 1.1; Hyndman & Fan (1996), type 7, for the quartiles.

    >>> from farled.core.conflicts.matrix import Answer, ratings
    >>> cell = cell_summaries(ratings(["a", "b"], [Answer("a", "b", 2), Answer("a", "b", -1)]).ratings)[0]
    >>> (cell.mean, cell.iqr, cell.sign_conflict, cell.entropy)
    (0.5, 1.5, True, 1.0)
    """
    return tuple(
        CellSummary(
            ratings.ids[i],
            ratings.ids[j],
            len(scores),
            sum(scores) / len(scores),
            quantile(scores, 0.5),
            quantile(scores, 0.75) - quantile(scores, 0.25),
            min(scores) < 0 < max(scores),
            entropy(Counter(scores)),
        )
        for (i, j), scores in ratings.cells.items()
    )


def entropy(counts: Mapping[object, int]) -> float:
    """H = -Σ p log₂ p in bits over the categories that were chosen; 0 for one category or none.

    Source: Shannon (1948), Bell System Technical Journal 27:379-423.

    >>> round(entropy({"-VH": 2, "-H": 3, "-L": 1}), 6)
    1.459148
    """
    total = sum(counts.values())
    shares = [count / total for count in counts.values() if count]
    return max(0.0, -sum(share * math.log2(share) for share in shares))


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which this share lies, between two neighbours in a straight line (Hyndman & Fan 1996, type 7)."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])
