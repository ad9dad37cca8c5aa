"""Who affects and is affected: the list, the drawing and its table, who is missing."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from farled.core.access import Permission
from farled.core.finding import Finding, Say
from farled.core.inventory.stakeholders import (
    GROUPS,
    missing_groups,
    missing_perspectives,
    quadrant,
)
from farled.store import models
from farled.store.actions import stakeholders as actions
from farled.store.actions.standing import mark_of
from farled.store.queries.inventory import (
    attendance,
    stakeholder_in,
    stakeholder_rows,
    stakeholder_value,
)
from farled.web.inventory.forms import StakeholderForm
from farled.web.inventory.grid import grid
from farled.web.inventory.here import Here, done, here, page
from farled.web.inventory.words import group_words
from farled.web.ui.clash import shown_version
from farled.web.ui.forms import refusals
from farled.web.ui.said import said
from farled.web.ui.signed_in import login_required

QUADRANTS = ("keep_satisfied", "work_together", "watch", "keep_informed")


@login_required
@require_GET
def stakeholders(request: HttpRequest, slug: str) -> HttpResponse:
    at = here(request, slug)
    rows = stakeholder_rows(at.inventory)
    values = [stakeholder_value(row) for row in rows]
    present = attendance(at.inventory)
    findings = missing_perspectives(values, present) if present else ()
    drawing = grid(values)
    numbers = {mark.stakeholder.id: mark.number for mark in drawing.marks}
    context = page(
        at,
        "stakeholders",
        lines=[_line(row, numbers) for row in rows],
        grid=drawing,
        quadrants=[said(Say(f"stakeholder.quadrant.{key}")) for key in QUADRANTS],
        missing=_sentences(findings),
        unlisted=_sentences(missing_groups(values)) if rows else [],
        group_help=[group_words()[key] for key in GROUPS],
    )
    return render(request, "inventory/stakeholders.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    at = here(request, slug, Permission.EDIT_INVENTORY)
    form = StakeholderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            made = actions.add_stakeholder(**at.common, **form.cleaned_data)
            done(request, at, _("%s är med på listan.") % made.name)
            again = "new-stakeholder" if request.POST.get("again") else "stakeholders"
            return redirect(f"inventory:{again}", slug)
    return render(request, "inventory/stakeholder.html", page(at, "stakeholders", form=form))


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    changing = request.method == "POST"
    at = here(request, slug, Permission.EDIT_INVENTORY if changing else Permission.VIEW_REGION)
    row = _row(at, number)
    form = StakeholderForm(request.POST or None, initial=_standing(row))
    if changing and form.is_valid():
        with refusals(form):
            version = request.POST.get("version", "")
            actions.edit_stakeholder(
                **at.common, stakeholder=row, version=version, **form.cleaned_data
            )
            done(request, at, _("Intressenten är sparad."))
            return redirect("inventory:stakeholders", slug)
    own = shown_version(form, now=mark_of(row), standing=_standing(row))
    context = page(at, "stakeholders", form=form, stakeholder=row, line=_line(row, {}), **own)
    return render(request, "inventory/stakeholder.html", context)


@login_required
@require_POST
def remove(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    at = here(request, slug, Permission.EDIT_INVENTORY)
    row = _row(at, number)
    actions.remove_stakeholder(**at.common, stakeholder=row)
    done(request, at, _("%s är borttagen från listan.") % row.name)
    return redirect("inventory:stakeholders", slug)


def _standing(row: models.Stakeholder) -> dict[str, Any]:
    return {name: getattr(row, name) for name in StakeholderForm.base_fields}


def _row(at: Here, number: int) -> models.Stakeholder:
    row = stakeholder_in(at.inventory, number)
    if row is None:
        raise Http404
    return row


def _line(row: models.Stakeholder, numbers: dict[int, int]) -> dict[str, Any]:
    place = quadrant(interest=row.interest, influence=row.influence)
    return {
        "row": row,
        "number": numbers.get(row.pk, ""),
        "groups": [group_words()[key]["name"] for key in row.groups if key in GROUPS],
        "quadrant": said(Say(f"stakeholder.quadrant.{place}")) if place else "",
    }


def _sentences(findings: tuple[Finding, ...]) -> list[str]:
    return [said(finding.why) for finding in findings]
