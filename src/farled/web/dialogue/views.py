"""The dialogue with other regions: what went to them and what came from them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from farled.core.access import Permission, may
from farled.store.queries.dialogue import content_of, opens, received_in, shared_from
from farled.store.queries.voyages import voyages
from farled.web.dialogue.forms import ReadForm
from farled.web.ui.region import seat_of
from farled.web.ui.signed_in import login_required


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    seat = seat_of(request)
    if seat is None:
        return redirect("/")
    now = timezone.now()
    context = {
        "region": seat.region,
        "shared": [(row, opens(row, now)) for row in shared_from(seat.region)],
        "received": [(row, content_of(row)) for row in received_in(seat.region)],
        "may_share": may(seat.role, Permission.SHARE),
        "inventories": voyages([seat.region]),
        "form": ReadForm(),
    }
    return render(request, "dialogue/index.html", context)
