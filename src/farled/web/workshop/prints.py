"""Paper: the agenda, cards for people without a device, signs for the tables, a sheet with the link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from farled.core.access import Permission
from farled.store.gates import workshop_for
from farled.store.models import Step, Table, Workshop
from farled.store.queries.workshop import workshop_state
from farled.web.ui.actor import actor_of
from farled.web.ui.parts import DIMENSIONS
from farled.web.ui.signed_in import login_required
from farled.web.workshop.addresses import doors
from farled.web.workshop.agenda import minutes_in_all, rows_of, steps_of
from farled.web.workshop.posted import as_number

ON_A_SHEET = 8
MOST_SHEETS = 25


def opened(request: HttpRequest, slug: str) -> Workshop:
    return workshop_for(actor_of(request), slug, Permission.TYPE_IN)


@login_required
def agenda(request: HttpRequest, slug: str) -> HttpResponse:
    workshop = opened(request, slug)
    context = {
        "workshop": workshop,
        "rows": rows_of(workshop),
        "minutes": minutes_in_all(steps_of(workshop)),
    }
    return render(request, "workshop/print_agenda.html", context)


@login_required
def cards(request: HttpRequest, slug: str) -> HttpResponse:
    """Cards with a write step's question: as many sheets as asked for."""
    workshop = opened(request, slug)
    steps = list(Step.objects.filter(workshop=workshop, removed=False, activity="write"))
    number = as_number(request.GET.get("step", ""))
    step = next((one for one in steps if one.pk == number), steps[0] if steps else None)
    sheets = min(MOST_SHEETS, max(1, as_number(request.GET.get("sheets", "1"))))
    context = {
        "workshop": workshop,
        "steps": steps,
        "step": step,
        "sheets": sheets,
        "cards": range(sheets * ON_A_SHEET),
        "dimensions": dimensions_of(workshop) if step and step.settings.get("dimensions") else (),
    }
    return render(request, "workshop/print_cards.html", context)


def dimensions_of(workshop: Workshop) -> list[str]:
    """In words: those of the region's own model."""
    return [gettext(DIMENSIONS[key]) for key in workshop_state(workshop).frame.dimensions]


@login_required
def tables(request: HttpRequest, slug: str) -> HttpResponse:
    workshop = opened(request, slug)
    rows = Table.objects.filter(workshop=workshop, removed=False)
    context = {"workshop": workshop, "tables": rows, "doors": doors(request, workshop)}
    return render(request, "workshop/print_tables.html", context)


@login_required
def link(request: HttpRequest, slug: str) -> HttpResponse:
    workshop = opened(request, slug)
    context = {"workshop": workshop, "doors": doors(request, workshop)}
    return render(request, "workshop/print_link.html", context)
