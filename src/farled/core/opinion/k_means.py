"""Weighted k-means and silhouette in the plane, the same answer for the same points in any order."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]
    Labels = NDArray[np.intp]

MOST_ROUNDS = 100
POINTS_AT_ONCE = 512  # times a hundred centres: what stays in the processor's own memory


def k_means(
    points: "Points", weights: "Points", *, k: int, starts: int, seed: int | tuple[int, ...]
) -> "tuple[Labels, Points]":
    """Labels (points) and centres (k, 2) of the start with the least weighted inertia; points must be sorted.

    Costs starts times rounds times points times k. Source: Lloyd (1982); Arthur & Vassilvitskii (2007) for the starts.
    """
    import numpy as np

    dice = np.random.default_rng(seed)
    best: tuple[float, Any, Any] = (np.inf, None, None)
    for _ in range(starts):
        labels, centres = _settled(points, weights, _spread_out(points, weights, k=k, dice=dice))
        inertia = float((weights * ((points - centres[labels]) ** 2).sum(1)).sum())
        if inertia < best[0] - 1e-9 * max(1.0, inertia):
            best = (inertia, labels, centres)
    return best[1], best[2]


def _spread_out(points: "Points", weights: "Points", *, k: int, dice: Any) -> "Points":
    import numpy as np

    chosen = [points[dice.choice(len(points), p=weights / weights.sum())]]
    nearest = ((points - chosen[0]) ** 2).sum(1)
    while len(chosen) < k:
        odds = weights * nearest
        total = odds.sum()
        at = dice.choice(len(points), p=odds / total) if total > 0 else len(chosen) % len(points)
        chosen.append(points[at])
        nearest = np.minimum(nearest, ((points - chosen[-1]) ** 2).sum(1))
    return np.array(chosen)


def _settled(points: "Points", weights: "Points", centres: "Points") -> "tuple[Labels, Points]":
    import numpy as np

    labels = nearest_centre(points, centres)
    for _ in range(MOST_ROUNDS):
        size = np.bincount(labels, weights=weights, minlength=len(centres))
        sums = [np.bincount(labels, weights=weights * points[:, d], minlength=len(centres)) for d in (0, 1)]  # fmt: skip
        centres = np.where(size[:, None] > 0, np.stack(sums, 1) / np.maximum(size, 1e-12)[:, None], centres)  # fmt: skip
        following = nearest_centre(points, centres)
        if (following == labels).all():
            break
        labels = following
    return labels, centres


def nearest_centre(points: "Points", centres: "Points") -> "Labels":
    """|p - c|² without |p|², which is the same for all centres."""
    import numpy as np

    lengths, turned = (centres**2).sum(1), -2 * centres.T
    labels = np.empty(len(points), dtype=np.intp)
    for first in range(0, len(points), POINTS_AT_ONCE):
        part = slice(first, first + POINTS_AT_ONCE)
        labels[part] = (points[part] @ turned + lengths).argmin(1)
    return labels


def silhouette(points: "Points", labels: "Labels") -> float:
    """The mean over points of (b - a) / max(a, b); a lone point counts 0. Costs points².

    Source: Rousseeuw (1987), Journal of Computational and Applied Mathematics 20:53-65.
    """
    import numpy as np

    apart = np.sqrt(((points[:, None, :] - points[None, :, :]) ** 2).sum(-1))
    member = np.eye(labels.max() + 1)[labels]
    sizes = member.sum(0)
    sums = apart @ member
    rows = np.arange(len(points))
    own_size = sizes[labels]
    own = sums[rows, labels] / np.maximum(own_size - 1, 1)
    others = np.where(sizes > 0, sums / np.maximum(sizes, 1), np.inf)
    others[rows, labels] = np.inf
    nearest = others.min(1)
    larger = np.maximum(own, nearest)
    scores = np.where((own_size > 1) & (larger > 0), (nearest - own) / np.where(larger > 0, larger, 1), 0)  # fmt: skip
    return float(scores.mean())
