"""The phone's live regions for a page: as the hub holds them, else drawn now.

Stations do not know each other, so site says who draws (urls.py) and who already holds a drawing (asgi.py).
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from farled.core.workshop.state import WorkshopState
from farled.store.models import Workshop
from farled.store.queries.workshop import caught_up, workshop_state

Regions = Mapping[str, str]
Draw = Callable[[WorkshopState, str, str], Regions]
NAMES = ("head", "task", "result", "hints", "seats")
MOST_KEPT = 64
ARRIVALS_EVERY = 1.0  # while a room joins, a page may be this much behind in who has come


@dataclass(frozen=True)
class Drawing:
    state: WorkshopState
    regions: Regions
    at: float


def nobody_holds(workshop: int, audience: tuple[str, str]) -> Regions | None:
    return None


class PhoneRegions:
    """`draw` and `held` are put in place by site before the first request."""

    def __init__(self) -> None:
        self.draw: Draw | None = None
        self.held: Callable[[int, tuple[str, str]], Regions | None] = nobody_holds
        self._drawings: dict[tuple[str, str], Drawing] = {}

    def of(self, workshop: Workshop, language: str) -> Regions:
        """The regions as they stand; where phones listen, as old as what those show."""
        return self.held(workshop.pk, ("phone", language)) or self._drawn(workshop, language)

    def _drawn(self, workshop: Workshop, language: str) -> Regions:
        key = (workshop.slug, language)
        former = self._drawings.get(key)
        if former is None:
            drawing = self._draw(workshop_state(workshop), language)
        elif former.state.seq == workshop.seq:
            return former.regions
        else:
            drawing = self._redrawn(workshop, language, former)
        if len(self._drawings) > MOST_KEPT:
            self._drawings.clear()
        self._drawings[key] = drawing
        return drawing.regions

    def _redrawn(self, workshop: Workshop, language: str, former: Drawing) -> Drawing:
        state = caught_up(workshop, former.state)
        if only_arrivals(former.state, state) and time.monotonic() - former.at < ARRIVALS_EVERY:
            return Drawing(state, former.regions, former.at)
        return self._draw(state, language)

    def _draw(self, state: WorkshopState, language: str) -> Drawing:
        assert self.draw is not None, "site/urls.py says who draws"  # noqa: S101
        return Drawing(state, self.draw(state, "phone", language), time.monotonic())


def only_arrivals(before: WorkshopState, after: WorkshopState) -> bool:
    """Whether people came (or sat down) between the two and nothing else happened."""
    kinds = before.values.keys() - {"attendance"}
    return all(before.values[kind] is after.values.get(kind) for kind in kinds)


phone_regions = PhoneRegions()
