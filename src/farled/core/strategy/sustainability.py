"""How a region lets the dimensions of sustainability hang together: it chooses its own model (domain.md 4.2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Dimension:
    """`key` is what goals and needs carry; `role` is what it does in its model; `say` is the key of its name."""

    key: str
    role: Literal["equal", "frame", "goal", "means"]
    say: str


@dataclass(frozen=True)
class Model:
    """`dimensions` in the order they are drawn: side by side from the left, a cake from its lowest layer.

    Wordings: `model.<id>.name` and `model.<id>.about`.
    """

    id: str
    drawn: Literal["side_by_side", "nested", "lighthouse"]
    dimensions: tuple[Dimension, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(dimension.key for dimension in self.dimensions)


_SOCIAL = Dimension("social", "equal", "dimension.social")
_ENVIRONMENTAL = Dimension("environmental", "equal", "dimension.environmental")
_ECONOMIC = Dimension("economic", "equal", "dimension.economic")

MODELS: Mapping[str, Model] = {
    # The three of the regions' ordinance (2017:583), none above another.
    "three": Model("three", "side_by_side", (_SOCIAL, _ENVIRONMENTAL, _ECONOMIC)),
    # Rockström & Sukhdev 2016: the economy inside society inside the biosphere. The roles are Sörmland's words:
    # ecology the frame, the social the goal, the economy the means.
    "cake": Model(
        "cake",
        "nested",
        (
            Dimension("environmental", "frame", "dimension.ecological"),
            Dimension("social", "goal", "dimension.social"),
            Dimension("economic", "means", "dimension.economic"),
        ),
    ),
    # Holmberg & Larsson 2018, the sustainability lighthouse: four, around one overarching question.
    "holmberg": Model(
        "holmberg",
        "lighthouse",
        (
            Dimension("environmental", "equal", "dimension.ecological"),
            _ECONOMIC,
            _SOCIAL,
            Dimension("wellbeing", "equal", "dimension.wellbeing"),
        ),
    ),
}
DEFAULT_MODEL = "three"
DIMENSIONS = ("social", "environmental", "economic", "wellbeing")
