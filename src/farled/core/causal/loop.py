"""One feedback loop, and the links that the search for loops walks on."""

from collections.abc import Iterator
from typing import NamedTuple

from farled.core.causal.causal_map import DELAYS, CausalMap

Step = tuple[int, int, int]  # the other end, sign (0: unknown), delay as a place in SLOWEST
Steps = list[dict[int, Step]]  # for each place the links to others, by the other end
PLACE_OF_DELAY = {delay: place for place, delay in enumerate(DELAYS)}
SLOWEST = (*DELAYS, DELAYS[-1])  # by the places of two delays put together bit by bit
STEPS_A_LOOK = 1_000  # links or pairs tried between two looks at the clock: about a millisecond


class Loop(NamedTuple):
    """`factors` in the order of the arrows, the one that stands first in the map first.

    `polarity` is the product of the signs: 1 reinforcing, -1 balancing, None if a sign is unknown. `delay` is the
    longest on the way, one of DELAYS.
    """

    factors: tuple[str, ...]
    polarity: int | None
    delay: str

    @property
    def kind(self) -> str:
        return {1: "reinforcing", -1: "balancing", None: "unknown"}[self.polarity]

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        return tuple(zip(self.factors, (*self.factors[1:], self.factors[0]), strict=True))


def steps(chart: CausalMap, after: Steps, before: Steps) -> Iterator[None]:
    """Fills in the links by where they lead from and by where they lead to, without those that are in no loop because
    nothing leads to them or they lead to nothing; hands over now and then."""
    after += [{} for _ in chart.ids]
    before += [{} for _ in chart.ids]
    for place, links in enumerate(chart.followers):
        for other, link in links:
            sign, delay = link.sign or 0, PLACE_OF_DELAY[link.delay]
            after[place][other] = (other, sign, delay)
            before[other][place] = (place, sign, delay)
        if not place % STEPS_A_LOOK:
            yield
    for place in range(len(after)):
        if not (after[place] and before[place]):
            leave_out(place, after, before)
            yield


def leave_out(place: int, after: Steps, before: Steps) -> None:
    """Takes away a factor whose loops are found, and one by one those that nothing leads to or from without it."""
    gone = [place]
    for one in gone:
        if after[one]:
            _cut(one, after, before, gone=gone)
        if before[one]:
            _cut(one, before, after, gone=gone)


def _cut(place: int, here: Steps, there: Steps, *, gone: list[int]) -> None:
    """Takes a factor's links of one direction away; those left without any are gone too."""
    for other in here[place]:
        ways = there[other]
        del ways[place]
        if not ways:
            gone.append(other)
    here[place] = {}
