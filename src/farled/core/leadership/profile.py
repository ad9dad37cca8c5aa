"""How we lead today, between cruise and expedition, on six rows (Holmberg 2020, Högre utbildning; own wordings).

The cruise runs what is there, the expedition explores what is not; both are needed, side by side, and each depends on
the other. The profile shows where people stand and where they see it differently. It judges nobody.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean, median
from typing import Literal

from farled.core.finding import Finding, Invalid, Say

ASPECTS = ("stod", "uppgift", "styrning", "uppfoljning", "centrum", "riktning")
LEAST, MIDDLE, MOST = 1, 3, 5  # all cruise, as much of each, all expedition
Side = Literal["cruise", "both", "expedition"]


@dataclass(frozen=True)
class Aspect:
    """One row. `counts` holds how many gave each grade, 1 to 5; the rest is None while nobody has answered.

    `divided` says that some stand on each side: worth more talk than the mean. Its words are
    `leadership.<id>.name`, `.cruise` and `.expedition`.
    """

    id: str
    counts: tuple[int, ...]
    mean: float | None
    median: float | None
    leans: Side | None
    divided: bool

    @property
    def n(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True)
class Profile:
    """The six rows in the deck's order, and what to ask about them."""

    aspects: tuple[Aspect, ...]
    questions: tuple[Finding, ...]


def profile(answers: Sequence[Mapping[str, int]]) -> Profile:
    """One mapping a person, from ASPECTS to a grade: 1 all cruise, 3 both, 5 all expedition. Rows may be missing.

    Raises Invalid (`leadership.aspect`, `leadership.grade`).

    >>> rows = profile([{"stod": 1}, {"stod": 5}]).aspects
    >>> (rows[0].mean, rows[0].leans, rows[0].divided)
    (3.0, 'both', True)
    """
    for one in answers:
        _check(one)
    aspects = tuple(_aspect(id_, [one[id_] for one in answers if id_ in one]) for id_ in ASPECTS)
    found = (*_divided(aspects), *_mismatch(aspects), *_lopsided(aspects))
    return Profile(aspects, tuple(sorted(found, key=lambda one: -one.weight)))


def _check(answers: Mapping[str, int]) -> None:
    for id_, grade in answers.items():
        if id_ not in ASPECTS:
            raise Invalid("aspect", Say("leadership.aspect", {"id": str(id_)[:40]}))
        if grade not in range(LEAST, MOST + 1):
            raise Invalid("grade", Say("leadership.grade", {"least": LEAST, "most": MOST}))


def _aspect(id_: str, grades: Sequence[int]) -> Aspect:
    counts = tuple(sum(grade == one for grade in grades) for one in range(LEAST, MOST + 1))
    if not grades:
        return Aspect(id_, counts, None, None, None, divided=False)
    middle = float(median(grades))
    divided = min(grades) < MIDDLE < max(grades)
    return Aspect(id_, counts, float(mean(grades)), middle, _leans(middle), divided)


def _leans(middle: float) -> Side:
    if middle <= MIDDLE - 1:
        return "cruise"
    return "expedition" if middle >= MIDDLE + 1 else "both"


def _divided(aspects: Sequence[Aspect]) -> Iterator[Finding]:
    for one in aspects:
        if one.divided:
            weight = 2 * min(sum(one.counts[:2]), sum(one.counts[3:])) / one.n
            yield Finding("divided", (one.id,), Say("leadership.divided"), round(0.4 + 0.5 * weight, 2))  # fmt: skip


def _mismatch(aspects: Sequence[Aspect]) -> Iterator[Finding]:
    """A task that asks for the new, under the old steering or follow-up."""
    leans = {one.id: one.leans for one in aspects}
    if leans["uppgift"] != "expedition":
        return
    for id_, hinders in (("stod", "expedition"), ("styrning", "cruise"), ("uppfoljning", "cruise")):
        if leans[id_] == hinders:
            yield Finding("mismatch", ("uppgift", id_), Say(f"leadership.mismatch.{id_}"), 0.8)


def _lopsided(aspects: Sequence[Aspect]) -> Iterator[Finding]:
    """All on one side: each logic needs the other."""
    sides = {one.leans for one in aspects}
    if sides == {"cruise"}:
        yield Finding("lopsided", ASPECTS, Say("leadership.all_cruise"), 0.7)
    if sides == {"expedition"}:
        yield Finding("lopsided", ASPECTS, Say("leadership.all_expedition"), 0.7)
