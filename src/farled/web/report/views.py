"""Reports that read and print well, and the same as sheets."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from farled.core.access import Permission, may
from farled.store.gates import inventory_for, standing_in, workshop_for
from farled.store.models import Inventory, Region, Workshop
from farled.store.queries.report import (
    inventory_report,
    inventory_sheets,
    report_of,
    workshop_sheets,
)
from farled.store.queries.stamps import needs_stamp
from farled.web.report.stakeholders import planned_and_actual, status_name
from farled.web.report.words import chapters, workshop_part
from farled.web.ui.actor import actor_of
from farled.web.ui.rendered import rendered
from farled.web.ui.sheets import book, one_csv
from farled.web.ui.signed_in import login_required


@login_required
@require_safe
def inventory(request: HttpRequest, slug: str) -> HttpResponse:
    row = inventory_for(actor_of(request), slug, Permission.VIEW_REPORT)
    today = timezone.localdate()
    rights = rights_in(request, row.region)
    return rendered(
        request,
        "report/inventory.html",
        stamp=(needs_stamp(row), today, *rights.values()),
        context=lambda: inventory_context(row, today) | rights,
    )


def rights_in(request: HttpRequest, region: Region) -> dict[str, bool]:
    """What the page offers beside reading it."""
    standing = standing_in(actor_of(request), region)
    return {
        "may_share": may(standing, Permission.SHARE),
        "may_export": may(standing, Permission.EXPORT),
    }


def inventory_context(row: Inventory, today: date) -> dict[str, Any]:
    report = inventory_report(row)
    return {
        "inventory": row,
        "report": report,
        "chapters": chapters(report),
        "status": status_name(row.records_status),
        "today": today,
        **planned_and_actual(report),
    }


@login_required
@require_safe
def workshop(request: HttpRequest, slug: str) -> HttpResponse:
    row = workshop_for(actor_of(request), slug, Permission.VIEW_REPORT)
    today = timezone.localdate()
    rights = rights_in(request, row.inventory.region)
    return rendered(
        request,
        "report/workshop.html",
        stamp=(needs_stamp(row.inventory), row.pk, today, *rights.values()),
        context=lambda: workshop_context(row, today) | rights,
    )


def workshop_context(row: Workshop, today: date) -> dict[str, Any]:
    report, picture = report_of(row)
    return {
        "workshop": row,
        "inventory": row.inventory,
        "part": workshop_part(row, report),
        "status": status_name(row.records_status),
        "needs": [need for need in picture.needs if row.pk in need.workshops],
        "today": today,
    }


@login_required
@require_safe
def inventory_xlsx(request: HttpRequest, slug: str) -> HttpResponse:
    row = inventory_for(actor_of(request), slug, Permission.EXPORT)
    return book(row.name, inventory_sheets(row))


@login_required
@require_safe
def inventory_csv(request: HttpRequest, slug: str, sheet: str) -> HttpResponse:
    row = inventory_for(actor_of(request), slug, Permission.EXPORT)
    return one_csv(row.name, inventory_sheets(row), sheet)


@login_required
@require_safe
def workshop_xlsx(request: HttpRequest, slug: str) -> HttpResponse:
    row = workshop_for(actor_of(request), slug, Permission.EXPORT)
    return book(row.name, workshop_sheets(row))


@login_required
@require_safe
def workshop_csv(request: HttpRequest, slug: str, sheet: str) -> HttpResponse:
    row = workshop_for(actor_of(request), slug, Permission.EXPORT)
    return one_csv(row.name, workshop_sheets(row), sheet)
