"""Signing in and out, and what people change about themselves."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from farled.core.access import Role
from farled.store.actions import account
from farled.store.gates import Person
from farled.store.queries.account import demo_person, is_empty, seats_of
from farled.web.account import limits
from farled.web.account.forms import MeForm, PasswordForm, SignInForm, StartForm
from farled.web.ui.actor import actor_of
from farled.web.ui.address import client_address
from farled.web.ui.forms import refusals
from farled.web.ui.region import seat_of, work_in
from farled.web.ui.signed_in import login_required

DEMO = ("astrid", "birger", "cecilia", "dag")


@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return HttpResponseRedirect(way_on(request))
    form = SignInForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        status = try_to_sign_in(request, form)
        if form.is_valid():
            return HttpResponseRedirect(way_on(request))
    context = {
        "form": form,
        "next": safe_next(request),
        "doors": DEMO if settings.FARLED_DEMO else (),
    }
    return render(request, "account/sign_in.html", context, status=status)


def try_to_sign_in(request: HttpRequest, form: SignInForm) -> int:
    """Signs in, or says in the form why not; returns the page's status."""
    email, place = form.cleaned_data["email"].lower()[:254], client_address(request)
    seconds = limits.seconds_to_wait(email, place)
    if seconds:
        form.add_error(None, too_many_guesses(seconds))
        return 429
    user = authenticate(request, username=email, password=form.cleaned_data["password"][:1000])
    if user is None:
        limits.note_failure(email, place)
        form.add_error(None, _("Adressen eller lösenordet stämmer inte. Försök igen."))
        return 200
    limits.note_success(email, place)
    login(request, user)
    return 200


def too_many_guesses(seconds: int) -> str:
    minutes = -(-seconds // 60)
    text = ngettext(
        "Det har blivit för många försök. Vänta %(minutes)s minut och försök igen.",
        "Det har blivit för många försök. Vänta %(minutes)s minuter och försök igen.",
        minutes,
    )
    return text % {"minutes": minutes}


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.info(request, _("Du är utloggad."))
    return redirect("account:sign-in")


@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """The first owner and her region; nobody can come here once somebody exists."""
    if not is_empty():
        return redirect("account:sign-in")
    first = {"language": request.LANGUAGE_CODE, "template": "orebro"}
    form = StartForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            owner, region = account.start_installation(**form.cleaned_data)
        if form.is_valid():
            login(request, owner)
            work_in(request, region)
            messages.success(request, _("Klart! %(region)s är skapad.") % {"region": region.name})
            return HttpResponseRedirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "account/start.html", {"form": form})


@require_safe
@never_cache
def demo(request: HttpRequest, who: str) -> HttpResponse:
    """Signs in one of the example's four; there is no such page outside the demo."""
    person = demo_person(who) if settings.FARLED_DEMO and who in DEMO else None
    if person is None:
        raise Http404
    login(request, person)
    return HttpResponseRedirect(way_on(request))


@login_required
def me(request: HttpRequest) -> HttpResponse:
    by = person_of(request)
    form = MeForm(
        request.POST or None, initial={"name": by.user.name, "language": by.user.language}
    )
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            account.change_me(by=by, **form.cleaned_data)
        if form.is_valid():
            messages.success(request, _("Sparat."))
            return redirect("account:me")
    context = {"form": form, "seats": seats_of(by), "now": seat_of(request)}
    return render(request, "account/me.html", context)


@login_required
@never_cache
def password(request: HttpRequest) -> HttpResponse:
    by = person_of(request)
    form = PasswordForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        status = try_new_password(request, by, form)
        if form.is_valid():
            messages.success(request, _("Lösenordet är bytt. Andra enheter är utloggade."))
            return redirect("account:me")
    return render(request, "account/password.html", {"form": form}, status=status)


def try_new_password(request: HttpRequest, by: Person, form: PasswordForm) -> int:
    place = client_address(request)
    seconds = limits.seconds_to_wait(by.user.email, place)
    if seconds:
        form.add_error(None, too_many_guesses(seconds))
        return 429
    with refusals(form):
        account.change_password(by=by, **form.cleaned_data)
    if "current_password" in form.errors:
        limits.note_failure(by.user.email, place)
    if form.is_valid():
        # this browser stays signed in, with a new session key
        update_session_auth_hash(request, by.user)
    return 200


def person_of(request: HttpRequest) -> Person:
    """Who is signed in; for views that require it."""
    by = actor_of(request)
    if not isinstance(by, Person):
        raise Http404
    return by


def owns_any(request: HttpRequest) -> bool:
    return any(seat.role is Role.OWNER for seat in seats_of(actor_of(request)))


def safe_next(request: HttpRequest) -> str:
    """Where somebody was going, if it is a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours and wanted.isprintable() else ""


def way_on(request: HttpRequest) -> str:
    return safe_next(request) or settings.LOGIN_REDIRECT_URL
