"""Signed total influence, all ways through the others taken together (DEMATEL type; methods.md 1.3)."""

from collections.abc import Sequence
from dataclasses import dataclass

from farled.core.finding import Invalid, Say


@dataclass(frozen=True)
class TotalInfluence:
    """`total` is T, row influences column, in shares of the strongest row or column; prominence r + c, relation r - c."""

    total: tuple[tuple[float, ...], ...]
    prominence: tuple[float, ...]
    relation: tuple[float, ...]


def total_influence(matrix: Sequence[Sequence[float]]) -> TotalInfluence:
    """T = N(1 - N)⁻¹ with N = matrix / s, s the largest row or column sum of absolute values. Costs n³.

    Raises Invalid (`conflicts.not_square`, `conflicts.cib_number`, `conflicts.no_total`): there is no sum of all ways when s is not above the
    spectral radius of |matrix|.
    Source: Gabus & Fontela (1972), with signs as in methods.md 1.3.

    >>> [[round(x, 3) for x in row] for row in total_influence([[0, 1], [0, 0]]).total]
    [[0.0, 1.0], [0.0, 0.0]]
    """
    import numpy as np

    if any(len(row) != len(matrix) for row in matrix):
        raise Invalid("matrix", Say("conflicts.not_square"))
    given = np.array(matrix, dtype=float).reshape(len(matrix), len(matrix))
    if not np.isfinite(given).all():
        raise Invalid("matrix", Say("conflicts.cib_number"))
    sizes = np.abs(given)
    largest = max(sizes.sum(0).max(initial=0), sizes.sum(1).max(initial=0))
    radius = max(abs(np.linalg.eigvals(sizes)), default=0.0) if len(matrix) else 0.0
    if not largest > radius * (1 + 1e-12):
        raise Invalid("matrix", Say("conflicts.no_total"))
    shares = given / largest
    total = shares @ np.linalg.inv(np.eye(len(shares)) - shares)
    rows, columns = total.sum(1), total.sum(0)
    return TotalInfluence(
        tuple(map(tuple, total.tolist())),
        tuple((rows + columns).tolist()),
        tuple((rows - columns).tolist()),
    )
