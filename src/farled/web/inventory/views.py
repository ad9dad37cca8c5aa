"""The inventory itself: all of them, a new one, its own page, its fields, put away, undo."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from farled.core.access import Permission, may
from farled.core.finding import Invalid
from farled.store.actions import inventory as actions
from farled.store.actions.inventory_undo import undo as take_back
from farled.store.actions.standing import mark_of
from farled.store.gates import region_for
from farled.store.models import InventoryUndo
from farled.store.queries.account import Seat, seats_of
from farled.store.queries.inventory import strategies
from farled.store.queries.voyages import voyages
from farled.web.inventory.forms import InventoryForm, initial
from farled.web.inventory.here import done, here, page
from farled.web.inventory.overview import overview
from farled.web.ui.actor import actor_of
from farled.web.ui.clash import shown_version
from farled.web.ui.forms import refusals, worded
from farled.web.ui.region import seat_of
from farled.web.ui.signed_in import login_required
from farled.web.ui.views import way_back


@login_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All inventories of one's own regions, those put away last."""
    regions = [seat.region for seat in seats_of(actor_of(request))]
    if not regions:
        return redirect("/")
    edits = {seat.region.slug for seat in _may_begin(request)}
    context = {
        "inventories": voyages(regions),
        "archived": voyages(regions, archived=True),
        "edits": edits,
    }
    return render(request, "inventory/index.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    seats = _may_begin(request)
    chosen = request.GET.get("region") or _working_in(request, seats)
    region = region_for(actor_of(request), chosen, Permission.EDIT_INVENTORY)
    listed = strategies(region)
    begin: dict[str, Any] = {"language": region.language, "owning_authority": region.name}
    begin |= {"strategy": listed[0].pk} if len(listed) == 1 else {}
    form = InventoryForm(request.POST or None, strategies=listed, initial=begin)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            made = actions.create_inventory(
                by=actor_of(request), region=region, **form.cleaned_data
            )
            return redirect("inventory:show", made.slug)
    context = {"form": form, "region": region, "seats": seats}
    return render(request, "inventory/new.html", context)


@login_required
@require_GET
def show(request: HttpRequest, slug: str) -> HttpResponse:
    at = here(request, slug)
    return render(request, "inventory/show.html", page(at, "show", **overview(at)))


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    at = here(request, slug, Permission.EDIT_INVENTORY)
    form = InventoryForm(
        request.POST or None,
        strategies=strategies(at.inventory.region),
        initial=initial(at.inventory),
    )
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            version = request.POST.get("version", "")
            actions.edit_inventory(**at.common, version=version, **form.cleaned_data)
            done(request, at, _("Inventeringen är sparad."))
            return redirect("inventory:show", slug)
    own = shown_version(form, now=mark_of(at.inventory), standing=initial(at.inventory))
    return render(request, "inventory/edit.html", page(at, "show", form=form, **own))


@login_required
@require_POST
def archive(request: HttpRequest, slug: str) -> HttpResponse:
    """Off the chart table, or back on it."""
    at = here(request, slug, Permission.EDIT_INVENTORY)
    if request.POST.get("restore"):
        actions.restore_inventory(**at.common)
        done(request, at, _("”%s” ligger på kartbordet igen.") % at.inventory.name, undo=False)
        return redirect("inventory:show", slug)
    actions.archive_inventory(**at.common)
    done(request, at, _("”%s” är undanlagd. Allt finns kvar.") % at.inventory.name)
    return redirect("inventory:index")


@login_required
@require_POST
def undo(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    at = here(request, slug, Permission.EDIT_NEEDS)
    rows = InventoryUndo.objects.filter(inventory=at.inventory)
    entry = get_object_or_404(rows, pk=number if number < 2**63 else 0)
    try:
        take_back(**at.common, entry=entry)
        messages.success(request, _("Det är ogjort."))
    except Invalid as error:
        messages.error(request, worded(error))
    return redirect(way_back(request))


def _may_begin(request: HttpRequest) -> list[Seat]:
    seats = seats_of(actor_of(request))
    return [seat for seat in seats if may(seat.role, Permission.EDIT_INVENTORY)]


def _working_in(request: HttpRequest, seats: list[Seat]) -> str:
    """The region she works in if she may begin there, else the first where she may."""
    seat = seat_of(request)
    if seat is not None and (not seats or seat in seats):
        return seat.region.slug
    return seats[0].region.slug if seats else ""
