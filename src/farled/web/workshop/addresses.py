"""The doors to a workshop: what is shown, copied, printed and drawn as a QR."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import reverse

from farled.store.gates import screen_key
from farled.store.models import Workshop
from farled.web.ui.address import full_address
from farled.web.workshop.regions import spaced

HERE_ONLY = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True)
class Doors:
    """`join` leads straight in, `entrance` is where the code is typed, `wall` is for the projector.

    `here_only`: phones cannot reach the address this page was opened at.
    """

    join: str
    entrance: str
    wall: str
    code: str
    here_only: bool


def doors(request: HttpRequest, workshop: Workshop) -> Doors:
    wall = reverse("workshop:wall", args=[workshop.slug])
    entrance = full_address(request, reverse("join:enter"))
    return Doors(
        join=full_address(request, reverse("join:join", args=[workshop.code])),
        entrance=entrance.split("://", 1)[-1].rstrip("/"),
        wall=full_address(request, f"{wall}?key={screen_key(workshop.slug)}"),
        code=spaced(workshop.code),
        here_only=urlsplit(entrance).hostname in HERE_ONLY,
    )
