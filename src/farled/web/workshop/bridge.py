"""The bridge: the facilitator's page, and what her forms do."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from farled.core.access import Permission
from farled.core.finding import Invalid
from farled.core.workshop.audience import view_for
from farled.store.gates import workshop_for
from farled.store.models import Workshop
from farled.store.queries.workshop import workshop_state
from farled.web.ui.actor import actor_of
from farled.web.ui.forms import worded
from farled.web.ui.rendered import rendered
from farled.web.ui.signed_in import login_required
from farled.web.workshop.addresses import doors
from farled.web.workshop.controls import CONTROLS
from farled.web.workshop.posted import Posted
from farled.web.workshop.put_away import at_hand
from farled.web.workshop.refusing import refused_page
from farled.web.workshop.regions import live_context, regions


@login_required
@never_cache
def bridge(request: HttpRequest, slug: str) -> HttpResponse:
    workshop = at_hand(workshop_for(actor_of(request), slug, Permission.LEAD_WORKSHOP))
    inventory = workshop.inventory
    return rendered(
        request,
        "workshop/bridge.html",
        stamp=(workshop.pk, workshop.seq, inventory.pk, inventory.seq, inventory.region.name),
        context=lambda: context_of(request, workshop),
    )


def context_of(request: HttpRequest, workshop: Workshop) -> dict[str, Any]:
    view = view_for(workshop_state(workshop), "bridge")
    return {
        **live_context(view, "bridge"),
        "workshop": workshop,
        "doors": doors(request, workshop),
        "stream": f"/live/{workshop.slug}/bridge/?lang={get_language() or 'sv'}",
    }


@login_required
@require_POST
@never_cache
def do(request: HttpRequest, slug: str, act: str) -> HttpResponse:
    workshop = workshop_for(actor_of(request), slug, Permission.LEAD_WORKSHOP)
    control = CONTROLS.get(act)
    if control is None:
        raise Http404
    try:
        said = control(Posted(actor_of(request), workshop, request.POST)) or ""
    except Invalid as wrong:
        return refused(request, workshop, wrong)
    return done(request, workshop, said)


def done(request: HttpRequest, workshop: Workshop, said: str) -> HttpResponse:
    """To our script the bridge anew; to a browser without it, the page it came from."""
    if "X-Farled" in request.headers:
        language = get_language() or "sv"
        fresh = regions(workshop_state(workshop), "bridge", language)
        return JsonResponse({"regions": fresh, "said": said})
    if said:
        messages.success(request, said)
    return redirect(way_back(request, workshop))


def refused(request: HttpRequest, workshop: Workshop, wrong: Invalid) -> HttpResponse:
    if "X-Farled" in request.headers:
        return JsonResponse({"field": wrong.field, "why": worded(wrong)}, status=422)
    return refused_page(request, workshop, wrong)


def way_back(request: HttpRequest, workshop: Workshop) -> str:
    """The bridge, or one of the workshop's own pages that the form named."""
    bridge = reverse("workshop:bridge", args=[workshop.slug])
    wanted = request.POST.get("next", "")
    ours = wanted.startswith(bridge) and "\\" not in wanted and wanted.isprintable()
    return wanted if ours else bridge
