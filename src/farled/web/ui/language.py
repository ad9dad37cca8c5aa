"""Which language a page speaks: the person's own, the cookie, the workshop's, the browser's, Swedish."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

COOKIE = "farled_language"
COOKIE_AGE = 365 * 24 * 3600

GetResponse = Callable[[HttpRequest], HttpResponse]


class LanguageMiddleware:
    """Stands after AuthenticationMiddleware."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = chosen_language(request) or browser_language(request)
        activate(request, language)
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language() or language)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response


def follow_workshop(request: HttpRequest, language: str) -> None:
    """Speaks the workshop's language to those who have not chosen one themselves."""
    if is_offered(language) and not chosen_language(request):
        activate(request, language)


def chosen_language(request: HttpRequest) -> str:
    """What the person has chosen, or "" where nothing is chosen."""
    own = getattr(getattr(request, "user", None), "language", "") or ""
    cookie = request.COOKIES.get(COOKIE, "")
    return next((code for code in (own, cookie) if is_offered(code)), "")


def browser_language(request: HttpRequest) -> str:
    for code in accepted_languages(request.headers.get("Accept-Language", "")):
        if is_offered(code):
            return code
    return settings.LANGUAGE_CODE


def accepted_languages(header: str) -> list[str]:
    """Base languages ("sv" of "sv-FI") of an Accept-Language header, most wanted first."""
    wanted = [weighted(part) for part in header[:500].lower().split(",")]
    return [code for weight, code in sorted(wanted, key=lambda pair: -pair[0]) if weight > 0]


def weighted(part: str) -> tuple[float, str]:
    tag, _, parameter = part.strip().partition(";")
    try:
        weight = float(parameter.strip().removeprefix("q=")) if parameter else 1.0
    except ValueError:
        weight = 0.0
    return weight, tag.strip().split("-")[0]


def is_offered(code: str) -> bool:
    return code in dict(settings.LANGUAGES)


def activate(request: HttpRequest, language: str) -> None:
    translation.activate(language)
    request.LANGUAGE_CODE = language
