"""An honest ranking: how far each goal's place could move, and which cells would move it most (methods.md 1.2)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from farled.core.conflicts.influence import competition_ranks, direct_and_second_order
from farled.core.conflicts.matrix import HIGHEST, LOWEST, Ratings
from farled.core.finding import Invalid, Say

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FEW = 3  # answers: below this the answer itself is uncertain
SHIFT = 0.1  # the probability of one grade up, and of one down
INTERVAL = (0.05, 0.95)
CHANCES = 2**16
CELLS_AT_ONCE = 65_536  # what stays in the processor's own memory
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class RankInterval:
    """The ranks by total influence between which a goal stood in nine draws of ten; 1 is the most."""

    id: str
    low: int
    high: int


def rank_intervals(
    ratings: Ratings, *, draws: int = 1000, seed: int = 0, progress: Progress | None = None
) -> tuple[RankInterval, ...]:
    """Between which ranks each goal stands, in the goals' order: `draws` matrices are drawn and ranked.

    Each draw takes one of a cell's own answers (of fewer than three: moved one grade up or down with probability
    0.1 each, within the scale), and for a cell nobody rated one of all mean answers given.

    Costs draws times n²; memory is bounded. The same seed gives the same intervals.
    Raises Invalid (`conflicts.draws`).
    Source: after Weitz et al. (2018); the draws are ours.

    >>> from farled.core.conflicts.matrix import Answer, ratings
    >>> three = [Answer(*pair, score) for *pair, score in (("a", "b", 3), ("b", "a", 1)) for _ in range(3)]
    >>> rank_intervals(ratings(["a", "b"], three).ratings)
    (RankInterval(id='a', low=1, high=1), RankInterval(id='b', low=2, high=2))
    """
    import numpy as np

    if draws < 1:
        raise Invalid("draws", Say("conflicts.draws", {"value": draws}))
    ranks = np.concatenate(list(_drawn_ranks(ratings, draws=draws, seed=seed, progress=progress)))
    low = np.quantile(ranks, INTERVAL[0], axis=0, method="lower")
    high = np.quantile(ranks, INTERVAL[1], axis=0, method="higher")
    return tuple(
        RankInterval(one, int(lo), int(hi))
        for one, lo, hi in zip(ratings.ids, low, high, strict=True)
    )


def _drawn_ranks(
    ratings: Ratings, *, draws: int, seed: int, progress: Progress | None
) -> "Iterator[NDArray[np.intp]]":
    import numpy as np

    dice = np.random.default_rng(seed)
    urn = _Urn.of(ratings)
    size = max(1, CELLS_AT_ONCE // max(1, len(ratings.ids) ** 2))
    for start in range(0, draws, size):
        matrices = urn.draw(min(size, draws - start), dice)
        direct, second = direct_and_second_order(matrices)
        yield competition_ranks(direct + second)
        if progress:
            progress(min(start + size, draws), draws)


@dataclass(frozen=True)
class _Urn:
    """Cells by their place in the flat matrix: with few answers, with many, and unrated ones that draw from `pool`."""

    count: int
    start: "NDArray[np.float32]"
    few: "NDArray[np.intp]"
    lone: bool
    several: "tuple[tuple[NDArray[np.intp], NDArray[np.float32]], ...]"
    unrated: "NDArray[np.intp]"
    pool: "NDArray[np.float32]"

    @classmethod
    def of(cls, ratings: Ratings) -> "_Urn":
        import numpy as np

        count = len(ratings.ids)
        flat = {i * count + j: scores for (i, j), scores in ratings.cells.items()}
        everywhere = set(range(count * count)) - set(range(0, count * count, count + 1))
        start = ratings.means().astype(np.float32).ravel()
        few = sorted(at for at, scores in flat.items() if len(scores) < FEW)
        by_size = sorted({len(scores) for scores in flat.values()} - {1})
        several = tuple(_table(flat, size) for size in by_size)
        pool = np.array([start[at] for at in flat] or [0.0], dtype=np.float32)
        unrated = np.array(sorted(everywhere - set(flat)), dtype=np.intp)
        # one answer everywhere: no need to pick cells out
        lone = by_size == [] and len(few) == count * (count - 1)
        return cls(count, start, np.array(few, dtype=np.intp), lone, several, unrated, pool)

    def draw(self, draws: int, dice: Any) -> "NDArray[np.float32]":
        """Shape (draws, n, n)."""
        import numpy as np

        drawn = np.empty((draws, self.count * self.count), dtype=np.float32)
        drawn[:] = self.start
        for places, answers in self.several:
            chosen = dice.integers(0, answers.shape[1], size=(draws, len(places)))
            drawn[:, places] = answers[np.arange(len(places)), chosen]
        if len(self.unrated):
            drawn[:, self.unrated] = self.pool[
                dice.integers(0, len(self.pool), size=(draws, len(self.unrated)))
            ]
        if self.lone:
            _shift(drawn, dice)
            drawn[:, :: self.count + 1] = 0
        elif len(self.few):
            part = drawn[:, self.few]
            _shift(part, dice)
            drawn[:, self.few] = part
        return drawn.reshape(draws, self.count, self.count)


def _table(
    flat: dict[int, tuple[float, ...]], size: int
) -> "tuple[NDArray[np.intp], NDArray[np.float32]]":
    import numpy as np

    places = sorted(at for at, scores in flat.items() if len(scores) == size)
    return np.array(places), np.array([flat[at] for at in places], dtype=np.float32)


def _shift(values: "NDArray[np.float32]", dice: Any) -> None:
    """One grade up or down with probability SHIFT each, in place, within the scale."""
    import numpy as np

    # two bytes a chance: half the time of a float, and a tenth to within 1/100,000
    chance = np.frombuffer(dice.bytes(2 * values.size), dtype="<u2").reshape(values.shape)
    edge = round(SHIFT * CHANCES)
    values += chance < edge
    values -= chance >= CHANCES - edge
    np.clip(values, LOWEST, HIGHEST, out=values)
