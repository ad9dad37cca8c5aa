"""An installation without anybody opens on the page that makes its first owner."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from farled.store.queries.account import is_empty

# those a first owner needs before anybody exists
OPEN = ("/account/start/", "/static/", "/language/", "/theme/", "/accessibility/", "/privacy/")


class FirstRunMiddleware:
    """Asks the database until somebody exists, then never again in this process."""

    somebody_exists = False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not FirstRunMiddleware.somebody_exists and self.is_page(request):
            if is_empty():
                return HttpResponseRedirect(reverse("account:start"))
            FirstRunMiddleware.somebody_exists = True
        return self.get_response(request)

    @staticmethod
    def is_page(request: HttpRequest) -> bool:
        wants_page = "text/html" in request.headers.get("Accept", "")
        return request.method == "GET" and wants_page and not request.path.startswith(OPEN)
