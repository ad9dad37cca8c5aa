"""Who may listen to what, asked when a stream opens and again while it is open."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import close_old_connections
from django.http import Http404

from farled.core.access import Permission
from farled.store.gates import Actor, Guest, Person, Screen, screen_from, workshop_for
from farled.store.guests import key_in, standing_by_key
from farled.store.models import Workshop
from farled.store.signed_in import people_signed_in

NEEDED = {
    "phone": Permission.TAKE_PART,
    "bridge": Permission.LEAD_WORKSHOP,
    "wall": Permission.WATCH_WALL,
}


@dataclass(frozen=True, slots=True)
class Caller:
    """What a browser showed at the door: `guest` and `session` are keys, "" where it had none."""

    slug: str
    audience: str
    guest: str = ""
    session: str = ""
    screen: Screen | None = None


def rooms_of(callers: Collection[Caller]) -> list[Workshop | None]:
    """The workshop each may follow now, or None: a few queries however many they are."""
    close_old_connections()
    guests = standing_by_key({caller.guest for caller in callers if caller.guest})
    people = people_signed_in({caller.session for caller in callers if caller.session})
    read: dict[str, Workshop] = {}
    return [
        _room(caller, _actors(caller, guests=guests, people=people), read) for caller in callers
    ]


def _room(caller: Caller, actors: list[Actor], read: dict[str, Workshop]) -> Workshop | None:
    for actor in actors:
        try:
            workshop = workshop_for(actor, caller.slug, NEEDED[caller.audience], read=read)
        except (Http404, PermissionDenied):
            continue
        return None if workshop.put_away else workshop
    return None


def _actors(
    caller: Caller, *, guests: Mapping[tuple[str, str], Guest], people: Mapping[str, Person]
) -> list[Actor]:
    """Whoever of those behind this browser is known; nobody is asked about who is not."""
    found = (
        people.get(caller.session),
        caller.screen,
        guests.get((caller.slug, caller.guest)),
    )
    return [actor for actor in found if actor is not None]


def caller_of(slug: str, *, audience: str, cookies: Mapping[str, str], key: str = "") -> Caller:
    """Only what may open this audience's door is looked at."""
    guest = key_in(cookies, slug) if audience != "bridge" else ""
    session = cookies.get(settings.SESSION_COOKIE_NAME, "") if audience != "phone" else ""
    screen = screen_from(key, slug) if audience == "wall" else None
    return Caller(slug, audience, guest, session, screen if isinstance(screen, Screen) else None)
