"""Ten questions to a logframe, Q1 to Q10 (domain.md 2.7): they ask and point, they never refuse.

Sources of each: one frame for one purpose, lasting benefit, assumptions at every transition, no killer assumption
(Norad 1990); baseline, target and source (the European Commission's template); the target group took part
(Örtengren 2003, Sida); the frame is revisited (Gasper 2000 on the locked frame).
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from farled.core.finding import Finding, Say
from farled.core.lfa.assumptions import advice_on
from farled.core.lfa.cue_words import DELIVERED, VAGUE, is_known, matches
from farled.core.lfa.logframe import UPWARDS, Assumption, Indicator, Logframe, Row
from farled.core.lfa.numbering import without_home
from farled.core.lfa.quality_whole import about_the_whole

MEASURED = (
    "impact",
    "outcome",
    "intermediate_outcome",
    "output",
)  # activities have means and costs
_VAGUE_WORDS = 8


def quality(frame: Logframe, *, today: date | None = None, months: int = 12) -> tuple[Finding, ...]:
    """What a frame leaves to ask about, heaviest first.

    `kind` is Q1 … Q10, or `empty` when nothing is written. `about` holds the row's place as text, or nothing when the
    whole frame is meant. `today` decides whether it was revisited within `months`; without it only a missing date is
    told. Time grows with rows × rows. No errors: any frame can be asked about.

    >>> frame = Logframe((Row("activity", "Hålla kurs", "1.1", place=1),))
    >>> [(one.kind, one.about) for one in quality(frame)][:2]
    [('Q1', ('1',)), ('Q2', ())]
    """
    if all(row.is_empty for row in frame.rows):
        return (Finding("empty", (), Say("logframe.empty"), 1.0),)
    found = [
        *_homes(frame), *_purposes(frame), *_benefits(frame), *_measures(frame), *_transitions(frame),
        *_assumptions(frame), *about_the_whole(frame, today=today, months=months),
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: -one.weight))


def _homes(frame: Logframe) -> Iterator[Finding]:
    has_results = bool(frame.at("output"))
    for row in without_home(frame):
        no_result = row.level == "activity" and not has_results
        why = "logframe.q1_no_result" if no_result else f"logframe.q1_{row.level}"
        yield _about(row, "Q1", why=Say(why, {"what": _short(row)}), weight=0.9)


def _purposes(frame: Logframe) -> Iterator[Finding]:
    purposes = frame.at("outcome")
    if not purposes:
        yield Finding("Q2", (), Say("logframe.q2_none"), 0.85)
    for row in purposes[1:]:
        yield _about(row, "Q2", why=Say("logframe.q2_several", {"what": _short(row)}), weight=0.8)


def _benefits(frame: Logframe) -> Iterator[Finding]:
    """Lasting benefit for somebody: no thing handed over, and a target group that is named."""
    for row in frame.at("outcome"):
        if cue := matches(DELIVERED, row.statement):
            yield _about(row, "Q3", why=Say("logframe.q3_delivered", {"cue": cue}), weight=0.7)
        if not frame.said("target_group"):
            yield _about(row, "Q3", why=Say("logframe.q3_for_whom"), weight=0.6)


def _measures(frame: Logframe) -> Iterator[Finding]:
    for level in MEASURED:
        rows = frame.at(level)
        measures = [(row, one) for row in rows for one in row.indicators]
        if rows and not measures:
            yield _about(rows[0], "Q4", why=Say(f"logframe.q4_none.{level}"), weight=0.75)
        elif rows:
            row, best = min(measures, key=lambda pair: len(_missing(pair[1])))
            for part in _missing(best):
                why = Say(f"logframe.q4.{part}", {"what": best.name[:80] or _short(row)})
                yield _about(row, "Q4", why=why, weight=0.65)


def _missing(one: Indicator) -> list[str]:
    return [
        part
        for part in ("name", "baseline", "target", "source")
        if not is_known(getattr(one, part))
    ]


def _transitions(frame: Logframe) -> Iterator[Finding]:
    """From each level that is there to the next one up, something must be assumed."""
    steps = [level for level in UPWARDS if frame.at(level)]
    for below, _above in pairwise(steps):
        rows = frame.at(below)
        if not any(one.text for row in rows for one in row.assumptions):
            yield _about(rows[0], "Q5", why=Say(f"logframe.q5_none.{below}"), weight=0.6)


def _assumptions(frame: Logframe) -> Iterator[Finding]:
    for row in frame.rows:
        for one in row.assumptions:
            if cue := _vague(one):
                yield _about(row, "Q5", why=Say("logframe.q5_vague", {"cue": cue}), weight=0.5)
            yield from _killer(row, one)


def _killer(row: Row, one: Assumption) -> Iterator[Finding]:
    found = advice_on(one)
    if found.action == "killer":
        yield _about(row, "Q6", why=Say("logframe.q6_killer", {"what": one.text[:80]}), weight=1.0)
    elif found.why.key == "assumption.ask_redesign":
        yield _about(
            row, "Q6", why=Say("logframe.q6_unlikely", {"what": one.text[:80]}), weight=0.8
        )


def _vague(one: Assumption) -> str:
    """The cue, where a short text says nothing that could be checked: no number, no date, no more than the phrase."""
    words = one.text.split()
    if len(words) == 1:
        return one.text[:80]
    is_short = len(words) <= _VAGUE_WORDS and not any(char.isdigit() for char in one.text)
    return matches(VAGUE, one.text) if is_short else ""


def _about(row: Row, check: str, *, why: Say, weight: float) -> Finding:
    return Finding(check, (str(row.place),), why, weight)


def _short(row: Row) -> str:
    return f"{row.number} {row.statement}".strip()[:80]
