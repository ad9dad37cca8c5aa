"""Q7 to Q10: who took part, which goal conflicts, women and men, and when the frame was last gone through."""

from collections.abc import Iterator
from datetime import date

from farled.core.finding import Finding, Say
from farled.core.lfa.cue_words import NO, PLANNED, TOOK_PART, is_known, names_both_sexes
from farled.core.lfa.logframe import Logframe


def about_the_whole(frame: Logframe, *, today: date | None, months: int) -> Iterator[Finding]:
    yield from _participation(frame.said("participation"))
    if not _answered(frame.said("goal_conflicts")):
        yield Finding("Q8", (), Say("logframe.q8"), 0.6)
    if not _both_sexes(frame):
        yield Finding("Q9", (), Say("logframe.q9"), 0.6)
    yield from _revisited(frame, today=today, months=months)


def _participation(said: str) -> Iterator[Finding]:
    if not _answered(said):
        yield Finding("Q7", (), Say("logframe.q7_none"), 0.7)
    elif PLANNED.search(said) and not TOOK_PART.search(said):
        yield Finding("Q7", (), Say("logframe.q7_planned"), 0.4)


def _answered(said: str) -> bool:
    return is_known(said) and not NO.fullmatch(said)


def _both_sexes(frame: Logframe) -> bool:
    """Consequences are written down, or both sexes are named in a goal, its target group or a value."""
    if _answered(frame.said("consequences")):
        return True
    measures = [one for row in frame.rows for one in row.indicators]
    texts = [
        *(row.statement for row in frame.at("impact", "outcome", "intermediate_outcome", "output")),
        *(text for one in measures for text in (one.name, one.baseline, one.current, one.target)),
        frame.said("target_group"),
    ]
    return any(names_both_sexes(text) for text in texts)


def _revisited(frame: Logframe, *, today: date | None, months: int) -> Iterator[Finding]:
    """A day ahead is a promise to go through it, and counts until it has passed."""
    last = frame.revisited
    if last is None:
        yield Finding("Q10", (), Say("logframe.q10_none", {"months": months}), 0.5)
    elif today is not None and _is_longer_ago(last, today, months=months):
        params: dict[str, str | int | float] = {"day": last.isoformat(), "months": months}
        yield Finding("Q10", (), Say("logframe.q10_long_ago", params), 0.5)


def _is_longer_ago(then: date, now: date, *, months: int) -> bool:
    """Twelve months to the day are still within twelve months."""
    between = (now.year - then.year) * 12 + now.month - then.month
    return between > months or (between == months and now.day > then.day)
