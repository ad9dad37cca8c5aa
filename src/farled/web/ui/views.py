from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from farled.web.ui import language as languages
from farled.web.ui import theme as themes
from farled.web.ui.samples import samples


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    response = HttpResponseRedirect(way_back(request))
    chosen = request.POST.get("language", "")
    if languages.is_offered(chosen):
        keep_language(request, chosen)
        keep_cookie(response, languages.COOKIE, chosen)
    return response


def keep_language(request: HttpRequest, chosen: str) -> None:
    user = request.user
    if user.is_authenticated and hasattr(user, "language"):
        get_user_model().objects.filter(pk=user.pk).update(language=chosen)


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


def gallery(request: HttpRequest) -> HttpResponse:
    if not (settings.DEBUG or request.user.is_authenticated):
        raise Http404
    return render(request, "ui/gallery.html", samples(request))
