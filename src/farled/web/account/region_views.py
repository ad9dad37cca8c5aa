"""Regions: choosing one, making one, its settings, API tokens and what has happened there."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from farled.core.access import Permission
from farled.store.actions import account
from farled.store.gates import region_for
from farled.store.queries.account import happenings, names_in, seats_of, token_in, tokens_of
from farled.web.account.forms import NewRegionForm, RegionForm, TokenForm
from farled.web.account.happenings import told
from farled.web.account.views import owns_any, person_of, way_on
from farled.web.ui.forms import refusals
from farled.web.ui.region import seat_of, work_in
from farled.web.ui.signed_in import login_required

A_PAGE = 50
SETTINGS = ("name", "language", "privacy_notice", "records_notice", "accessibility_contact")


@login_required
@require_safe
def regions(request: HttpRequest) -> HttpResponse:
    """The person's regions, and which one she works in."""
    seats = seats_of(person_of(request))
    context = {"seats": seats, "now": seat_of(request), "may_make": owns_any(request)}
    return render(request, "account/regions.html", context)


@login_required
@require_POST
def choose(request: HttpRequest, slug: str) -> HttpResponse:
    region = region_for(person_of(request), slug, Permission.VIEW_REGION)
    work_in(request, region)
    messages.success(request, _("Du arbetar nu i %(region)s.") % {"region": region.name})
    return HttpResponseRedirect(way_on(request))


@login_required
def new_region(request: HttpRequest) -> HttpResponse:
    """Another region on the same server; for those who own one."""
    if not owns_any(request):
        raise PermissionDenied
    form = NewRegionForm(request.POST or None, initial={"language": request.LANGUAGE_CODE})
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            made = account.make_region(by=person_of(request), **form.cleaned_data)
        if form.is_valid():
            work_in(request, made)
            messages.success(request, _("%(region)s är skapad.") % {"region": made.name})
            return redirect("account:region", made.slug)
    return render(request, "account/new_region.html", {"form": form})


@login_required
def region(request: HttpRequest, slug: str) -> HttpResponse:
    by = person_of(request)
    found = region_for(by, slug, Permission.MANAGE_REGION)
    name = found.name
    form = RegionForm(
        request.POST or None, initial={field: getattr(found, field) for field in SETTINGS}
    )
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            account.change_region(by=by, region=found, **form.cleaned_data)
        if form.is_valid():
            messages.success(request, _("Sparat."))
            return redirect("account:region", slug)
        found.name = name
    return render(request, "account/region.html", {"form": form, "region": found})


@login_required
@never_cache
def tokens(request: HttpRequest, slug: str) -> HttpResponse:
    """API tokens; a new one is shown here once and never again."""
    by = person_of(request)
    found = region_for(by, slug, Permission.MANAGE_REGION)
    form, secret = TokenForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            _token, secret = account.make_token(by=by, region=found, **form.cleaned_data)
        form = TokenForm() if secret else form
    context = {"form": form, "region": found, "secret": secret, "tokens": tokens_of(found)}
    return render(request, "account/tokens.html", context)


@login_required
@require_POST
def revoke(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    by = person_of(request)
    token = token_in(region_for(by, slug, Permission.MANAGE_REGION), number)
    if token is None:
        raise Http404
    account.revoke_token(by=by, token=token)
    messages.success(request, _("Nyckeln ”%(name)s” gäller inte längre.") % {"name": token.name})
    return redirect("account:tokens", slug)


@login_required
@require_safe
def log(request: HttpRequest, slug: str) -> HttpResponse:
    """Who has done what, newest first."""
    found = region_for(person_of(request), slug, Permission.MANAGE_REGION)
    everybody = request.GET.get("who") == "all"
    page = Paginator(happenings(found, everybody=everybody), A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "region": found,
        "page": page,
        "rows": told(list(page), names=names_in(found, page)),
        "everybody": everybody,
    }
    return render(request, "account/log.html", context)
