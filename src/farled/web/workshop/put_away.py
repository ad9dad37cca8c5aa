"""A workshop put away has no bridge, no wall and no agenda: whoever asks comes to its overview."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from farled.store.models import Workshop


class PutAway(Exception):
    """Asked for a page that only a workshop that goes on has."""

    def __init__(self, workshop: Workshop) -> None:
        super().__init__(workshop.slug)
        self.slug = workshop.slug


def at_hand(workshop: Workshop) -> Workshop:
    """The same workshop. Raises PutAway."""
    if workshop.put_away:
        raise PutAway(workshop)
    return workshop


class PutAwayMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return redirect("workshop:show", exception.slug) if isinstance(exception, PutAway) else None
