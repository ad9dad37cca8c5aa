"""Rank intervals of 1,000 draws, against one matrix product per draw in plain numpy."""

import numpy as np

from bench.peers.timing import best, tell
from farled.core.conflicts.matrix import Answer, Ratings, ratings
from farled.core.conflicts.ranking import rank_intervals

DRAWS = 1000


def rated(size: int) -> Ratings:
    """Every cell rated by one person, as in a published matrix."""
    dice = np.random.default_rng(size)
    ids = [f"g{n}" for n in range(size)]
    scores = dice.integers(-3, 4, (size, size)).tolist()
    pairs = [(a, b) for a in range(size) for b in range(size) if a != b]
    return ratings(ids, [Answer(ids[a], ids[b], scores[a][b]) for a, b in pairs]).ratings


def products(size: int) -> None:
    matrix = np.random.default_rng(size).random((size, size))
    for _ in range(DRAWS):
        np.matmul(matrix, matrix)


def main() -> None:
    figures = {}
    for size in (34, 169):
        goals = rated(size)
        ours, floor = best(lambda g=goals: rank_intervals(g, draws=DRAWS), lambda n=size: products(n))  # type: ignore[misc]  # fmt: skip
        figures[str(size)] = {"ours": ours.cpu, "floor": floor.cpu, "ratio": ours.cpu / floor.cpu}
    tell(**figures)


if __name__ == "__main__":
    main()
