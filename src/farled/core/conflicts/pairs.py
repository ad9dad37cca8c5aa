"""Where goals pull apart: each negative cell, and what a mean of the two directions would hide (methods.md 1.2)."""

from collections.abc import Iterator
from dataclasses import dataclass

from farled.core.conflicts.matrix import Ratings


@dataclass(frozen=True)
class Harm:
    """Progress on `source` harms `target` by the mean answer, below 0."""

    source: str
    target: str
    score: float


@dataclass(frozen=True)
class Asymmetric:
    """`helper` helps `harmer`, and gets harm back."""

    helper: str
    harmer: str


@dataclass(frozen=True)
class PullingApart:
    """`harms` the worst first; `mutual` and `asymmetric` in the goals' order."""

    harms: tuple[Harm, ...]
    mutual: tuple[tuple[str, str], ...]
    asymmetric: tuple[Asymmetric, ...]


def pulling_apart(ratings: Ratings) -> PullingApart:
    """Every negative cell, pairs that harm each other, and pairs where one helps and is harmed. Linear in cells.

    Source: Weitz et al. (2018); Nilsson, Griggs & Visbeck (2016), Nature 534:320, on the scale.

    >>> from farled.core.conflicts.matrix import Answer, ratings
    >>> found = pulling_apart(ratings(["a", "b"], [Answer("a", "b", 2), Answer("b", "a", -1)]).ratings)
    >>> found.asymmetric
    (Asymmetric(helper='a', harmer='b'),)
    """
    mean = {cell: sum(scores) / len(scores) for cell, scores in ratings.cells.items()}
    ids = ratings.ids
    harms = [Harm(ids[i], ids[j], score) for (i, j), score in mean.items() if score < 0]
    mutual = [
        (ids[i], ids[j])
        for (i, j), score in mean.items()
        if i < j and score < 0 and mean.get((j, i), 0) < 0
    ]
    return PullingApart(
        tuple(sorted(harms, key=lambda harm: harm.score)),
        tuple(mutual),
        tuple(_asymmetric(mean, ids)),
    )


def _asymmetric(mean: dict[tuple[int, int], float], ids: tuple[str, ...]) -> Iterator[Asymmetric]:
    for (i, j), score in mean.items():
        if score > 0 and mean.get((j, i), 0) < 0:
            yield Asymmetric(ids[i], ids[j])
