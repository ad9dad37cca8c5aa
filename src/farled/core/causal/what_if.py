"""What if: a map run as a fuzzy cognitive map until it settles (methods.md 2.6)."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from farled.core.finding import Invalid, Say

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[np.float64]]

RULES = ("modified", "kosko", "rescaled")
SQUASHES = ("sigmoid", "tanh")
INSIDE = 1 - 1e-12  # of the bound of λ: on the bound itself a map need not contract
LONGEST_CYCLE = 64  # states kept to see a return by
MOST_FACTORS = 3000  # the weights alone are then 9 million numbers
UNMOVED, A_LITTLE, CLEARLY = 0.005, 0.05, 0.15


@dataclass(frozen=True)
class Course:
    """Where a run ended. `steps` leaves the start out; `cycle` is the length of a limit cycle, None without one.

    `trajectory` begins with the start, or holds the last states only where the way was not asked for.
    """

    steady: tuple[float, ...]
    converged: bool
    steps: int
    cycle: int | None
    trajectory: tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class WhatIf:
    """`effect` is the clamped minus the unclamped end, factor by factor in the order of the weights."""

    lam: float
    baseline: Course
    clamped: Course
    effect: tuple[float, ...]

    @property
    def converged(self) -> bool:
        return self.baseline.converged and self.clamped.converged


def what_if(
    weights: Sequence[Sequence[float]],
    *,
    clamps: Mapping[int, float] | None = None,
    start: Sequence[float] | float = 0.5,
    rule: str = "modified",
    squash: str = "sigmoid",
    lam: str | float = "koutsellis",
    steps: int = 1000,
    tolerance: float = 1e-5,
    trajectory: bool = True,
) -> WhatIf:
    """Runs the map twice, free and with `clamps` (place: value) held, each until no factor moves more than `tolerance`.

    `weights` is n × n, row influences column. Factors nothing leads to keep their value. Costs steps times n²; memory
    grows with the steps only where the whole `trajectory` is kept.

    Raises Invalid (`causal.square`, `causal.too_many`, `causal.weight`, `causal.start`, `causal.rule`, `causal.squash`, `causal.lam`,
    `causal.steps`, `causal.tolerance`, `causal.clamp`, `causal.out_of_range`).
    Source: Kosko (1986), Int. J. Man-Machine Studies 24:65-75; Stylios & Groumpos (2004); Papageorgiou (2011).

    >>> found = what_if([[0, 1], [0, 0]], clamps={0: 1.0}, lam=1)
    >>> found.converged, [round(one, 3) for one in found.effect]
    (True, [0.5, 0.083])
    """
    import numpy as np

    matrix = _square(weights)
    first = start_state(start, len(matrix))
    held = dict(clamps or {})
    _check(rule=rule, squash=squash, steps=steps, tolerance=tolerance)
    if any(not 0 <= at < len(matrix) or not np.isfinite(value) for at, value in held.items()):
        raise Invalid("clamps", Say("causal.clamp"))
    slope = _slope(matrix, lam, rule=rule, squash=squash)
    form = (rule, squash, slope, steps, tolerance)
    kept = None if trajectory else 2 * LONGEST_CYCLE + 1
    with np.errstate(over="ignore", invalid="ignore"):  # told below
        free = _run(matrix, first, held={}, form=form, kept=kept)
        bound = _run(matrix, first, held=held, form=form, kept=kept) if held else free
    if not np.isfinite([free.steady, bound.steady]).all():
        raise Invalid("weights", Say("causal.out_of_range"))
    effect = tuple(b - a for a, b in zip(free.steady, bound.steady, strict=True))
    return WhatIf(slope, free, bound, effect)


def fits(count: int) -> None:
    """Raises Invalid (`causal.too_many`) where a matrix of so many factors would take all memory there is."""
    if count > MOST_FACTORS:
        raise Invalid("weights", Say("causal.too_many", {"count": count, "most": MOST_FACTORS}))


def squash_slope(
    weights: Sequence[Sequence[float]],
    lam: str | float,
    *,
    rule: str = "modified",
    squash: str = "sigmoid",
) -> float:
    """λ by name or as given: "koutsellis" uses the range of the output, "contraction" has one sure fixed point.

    Source: Koutsellis et al. (2022), Operational Research 22:5733-5763; Harmati, Hatwágner & Kóczy (2018).
    """
    return _slope(_square(weights), lam, rule=rule, squash=squash)


def _slope(matrix: "Array", lam: str | float, *, rule: str, squash: str) -> float:
    import numpy as np

    if lam == "koutsellis":
        return _within(_koutsellis(matrix, squash=squash))
    if lam == "contraction":
        whole = {"kosko": matrix, "modified": np.eye(len(matrix)) + matrix}
        turned = whole.get(rule, 2 * (np.eye(len(matrix)) + matrix))
        norm = float(np.linalg.norm(turned)) or 1.0
        return _within((4.0 if squash == "sigmoid" else 1.0) * INSIDE / norm)
    if isinstance(lam, str) or not 0 < lam < float("inf"):
        raise Invalid("lam", Say("causal.lam", {"value": lam}))
    return float(lam)


def _within(slope: float) -> float:
    """Weights next to nothing would have a λ beyond all numbers."""
    if slope == float("inf"):
        raise Invalid("lam", Say("causal.out_of_range"))
    return slope


def direction(effect: float) -> tuple[str, str]:
    """An effect in words' keys: ("up" | "down" | "same", "" | "slight" | "clear" | "strong")."""
    size = abs(effect)
    if size < UNMOVED:
        return "same", ""
    rough = "slight" if size < A_LITTLE else "clear" if size < CLEARLY else "strong"
    return ("up" if effect > 0 else "down"), rough


