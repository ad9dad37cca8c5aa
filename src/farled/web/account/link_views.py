"""Links that let somebody in: invitations and new passwords. They work without a mail server."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from farled.core.finding import Invalid
from farled.store.actions import account, members
from farled.store.gates import Person
from farled.store.models import Invitation
from farled.store.queries.account import person_by_address, usable_invitation
from farled.store.resetting import person_of_reset, reset_parts
from farled.web.account import limits
from farled.web.account.forms import ForgottenForm, NewPasswordForm, NewPersonForm
from farled.web.account.letters import send_reset
from farled.web.ui.actor import actor_of
from farled.web.ui.address import client_address, full_address
from farled.web.ui.forms import refusals, worded
from farled.web.ui.region import work_in


@never_cache
def invitation(request: HttpRequest, key: str) -> HttpResponse:
    found = usable_invitation(key)
    if found is None:
        return render(request, "account/link_gone.html", {"kind": "invitation"}, status=404)
    by = actor_of(request)
    if isinstance(by, Person):
        return accept_as_known(request, by, found)
    return accept_as_new(request, found)


def accept_as_known(request: HttpRequest, by: Person, found: Invitation) -> HttpResponse:
    """Somebody signed in: one button."""
    wrong = ""
    if request.method == "POST":
        try:
            members.accept_as_known(by=by, invitation=found)
        except Invalid as error:
            wrong = worded(error)
        else:
            return welcome(request, found)
    context = {"invitation": found, "wrong": wrong}
    return render(request, "account/invitation_known.html", context)


def accept_as_new(request: HttpRequest, found: Invitation) -> HttpResponse:
    first = {"email": found.email, "language": request.LANGUAGE_CODE}
    form = NewPersonForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            person = members.accept_as_new(invitation=found, **form.cleaned_data)
        if form.is_valid():
            login(request, person)
            return welcome(request, found)
    return render(request, "account/invitation_new.html", {"form": form, "invitation": found})


def welcome(request: HttpRequest, found: Invitation) -> HttpResponse:
    work_in(request, found.region)
    messages.success(request, _("Välkommen till %(region)s.") % {"region": found.region.name})
    return HttpResponseRedirect(settings.LOGIN_REDIRECT_URL)


@never_cache
def forgotten(request: HttpRequest) -> HttpResponse:
    """Sends a link where mail is configured; the same answer whether the address is known or not."""
    form = ForgottenForm(request.POST or None)
    asked = settings.FARLED_MAIL and request.method == "POST" and form.is_valid()
    if asked:
        with refusals(form):
            email = account.clean_email(form.cleaned_data["email"])
        if form.is_valid():
            send_if_known(request, email)
            return redirect("account:forgotten-sent")
    return render(request, "account/forgotten.html", {"form": form, "mail": settings.FARLED_MAIL})


def send_if_known(request: HttpRequest, email: str) -> None:
    place = client_address(request)
    person = person_by_address(email)
    if limits.LETTERS.seconds_to_wait(email) or limits.BY_PLACE.seconds_to_wait(place):
        return
    limits.LETTERS.failed(email)
    limits.BY_PLACE.failed(place)
    if person is not None:
        who, key = reset_parts(person)
        send_reset(person, full_address(request, reverse("account:reset", args=[who, key])))


def forgotten_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "account/forgotten_sent.html")


@never_cache
def reset(request: HttpRequest, who: str, key: str) -> HttpResponse:
    """Chooses a new password and signs in; the link is then worth nothing."""
    person = person_of_reset(who, key)
    if person is None:
        return render(request, "account/link_gone.html", {"kind": "reset"}, status=404)
    form = NewPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            account.reset_password(person=person, password=form.cleaned_data["password"])
        if form.is_valid():
            login(request, person)
            messages.success(request, _("Lösenordet är bytt, och du är inloggad."))
            return HttpResponseRedirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "account/reset.html", {"form": form, "person": person})
