"""What somebody in another region sees who was given the link: to read, never to be found or kept on the way."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from farled.store.gates import shared_by_link
from farled.store.queries.dialogue import content_of, opens
from farled.web.dialogue import document
from farled.web.dialogue.words import shown


@require_safe
def public(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    row = shared_by_link(slug, key)
    if not opens(row, timezone.now()):
        return _gone(request)
    context = {"shared": row, "key": key, **shown(content_of(row))}
    return _unseen(render(request, "dialogue/public.html", context))


@require_safe
def as_json(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    row = shared_by_link(slug, key)
    return document.as_json(content_of(row)) if opens(row, timezone.now()) else _gone(request)


@require_safe
def as_html(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    row = shared_by_link(slug, key)
    if not opens(row, timezone.now()):
        return _gone(request)
    return document.as_html(content_of(row), row)


def _gone(request: HttpRequest) -> HttpResponse:
    """The link was right and opens no more; nothing of the content is told."""
    return _unseen(render(request, "dialogue/gone.html", status=410))


def _unseen(response: HttpResponse) -> HttpResponse:
    for name, value in document.NOT_FOR_SEARCH.items():
        response.headers[name] = value
    return response
