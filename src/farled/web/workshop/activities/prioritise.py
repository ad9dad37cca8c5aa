"""Prioritise: dots, or agree, pass and disagree, sorted by result."""

from dataclasses import dataclass
from typing import Any

from farled.core.anonymity import shows_distribution
from farled.core.workshop.audience import View
from farled.core.workshop.values import Item, Step, Tally

MOST = {"wall": 9}  # what a projector has room for


@dataclass(frozen=True)
class Line:
    """An item with its result, in numbers alone so that equal ones are drawn once; the shares are per cent."""

    item: Item
    total: int
    ballots: int
    agree: int
    passed: int
    disagree: int
    split_shown: bool
    largest: int  # dots on any item: what the bar is drawn against

    @property
    def shares(self) -> tuple[float, float, float]:
        n = max(1, self.ballots)
        return (100 * self.agree / n, 100 * self.passed / n, 100 * self.disagree / n)

    @property
    def from_right(self) -> float:
        """Where the share that disagrees begins, drawn from the right edge."""
        return 100 - self.shares[2]


def shown(view: View, step: Step, audience: str) -> dict[str, Any]:
    items = view.state.items(step.id)
    statements = step.settings.get("mode") == "statements"
    tallies = [view.state.tally(item.id) for item in items]
    largest = 0 if statements else max((tally.total for tally in tallies), default=0)
    lines = [line(item, tally, largest=largest) for item, tally in zip(items, tallies, strict=True)]
    ranked = sorted(lines, key=_worth if statements else _dots) if step.revealed else lines
    cut = ranked[: MOST.get(audience, len(ranked))]
    total = sum(tally.total for tally in tallies)
    dots = int(step.settings.get("dots", 5))
    return {
        "items": items,
        "lines": cut,
        "more": len(ranked) - len(cut),
        "statements": statements,
        "dots": dots,
        "most_on_one": step.settings.get("most_on_one", 5),
        "total": total,
        "ballots": voters(
            view.ballots_cast.get(step.id, 0), total=0 if statements else total, dots=dots
        ),
        "votes": sum(tally.ballots for tally in tallies),
    }


def voters(ballots: int, *, total: int, dots: int) -> int:
    """At least so many: nobody answers an item twice, and nobody has more dots than the budget."""
    return max(ballots, -(-total // max(1, dots)))


def line(item: Item, tally: Tally, *, largest: int) -> Line:
    agree, passed, disagree = (tally.counts.get(stand, 0) for stand in (1, 0, -1))
    split_shown = shows_distribution(tally.ballots)
    return Line(item, tally.total, tally.ballots, agree, passed, disagree, split_shown, largest)


def _dots(one: Line) -> tuple[int, int]:
    return (-one.total, one.item.position)


def _worth(one: Line) -> tuple[int, int, int]:
    # where too few answered to be shown, their place must not tell either
    if not one.split_shown:
        return (0, 0, one.item.position)
    return (-(one.agree - one.disagree), -one.agree, one.item.position)
