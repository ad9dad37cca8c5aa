"""Public records: where the papers stand, and the log of what left the house."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from farled.core.access import Permission
from farled.store.actions import inventory as actions
from farled.store.actions.standing import RECORDS, mark_of
from farled.store.models import Inventory
from farled.store.queries.inventory import sharing_log
from farled.web.inventory.forms import RecordsForm, SharingForm
from farled.web.inventory.here import Here, done, here, page
from farled.web.inventory.words import log_lines, status_words
from farled.web.ui.clash import shown_version
from farled.web.ui.content import content
from farled.web.ui.forms import refusals
from farled.web.ui.signed_in import login_required

# both forms of the page ask for a recipient
LOG_ID = "log_%s"


@login_required
@require_http_methods(["GET", "POST"])
def records(request: HttpRequest, slug: str) -> HttpResponse:
    changing = request.method == "POST"
    at = here(request, slug, Permission.EDIT_INVENTORY if changing else Permission.VIEW_REGION)
    form = _records_form(request, at)
    if changing and form.is_valid():
        with refusals(form):
            version = request.POST.get("version", "")
            actions.edit_inventory(**at.common, version=version, **form.cleaned_data)
            done(request, at, _("Status är sparad."), undo=False)
            return redirect("inventory:records", slug)
    return _page(request, at, form, SharingForm(auto_id=LOG_ID))


@login_required
@require_POST
def log(request: HttpRequest, slug: str) -> HttpResponse:
    at = here(request, slug, Permission.EDIT_INVENTORY)
    form = SharingForm(request.POST, auto_id=LOG_ID)
    if form.is_valid():
        with refusals(form):
            actions.log_sharing(**at.common, **form.cleaned_data)
            done(request, at, _("Det står nu i loggen."), undo=False)
            return redirect("inventory:records", slug)
    return _page(request, at, _records_form(request, at, bound=False), form)


def _records_form(request: HttpRequest, at: Here, *, bound: bool = True) -> RecordsForm:
    inventory = at.inventory
    return RecordsForm(
        request.POST if bound and request.method == "POST" else None,
        now=inventory.records_status,
        may_share=at.may(Permission.SHARE),
        may_purge=at.may(Permission.PURGE),
        initial=_standing(inventory),
    )


def _standing(inventory: Inventory) -> dict[str, Any]:
    return {name: getattr(inventory, name) for name in RECORDS}


def _page(request: HttpRequest, at: Here, form: RecordsForm, sharing: SharingForm) -> HttpResponse:
    standing = _standing(at.inventory)
    context = page(
        at,
        "records",
        **shown_version(form, now=mark_of(at.inventory, RECORDS), standing=standing),
        form=form,
        sharing=sharing,
        log=log_lines(sharing_log(at.inventory)),
        status=status_words(at.inventory.records_status),
        statuses=content("records")["statuses"],
        notice=at.inventory.region.records_notice,
    )
    return render(request, "inventory/records.html", context)
