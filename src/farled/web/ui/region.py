"""The region a signed-in person is working in: the one she chose, else the first of hers."""

from django.http import HttpRequest

from farled.store.models import Region
from farled.store.queries.account import Seat, seats_of
from farled.web.ui.actor import actor_of

KEY = "region"


def seat_of(request: HttpRequest) -> Seat | None:
    """Where the person sits now; None for somebody without any region."""
    seats = seats_of(actor_of(request))
    chosen = request.session.get(KEY, "")
    return next((seat for seat in seats if seat.region.slug == chosen), seats[0] if seats else None)


def region_of(request: HttpRequest) -> Region | None:
    seat = seat_of(request)
    return seat.region if seat else None


def work_in(request: HttpRequest, region: Region) -> None:
    request.session[KEY] = region.slug
