"""Who asks: somebody signed in, a participant of this workshop, or nobody."""

from django.http import HttpRequest

from farled.store.gates import Actor, Guest, Nobody, Person
from farled.store.guests import guest_from
from farled.store.models import User


def actor_of(request: HttpRequest) -> Actor:
    """The signed-in person, or nobody."""
    user = request.user
    return Person(user) if isinstance(user, User) and user.is_active else Nobody()


def guest_of(request: HttpRequest, slug: str) -> Guest | None:
    """The participant this browser is in this workshop."""
    return guest_from(request.COOKIES, slug)
