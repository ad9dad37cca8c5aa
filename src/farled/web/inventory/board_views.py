"""The needs together: as a board and as a list; moved and merged."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from farled.core.access import Permission
from farled.core.finding import Invalid, Say
from farled.core.inventory.board import GROUPINGS, NOWHERE, Grouping
from farled.store.actions import needs as actions
from farled.store.actions.themes import move_needs
from farled.store.models import Area, Need, Theme
from farled.store.queries.needs import dimensions, needs_in, theme_in
from farled.store.queries.stamps import needs_stamp
from farled.web.inventory.board import board
from farled.web.inventory.filters import look, number, numbers
from farled.web.inventory.here import Here, done, here, page
from farled.web.ui.forms import worded
from farled.web.ui.parts import DIMENSIONS
from farled.web.ui.rendered import rendered
from farled.web.ui.signed_in import login_required
from farled.web.ui.views import way_back


@login_required
@require_GET
def needs(request: HttpRequest, slug: str) -> HttpResponse:
    at = here(request, slug)
    seen = look(request.GET)
    return rendered(
        request,
        "inventory/needs.html",
        stamp=(needs_stamp(at.inventory), at.standing),
        context=lambda: page(at, "needs", **board(at.inventory, seen)),
    )


@login_required
@require_POST
def move(request: HttpRequest, slug: str) -> HttpResponse:
    """The ticked needs, or the one that was dragged, to another column."""
    at = here(request, slug, Permission.EDIT_NEEDS)
    by = request.POST.get("by", "theme")
    grouping: Grouping = by if by in GROUPINGS else "theme"
    typed = request.POST.getlist("need")
    try:
        target = _target(at, grouping, request.POST.get("to", ""))
        chosen = _chosen(at, typed)
    except Invalid as error:
        return _refused(request, error)
    move_needs(**at.common, needs=chosen, grouping=grouping, to=target, away_from=_left(typed))
    done(request, at, _moved(chosen, target))
    return redirect(way_back(request))


@login_required
@require_POST
def merge(request: HttpRequest, slug: str) -> HttpResponse:
    """First asks which of the ticked needs the others go into, then merges them."""
    at = here(request, slug, Permission.EDIT_NEEDS)
    try:
        chosen = _chosen(at, request.POST.getlist("need"), least=2)
        into = number(request.POST.get("into"))
        if into is None:
            return render(request, "inventory/merge.html", page(at, "needs", chosen=chosen))
        kept = next((row for row in chosen if row.pk == into), chosen[0])
        actions.merge_needs(**at.common, into=kept, needs=chosen)
    except Invalid as error:
        return _refused(request, error)
    n = len(chosen)
    sentence = ngettext("%(n)s behov är nu ett.", "%(n)s behov är nu ett.", n) % {"n": n}
    done(request, at, sentence + " " + _("Alla röster följde med."))
    return redirect("inventory:need", slug, kept.number)


def _chosen(at: Here, typed: list[str], *, least: int = 1) -> list[Need]:
    rows = needs_in(at.inventory, numbers(typed))
    if len(rows) < least:
        raise Invalid("need", Say("need.choose_two" if least > 1 else "need.choose_one"))
    return rows


def _left(typed: list[str]) -> dict[int, set[str]]:
    """The columns that each ticked need stood in where it was ticked: "12:5" is need 12 in column 5."""
    found: dict[int, set[str]] = {}
    for text in typed:
        need, _colon, column = text.partition(":")
        if column and column != NOWHERE:
            found.setdefault(number(need) or 0, set()).add(column)
    return found


def _target(at: Here, grouping: Grouping, typed: str) -> Theme | Area | str | None:
    if typed == NOWHERE:
        return None
    key = number(typed)
    found: Theme | Area | str | None = None
    if grouping == "dimension" and typed in dimensions(at.inventory):
        found = typed
    elif grouping == "theme" and key is not None:
        found = theme_in(at.inventory, key)
    elif grouping == "area" and key is not None:
        rows = Area.objects.filter(strategy=at.inventory.strategy_id, removed_at=None)
        found = rows.filter(pk=key).first()
    if found is None:
        raise Invalid("to", Say("need.choose_column"))
    return found


def _moved(rows: list[Need], target: Theme | Area | str | None) -> str:
    n = len(rows)
    what = f"”{rows[0].what}”" if n == 1 else ngettext("%s behov", "%s behov", n) % n
    if target is None:
        return _("%s: utflyttat.") % what
    name = _(DIMENSIONS[target]) if isinstance(target, str) else target.name
    return _("%(what)s: nu i %(place)s.") % {"what": what, "place": name}


def _refused(request: HttpRequest, error: Invalid) -> HttpResponse:
    messages.error(request, worded(error))
    return redirect(way_back(request))
