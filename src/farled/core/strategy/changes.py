"""What changed between two dated versions of a strategy."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal, Protocol

from farled.core.strategy.matching import Matching, matched, with_likely
from farled.core.strategy.strategy import Direction, Strategy
from farled.core.text.sorting import swedish_key

Kind = Literal["added", "removed", "reworded", "moved", "relinked", "target_changed"]

_OWN = ("name", "vision", "model", "source", "valid_from", "valid_to")
_WORDING = ("name", "description")
_TARGET = (
    "target_value",
    "target_year",
    "target_women",
    "target_men",
    "direction",
    "gap_must_shrink",
)
_REST = (
    *("name", "unit", "base_value", "base_year", "base_women", "base_men"),
    *("comparators", "split_by_sex", "source", "note"),
)


@dataclass(frozen=True)
class Change:
    """`about` says what: a `goal`, `area`, `direction`, `perspective` or `indicator`, or one field of it
    (`indicator.target_value`, `goal.parents`) or of the strategy itself (`strategy.vision`).
    `name` says which one, by its name now (or its last).

    `before` and `after` are texts to set beside each other; of something moved, its places counted from 1,
    its level, or the names of the areas it was and is in.
    """

    kind: Kind
    about: str
    name: str
    before: str = ""
    after: str = ""


class _Named(Protocol):
    @property
    def name(self) -> str: ...


@dataclass(frozen=True)
class _Placed:
    """A direction and the area it stands in."""

    direction: Direction
    area: str
    area_key: str

    @property
    def name(self) -> str:
        return self.direction.name


def changes(before: Strategy, after: Strategy) -> tuple[Change, ...]:
    """All changes, in the order of the page.

    A goal or an area is the same as long as its key is, or, with a new key, its exact name; directions,
    perspectives and indicators are the same by name, or else when most of the wording is.
    """
    return tuple(
        chain(
            _own(before, after),
            _goals(before, after),
            _areas(before, after),
            _directions(before, after),
            _perspectives(before, after),
            _indicators(before, after),
        )
    )


def _own(before: Strategy, after: Strategy) -> Iterator[Change]:
    yield from _differing("reworded", "strategy", [before, after], fields=_OWN)


def _goals(before: Strategy, after: Strategy) -> Iterator[Change]:
    names = _goal_names(before, after)
    olds, news = before.goals, after.goals
    matching = matched(olds, news, by=(lambda goal: goal.key, lambda goal: (goal.level, goal.name)))
    yield from _come_and_gone("goal", matching, olds=olds, news=news)
    for i, j in matching.pairs:
        old, new = olds[i], news[j]
        yield from _differing("reworded", "goal", [old, new], fields=_WORDING)
        yield from _differing("moved", "goal", [old, new], fields=("level",))
        yield from _differing("relinked", "goal", [old, new], fields=("dimension",))
        parents = _linked(old.parents, names), _linked(new.parents, names)
        yield from _relinked("goal.parents", new.name, ends=parents)
    yield from _goals_moved(matching, before=before, after=after)


def _goals_moved(matching: Matching, *, before: Strategy, after: Strategy) -> Iterator[Change]:
    """Each level is a list of its own on the page."""
    olds, news = before.goals, after.goals
    for level, skip_old, skip_new in (
        ("overarching", 0, 0),
        ("outcome", len(before.overarching), len(after.overarching)),
    ):
        pairs = [
            pair for pair in matching.pairs if olds[pair[0]].level == news[pair[1]].level == level
        ]
        own = Matching(tuple((i - skip_old, j - skip_new) for i, j in pairs), (), ())
        yield from _moved("goal", own, news=news[skip_new:])


def _areas(before: Strategy, after: Strategy) -> Iterator[Change]:
    names = _goal_names(before, after)
    olds, news = before.areas, after.areas
    matching = matched(olds, news, by=(lambda area: area.key, lambda area: area.name))
    yield from _come_and_gone("area", matching, olds=olds, news=news)
    for i, j in matching.pairs:
        yield from _differing("reworded", "area", [olds[i], news[j]], fields=_WORDING)
        serves = _linked(olds[i].serves, names), _linked(news[j].serves, names)
        yield from _relinked("area.serves", news[j].name, ends=serves)
    yield from _moved("area", matching, news=news)


def _directions(before: Strategy, after: Strategy) -> Iterator[Change]:
    olds, news = _placed(before), _placed(after)
    exact = matched(olds, news, by=(lambda one: (one.area_key, one.name), lambda one: one.name))
    matching = with_likely(exact, before=_wordings(olds), after=_wordings(news))
    yield from _come_and_gone("direction", matching, olds=olds, news=news)
    for i, j in matching.pairs:
        old, new = olds[i], news[j]
        yield from _differing(
            "reworded", "direction", [old.direction, new.direction], fields=_WORDING
        )
        if old.area_key != new.area_key and old.area != new.area:
            yield Change("moved", "direction", new.name, old.area, new.area)


def _perspectives(before: Strategy, after: Strategy) -> Iterator[Change]:
    olds, news = before.perspectives, after.perspectives
    exact = matched(olds, news, by=(lambda one: one.name,))
    matching = with_likely(exact, before=_wordings(olds), after=_wordings(news))
    yield from _come_and_gone("perspective", matching, olds=olds, news=news)
    for i, j in matching.pairs:
        yield from _differing("reworded", "perspective", [olds[i], news[j]], fields=_WORDING)
    yield from _moved("perspective", matching, news=news)


def _indicators(before: Strategy, after: Strategy) -> Iterator[Change]:
    names = _goal_names(before, after)
    olds, news = before.indicators, after.indicators
    exact = matched(olds, news, by=(lambda one: (one.name, one.goal), lambda one: one.name))
    matching = with_likely(exact, before=_wordings(olds), after=_wordings(news))
    yield from _come_and_gone("indicator", matching, olds=olds, news=news)
    for i, j in matching.pairs:
        old, new = olds[i], news[j]
        yield from _differing("reworded", "indicator", [old, new], fields=_REST)
        yield from _differing("target_changed", "indicator", [old, new], fields=_TARGET)
        goals = _linked(filter(None, [old.goal]), names), _linked(filter(None, [new.goal]), names)
        yield from _relinked("indicator.goal", new.name, ends=goals)
    yield from _moved("indicator", matching, news=news)


def _come_and_gone(
    about: str, matching: Matching, *, olds: Sequence[_Named], news: Sequence[_Named]
) -> Iterator[Change]:
    for i in matching.gone:
        yield Change("removed", about, olds[i].name, before=olds[i].name)
    for j in matching.new:
        yield Change("added", about, news[j].name, after=news[j].name)


def _differing(
    kind: Kind, about: str, pair: Sequence[_Named], *, fields: Iterable[str]
) -> Iterator[Change]:
    """One change for each field that differs; a name needs no field to say what it is."""
    old, new = pair
    for field in fields:
        before, after = getattr(old, field), getattr(new, field)
        if before != after:
            what = about if field == "name" else f"{about}.{field}"
            yield Change(kind, what, new.name, _shown(before), _shown(after))


def _relinked(about: str, name: str, *, ends: tuple[str, str]) -> Iterator[Change]:
    if ends[0] != ends[1]:
        yield Change("relinked", about, name, *ends)


def _moved(about: str, matching: Matching, *, news: Sequence[_Named]) -> Iterator[Change]:
    for i, j in sorted(matching.moved(), key=lambda pair: pair[1]):
        yield Change("moved", about, news[j].name, str(i + 1), str(j + 1))


def _placed(strategy: Strategy) -> list[_Placed]:
    return [_Placed(one, area.name, area.key) for area in strategy.areas for one in area.directions]


def _wordings(things: Iterable[_Named]) -> list[str]:
    return [thing.name for thing in things]


def _goal_names(before: Strategy, after: Strategy) -> Mapping[str, str]:
    """The names of now, so that a renamed goal is no changed link."""
    return {goal.key: goal.name for goal in (*before.goals, *after.goals)}


def _linked(keys: Iterable[str], names: Mapping[str, str]) -> str:
    """Sorted, for the order of links says nothing."""
    return ", ".join(sorted((names.get(key, key) for key in keys), key=swedish_key))


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if value is None or value is False:
        return ""
    return "✓" if value is True else str(value)
