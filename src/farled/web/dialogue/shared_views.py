"""A summary that was shared, as the house sees it: to whom and why, its link, its files."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from farled.core.access import Permission, may
from farled.store.actions import dialogue as actions
from farled.store.gates import inventory_for, shared_key, standing_in
from farled.store.models import SharedSummary
from farled.store.queries.dialogue import content_of, opens, shared_of
from farled.web.dialogue import document
from farled.web.dialogue.words import ON_PAGE, shown, way_back
from farled.web.ui.actor import actor_of
from farled.web.ui.address import full_address
from farled.web.ui.content import by_key
from farled.web.ui.signed_in import login_required


@login_required
@require_safe
def shared(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    row = _shared(request, slug, number=number, permission=Permission.VIEW_REPORT)
    standing = standing_in(actor_of(request), row.inventory.region)
    context = {
        "inventory": row.inventory,
        "crumbs": way_back(row.inventory),
        "shared": row,
        "opens": opens(row, timezone.now()),
        "link": full_address(
            request, reverse("dialogue:public", args=[row.slug, shared_key(row.slug)])
        ),
        "way": by_key("records", "statuses")[row.status],
        "may_share": may(standing, Permission.SHARE),
        "may_export": may(standing, Permission.EXPORT),
        **shown(content_of(row), headings=ON_PAGE),
    }
    return render(request, "dialogue/shared.html", context)


@login_required
@require_safe
def as_json(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    row = _shared(request, slug, number=number, permission=Permission.EXPORT)
    return document.as_json(content_of(row))


@login_required
@require_safe
def as_html(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    row = _shared(request, slug, number=number, permission=Permission.EXPORT)
    return document.as_html(content_of(row), row)


@login_required
@require_POST
def withdraw(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    row = _shared(request, slug, number=number, permission=Permission.SHARE)
    actions.withdraw_link(by=actor_of(request), shared=row)
    messages.success(
        request,
        _("Länken är stängd. Det som redan lästs eller laddats ner finns kvar hos mottagaren."),
    )
    return redirect("dialogue:shared", slug, number)


@login_required
@require_POST
def reopen(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    row = _shared(request, slug, number=number, permission=Permission.SHARE)
    actions.reopen_link(by=actor_of(request), shared=row)
    messages.success(request, _("Länken är öppen igen."))
    return redirect("dialogue:shared", slug, number)


def _shared(
    request: HttpRequest, slug: str, *, number: int, permission: Permission
) -> SharedSummary:
    inventory = inventory_for(actor_of(request), slug, permission)
    row = shared_of(inventory, number)
    if row is None:
        raise Http404
    row.inventory = inventory
    return row
