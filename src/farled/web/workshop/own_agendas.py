"""A region's own agendas as templates: saved from a workshop, listed, renamed, removed and brought back."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from farled.core.access import Permission
from farled.core.workshop.activities import ACTIVITIES
from farled.core.workshop.agenda_template import PlannedStep
from farled.store.actions import own_agendas as actions
from farled.store.actions.workshop_plan import planned as taken_off
from farled.store.gates import own_agenda_for, region_for
from farled.store.models import OwnAgenda
from farled.store.queries.own_agendas import own_agendas, template_of
from farled.web.ui.actor import actor_of
from farled.web.ui.clash import shown_version
from farled.web.ui.forms import refusals
from farled.web.ui.parts import ACTIVITIES as NAMES
from farled.web.ui.signed_in import login_required
from farled.web.workshop.agenda import planned, steps_of
from farled.web.workshop.agenda_forms import OwnAgendaForm, SaveAgendaForm
from farled.web.workshop.words import ANONYMITY


@dataclass(frozen=True)
class Line:
    """A step as a template shows it."""

    step: PlannedStep
    activity: str
    icon: str
    anonymity: str


def lines(steps: Iterable[PlannedStep]) -> list[Line]:
    return [_line(one) for one in steps]


def _line(step: PlannedStep) -> Line:
    # where nobody answers there is nothing to promise
    promised = "" if step.activity == "pause" else gettext(ANONYMITY[step.anonymity])
    return Line(step, gettext(NAMES[step.activity]), ACTIVITIES[step.activity].icon, promised)


@login_required
def save(request: HttpRequest, slug: str) -> HttpResponse:
    """A workshop's agenda, with what will and what will not go with it."""
    by, workshop = planned(request, slug)
    form = SaveAgendaForm(request.POST or None, initial={"name": workshop.name})
    if form.is_valid():
        with refusals(form):
            made = actions.save_agenda(by=by, workshop=workshop, **form.answers())
            messages.success(request, _("Dagordningen är sparad som mallen ”%(name)s”.") % {"name": made.name})  # fmt: skip
            return redirect("workshop:own-agendas", workshop.inventory.region.slug)
    steps = taken_off(steps_of(workshop))
    minutes = sum(step.minutes for step in steps)
    context = {"workshop": workshop, "form": form, "lines": lines(steps), "minutes": minutes}
    return render(request, "workshop/save_agenda.html", context)


@login_required
@require_safe
def index(request: HttpRequest, slug: str) -> HttpResponse:
    region = region_for(actor_of(request), slug, Permission.PLAN_WORKSHOP)
    context = {
        "region": region,
        "templates": own_agendas(region),
        "removed": own_agendas(region, removed=True),
        "just_removed": request.GET.get("removed", ""),
    }
    return render(request, "workshop/own_agendas.html", context)


@login_required
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Its steps, and its name and words to change."""
    by = actor_of(request)
    row = own_agenda_for(by, slug, Permission.PLAN_WORKSHOP)
    begin = {"name": row.name, "fits": row.fits}
    form = OwnAgendaForm(request.POST or None, initial=begin)
    if form.is_valid():
        with refusals(form):
            version = request.POST.get("version")
            actions.change_agenda(by=by, agenda=row, version=version, **form.cleaned_data)
            messages.success(request, _("Sparat."))
            return redirect("workshop:own-agendas", row.region.slug)
    template = template_of(row)
    # what stands by now is in the refusal's own words
    version = shown_version(form, now=row.version, standing=begin)["version"]
    context = {"row": row, "form": form, "template": template, "version": version}
    context["lines"] = lines(template.steps)
    return render(request, "workshop/own_agenda.html", context)


@login_required
@require_POST
def remove(request: HttpRequest, slug: str) -> HttpResponse:
    row = _planned(request, slug)
    actions.remove_agenda(by=actor_of(request), agenda=row)
    return redirect(f"{reverse('workshop:own-agendas', args=[row.region.slug])}?removed={row.slug}")


@login_required
@require_POST
def restore(request: HttpRequest, slug: str) -> HttpResponse:
    row = _planned(request, slug)
    actions.restore_agenda(by=actor_of(request), agenda=row)
    messages.success(request, _("”%(name)s” finns bland mallarna igen.") % {"name": row.name})
    return redirect("workshop:own-agendas", row.region.slug)


def _planned(request: HttpRequest, slug: str) -> OwnAgenda:
    return own_agenda_for(actor_of(request), slug, Permission.PLAN_WORKSHOP)
