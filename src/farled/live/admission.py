"""Who may listen to what: the stream's and the acts' way past the gate."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import PermissionDenied
from django.db import close_old_connections
from django.http import Http404

from farled.core.access import Permission
from farled.store.gates import Actor, Nobody, Person, screen_from, workshop_for
from farled.store.guests import guest_from
from farled.store.models import User, Workshop

NEEDED = {
    "phone": Permission.TAKE_PART,
    "bridge": Permission.LEAD_WORKSHOP,
    "wall": Permission.WATCH_WALL,
}


@dataclass(frozen=True)
class Admission:
    workshop: Workshop
    audience: str


def admit(
    slug: str, *, audience: str, cookies: Mapping[str, str], key: str = ""
) -> Admission | None:
    """The workshop, if this browser may follow it as this audience."""
    close_old_connections()
    for actor in _actors(slug, audience=audience, cookies=cookies, key=key):
        try:
            return Admission(workshop_for(actor, slug, NEEDED[audience]), audience)
        except (Http404, PermissionDenied):
            continue
    return None


def _actors(slug: str, *, audience: str, cookies: Mapping[str, str], key: str) -> list[Actor]:
    guest = guest_from(cookies, slug) or Nobody()
    if audience == "phone":
        return [guest]
    person = _person(cookies)
    return [person, screen_from(key, slug), guest] if audience == "wall" else [person]


def _person(cookies: Mapping[str, str]) -> Actor:
    key = cookies.get(settings.SESSION_COOKIE_NAME)
    if not key:
        return Nobody()
    session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    number = session.get(SESSION_KEY)
    user = User.objects.filter(pk=number, is_active=True).first() if number else None
    if user is None or session.get("_auth_user_hash") != user.get_session_auth_hash():
        return Nobody()
    return Person(user)
