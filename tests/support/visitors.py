"""The browsers of everybody in the URL table."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any
from urllib.parse import quote

from django.db import transaction
from django.template import Template
from django.test import Client
from django.test.utils import _TestState

from farled.store.gates import screen_key
from farled.web.account import limits as sign_in_limits
from farled.web.join.regions import phone_regions
from farled.web.join.views import wrong_codes
from farled.web.ui import rendered
from tests.support import make
from tests.support.planting import Planted, plant
from tests.support.scene import ROLES, Place


class Scene:
    """Two regions on one server; in the first every text carries a word of its own where asked for."""

    def __init__(self, *, plant_texts: bool = False) -> None:
        self.place = Place("Region Örebro län")
        self.planted: Planted = plant() if plant_texts else {}
        self.place.settle()
        self.other = Place("Region Dalarna")
        self.other.settle()
        self.visitors = visitors(self.place, self.other)


@contextmanager
def kept_scene(blocker: Any, **how: bool) -> Iterator[Scene]:
    """One scene for all tests of a module, gone afterwards."""
    with blocker.unblock(), quick_templates(), transaction.atomic():
        yield Scene(**how)
        transaction.set_rollback(True)


@contextmanager
def quick_templates() -> Iterator[None]:
    """Django's tests keep the context of every template; thousands of pages are quicker without."""
    watched = Template._render
    Template._render = _TestState.saved_data.template_render
    yield
    Template._render = watched


def visitors(place: Place, other: Place) -> dict[str, Client]:
    """Everybody, as seen from `place`: `other` is the region next door."""
    bearer = {role: f"Bearer {p.secret}" for role, p in (("token", place), ("other token", other))}
    found = {
        "outsider": Client(),
        "participant": make.phone(place.guest.participant),
        "elsewhere": make.phone(place.elsewhere_guest.participant),
        "screen": Client(),
        **{role: place.sit_down(role) for role in ROLES},
        "neighbour": other.sit_down("owner"),
        **{name: Client(headers={"Authorization": said}) for name, said in bearer.items()},
    }
    for client in found.values():
        client.raise_request_exception = False
    return found


def with_screen_key(path: str, place: Place) -> str:
    """The same address as a projector would ask for it."""
    key = quote(screen_key(place.workshop.slug))
    return f"{path}{'&' if '?' in path else '?'}key={key}"


@contextmanager
def undone(client: Client) -> Iterator[None]:
    """Whatever this browser does inside has not happened afterwards."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    client.cookies = cookies


FORGETFUL: tuple[Callable[[], object], ...] = (
    sign_in_limits.BY_ADDRESS_AND_PLACE.forget,
    sign_in_limits.BY_PLACE.forget,
    sign_in_limits.LETTERS.forget,
    wrong_codes.clear,
    rendered._kept.clear,
    phone_regions._drawings.clear,
)


def forget_all() -> None:
    """What the process remembers of one test (guesses, drawn pages) must not meet the next."""
    for forget in FORGETFUL:
        forget()
