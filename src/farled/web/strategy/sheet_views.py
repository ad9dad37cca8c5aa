"""The strategy as sheets: a workbook, or one sheet as CSV."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from farled.core.access import Permission
from farled.core.report.strategy_sheets import strategy_sheets
from farled.store.gates import strategy_for
from farled.store.queries.strategy import strategy_value
from farled.web.ui.actor import actor_of
from farled.web.ui.sheets import book, one_csv
from farled.web.ui.signed_in import login_required


@login_required
@require_safe
def xlsx(request: HttpRequest, slug: str) -> HttpResponse:
    row = strategy_for(actor_of(request), slug, Permission.EXPORT)
    return book(row.name, strategy_sheets(strategy_value(row)))


@login_required
@require_safe
def csv(request: HttpRequest, slug: str, sheet: str) -> HttpResponse:
    row = strategy_for(actor_of(request), slug, Permission.EXPORT)
    return one_csv(row.name, strategy_sheets(strategy_value(row)), sheet)
