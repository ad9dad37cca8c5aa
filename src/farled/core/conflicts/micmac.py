"""MICMAC: who steers and who follows, when influence goes on through others (methods.md 1.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from farled.core.finding import Invalid, Say

Quadrant = Literal["input", "relay", "output", "excluded"]
Strengths = Sequence[Sequence[int]]


@dataclass(frozen=True)
class Power:
    """Sums of Mᵖ as exact integers in the order of the matrix; ranks from 1, ties by that order."""

    influence: tuple[int, ...]
    dependence: tuple[int, ...]
    influence_rank: tuple[int, ...]
    dependence_rank: tuple[int, ...]


@dataclass(frozen=True)
class Micmac:
    """`powers[0]` is p = 1; `stable_power` is the first p whose ranks are those of p + 1, or None."""

    stable_power: int | None
    powers: tuple[Power, ...]
    quadrants: tuple[Quadrant, ...]


def micmac(matrix: Strengths, *, max_power: int = 12) -> Micmac:
    """Row sums (influence) and column sums (dependence) of Mᵖ for p up to `max_power`, M = |matrix| without diagonal.

    Quadrants lie about the means of the indirect values: of the stable power, or of the last where none is stable.
    Costs n² for each power; integers grow and stay exact.
    Raises Invalid (`conflicts.not_square`, `conflicts.max_power`).
    Source: Godet (1986), Futures 18:134-157; Duperrin & Godet (1973).

    >>> [power.influence for power in micmac([[0, 2, 0], [0, 0, 1], [1, 0, 0]], max_power=2).powers]
    [(2, 1, 1), (2, 1, 2)]
    """
    if not 1 <= max_power <= 200:
        raise Invalid("max_power", Say("conflicts.max_power", {"most": 200}))
    if any(len(row) != len(matrix) for row in matrix):
        raise Invalid("matrix", Say("conflicts.not_square"))
    strengths = [
        [0 if i == j else abs(value) for j, value in enumerate(row)] for i, row in enumerate(matrix)
    ]
    turned = [list(column) for column in zip(*strengths, strict=True)]
    powers = tuple(map(_power, _sums(strengths, max_power), _sums(turned, max_power)))
    stable = next((p for p in range(1, max_power) if _alike(powers[p - 1], powers[p])), None)
    return Micmac(stable, powers, _quadrants(powers[(stable or max_power) - 1]))


def _sums(matrix: Strengths, most: int) -> list[tuple[int, ...]]:
    """Row sums of M, M², …: only a vector is carried along."""
    found, vector = [], [1] * len(matrix)
    for _ in range(most):
        vector = [sum(a * b for a, b in zip(row, vector, strict=True) if a) for row in matrix]
        found.append(tuple(vector))
    return found


def _power(influence: tuple[int, ...], dependence: tuple[int, ...]) -> Power:
    return Power(influence, dependence, _ranks(influence), _ranks(dependence))


def _ranks(values: Sequence[int]) -> tuple[int, ...]:
    order = sorted(range(len(values)), key=lambda at: (-values[at], at))
    rank = {at: place for place, at in enumerate(order, 1)}
    return tuple(rank[at] for at in range(len(values)))


def _alike(one: Power, next_one: Power) -> bool:
    return (one.influence_rank, one.dependence_rank) == (
        next_one.influence_rank,
        next_one.dependence_rank,
    )


def _quadrants(power: Power) -> tuple[Quadrant, ...]:
    pairs = zip(power.influence, power.dependence, strict=True)
    count, steers, follows = len(power.influence), sum(power.influence), sum(power.dependence)
    names: dict[tuple[bool, bool], Quadrant] = {
        (True, False): "input", (True, True): "relay", (False, True): "output", (False, False): "excluded",
    }  # fmt: skip
    return tuple(names[count * a > steers, count * b > follows] for a, b in pairs)
