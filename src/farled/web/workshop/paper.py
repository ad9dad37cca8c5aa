"""Typing in what people without a device wrote on paper: marked as typed in, and counted.

In an anonymous step the ballot's token lies in a cookie of the laptop that types, as it would on a phone.
"""

import secrets
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from farled.core.access import Permission
from farled.core.finding import Invalid, Say
from farled.core.workshop.activities import ACTIVITIES
from farled.store.actions import room, votes
from farled.store.actions import voices as voice_actions
from farled.store.gates import Guest, workshop_for
from farled.store.models import Area, Item, Participant, Step, Table, Voice, Workshop
from farled.store.queries.room import paper_people
from farled.store.queries.workshop import workshop_state
from farled.web.ui.actor import actor_of
from farled.web.ui.forms import worded
from farled.web.ui.signed_in import login_required
from farled.web.workshop.posted import Posted, as_number
from farled.web.workshop.put_away import at_hand
from farled.web.workshop.refusing import refused_page

SHOWN = 8


@dataclass(frozen=True)
class Person:
    """Somebody without a device, as the list shows them."""

    row: Participant
    number: int


@login_required
@never_cache
def typing(request: HttpRequest, slug: str) -> HttpResponse:
    workshop = at_hand(workshop_for(actor_of(request), slug, Permission.TYPE_IN))
    return page(request, workshop, chosen_step(workshop, request.GET.get("step", "")))


def page(
    request: HttpRequest, workshop: Workshop, step: Step | None, *, wrong: str = ""
) -> HttpResponse:
    people = [Person(row, place) for place, row in enumerate(paper_people(workshop), start=1)]
    typed = Voice.objects.filter(step=step, typed_in=True).exclude(state="withdrawn")
    sent = request.POST if request.method == "POST" else request.GET
    context = {
        "workshop": workshop,
        "step": step,
        "steps": takers(workshop),
        "people": people,
        "person": as_number(sent.get("person", "")),
        "wrong": wrong,
        "sent": sent,
        "typed": list(typed.order_by("-pk")[:SHOWN]) if step else [],
        "typed_count": typed.count() if step else 0,
        "tables": Table.objects.filter(workshop=workshop, removed=False),
        **(questions(workshop, step, sent) if step else {}),
    }
    return render(request, "workshop/typing.html", context, status=422 if wrong else 200)


def takers(workshop: Workshop) -> list[Step]:
    """The steps that take words or votes."""
    rows = Step.objects.filter(workshop=workshop, removed=False)
    kinds = [key for key, one in ACTIVITIES.items() if one.prompts or "vote" in one.acts]
    return list(rows.filter(activity__in=kinds))


def chosen_step(workshop: Workshop, raw: str) -> Step | None:
    """The one asked for, else where the room is, else the first that takes anything."""
    steps = takers(workshop)
    for number in (as_number(raw), workshop.current_step_id or 0):
        for step in steps:
            if step.pk == number:
                return step
    return steps[0] if steps else None


def questions(workshop: Workshop, step: Step, sent: QueryDict) -> dict[str, Any]:
    activity = ACTIVITIES[step.activity]
    strategy = workshop.inventory.strategy_id
    areas = Area.objects.filter(strategy=strategy, removed_at=None) if strategy else ()
    asks = step.settings
    return {
        "prompts": activity.prompts,
        "about_item": any(prompt.about_item for prompt in activity.prompts),
        "votes": "vote" in activity.acts,
        "statements": step.activity == "prioritise" and asks.get("mode") == "statements",
        "items": [(item, sent.get(f"item-{item.pk}", "")) for item in items_of(step)],
        "areas": areas if asks.get("areas") else (),
        "dimensions": workshop_state(workshop).frame.dimensions
        if asks.get("dimensions") or step.activity == "larger"
        else (),
        "most": asks.get("max_length") or max((p.most for p in activity.prompts), default=500),
        "grades": range(11),
    }


def items_of(step: Step) -> QuerySet[Item]:
    return Item.objects.filter(step=step, removed=False)


@login_required
@require_POST
@never_cache
def type_in(request: HttpRequest, slug: str, act: str) -> HttpResponse:
    """One voice, or one person's votes; then the page again, ready for the next."""
    by = actor_of(request)
    workshop = workshop_for(by, slug, Permission.TYPE_IN)
    kept = {"voice": write, "votes": vote}.get(act)
    if kept is None:
        raise Http404
    sent = Posted(by, workshop, request.POST)
    try:
        step = sent.step()
    except Invalid as wrong:
        return refused_page(request, workshop, wrong)
    try:
        with transaction.atomic():
            guest = person_of(sent)
            token = token_of(request, step, guest.participant)
            kept(sent, step, guest, token)
    except Invalid as wrong:
        return page(request, workshop, step, wrong=worded(wrong))
    messages.success(request, _("Inskrivet."))
    return after(step, guest.participant, token)


def after(step: Step, person: Participant, token: str) -> HttpResponse:
    path = reverse("workshop:typing", args=[step.workshop.slug])
    response = redirect(f"{path}?step={step.pk}&person={person.pk}")
    if step.anonymity == "anonymous":
        name = cookie_of(step, person)
        response.set_cookie(name, token, path=path, httponly=True, samesite="Strict")
    return response


def cookie_of(step: Step, person: Participant) -> str:
    return f"farled_paper_{step.pk}_{person.pk}"


def token_of(request: HttpRequest, step: Step, person: Participant) -> str:
    return request.COOKIES.get(cookie_of(step, person)) or secrets.token_urlsafe(24)


def person_of(sent: Posted) -> Guest:
    """The one chosen, or a new one with what was said of them."""
    if sent.text("person") != "new":
        rows = Participant.objects.filter(workshop=sent.workshop, removed=False, kind="paper")
        row = rows.filter(pk=sent.number("person")).select_related("table").first()
        if row is None:
            raise Invalid("person", Say("workshop.participant_gone"))
        return Guest(row)
    made = room.join(
        workshop=sent.workshop,
        organisation=sent.text("organisation"),
        role=sent.text("role"),
        kind="paper",
        by=sent.by,
    )
    table = sent.table()
    if table is not None:
        room.take_seat(by=sent.by, workshop=sent.workshop, participant=made, table=table)
    return Guest(made)


def write(sent: Posted, step: Step, guest: Guest, token: str) -> None:
    voice_actions.write_voice(
        by=guest,
        workshop=sent.workshop,
        step=step,
        text=sent.text("text"),
        prompt=sent.text("prompt") or ACTIVITIES[step.activity].prompts[0].key,
        token=token,
        item=sent.number("item") or None,
        typed_in=True,
        areas=[number for number in sent.numbers("areas") if number],
        dimensions=sent.data.getlist("dimensions"),
        for_whom=sent.text("for_whom"),
        where=sent.text("where"),
    )


def vote(sent: Posted, step: Step, guest: Guest, token: str) -> None:
    """One person's whole answer; what is left empty is not voted on."""
    given = {
        item.pk: sent.text(f"item-{item.pk}")
        for item in items_of(step)
        if sent.text(f"item-{item.pk}") != ""
    }
    if not given:
        raise Invalid("votes", Say("workshop.nothing_given"))
    common: dict[str, Any] = {"by": guest, "workshop": sent.workshop, "step": step, "token": token}
    for number, value in given.items():
        votes.vote(item=number, value=value, **common)
