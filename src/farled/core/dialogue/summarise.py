"""An inventory becomes its summary: what is chosen goes along, and how little of anybody's it takes is decided here."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from farled.core.anonymity import SMALLEST_GROUP, may_split
from farled.core.dialogue.summary import (
    SharedConflict,
    SharedCount,
    SharedNeed,
    SharedResistance,
    SharedTheme,
    SharedWorkshop,
    Summary,
)
from farled.core.inventory.board import Picture, Theme
from farled.core.inventory.needs import Need
from farled.core.report.results import GRADES, Ranked, WorkshopReport
from farled.core.text.sorting import swedish_key
from farled.core.workshop.values import Conflict, Room

PARTS = ("workshops", "needs", "themes", "conflicts", "resistance")
ONE_BY_ONE = ("needs", "themes", "conflicts", "resistance")


@dataclass(frozen=True)
class Choice:
    """What stays at home: whole parts by key, and single things by id."""

    parts: frozenset[str] = frozenset()
    needs: frozenset[int] = frozenset()
    themes: frozenset[int] = frozenset()
    conflicts: frozenset[int] = frozenset()
    resistance: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Held:
    """A workshop that has been, and when."""

    on: date | None
    report: WorkshopReport


@dataclass(frozen=True)
class Material:
    """What a summary is made of. `frame` has its title, region and the like; `need_of_group` is the red thread.

    `became` leads from a need that was merged to the one it is part of now.
    """

    frame: Summary
    picture: Picture
    held: tuple[Held, ...]
    conflicts: tuple[Conflict, ...]
    need_of_group: Mapping[int, int]
    became: Mapping[int, int]

    @property
    def resistance(self) -> tuple[Ranked, ...]:
        """Every proposal that somebody answered, least resistance first within its step."""
        steps = (result for one in self.held for result in one.report.of("no_voice"))
        return tuple(ranked for step in steps for ranked in step.ranked if ranked.answers)


@dataclass(frozen=True)
class Sources:
    """What each entry of a summary was made from, in the same order."""

    workshops: tuple[Room, ...] = ()
    needs: tuple[Need, ...] = ()
    themes: tuple[Theme, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    resistance: tuple[Ranked, ...] = ()


def chosen_sources(material: Material, choice: Choice) -> Sources:
    """The things that go along."""
    picture, away = material.picture, choice.parts
    kept = Sources(
        workshops=tuple(one.report.state.room for one in material.held),
        needs=tuple(need for need in picture.needs if need.id not in choice.needs),
        themes=tuple(theme for theme in picture.themes if theme.id not in choice.themes),
        conflicts=tuple(one for one in material.conflicts if one.id not in choice.conflicts),
        resistance=tuple(
            one for one in material.resistance if one.item.id not in choice.resistance
        ),
    )
    return replace(kept, **{part: () for part in PARTS if part in away})


def summarise(material: Material, sources: Sources) -> Summary:
    """The summary of these things: no voice, no name, no count of fewer than five (`core.anonymity`)."""
    rooms = {room.id for room in sources.workshops}
    themes = {theme.id: theme.name for theme in sources.themes}
    dots = _dots(material)
    return replace(
        material.frame,
        workshops=tuple(
            _workshop(one) for one in material.held if one.report.state.room.id in rooms
        ),
        needs=tuple(_need(need, material, themes=themes, dots=dots) for need in sources.needs),
        themes=tuple(
            SharedTheme(theme.name, theme.reason, theme.proposal_kind, theme.proposal)
            for theme in sources.themes
        ),
        conflicts=tuple(_conflict(one, material) for one in sources.conflicts),
        resistance=tuple(_resistance(one) for one in sources.resistance),
    )


def _workshop(held: Held) -> SharedWorkshop:
    state, split = held.report.state, held.report.organisations
    people = state.attendance.people
    by_size = sorted(split.shown.items(), key=lambda pair: (-pair[1], swedish_key(pair[0])))
    return SharedWorkshop(
        name=state.room.name,
        held_on=held.on,
        people=people if may_split(people) else 0,
        organisations=tuple(SharedCount(name, people) for name, people in by_size),
        others=split.others,
        activities=_activities(held.report),
    )


def _activities(report: WorkshopReport) -> tuple[str, ...]:
    """What was done, each once; what was skipped was not."""
    done = (one.step.activity for one in report.results if one.standing in ("held", "open"))
    return tuple(dict.fromkeys(activity for activity in done if activity != "pause"))


def _need(
    need: Need, material: Material, *, themes: Mapping[int, str], dots: Mapping[int, int]
) -> SharedNeed:
    return SharedNeed(
        what=need.what,
        description=need.description,
        for_whom=need.for_whom,
        where=need.where,
        areas=_named(need.areas, material.picture.areas),
        goals=_named(need.goals, material.picture.goals),
        dimensions=need.dimensions,
        women=need.women,
        men=need.men,
        not_relevant_because=need.not_relevant_because,
        theme=themes.get(need.theme or 0, ""),
        voices=len(need.voices) if len(need.voices) >= SMALLEST_GROUP else 0,
        dots=dots.get(need.id, 0),
    )


def _dots(material: Material) -> Counter[int]:
    """The dots of each need over all workshops; where fewer than five answered, none are counted."""
    found: Counter[int] = Counter()
    steps = (result for one in material.held for result in one.report.of("prioritise"))
    for result in steps:
        if result.step.settings.get("mode", "dots") != "dots":
            continue
        for ranked in result.ranked:
            item = ranked.item
            need = item.need or material.need_of_group.get(item.group or 0)
            if need is not None and ranked.grades is not None:
                found[material.became.get(need, need)] += ranked.total
    return found


def _conflict(conflict: Conflict, material: Material) -> SharedConflict:
    return SharedConflict(
        title=conflict.title,
        side_a=_side(material, goal=conflict.goal_a, need=conflict.need_a),
        side_b=_side(material, goal=conflict.goal_b, need=conflict.need_b),
        words_a=conflict.words_a,
        words_b=conflict.words_b,
        where=conflict.where,
        gains=conflict.gains,
        loses=conflict.loses,
        types=conflict.types,
    )


def _side(material: Material, *, goal: int | None, need: int | None) -> str:
    """The name of what pulls this way; "" where only words say it."""
    picture, number = material.picture, material.became.get(need or 0, need)
    named = next((one.what for one in picture.needs if one.id == number), "")
    return dict(picture.goals).get(goal or 0) or named


def _resistance(ranked: Ranked) -> SharedResistance:
    """Below five answers neither grades nor how many answered."""
    if ranked.grades is None:
        return SharedResistance(ranked.item.text)
    grades = tuple(ranked.grades.get(grade, 0) for grade in GRADES)
    return SharedResistance(ranked.item.text, ranked.answers, grades)


def _named(numbers: Iterable[int], names: Iterable[tuple[int, str]]) -> tuple[str, ...]:
    known = dict(names)
    return tuple(known[number] for number in numbers if number in known)
