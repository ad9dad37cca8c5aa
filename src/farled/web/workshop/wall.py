"""The wall: for the projector, by its own key, or for those who may watch it anyway."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from farled.core.access import Permission
from farled.core.workshop.audience import view_for
from farled.store.gates import Actor, Nobody, screen_from, workshop_for
from farled.store.models import Workshop
from farled.store.queries.workshop import workshop_state
from farled.web.ui.actor import actor_of, guest_of
from farled.web.ui.language import follow_workshop
from farled.web.ui.rendered import rendered
from farled.web.workshop.addresses import doors
from farled.web.workshop.put_away import at_hand
from farled.web.workshop.regions import live_context


@never_cache
def wall(request: HttpRequest, slug: str) -> HttpResponse:
    key = request.GET.get("key", "")
    workshop = at_hand(watched(request, slug, key))
    follow_workshop(request, workshop.language)
    return rendered(
        request,
        "workshop/wall.html",
        stamp=(workshop.pk, workshop.seq),
        context=lambda: context_of(request, workshop, key=key),
    )


def context_of(request: HttpRequest, workshop: Workshop, *, key: str) -> dict[str, Any]:
    is_screen = screen_from(key, workshop.slug) != Nobody()
    return {
        **live_context(view_for(workshop_state(workshop), "wall"), "wall"),
        "workshop": workshop,
        "doors": doors(request, workshop),
        "stream": f"/live/{workshop.slug}/wall/?lang={get_language() or 'sv'}",
        "key": key if is_screen else "",
    }


def watched(request: HttpRequest, slug: str, key: str) -> Workshop:
    """Whoever of those behind this browser may watch opens the gate."""
    actors: list[Actor] = [
        screen_from(key, slug),
        actor_of(request),
        guest_of(request, slug) or Nobody(),
    ]
    for actor in actors:
        try:
            return workshop_for(actor, slug, Permission.WATCH_WALL)
        except (Http404, PermissionDenied):
            continue
    raise Http404
