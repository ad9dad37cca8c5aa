"""Pages that are the same for everybody with the same stamp are rendered once and served from memory.

Only the protection against forged forms is each person's own: its place is filled in at the end.
"""

import secrets
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.translation import get_language

from farled.web.ui import region
from farled.web.ui.theme import theme_of

MOST_KEPT = 64
# nobody can write this into a page, since nobody knows it
_TOKEN_STANDS_HERE = secrets.token_hex(32)
_kept: "OrderedDict[Hashable, bytes]" = OrderedDict()
_lock = Lock()


def rendered(
    request: HttpRequest,
    template: str,
    *,
    stamp: Hashable,
    context: Callable[[], dict[str, Any]],
) -> HttpResponse:
    """The page; `stamp` is all that its content depends on beside person, language, look and address."""
    if "messages" in request.COOKIES:
        return render(request, template, context())
    user = request.user
    works_in = request.session.get(region.KEY) if user.is_authenticated else None
    person = (user.pk, str(user), works_in) if user.is_authenticated else None
    shown = (get_language(), theme_of(request), request.get_full_path(), request.get_host())
    key = (template, stamp, person, shown)
    page = _known(key)
    if page is None:
        filled = {**context(), "csrf_token": _TOKEN_STANDS_HERE}
        page = render(request, template, filled).content
        _keep(key, page)
    token = get_token(request).encode()
    return HttpResponse(page.replace(_TOKEN_STANDS_HERE.encode(), token))


def _known(key: Hashable) -> bytes | None:
    with _lock:
        page = _kept.get(key)
        if page is not None:
            _kept.move_to_end(key)
    return page


def _keep(key: Hashable, page: bytes) -> None:
    with _lock:
        _kept[key] = page
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
