"""Proposals by the resistance they meet, in one of two orders.

While people talk the strongest resistance has the floor first; when it is over the weakest carries furthest.
Source: systemic consensing (Paulus, Schrotta & Visotschnig 2009): the lowest total carries, a missing answer counts 5.
"""

from dataclasses import dataclass
from typing import Literal

from farled.core.anonymity import shows_distribution
from farled.core.workshop.state import WorkshopState
from farled.core.workshop.values import Item, Tally

MISSING = 5  # neither for nor against
First = Literal["most", "least"]


@dataclass(frozen=True)
class Resisted:
    """A proposal with its answers 0–10; `missing` answered others of the step but not this one.

    `mean` counts each missing answer as 5, and is None where fewer than five answered.
    """

    item: Item
    tally: Tally
    missing: int

    @property
    def mean(self) -> float | None:
        answers = self.tally.ballots
        if not shows_distribution(answers):
            return None
        return (self.tally.total + MISSING * self.missing) / (answers + self.missing)


def by_resistance(state: WorkshopState, step: int, *, first: First) -> tuple[Resisted, ...]:
    """The step's proposals, most or least resistance first.

    Those with too few answers to be shown come last, in the order of the step: their place must not tell either.
    """
    tallies = [(item, state.tally(item.id)) for item in state.items(step)]
    voters = max((tally.ballots for _, tally in tallies), default=0)
    found = [Resisted(item, tally, voters - tally.ballots) for item, tally in tallies]
    sign = -1 if first == "most" else 1
    return tuple(
        sorted(found, key=lambda r: (r.mean is None, sign * (r.mean or 0), r.item.position))
    )
