"""What went wrong, as {"error": sentence} in the caller's language, with the status that says it too."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, ValidationError

from farled.api.v1.paging import BOUNDS

SENTENCES = {
    401: gettext_noop("Skicka en API-nyckel (Authorization: Bearer …) eller logga in."),
    403: gettext_noop("Du har inte rätt att se det här."),
    404: gettext_noop("Det finns inget här, eller så har du inte tillgång till det."),
    405: gettext_noop("Här går det bara att läsa: använd GET."),
}
HEADERS = {401: {"WWW-Authenticate": "Bearer"}, 405: {"Allow": "GET, HEAD"}}
View = Callable[..., HttpResponse]


class Error(Schema):
    """What happened and what to do."""

    error: str


REFUSALS = frozenset({401, 403, 404, 422})  # for the document: any of these may come


def refusal(status: int, sentence: str = "") -> HttpResponse:
    words = sentence or gettext(SENTENCES[status])
    return JsonResponse(
        {"error": words},
        status=status,
        headers=HEADERS.get(status),
        json_dumps_params={"ensure_ascii": False},
    )


def speak(api: NinjaAPI) -> None:
    """Teaches the API our way of saying no."""
    api.add_exception_handler(AuthenticationError, _refusing(401))
    api.add_exception_handler(PermissionDenied, _refusing(403))
    api.add_exception_handler(Http404, _refusing(404))
    api.add_exception_handler(ValidationError, _not_understood)


def reading(view: View) -> View:
    """Only reading, and nothing on the way keeps what was read."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "HEAD":
            request.method = "GET"
        response = view(request, *args, **kwargs) if request.method == "GET" else refusal(405)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    checked.csrf_exempt = True  # type: ignore[attr-defined]
    return checked


def _refusing(status: int) -> Callable[[HttpRequest, Any], HttpResponse]:
    return lambda request, exc: refusal(status)


def _not_understood(request: HttpRequest, exc: Any) -> HttpResponse:
    """Says the first thing that was wrong with what the address asked for."""
    name = str(exc.errors[0]["loc"][-1])
    if name not in BOUNDS:
        return refusal(422, _("%(name)s går inte att förstå.") % {"name": name})
    least, most = BOUNDS[name]
    sentence = _("%(name)s ska vara ett heltal från %(least)s till %(most)s.")
    return refusal(422, sentence % {"name": name, "least": least, "most": most})
