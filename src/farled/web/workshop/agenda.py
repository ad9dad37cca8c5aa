"""The agenda: steps added, changed, moved, taken away and brought back."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from farled.core.access import Permission
from farled.core.finding import Finding, Invalid
from farled.core.workshop.activities import ACTIVITIES
from farled.core.workshop.agenda import Timed, agenda_findings
from farled.store.actions import steps as actions
from farled.store.actions import undo as undoing
from farled.store.actions import workshop_plan as plan
from farled.store.actions.standing import mark_of
from farled.store.gates import Actor, workshop_for
from farled.store.models import Step, Workshop
from farled.web.ui.actor import actor_of
from farled.web.ui.clash import shown_version
from farled.web.ui.forms import refusals, worded
from farled.web.ui.parts import ACTIVITIES as NAMES
from farled.web.ui.signed_in import login_required
from farled.web.workshop.forms import StepForm, initial_for, initial_of
from farled.web.workshop.posted import as_number
from farled.web.workshop.put_away import at_hand
from farled.web.workshop.words import ANONYMITY, PROMISES, SOURCES, act_name

MOST_ORDERED = 200
PLANNING = ("add_step", "remove_step", "order_steps")


@dataclass(frozen=True)
class Row:
    """A step as the agenda shows it."""

    step: Step
    activity: str
    icon: str
    anonymity: str
    promise: str
    source: str
    hints: tuple[Finding, ...]


def planned(request: HttpRequest, slug: str) -> tuple[Actor, Workshop]:
    actor = actor_of(request)
    return actor, at_hand(workshop_for(actor, slug, Permission.PLAN_WORKSHOP))


def step_of(workshop: Workshop, number: int) -> Step:
    step = Step.objects.filter(workshop=workshop, removed=False, pk=min(number, 2**63 - 1)).first()
    if step is None:
        raise Http404
    return step


@login_required
def agenda(request: HttpRequest, slug: str) -> HttpResponse:
    _by, workshop = planned(request, slug)
    context = {
        "workshop": workshop,
        "rows": rows_of(workshop),
        "minutes": minutes_in_all(steps_of(workshop)),
        "activities": [(key, gettext(NAMES[key]), one.icon) for key, one in ACTIVITIES.items()],
        "undo": undo_of_planning(workshop),
    }
    return render(request, "workshop/agenda.html", context)


def undo_of_planning(workshop: Workshop) -> str:
    """What undo would take back, when that was done here and not on the bridge."""
    newest = undoing.last_undoable(workshop)
    return act_name(newest) if newest in PLANNING else ""


def steps_of(workshop: Workshop) -> list[Step]:
    return list(Step.objects.filter(workshop=workshop, removed=False).select_related("source"))


def rows_of(workshop: Workshop) -> list[Row]:
    rows = steps_of(workshop)
    found = agenda_findings([Timed(row.pk, row.activity, source_of(row)) for row in rows])
    return [_row(row, tuple(f for f in found if f.about == (str(row.pk),))) for row in rows]


def source_of(step: Step) -> int | str | None:
    return step.source_id or step.settings.get("source")


def _row(step: Step, hints: tuple[Finding, ...]) -> Row:
    named = step.settings.get("source", "")
    source = step.source.title if step.source else gettext(SOURCES[named]) if named else ""
    return Row(
        step,
        gettext(NAMES[step.activity]),
        ACTIVITIES[step.activity].icon,
        gettext(ANONYMITY[step.anonymity]),
        gettext(PROMISES[step.anonymity]),
        source,
        hints,
    )


def minutes_in_all(steps: Iterable[Any]) -> dict[str, int]:
    minutes = sum(step.minutes for step in steps)
    return {"all": minutes, "hours": minutes // 60, "rest": minutes % 60}


@login_required
def add(request: HttpRequest, slug: str) -> HttpResponse:
    by, workshop = planned(request, slug)
    activity = request.POST.get("activity", request.GET.get("activity", ""))
    if activity not in ACTIVITIES:
        raise Http404
    form = step_form(request, workshop, activity)
    if form.is_valid():
        with refusals(form):
            plan.plan_step(by=by, workshop=workshop, activity=activity, **form.plan())
            messages.success(request, _("Steget ligger sist i dagordningen."))
            return redirect("workshop:plan", slug)
    return show_form(request, workshop, form)


@login_required
def edit(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    by, workshop = planned(request, slug)
    step = step_of(workshop, number)
    form = step_form(request, workshop, step.activity, step)
    if form.is_valid():
        with refusals(form):
            version = request.POST.get("version", "")
            plan.change_step(by=by, workshop=workshop, step=step, version=version, **form.plan())
            messages.success(request, _("Sparat."))
            return redirect("workshop:plan", slug)
    return show_form(request, workshop, form, step)


def step_form(
    request: HttpRequest, workshop: Workshop, activity: str, step: Step | None = None
) -> StepForm:
    sent = request.POST if request.method == "POST" else None
    initial = initial_of(step) if step else initial_for(ACTIVITIES[activity])
    return StepForm(sent, initial=initial, workshop=workshop, activity=activity, step=step)


def show_form(
    request: HttpRequest, workshop: Workshop, form: StepForm, step: Step | None = None
) -> HttpResponse:
    key = form.activity.key
    context: dict[str, Any] = {
        "workshop": workshop,
        "form": form,
        "step": step,
        "activity": key,
        "activity_name": gettext(NAMES[key]),
        "guidance": f"activity-{key}",
        "settings": [form[name] for name in form.fields if name.startswith("set_")],
    }
    if step is not None:
        context |= shown_version(form, now=mark_of(step), standing=initial_of(step))
    return render(request, "workshop/step.html", context)


@login_required
@require_POST
def move(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    by, workshop = planned(request, slug)
    places = -1 if request.POST.get("way") == "up" else 1
    plan.move_step(by=by, workshop=workshop, step=step_of(workshop, number), places=places)
    return redirect(f"{request.path.split('/agenda/')[0]}/agenda/#step-{number}")


@login_required
@require_POST
def order(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole agenda in the order the cards were dragged to."""
    by, workshop = planned(request, slug)
    numbers = [as_number(raw) for raw in request.POST.getlist("step")[:MOST_ORDERED]]
    actions.order_steps(by=by, workshop=workshop, numbers=numbers)
    return redirect("workshop:plan", slug)


@login_required
@require_POST
def remove(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    by, workshop = planned(request, slug)
    step = step_of(workshop, number)
    actions.remove_step(by=by, workshop=workshop, step=step)
    messages.success(
        request, _("”%(title)s” är borttaget. Ångra finns nedanför.") % {"title": step.title}
    )
    return redirect("workshop:plan", slug)


@login_required
@require_POST
def undo(request: HttpRequest, slug: str) -> HttpResponse:
    by, workshop = planned(request, slug)
    try:
        name = undoing.undo_last(by=by, workshop=workshop)
        messages.success(request, _("Ångrat: %(act)s.") % {"act": act_name(name)})
    except Invalid as wrong:
        messages.error(request, worded(wrong))
    return redirect("workshop:plan", slug)
