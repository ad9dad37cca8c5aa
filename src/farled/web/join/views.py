"""Joining a workshop, and the participant's phone."""

import json
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from farled.core.access import Permission
from farled.store.actions.ballots import own_ballots
from farled.store.actions.joining import join_once
from farled.store.gates import workshop_for
from farled.store.guests import KEPT_FOR, cookie_name, cookie_value, workshop_of_code
from farled.store.models import Participant, Workshop
from farled.store.queries.join import as_json, own_things
from farled.store.queries.table_board import table_board, table_step
from farled.web.join import page
from farled.web.join.codes import code_in
from farled.web.join.forms import JoinForm
from farled.web.join.limits import WrongCodes
from farled.web.ui.actor import guest_of
from farled.web.ui.address import client_address
from farled.web.ui.forms import refusals
from farled.web.ui.language import follow_workshop

wrong_codes = WrongCodes()
MOST_TOKENS = 200


@never_cache
@require_GET
def enter(request: HttpRequest) -> HttpResponse:
    """Type the code. Looking a code up changes nothing, so this form is a plain GET."""
    typed = request.GET.get("code")
    if typed is None:
        return render(request, "join/enter.html")
    workshop = looked_up(request, code_in(typed))
    return redirect("join:join", workshop.code) if isinstance(workshop, Workshop) else workshop


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, code: str) -> HttpResponse:
    """Where the QR code leads: who are you, and in."""
    workshop = looked_up(request, code)
    if not isinstance(workshop, Workshop):
        return workshop
    follow_workshop(request, workshop.language)
    if guest_of(request, workshop.slug):
        return redirect("join:phone", workshop.slug)
    if workshop.state == "finished" or not workshop.joining_open:
        return render(request, "join/closed.html", {"workshop": workshop}, status=403)
    if request.method == "POST":
        return came_in(request, workshop)
    return page.join_page(request, workshop)


def looked_up(request: HttpRequest, code: str) -> Workshop | HttpResponse:
    """The workshop of this code, or the page that says why not."""
    address = client_address(request)
    wait = wrong_codes.wait(address)
    if wait:
        return page.slow_down(request, seconds=wait)
    workshop = workshop_of_code(code)
    if workshop is not None:
        return workshop
    wrong_codes.wrong(address)
    return render(request, "join/enter.html", {"typed": code[:40], "unknown": True}, status=404)


def came_in(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    form = JoinForm(request.POST, workshop=workshop)
    if form.is_valid():
        with refusals(form):
            joined = join_once(
                workshop=workshop,
                once=request.POST.get("once"),
                language=get_language() or "sv",
                **form.details(),
            )
            wrong_codes.joined(client_address(request))
            return with_cookie(redirect("join:phone", workshop.slug), joined, workshop.slug)
    return page.join_page(request, workshop, form=form)


def with_cookie(response: HttpResponse, joined: Participant, slug: str) -> HttpResponse:
    response.set_cookie(
        cookie_name(slug), cookie_value(joined), max_age=KEPT_FOR, httponly=True,
        samesite="Lax", secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
    return response


@never_cache
@require_GET
def phone(request: HttpRequest, slug: str) -> HttpResponse:
    """The participant's page; whoever is not in is asked for the code."""
    guest = guest_of(request, slug)
    if guest is None:
        return render(request, "join/enter.html", {"stranger": True}, status=404)
    workshop = workshop_for(guest, slug, Permission.TAKE_PART)
    follow_workshop(request, workshop.language)
    return page.phone_page(request, workshop, guest.participant)


@csrf_exempt  # reads only; its own header and JSON cannot be sent from another site
@never_cache
@require_POST
def mine(request: HttpRequest, slug: str) -> HttpResponse:
    """What I have sent and what became of it; anonymous steps are shown to whoever holds their token."""
    if "X-Farled" not in request.headers or request.content_type != "application/json":
        return HttpResponse(status=415)
    guest = guest_of(request, slug)
    if guest is None:
        raise Http404
    workshop = workshop_for(guest, slug, Permission.READ_OWN)
    tokens = tokens_in(request.body)
    if tokens is None:
        return HttpResponse(status=400)
    things = own_things(workshop, ballots=own_ballots(guest, tokens))
    return JsonResponse(as_json(things) | {"me": page.about(guest.participant)})


def tokens_in(body: bytes) -> dict[int, str] | None:
    """Step → token, of what a phone sent; None for what cannot be read."""
    try:
        sent: Any = json.loads(body)
    except (ValueError, RecursionError):
        return None
    tokens = sent.get("tokens") if isinstance(sent, dict) else None
    if not isinstance(tokens, dict):
        return None
    listed = list(tokens.items())[:MOST_TOKENS]
    return {
        int(step): token
        for step, token in listed
        if step.isascii() and step.isdigit() and len(step) < 19 and isinstance(token, str)
    }


@never_cache
@require_GET
def table(request: HttpRequest, slug: str) -> HttpResponse:
    """My table's voices and groups, as a fragment for the phone page."""
    guest = guest_of(request, slug)
    if guest is None:
        raise Http404
    workshop = workshop_for(guest, slug, Permission.GROUP)
    follow_workshop(request, workshop.language)
    step = table_step(workshop)
    mine = guest.participant.table
    board = table_board(step, table=mine) if step else None
    return HttpResponse(page.kept_board(board, mine.pk if mine else 0, language=get_language()))
