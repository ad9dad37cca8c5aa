"""The goal conflicts that the workshops found: both sides' words, where, who gains and loses, and the thread both ways."""

from dataclasses import dataclass

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_GET, require_http_methods

from farled.core.access import Permission
from farled.core.workshop.values import Conflict
from farled.store.actions.conflict_words import correct_conflict
from farled.store.models import Goal, GoalConflict, Inventory, Need
from farled.store.queries.conflicts import conflict_in, conflict_value, conflicts_of
from farled.web.inventory.here import Here, back, done, here, page
from farled.web.ui.clash import shown_version
from farled.web.ui.content import content
from farled.web.ui.fields import LineField, LinesField
from farled.web.ui.forms import refusals
from farled.web.ui.links import link_to
from farled.web.ui.parts import Link
from farled.web.ui.signed_in import login_required


@dataclass(frozen=True)
class Side:
    """What one side would sign, and the goal and need it speaks for."""

    words: str
    speaks_for: list[Link]


@dataclass(frozen=True)
class Shown:
    """A conflict with its sides, its types in words and the workshop that found it."""

    row: GoalConflict
    sides: tuple[Side, Side]
    types: list[str]
    found_in: Link | None
    said: Conflict | None
    is_open: bool


class WordsForm(forms.Form):
    """All of a record that is words."""

    title = LineField(label=_lazy("Rubrik"), most=200, required=True)
    words_a = LinesField(label=_lazy("Den ena sidans ord"), most=1000, required=True)
    words_b = LinesField(label=_lazy("Den andra sidans ord"), most=1000, required=True)
    where = LineField(label=_lazy("Var märks det?"), most=300)
    gains = LineField(label=_lazy("Vem vinner på läget?"), most=300)
    loses = LineField(label=_lazy("Vem förlorar på läget?"), most=300)


@login_required
@require_GET
def conflicts(request: HttpRequest, slug: str) -> HttpResponse:
    at = here(request, slug)
    listed = [_shown(row) for row in conflicts_of(at.inventory)]
    context = page(at, "conflicts", conflicts=listed, new_workshop=_new_workshop(at))
    return render(request, "inventory/conflicts.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Other words after the workshop, which keeps what was said."""
    at = here(request, slug, Permission.EDIT_NEEDS)
    row = conflict_in(at.inventory, number)
    if row is None:
        raise Http404
    form = WordsForm(request.POST or None, initial=_words(row))
    if request.method == "POST" and form.is_valid():
        version = request.POST.get("version", "")
        with refusals(form):
            correct_conflict(**at.common, conflict=row, version=version, **form.cleaned_data)
            done(
                request, at, _("Orden är sparade. Workshoppen behåller det som sades."), undo=False
            )
            return back("inventory:conflicts", slug, query=f"#conflict-{row.pk}")
    if form.is_bound:
        row.refresh_from_db()  # refused: as it stands by now
    return _form_page(request, at, row, form=form)


def _form_page(
    request: HttpRequest, at: Here, row: GoalConflict, *, form: WordsForm
) -> HttpResponse:
    """With both texts beside each other when somebody else was first."""
    version = shown_version(form, now=row.version, standing=_words(row))
    context = page(at, "conflicts", form=form, row=row, said=_said(row), **version)
    status = 422 if form.errors else 200
    return render(request, "inventory/conflict_form.html", context, status=status)


def _words(row: GoalConflict) -> dict[str, str]:
    return {name: getattr(row, name) for name in WordsForm.base_fields}


def _said(row: GoalConflict) -> Conflict | None:
    return conflict_value(row).said() if row.as_said else None


def _shown(row: GoalConflict) -> Shown:
    return Shown(
        row=row,
        sides=(
            Side(row.words_a, _links(row.inventory, row.goal_a, row.need_a)),
            Side(row.words_b, _links(row.inventory, row.goal_b, row.need_b)),
        ),
        types=_types(row),
        found_in=_workshop(row),
        said=_said(row),
        is_open=row.step is not None and row.step.state == "open",
    )


def _types(row: GoalConflict) -> list[str]:
    names = {one["id"]: one["name"] for one in content("conflict_types")["types"]}
    return [names[key] for key in row.types if key in names]


def _links(inventory: Inventory, goal: Goal | None, need: Need | None) -> list[Link]:
    """A goal that was taken out of the strategy keeps its name, not its page."""
    found = []
    if goal is not None:
        where = (goal.strategy.slug, "goal", goal.pk)
        url = "" if goal.removed_at else link_to("strategy:part", *where)
        found.append(Link(goal.name, url, "goal", note=_("mål i strategin")))
    if need is not None:
        url = reverse("inventory:need", args=[inventory.slug, need.number])
        found.append(Link(need.what, url, "need", note=_("behov #%s") % need.number))
    return found


def _workshop(row: GoalConflict) -> Link | None:
    workshop = row.step.workshop if row.step else None
    if workshop is None:
        return None
    return Link(workshop.name, link_to("report:workshop", workshop.slug), "workshop")


def _new_workshop(at: Here) -> str:
    may_plan = at.may(Permission.PLAN_WORKSHOP)
    return link_to("workshop:new", at.inventory.slug) if may_plan else ""
