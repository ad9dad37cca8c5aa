"""A logframe as lines of cells and back: the same lines stand in a workbook, in CSV and in JSON.

A row with several indicators or assumptions takes several lines; on all but the first, level, number and result are
empty, as they are where somebody has merged those cells.
"""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import zip_longest

from farled.core.finding import Finding, Invalid, Say
from farled.core.formats.logframe_columns import (
    COLUMNS,
    LEVEL_WORDS,
    LIKELIHOOD_WORDS,
    YES_NO,
    level_of,
    plain,
    read_as,
)
from farled.core.lfa.cue_words import DOES_NOT_APPLY
from farled.core.lfa.logframe import Assumption, Indicator, Logframe, Row
from farled.core.text.clean import clean_text

Line = Mapping[str, str]
MOST_LINES, LONGEST_CELL = 2_000, 8_000
_WHOLE = ("target_group", "participation", "goal_conflicts", "consequences")
_MEASURE = {"indicator": "name", "baseline": "baseline", "current_value": "current", "target": "target", "sources": "source"}  # fmt: skip
_ANSWERS = ("important", "likelihood", "redesign")
_LIKELIHOODS, _YES_NO = read_as(LIKELIHOOD_WORDS), read_as(YES_NO)
_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ].*)?")


def lines_of(frame: Logframe, *, language: str) -> list[dict[str, str]]:
    """Every line with all of COLUMNS, in the words of `sv` or `en`."""
    return [line for row in frame.rows for line in _lines(row, language=language)]


def _lines(row: Row, *, language: str) -> list[dict[str, str]]:
    pairs = list(zip_longest(row.indicators, row.assumptions)) or [(None, None)]
    lines = [_measured(one) | _assumed(other, language=language) for one, other in pairs]
    lines[0] |= {
        "level": LEVEL_WORDS[row.level][language][0],
        "number": row.number,
        "results_chain": row.statement,
        "revisit_date": row.revisited.isoformat() if row.revisited else "",
        **{name: getattr(row, name) for name in _WHOLE},
    }
    return [{name: line.get(name, "") for name in COLUMNS} for line in lines]


def _measured(one: Indicator | None) -> dict[str, str]:
    return {column: getattr(one, name) for column, name in _MEASURE.items()} if one else {}


def _assumed(one: Assumption | None, *, language: str) -> dict[str, str]:
    if one is None:
        return {}
    yes_no = {True: YES_NO["yes"][language][0], False: YES_NO["no"][language][0], None: ""}
    likely = LIKELIHOOD_WORDS[one.likelihood][language][0] if one.likelihood else ""
    return {
        "assumption": one.text,
        "important": yes_no[one.important],
        "likelihood": likely,
        "redesign": yes_no[one.redesign],
    }


def frame_of_lines(
    lines: Sequence[tuple[int, Line]],
) -> tuple[Logframe, tuple[Finding, ...]]:
    """The frame, and what in it could not be understood. Each line comes with its place, the first being 1.

    Raises Invalid (`logframe.level`, `logframe.no_level_yet`, `logframe.too_long`, `logframe.too_many`).
    """
    if len(lines) > MOST_LINES:
        raise Invalid("file", Say("logframe.too_many", {"most": MOST_LINES}))
    reading = _Reading()
    for place, line in lines:
        reading.take(place, {name: _cell(text, name, place=place) for name, text in line.items()})
    return Logframe(tuple(reading.rows)), tuple(reading.told)


def _cell(text: str, column: str, *, place: int) -> str:
    try:
        return clean_text(text, field=column, most=LONGEST_CELL)
    except Invalid:
        params: dict[str, str | int | float] = {
            "row": place,
            "column": column,
            "most": LONGEST_CELL,
        }
        raise Invalid(column, Say("logframe.too_long", params)) from None


