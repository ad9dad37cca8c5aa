"""Prioritise: dots, or agree, pass and disagree, sorted by result."""

from dataclasses import dataclass
from typing import Any

from farled.core.anonymity import shows_distribution
from farled.core.workshop.audience import View
from farled.core.workshop.values import Item, Step, Tally

MOST = {"wall": 9}  # what a projector has room for


@dataclass(frozen=True)
class Line:
    """An item with its result; the shares are per cent of those who answered."""

    item: Item
    tally: Tally
    agree: int = 0
    passed: int = 0
    disagree: int = 0
    split_shown: bool = False

    @property
    def shares(self) -> tuple[float, float, float]:
        n = max(1, self.tally.ballots)
        return (100 * self.agree / n, 100 * self.passed / n, 100 * self.disagree / n)

    @property
    def from_right(self) -> float:
        """Where the share that disagrees begins, drawn from the right edge."""
        return 100 - self.shares[2]


def shown(view: View, step: Step, audience: str) -> dict[str, Any]:
    items = view.state.items(step.id)
    statements = step.settings.get("mode") == "statements"
    lines = [line(item, view.state.tally(item.id)) for item in items]
    ranked = sorted(lines, key=_worth if statements else _dots) if step.revealed else lines
    cut = ranked[: MOST.get(audience, len(ranked))]
    total = sum(one.tally.total for one in lines)
    dots = int(step.settings.get("dots", 5))
    return {
        "items": items,
        "lines": cut,
        "more": len(ranked) - len(cut),
        "statements": statements,
        "dots": dots,
        "most_on_one": step.settings.get("most_on_one", 5),
        "largest": max((one.tally.total for one in lines), default=0),
        "total": total,
        "ballots": voters(
            view.ballots_cast.get(step.id, 0), total=0 if statements else total, dots=dots
        ),
        "votes": sum(one.tally.ballots for one in lines),
    }


def voters(ballots: int, *, total: int, dots: int) -> int:
    """At least so many: nobody answers an item twice, and nobody has more dots than the budget."""
    return max(ballots, -(-total // max(1, dots)))


def line(item: Item, tally: Tally) -> Line:
    counts = tally.counts
    return Line(
        item,
        tally,
        agree=counts.get(1, 0),
        passed=counts.get(0, 0),
        disagree=counts.get(-1, 0),
        split_shown=shows_distribution(tally.ballots),
    )


def _dots(one: Line) -> tuple[int, int]:
    return (-one.tally.total, one.item.position)


def _worth(one: Line) -> tuple[int, int, int]:
    # where too few answered to be shown, their place must not tell either
    if not one.split_shown:
        return (0, 0, one.item.position)
    return (-(one.agree - one.disagree), -one.agree, one.item.position)
