from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from farled.store.actions.account import change_me
from farled.store.gates import Person
from farled.store.queries.account import seats_of
from farled.web.ui import language as languages
from farled.web.ui import theme as themes
from farled.web.ui.actor import actor_of
from farled.web.ui.guidance import guidance
from farled.web.ui.samples import samples

# the pages of the gallery: every component, and one page in each frame
FRAMES = ("all", "phone", "answers", "wall", "bridge", "cards", "report")


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    response = HttpResponseRedirect(way_back(request))
    chosen = request.POST.get("language", "")
    if languages.is_offered(chosen):
        keep_language(request, chosen)
        keep_cookie(response, languages.COOKIE, chosen)
    return response


def keep_language(request: HttpRequest, chosen: str) -> None:
    actor = actor_of(request)
    if isinstance(actor, Person):
        change_me(by=actor, name=actor.user.name, language=chosen)


@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    response = HttpResponseRedirect(way_back(request))
    chosen = request.POST.get("theme", "")
    if chosen in themes.THEMES:
        keep_cookie(response, themes.COOKIE, chosen)
    else:
        response.delete_cookie(themes.COOKIE)
    return response


def keep_cookie(response: HttpResponse, name: str, value: str) -> None:
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(
        name, value, max_age=languages.COOKIE_AGE, samesite="Lax", secure=secure, httponly=True
    )


def way_back(request: HttpRequest) -> str:
    """The page the form stood on, if it is ours."""
    for url in (request.POST.get("next", ""), request.headers.get("Referer", "")):
        if url and url_has_allowed_host_and_scheme(url, allowed_hosts={request.get_host()}):
            return url
    return "/"


def gallery(request: HttpRequest, frame: str = "all") -> HttpResponse:
    if not (settings.DEBUG or request.user.is_authenticated) or frame not in FRAMES:
        raise Http404
    return render(request, f"ui/gallery/{frame}.html", samples(request))


def accessibility(request: HttpRequest) -> HttpResponse:
    return notice(request, "accessibility-statement")


def privacy(request: HttpRequest) -> HttpResponse:
    return notice(request, "privacy-notice")


def notice(request: HttpRequest, key: str) -> HttpResponse:
    """The general text, and the person's own regions' words where they have written any."""
    title, body = guidance(key, request.LANGUAGE_CODE, heading="h2")
    regions = [seat.region for seat in seats_of(actor_of(request))]
    context = {"key": key, "title": title, "body": body, "regions": regions}
    return render(request, "ui/notice.html", context)
