"""Who asks: a program with a region's API key, or somebody signed in in this browser."""

from typing import cast

from django.conf import settings
from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer

from farled.core.access import Permission
from farled.store.gates import Actor, Person, Token, region_for
from farled.store.models import Region, User
from farled.store.queries.account import seats_of, token_with


class ApiKey(HttpBearer):
    """An API key of one region, as an owner makes them; it reads and exports."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        return token_with(token)


class SignedIn(APIKeyCookie):
    """The session of somebody signed in; what she may see is what she may see on the pages."""

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        # a key that is wrong must not pass because the browser happens to be signed in
        if "Authorization" in request.headers:
            return None
        user = request.user
        return Person(user) if isinstance(user, User) and user.is_active else None


def caller_of(request: HttpRequest) -> Actor:
    """Past the door, so there is one."""
    return cast(Actor, request.auth)  # type: ignore[attr-defined]


def regions_of(request: HttpRequest, slug: str = "") -> list[Region]:
    """The caller's regions, or just this one. Raises Http404 for one that is not hers."""
    caller = caller_of(request)
    if slug:
        return [region_for(caller, slug, Permission.VIEW_REGION)]
    if isinstance(caller, Token):
        return [caller.token.region]
    return [seat.region for seat in seats_of(caller)]
