"""The wall: for the projector, by its own key, or for those who may watch it anyway."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from farled.core.access import Permission
from farled.store.gates import Actor, Nobody, screen_from, workshop_for
from farled.store.models import Workshop
from farled.store.queries.workshop import workshop_state
from farled.web.ui.actor import actor_of, guest_of
from farled.web.ui.language import follow_workshop
from farled.web.ui.templatetags.ui import epoch_ms
from farled.web.workshop.addresses import doors
from farled.web.workshop.regions import regions


@never_cache
def wall(request: HttpRequest, slug: str) -> HttpResponse:
    key = request.GET.get("key", "")
    workshop = watched(request, slug, key)
    follow_workshop(request, workshop.language)
    state = workshop_state(workshop)
    language = get_language() or "sv"
    context = {
        "workshop": workshop,
        "room": state.room,
        "regions": regions(state, "wall", language),
        "doors": doors(request, workshop),
        "stream": f"/live/{workshop.slug}/wall/?lang={language}",
        "key": key if screen_from(key, slug) != Nobody() else "",
        "now": epoch_ms(timezone.now()),
    }
    return render(request, "workshop/wall.html", context)


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
