"""The sustainability models as shapes for one SVG template; the words stand beside it as a list, too."""

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from farled.core.strategy.sustainability import Dimension, Model

LINE = 17


@dataclass(frozen=True)
class Line:
    text: str
    x: int
    y: int
    kind: Literal["word", "role"] = "word"


@dataclass(frozen=True)
class Shape:
    """One dimension: its outline, its drawing and its words."""

    key: str
    outline: str
    icon_x: int
    icon_y: int
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Drawing:
    width: int
    height: int
    shapes: tuple[Shape, ...]
    middle: bool = False


def drawing(model: Model, *, words: Mapping[str, str]) -> Drawing:
    """`words` holds the wording of each dimension's `say` key and of its role (`role.frame`)."""
    return {"side_by_side": _side_by_side, "nested": _nested, "lighthouse": _lighthouse}[
        model.drawn
    ](model, words)


def _side_by_side(model: Model, words: Mapping[str, str]) -> Drawing:
    """Circles that overlap alike: none above another."""
    shapes = tuple(
        _shape(one, circle(76 + 134 * at, 92, r=74), x=76 + 134 * at, y=70, words=words)
        for at, one in enumerate(model.dimensions)
    )
    return Drawing(420, 184, shapes)


def _nested(model: Model, words: Mapping[str, str]) -> Drawing:
    """Layers of a cake, the first at the bottom and widest."""
    shapes = []
    for at, one in enumerate(model.dimensions):
        width, top = 400 - 110 * at, 172 - 82 * at
        left = (420 - width) // 2
        outline = layer(left, top, width=width, height=76)
        shapes.append(_shape(one, outline, x=210, y=top + 18, words=words, role=True))
    return Drawing(420, 256, tuple(shapes))


def _lighthouse(model: Model, words: Mapping[str, str]) -> Drawing:
    """Four fields that the light falls on, around one question."""
    corners = ((10, 10), (216, 10), (10, 126), (216, 126))
    shapes = []
    for (left, top), one in zip(corners, model.dimensions, strict=True):
        x = left + 97
        shapes.append(
            _shape(one, box(left, top, width=194, height=106), x=x, y=top + 24, words=words)
        )
    return Drawing(420, 242, tuple(shapes), middle=True)


def _shape(
    one: Dimension, outline: str, *, x: int, y: int, words: Mapping[str, str], role: bool = False
) -> Shape:
    wrapped = textwrap.wrap(words[one.say], 17) or [""]
    lines = [Line(text, x, y + 26 + LINE * at) for at, text in enumerate(wrapped)]
    if role:
        lines.append(Line(words[f"role.{one.role}"], x, y + 26 + LINE * len(wrapped), "role"))
    return Shape(one.key, outline, x - 12, y - 14, tuple(lines))


def circle(x: int, y: int, *, r: int) -> str:
    return f"M{x - r} {y}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0Z"


def box(x: int, y: int, *, width: int, height: int) -> str:
    return f"M{x + 8} {y}h{width - 16}q8 0 8 8v{height - 16}q0 8 -8 8h{16 - width}q-8 0 -8 -8v{16 - height}q0 -8 8 -8Z"


def layer(x: int, y: int, *, width: int, height: int) -> str:
    """A round layer seen a little from above."""
    half = width // 2
    return (
        f"M{x} {y + 10}a{half} 10 0 0 1 {2 * half} 0v{height - 20}a{half} 10 0 0 1 {-2 * half} 0Z"
    )
