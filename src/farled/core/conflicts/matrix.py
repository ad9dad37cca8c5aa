"""Goal by goal: what people answered, kept apart from what nobody was asked (methods.md 1.1)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from farled.core.finding import Finding, Invalid, Say

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LOWEST, HIGHEST = -3, 3
MOST_GOALS = 2000  # four million cells, drawn a thousand times
Cell = tuple[int, int]  # places of the goal that moves and the goal that is moved


@dataclass(frozen=True)
class Answer:
    """One person's answer to "if progress is made on `source`, how does it affect `target`?", -3 to +3."""

    source: str
    target: str
    score: float
    participant: str = ""
    group: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Ratings:
    """Goals in the order of their source, and all answers a cell; a cell that is not there was never rated."""

    ids: tuple[str, ...]
    answers: tuple[Answer, ...]

    @cached_property
    def cells(self) -> Mapping[Cell, tuple[float, ...]]:
        """The scores given in each rated cell, cells row by row."""
        place = {one: at for at, one in enumerate(self.ids)}
        found: dict[Cell, list[float]] = {}
        for answer in self.answers:
            found.setdefault((place[answer.source], place[answer.target]), []).append(answer.score)
        return {cell: tuple(found[cell]) for cell in sorted(found)}

    @property
    def unrated(self) -> int:
        """Directed pairs of different goals that nobody rated."""
        return len(self.ids) * (len(self.ids) - 1) - len(self.cells)

    def means(self) -> "NDArray[np.float64]":
        """Shape (n, n), row influences column: the mean answer, 0 where nobody answered and on the diagonal."""
        import numpy as np

        matrix = np.zeros((len(self.ids), len(self.ids)))
        for cell, scores in self.cells.items():
            matrix[cell] = sum(scores) / len(scores)
        return matrix

    def of_group(self, group: str) -> "Ratings":
        """The same goals with the answers of one group only."""
        return Ratings(self.ids, tuple(one for one in self.answers if one.group == group))


@dataclass(frozen=True)
class Rated:
    """Ratings, and what of the source could not be kept."""

    ratings: Ratings
    warnings: tuple[Finding, ...] = ()


def ratings(ids: Sequence[str], answers: Iterable[Answer]) -> Rated:
    """Answers about goals, checked. A goal's rating of itself is dropped with a warning unless it is 0.

    When somebody named answers twice about the same cell the last answer counts, with a warning.
    Raises Invalid (`conflicts.many_goals`, `conflicts.id_twice`, `conflicts.no_id`, `conflicts.unknown_goal`,
    `conflicts.scale`).

    >>> found = ratings(["a", "b", "c"], [Answer("a", "b", 3), Answer("a", "b", 1), Answer("b", "a", 0)]).ratings
    >>> dict(found.cells), found.unrated
    ({(0, 1): (3, 1), (1, 0): (0,)}, 4)
    """
    _check_ids(ids)
    known = frozenset(ids)
    warnings: list[Finding] = []
    kept: dict[object, Answer] = {}
    for at, answer in enumerate(answers):
        _check(answer, known=known)
        if answer.source == answer.target:
            warnings += [_warned("own", answer)] if answer.score else []
            continue
        whose = (answer.source, answer.target, answer.participant or at)
        warnings += [_warned("twice", answer)] if whose in kept else []
        kept[whose] = answer
    return Rated(Ratings(tuple(ids), tuple(kept.values())), tuple(warnings))


def _check_ids(ids: Sequence[str]) -> None:
    if len(ids) > MOST_GOALS:
        raise Invalid("ids", Say("conflicts.many_goals", {"is": len(ids), "most": MOST_GOALS}))
    if "" in ids:
        raise Invalid("ids", Say("conflicts.no_id", {"place": list(ids).index("") + 1}))
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            raise Invalid("ids", Say("conflicts.id_twice", {"id": one[:80]}))
        seen.add(one)


def _check(answer: Answer, *, known: frozenset[str]) -> None:
    ends = {"source": answer.source[:80], "target": answer.target[:80]}
    if not {answer.source, answer.target} <= known:
        raise Invalid("ids", Say("conflicts.unknown_goal", ends))
    if not LOWEST <= answer.score <= HIGHEST:
        raise Invalid("score", Say("conflicts.scale", ends))


def _warned(kind: str, answer: Answer) -> Finding:
    params = {"source": answer.source, "target": answer.target, "who": answer.participant}
    key = f"conflicts.{kind}"
    return Finding(key, (answer.source, answer.target), Say(key, params))
