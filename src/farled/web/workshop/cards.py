"""One card or group of the bridge with all its choices, and what might belong together.

Each is a page of its own; our script shows just its inside, in a dialog.
"""

from collections.abc import Collection, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from farled.core.access import Permission
from farled.core.finding import Invalid
from farled.core.workshop.audience import View, view_for
from farled.core.workshop.boards import Board, Pile, boards
from farled.core.workshop.suggestions import Suggestion, suggestions
from farled.core.workshop.values import Group, Step, Voice
from farled.store.gates import workshop_for
from farled.store.models import Workshop
from farled.store.queries.workshop import workshop_state
from farled.web.ui.actor import actor_of
from farled.web.ui.forms import worded
from farled.web.ui.signed_in import login_required
from farled.web.workshop.posted import as_number


@login_required
@never_cache
def voice(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    workshop, view = opened(request, slug)
    found: Voice | None = view.state.values["voice"].get(number)
    if found is None:
        raise Http404
    step = asked_step(request, view)
    board = board_of(view, step, table=found.table) if step and step.source == found.step else None
    own_step = view.state.step(found.step)
    context = {"voice": found, "step": step, "board": board, "own_step": own_step}
    return shown(request, "voice", {"workshop": workshop, **context})


@login_required
@never_cache
def group(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    workshop, view = opened(request, slug)
    found = view.state.group(number)
    own = view.state.step(found.step) if found else None
    if found is None or own is None:
        raise Http404
    step = asked_step(request, view) or own
    board = board_of(view, step, table=found.table)
    context = {
        "group": found,
        "step": step,
        "board": board,
        "taken_up": step.id != found.step,
        "pile": pile_of(board, found),
        "others": [p for p in board.piles if p.group.id != found.id] if board else [],
    }
    return shown(request, "group", {"workshop": workshop, **context})


@login_required
@never_cache
def similar(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    workshop, view = opened(request, slug)
    step = view.state.step(number)
    table = as_number(request.GET.get("table", "")) or None
    board = board_of(view, step, table=table) if step else None
    if step is None or board is None:
        raise Http404
    declined = step.settings.get("declined", ())
    found, too_many = suggested(board, language=workshop.language, declined=declined)
    context = {
        "workshop": workshop,
        "step": step,
        "board": board,
        "suggestions": found,
        "too_many": too_many,
        "declined": len(declined),
        "here": request.get_full_path(),
    }
    return shown(request, "similar", context)


def suggested(
    board: Board, *, language: str, declined: Collection[str]
) -> tuple[Sequence[Suggestion], str]:
    """What might belong together, or why that cannot be told."""
    try:
        return suggestions(board, language=language, declined=declined), ""
    except Invalid as wrong:
        return (), worded(wrong)


def opened(request: HttpRequest, slug: str) -> tuple[Workshop, View]:
    workshop = workshop_for(actor_of(request), slug, Permission.LEAD_WORKSHOP)
    return workshop, view_for(workshop_state(workshop), "bridge")


def asked_step(request: HttpRequest, view: View) -> Step | None:
    return view.state.step(as_number(request.GET.get("step", "")) or None)


def board_of(view: View, step: Step, *, table: int | None) -> Board | None:
    """The board this table's things lie on; plenary has but one."""
    laid_out = boards(view, step) if step.activity == "group" else ()
    if step.settings.get("where") == "plenary":
        return laid_out[0] if laid_out else None
    mine = [b for b in laid_out if (b.table.id if b.table else None) == table]
    return mine[0] if mine else None


def pile_of(board: Board | None, group: Group) -> Pile | None:
    piles = [*board.piles, *board.waiting] if board else []
    below = [inner for pile in piles for inner in pile.taken_up]
    return next((pile for pile in [*piles, *below] if pile.group.id == group.id), None)


def shown(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    whole = "X-Farled" not in request.headers
    template = "workshop/card_page.html" if whole else f"workshop/cards/{name}.html"
    inside = f"workshop/cards/{name}.html"
    return render(request, template, {**context, "room": context["workshop"], "inside": inside})