def _koutsellis(matrix: "Array", *, squash: str) -> float:
    import numpy as np

    if squash == "tanh":
        return 1.14 / (float(np.abs(matrix).sum(axis=0).max(initial=0.0)) or 1.14)
    lifts, lowers = np.clip(matrix, 0, None).sum(axis=0), np.clip(matrix, None, 0).sum(axis=0)
    ends = np.abs([0.211 * lifts + 0.789 * lowers, 0.211 * lowers + 0.789 * lifts])
    return 1.317 / (float(ends.max(initial=0.0)) or 1.317)


def _square(weights: Sequence[Sequence[float]]) -> "Array":
    import numpy as np

    size = len(weights)
    fits(size)
    if not size or any(len(row) != size for row in weights):
        raise Invalid("weights", Say("causal.square"))
    matrix = np.asarray(weights, dtype=float)
    if not np.isfinite(matrix).all():
        raise Invalid("weights", Say("causal.weight"))
    return matrix


def start_state(start: Sequence[float] | float, size: int) -> "Array":
    """One value for each factor. Raises Invalid (`causal.start`)."""
    import numpy as np

    try:
        given = np.array(start, dtype=float)
    except (OverflowError, ValueError, TypeError):
        raise Invalid("start", Say("causal.start", {"count": size})) from None
    first = np.full(size, given) if given.ndim == 0 else given
    if first.shape != (size,) or not np.isfinite(first).all():
        raise Invalid("start", Say("causal.start", {"count": size}))
    return first


def _check(*, rule: str, squash: str, steps: int, tolerance: float) -> None:
    if rule not in RULES:
        raise Invalid("rule", Say("causal.rule", {"value": rule}))
    if squash not in SQUASHES:
        raise Invalid("squash", Say("causal.squash", {"value": squash}))
    if steps < 1:
        raise Invalid("steps", Say("causal.steps", {"value": steps}))
    if not 0 <= tolerance < float("inf"):
        raise Invalid("tolerance", Say("causal.tolerance", {"value": tolerance}))


def _run(
    matrix: "Array",
    first: "Array",
    *,
    held: Mapping[int, float],
    form: tuple[str, str, float, int, float],
    kept: int | None,
) -> Course:
    import numpy as np

    rule, squash, slope, steps, tolerance = form
    stays = np.flatnonzero(~matrix.any(axis=0) | np.isin(np.arange(len(matrix)), list(held)))
    fixed = first.copy()
    fixed[list(held)] = list(held.values())
    pull, half = _pull(matrix, rule=rule, slope=slope), squash == "sigmoid"
    centre = 0.5 if rule == "rescaled" else 0.0
    if half:
        pull *= 0.5
    states, step = deque([fixed], maxlen=kept), 0
    for step in range(1, steps + 1):
        # the sigmoid by tanh too: no overflow at either end
        raised = np.tanh((states[-1] - centre) @ pull)
        if half:
            raised *= 0.5
            raised += 0.5
        raised[stays] = fixed[stays]
        states.append(raised)
        if np.abs(raised - states[-2]).max() <= tolerance:
            return _course(states, step=step, converged=True, cycle=None)
    return _course(states, step=step, converged=False, cycle=_cycle(states, tolerance))


def _pull(matrix: "Array", *, rule: str, slope: float) -> "Array":
    """What a state (less ½ when rescaled) is multiplied by before it is squashed."""
    pull: Array = slope * (2 if rule == "rescaled" else 1) * matrix
    own = {"kosko": 0.0, "modified": 1.0}.get(rule, 2.0)
    pull.flat[:: len(matrix) + 1] += slope * own
    return pull


def _cycle(states: Sequence["Array"], tolerance: float) -> int | None:
    """The shortest number of steps after which the last states come again, seen twice round."""
    import numpy as np

    for length in range(2, min(LONGEST_CYCLE, (len(states) - 1) // 2) + 1):
        round_ = [np.abs(states[-1 - n] - states[-1 - n - length]).max() for n in range(length)]
        if max(round_) <= tolerance:
            return length
    return None


def _course(states: Sequence["Array"], *, step: int, converged: bool, cycle: int | None) -> Course:
    plain = tuple(tuple(state.tolist()) for state in states)
    return Course(plain[-1], converged, step, cycle, plain)
