"""The logframe: what a project wants to reach level by level, how it is known, and what must hold.

Rows and columns are those of the European Commission's template (domain.md 2.5), from which the classic matrix of
four by four is drawn. A frame is a view of a tree, never the only thing that is kept.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

LEVELS = ("impact", "outcome", "intermediate_outcome", "output", "activity", "precondition")
LIKELIHOODS = ("almost_certain", "likely", "unlikely")
# from the ground up: each leads to the next, if what is assumed on it holds
UPWARDS = ("activity", "output", "intermediate_outcome", "outcome", "impact")


@dataclass(frozen=True)
class Indicator:
    """A measure. Values are text, so that they can hold a year and be split: `kvinnor 61 %, män 68 % (2024)`.

    For an activity `baseline` and `target` are usually empty; means and costs stand in `name` and `source`.
    """

    name: str
    baseline: str = ""
    current: str = ""
    target: str = ""
    source: str = ""


@dataclass(frozen=True)
class Assumption:
    """What others decide and must hold. Unknown answers are None, an unknown `likelihood` is ""."""

    text: str
    important: bool | None = None
    likelihood: str = ""
    redesign: bool | None = None


@dataclass(frozen=True)
class Row:
    """One row of the results chain, with the assumptions that must hold for it to lead on to the level above.

    `level` is one of LEVELS. `number` tells what it serves: activity 1.2.1 serves output 1.2. `place` is the row in
    the file, the first under the headings being 1; it says where, not what.
    """

    level: str
    statement: str = ""
    number: str = ""
    indicators: tuple[Indicator, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    target_group: str = ""
    participation: str = ""
    goal_conflicts: str = ""
    consequences: str = ""
    revisited: date | None = None
    place: int = field(default=0, compare=False)

    @property
    def is_empty(self) -> bool:
        """Nothing is written but its level and number."""
        about = (self.target_group, self.participation, self.goal_conflicts, self.consequences)
        return not (self.is_filled or any(about) or self.revisited)

    @property
    def is_filled(self) -> bool:
        """Something is written about the row itself, not only about the whole."""
        return bool(self.statement or self.indicators or self.assumptions)


@dataclass(frozen=True)
class Logframe:
    """A frame for one project, rows in the order of the file; what concerns it all may stand on any row."""

    rows: tuple[Row, ...] = ()

    def at(self, *levels: str) -> tuple[Row, ...]:
        """The rows of these levels that are filled in."""
        return tuple(row for row in self.rows if row.level in levels and row.is_filled)

    def said(self, name: str) -> str:
        """All that is written in a column about the whole: `target_group`, `participation` and the like."""
        return "\n".join(text for row in self.rows if (text := getattr(row, name)))

    @property
    def revisited(self) -> date | None:
        """The latest day on which the frame was, or is to be, gone through again."""
        return max((row.revisited for row in self.rows if row.revisited), default=None)


def template() -> Logframe:
    """An empty frame to fill in: one purpose with two results, two activities each.

    >>> [row.number for row in template().rows if row.level == "activity"]
    ['1.1', '1.2', '2.1', '2.2']
    """
    results = [Row("output", number=str(result)) for result in (1, 2)]
    acts = [Row("activity", number=f"{result}.{act}") for result in (1, 2) for act in (1, 2)]
    return Logframe((Row("impact"), Row("outcome"), *results, *acts, Row("precondition")))


@dataclass(frozen=True)
class MatrixRow:
    """One level of the classic matrix: its cells hold one text for each row of the frame."""

    level: str
    statements: tuple[str, ...]
    indicators: tuple[str, ...]
    sources: tuple[str, ...]
    assumptions: tuple[str, ...]


def four_by_four(frame: Logframe) -> tuple[MatrixRow, ...]:
    """The classic matrix, from the top: four levels and, where there are any, preconditions.

    Intermediate outcomes stand with the purpose. Source: domain.md 2.5 (four columns and four rows).

    >>> matrix = four_by_four(Logframe((Row("outcome", "Fler hittar jobb", assumptions=(Assumption("Jobb finns"),)),)))
    >>> [(row.level, row.statements, row.assumptions) for row in matrix][1]
    ('outcome', ('Fler hittar jobb',), ('Jobb finns',))
    """
    levels = [("impact",), ("outcome", "intermediate_outcome"), ("output",), ("activity",)]
    if frame.at("precondition"):
        levels.append(("precondition",))
    return tuple(_matrix_row(frame.at(*level), level=level[0]) for level in levels)


def _matrix_row(rows: Sequence[Row], *, level: str) -> MatrixRow:
    measures = [one for row in rows for one in row.indicators]
    return MatrixRow(
        level,
        tuple(_numbered(row) for row in rows if row.statement),
        tuple(_measure(one) for one in measures),
        tuple(dict.fromkeys(_filled(one.source for one in measures))),
        tuple(one.text for row in rows for one in row.assumptions),
    )


def _numbered(row: Row) -> str:
    return f"{row.number} {row.statement}".strip()


def _measure(one: Indicator) -> str:
    way = " → ".join(_filled((one.baseline, one.target)))
    return f"{one.name}: {way}" if way else one.name


def _filled(texts: Iterable[str]) -> Iterator[str]:
    return (text for text in texts if text)