@dataclass
class _Reading:
    """Rows so far; the last may still grow."""

    rows: list[Row] = field(default_factory=list)
    told: list[Finding] = field(default_factory=list)

    def take(self, place: int, line: Line) -> None:
        if not any(line.values()):
            return
        if self.rows and not any(line.get(name) for name in ("level", "number", "results_chain")):
            self.rows[-1] = self._grown(self.rows[-1], line, place=place)
        else:
            self.rows.append(self._grown(self._begun(line, place=place), line, place=place))

    def _begun(self, line: Line, *, place: int) -> Row:
        said = line.get("level", "")
        level = level_of(said) if said else (self.rows[-1].level if self.rows else None)
        if level is None and said:
            raise Invalid("level", Say("logframe.level", {"row": place, "cell": said[:40]}))
        if level is None:
            raise Invalid("level", Say("logframe.no_level_yet", {"row": place}))
        statement = line.get("results_chain", "")
        number = line.get("number", "") or _number(said, statement)
        return Row(level, statement, number, place=place)

    def _grown(self, row: Row, line: Line, *, place: int) -> Row:
        return replace(
            row,
            indicators=_with_measure(row.indicators, line),
            assumptions=self._with_assumption(row.assumptions, line, place=place),
            revisited=self._day(line.get("revisit_date", ""), place=place) or row.revisited,
            target_group=_joined(row.target_group, line.get("target_group", "")),
            participation=_joined(row.participation, line.get("participation", "")),
            goal_conflicts=_joined(row.goal_conflicts, line.get("goal_conflicts", "")),
            consequences=_joined(row.consequences, line.get("consequences", "")),
        )

    def _with_assumption(
        self, known: tuple[Assumption, ...], line: Line, *, place: int
    ) -> tuple[Assumption, ...]:
        answers = {name: self._answer(name, line.get(name, ""), place=place) for name in _ANSWERS}
        text = line.get("assumption", "")
        if text and not DOES_NOT_APPLY.fullmatch(text):
            yes, likelihood, redesign = (answers[name] for name in _ANSWERS)
            return (*known, Assumption(text, _YES.get(yes), likelihood, _YES.get(redesign)))
        if any(answers.values()):
            self._tell("logframe.lone_answer", row=place)
        return known

    def _answer(self, column: str, cell: str, *, place: int) -> str:
        known = _LIKELIHOODS if column == "likelihood" else _YES_NO
        if cell and plain(cell) not in known:
            self._tell("logframe.answer", row=place, cell=cell[:40])
        return known.get(plain(cell), "")

    def _day(self, cell: str, *, place: int) -> date | None:
        if found := _DAY.fullmatch(cell):
            with suppress(ValueError):
                return date(*map(int, found.groups()))
        if cell:
            self._tell("logframe.day", row=place, cell=cell[:40])
        return None

    def _tell(self, key: str, **params: str | int) -> None:
        self.told.append(Finding(key, (str(params["row"]),), Say(key, params)))


_YES = {"yes": True, "no": False}
_WITHIN = re.compile(r"(?:i?Oc|Op|A) ?(\d[\d.]*)", re.IGNORECASE)


def _number(level: str, statement: str) -> str:
    """Told beside the level, `Output 1.1`, or first in the text as the Commission has it, `Op 1.1. (related to Oc 1)`."""
    within = _WITHIN.match(statement)
    told = re.findall(r"\d[\d.]*", level) or ([within.group(1)] if within else [])
    return "".join(told[:1]).rstrip(".")


def _joined(*texts: str) -> str:
    return "\n".join(filter(None, texts))


def _with_measure(known: tuple[Indicator, ...], line: Line) -> tuple[Indicator, ...]:
    """A new indicator, or more values of the last one where its own cell is empty: one line for women, one for men."""
    given = {name: line.get(column, "") for column, name in _MEASURE.items()}
    if not any(given.values()):
        return known
    if given["name"] or not known:
        return (*known, Indicator(**given))
    last = known[-1]
    more = {name: _joined(getattr(last, name), text) for name, text in given.items()}
    return (*known[:-1], Indicator(**more))
