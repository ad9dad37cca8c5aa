"""Pages for what went wrong: what happened, what was kept, what to do."""

import sys
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from farled.web.ui.language import activate, browser_language, chosen_language

NEVER_SHOWN = ("csrfmiddlewaretoken", "password", "token", "key")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    too_big = isinstance(exception, RequestDataTooBig)
    return too_large(request) if too_big else error_page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 404)


def too_large(request: HttpRequest) -> HttpResponse:
    return error_page(request, 413)


def too_many(request: HttpRequest, *, seconds: int = 60) -> HttpResponse:
    """Called by a view that limits; says when to try again."""
    response = error_page(request, 429)
    response.headers["Retry-After"] = str(seconds)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return database_away(request)
    return error_page(request, 500, when=timezone.localtime())


def database_away(request: HttpRequest) -> HttpResponse:
    """It restarts, or has its hands full: mostly over in a minute. What was typed is shown, to be sent again."""
    response = error_page(request, 503, typed=typed_text(request))
    response.headers["Retry-After"] = "60"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """An old or foreign form; shows what was typed so that it can be copied."""
    return error_page(request, 403, template="csrf", typed=typed_text(request))


def typed_text(request: HttpRequest) -> list[str]:
    shown = [
        value
        for name, values in request.POST.lists()
        if not any(word in name.lower() for word in NEVER_SHOWN)
        for value in values
    ]
    return [value for value in shown if len(value) > 3]


def error_page(
    request: HttpRequest, status: int, *, template: str = "", **context: Any
) -> HttpResponse:
    # an error before LanguageMiddleware would speak the language of somebody before us
    if not hasattr(request, "LANGUAGE_CODE"):
        activate(request, chosen_language(request) or browser_language(request))
    name = f"ui/errors/{template or status}.html"
    return render(request, name, {"status": status, **context}, status=status)
