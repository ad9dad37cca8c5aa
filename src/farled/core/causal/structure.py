"""Indices of a map's build, on the matrix as it was drawn (methods.md 2.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from farled.core.causal.degrees import Degree
from farled.core.finding import Invalid, Say


@dataclass(frozen=True)
class Structure:
    """Links of a factor to itself are counted everywhere here: in `connections`, degrees and both densities.

    `density` divides by the n(n-1) of Mental Modeler, `density_with_own` by the n² of FCMapper. `hierarchy` runs from 0
    (all lead out as strongly) to about 1 (one leads out strongly, the rest hardly).
    """

    connections: int
    self_links: int
    density: float
    density_with_own: float
    degrees: tuple[Degree, ...]
    hierarchy: float

    def count(self, kind: str) -> int:
        """How many are "driver", "receiver", "ordinary" or "unconnected"."""
        return sum(one.kind == kind for one in self.degrees)


def structure(weights: Sequence[Sequence[float]], *, ids: Sequence[str] = ()) -> Structure:
    """Indices of an n × n matrix of weights, row influences column; ids are 1, 2, … where none are given. Costs n².

    Raises Invalid (`causal.square`, `causal.weight`, `causal.ids`).
    Source: Özesmi & Özesmi (2004), Ecological Modelling 176:43-64; MacDonald (1983) for the hierarchy index.

    >>> structure([[0, 0.5], [0, 1.0]]).connections
    2
    """
    _check(weights)
    names = tuple(ids) or tuple(str(n) for n in range(1, len(weights) + 1))
    if len(names) != len(weights):
        raise Invalid("ids", Say("causal.ids", {"count": len(weights)}))
    columns = list(zip(*weights, strict=True))
    count, links = len(weights), sum(weight != 0 for row in weights for weight in row)
    return Structure(
        links,
        sum(weights[at][at] != 0 for at in range(count)),
        links / (count * (count - 1)) if count > 1 else 0.0,
        links / count**2,
        tuple(map(_degree, names, columns, weights)),
        hierarchy_index(weights),
    )


def hierarchy_index(weights: Sequence[Sequence[float]]) -> float:
    """h = 12/((n-1)n(n+1)) · Σ(od - mean od)², od being the row sums of |w| with the diagonal; 0 for one factor.

    Raises Invalid (`causal.square`, `causal.weight`). Source: MacDonald (1983), as in Özesmi & Özesmi (2004).

    >>> hierarchy_index([[0, 0.5, 0.5], [0.5, 0, 0.5], [0.5, 0.5, 0]])
    0.0
    """
    _check(weights)
    count, out = len(weights), [_size(row) for row in weights]
    mean = sum(out) / count
    spread = sum((one - mean) ** 2 for one in out)
    return 12 / ((count - 1) * count * (count + 1)) * spread if count > 1 else 0.0


def _degree(name: str, into: Sequence[float], out: Sequence[float]) -> Degree:
    links_in, links_out = (sum(weight != 0 for weight in ends) for ends in (into, out))
    return Degree(name, links_in, links_out, _size(into), _size(out))


def _size(weights: Sequence[float]) -> float:
    return sum(abs(weight) for weight in weights)


def _check(weights: Sequence[Sequence[float]]) -> None:
    if not weights or any(len(row) != len(weights) for row in weights):
        raise Invalid("weights", Say("causal.square"))
    if not all(isfinite(weight) for row in weights for weight in row):
        raise Invalid("weights", Say("causal.weight"))
