"""The needs of an inventory seen together: chosen by filters, in columns, in an order."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from farled.core.inventory.needs import Need
from farled.core.text.search import holds, sought
from farled.core.text.sorting import swedish_key

Grouping = Literal["theme", "area", "dimension"]
GROUPINGS: tuple[Grouping, ...] = ("theme", "area", "dimension")
ORDERS = ("number", "what", "for_whom", "where", "theme", "voices")
NOWHERE = "none"


@dataclass(frozen=True)
class Theme:
    """Needs that belong together, why, and what is proposed: an expedition or a cruise measure."""

    id: int
    name: str
    reason: str = ""
    proposal_kind: str = ""
    proposal: str = ""
    carried_by: str = ""
    version: int = 1


@dataclass(frozen=True)
class Picture:
    """All that the pages about needs are made from; names are (id, name) pairs in their order."""

    needs: tuple[Need, ...]
    themes: tuple[Theme, ...] = ()
    areas: tuple[tuple[int, str], ...] = ()
    goals: tuple[tuple[int, str], ...] = ()
    workshops: tuple[tuple[int, str], ...] = ()
    dimensions: tuple[str, ...] = ("social", "environmental", "economic")


@dataclass(frozen=True)
class Filter:
    """What to see; an empty filter is everything. `theme` 0 means without a theme."""

    area: int | None = None
    dimension: str = ""
    goal: int | None = None
    theme: int | None = None
    workshop: int | None = None
    without_gender: bool = False
    without_voices: bool = False
    words: str = ""

    @property
    def is_empty(self) -> bool:
        return self == Filter()


@dataclass(frozen=True)
class Column:
    """One column of the board; `id` is a theme's or area's id, a dimension, or "none"."""

    id: str
    name: str
    needs: tuple[Need, ...]
    theme: Theme | None = None


def chosen(needs: Iterable[Need], wanted: Filter) -> tuple[Need, ...]:
    """The needs that pass every part of the filter, in the order given."""
    words = sought(wanted.words)
    return tuple(need for need in needs if _passes(need, wanted) and _holds(need, words))


def columns(picture: Picture, needs: Sequence[Need], *, by: Grouping) -> tuple[Column, ...]:
    """The needs by theme, area or dimension; a need of two areas stands in both. Those without come first."""
    loose = Column(NOWHERE, "", tuple(n for n in needs if not _places(n, by)))
    themes = {str(theme.id): theme for theme in picture.themes if by == "theme"}
    return (
        loose,
        *(
            Column(key, name, tuple(n for n in needs if key in _places(n, by)), themes.get(key))
            for key, name in _names(picture, by)
        ),
    )


def in_order(
    needs: Iterable[Need], by: str, *, themes: Sequence[Theme] = (), reverse: bool = False
) -> tuple[Need, ...]:
    """Sorted as Swedish dictionaries do; what is empty stands last either way."""
    key = _order(by, {theme.id: theme.name for theme in themes})
    listed = sorted(needs, key=lambda need: need.number)
    empty = [need for need in listed if key(need) in (None, "")]
    filled = [need for need in listed if key(need) not in (None, "")]
    return (*sorted(filled, key=lambda need: _comparable(key(need)), reverse=reverse), *empty)


def _order(by: str, names: dict[int, str]) -> Callable[[Need], Any]:
    if by == "theme":
        return lambda need: names.get(need.theme or 0, "")
    if by == "voices":
        return lambda need: len(need.voices)
    wanted = by if by in ORDERS else "number"
    return lambda need: getattr(need, wanted)


def _comparable(value: Any) -> Any:
    return swedish_key(value) if isinstance(value, str) else value


def _passes(need: Need, wanted: Filter) -> bool:
    return (
        (wanted.area is None or wanted.area in need.areas)
        and (not wanted.dimension or wanted.dimension in need.dimensions)
        and (wanted.goal is None or wanted.goal in need.goals)
        and (wanted.theme is None or wanted.theme == (need.theme or 0))
        and (wanted.workshop is None or wanted.workshop in need.workshops)
        and not (wanted.without_gender and need.has_gender_answer)
        and not (wanted.without_voices and need.voices)
    )


def _holds(need: Need, words: tuple[str, ...]) -> bool:
    texts = (need.what, need.description, need.for_whom, need.where, need.women, need.men)
    return not words or holds(words, f"#{need.number}", *texts)


def _places(need: Need, by: Grouping) -> tuple[str, ...]:
    if by == "theme":
        return () if need.theme is None else (str(need.theme),)
    return tuple(map(str, need.areas)) if by == "area" else need.dimensions


def _names(picture: Picture, by: Grouping) -> tuple[tuple[str, str], ...]:
    if by == "theme":
        return tuple((str(theme.id), theme.name) for theme in picture.themes)
    if by == "area":
        return tuple((str(number), name) for number, name in picture.areas)
    return tuple((key, "") for key in picture.dimensions)
