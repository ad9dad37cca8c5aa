from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext, gettext_noop

from farled.store.queries.account import seats_of
from farled.web.ui.actor import actor_of
from farled.web.ui.theme import theme_of


@dataclass(frozen=True)
class Place:
    """One entry of the main navigation; current while the path lies under it."""

    label: str
    url: str
    icon: str
    current: bool = False


# url name, words, icon; a place is shown when its station is there
PLACES = (
    ("home:chart-table", gettext_noop("Kartbordet"), "map"),
    ("strategy:index", gettext_noop("Strategi"), "strategy"),
    ("inventory:index", gettext_noop("Inventeringar"), "need"),
    ("dialogue:index", gettext_noop("Dialog"), "share"),
    ("home:search", gettext_noop("Sök"), "search"),
)
ACCOUNT_PLACES = (
    ("account:me", gettext_noop("Mitt konto"), "person"),
    ("account:regions", gettext_noop("Mina regioner"), "building"),
    ("account:members", gettext_noop("Personer och roller"), "people"),
)
FOOT_PLACES = (
    ("ui:accessibility", gettext_noop("Tillgänglighet"), "info"),
    ("ui:privacy", gettext_noop("Personuppgifter"), "lock"),
    ("home:about", gettext_noop("Om Farled"), "lighthouse"),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """What every page's frame needs; the person stays lazy so that phones cost no query."""
    return {
        "farled_version": installed_version(),
        "demo": settings.FARLED_DEMO,
        "theme": theme_of(request),
        "languages": settings.LANGUAGES,
        "places": SimpleLazyObject(lambda: places(PLACES, request.path)),
        "account_places": SimpleLazyObject(lambda: places(ACCOUNT_PLACES, request.path)),
        "foot_places": SimpleLazyObject(lambda: places(FOOT_PLACES, request.path)),
        "sign_in_url": url_or_none("account:sign-in"),
        "sign_out_url": url_or_none("account:sign-out"),
        "person_seats": SimpleLazyObject(lambda: seats_of(actor_of(request))),
    }


@cache
def installed_version() -> str:
    try:
        return version("farled")
    except PackageNotFoundError:
        return ""


def places(entries: Iterable[tuple[str, str, str]], path: str) -> list[Place]:
    known = [(url_or_none(name), words, icon) for name, words, icon in entries]
    return [
        Place(gettext(words), url, icon, current=is_under(path, url))
        for url, words, icon in known
        if url
    ]


def is_under(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith(url)


@cache
def url_or_none(name: str) -> str | None:
    try:
        return reverse(name)
    except NoReverseMatch:
        return None
