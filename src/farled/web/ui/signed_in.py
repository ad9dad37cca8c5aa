"""Pages for people who have signed in."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme

Parts = ParamSpec("Parts")
LONGEST = 2000  # of an address to come back to; Django redirects to none above 16,384, each odd letter being three
View = Callable[Concatenate[HttpRequest, Parts], HttpResponse]


def login_required(
    view: View[Parts],
) -> Callable[Concatenate[HttpRequest, Parts], HttpResponseBase]:
    """Django's own leads back to the address of a form, which is no page; this leads to the page it stood on."""

    @wraps(view)
    def checked(
        request: HttpRequest, *args: Parts.args, **kwargs: Parts.kwargs
    ) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        return redirect_to_login(page_of(request))

    return checked


def page_of(request: HttpRequest) -> str:
    """This page, or the one whose form was sent."""
    if request.method in ("GET", "HEAD"):
        address, ours = request.get_full_path(), True
    else:
        address = request.headers.get("Referer", "")
        ours = url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()})
    return address if ours and len(address) <= LONGEST else "/"
