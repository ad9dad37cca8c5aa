"""One part of a strategy at a time: shown with its red thread, added, changed, moved, removed, brought back."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from farled.core.strategy.sustainability import MODELS
from farled.store.actions import strategy_parts as actions
from farled.store.models import Area, Direction, Goal, Indicator, Strategy
from farled.store.queries import strategy as queries
from farled.store.queries import strategy_uses as uses
from farled.store.queries.conflicts import conflicts_naming
from farled.web.strategy.chart import IndicatorMark
from farled.web.strategy.clash import clash
from farled.web.strategy.gate import edited, opened
from farled.web.strategy.links import conflict_links, need_links
from farled.web.strategy.part_forms import FORMS, PartForm
from farled.web.strategy.words import HEADINGS, LEVELS, dimension_words
from farled.web.ui.forms import refusals
from farled.web.ui.signed_in import login_required

# what the plain fields of a part are called in its form
LINKS = {"goal": "parents", "area": "serves"}


@dataclass(frozen=True)
class Editing:
    """A part that is being changed, or one to come (`part` is None)."""

    strategy: Strategy
    kind: str
    form: PartForm
    part: Any = None


@login_required
def add(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    by, strategy = edited(request, slug)
    asked = request.POST if request.method == "POST" else request.GET
    form = form_of(kind, asked.get("level", ""))(
        request.POST or None, strategy=strategy, initial=wished(request)
    )
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            made = actions.add_part(by=by, strategy=strategy, kind=kind, **fields_of(form))
        if form.is_valid():
            messages.success(request, _("”%(name)s” är tillagt.") % {"name": made.name})
            return redirect(spot(slug, kind=kind, number=made.pk))
    return show(request, Editing(strategy, kind, form))


@login_required
def change(request: HttpRequest, slug: str, *, kind: str, number: int) -> HttpResponse:
    by, strategy = edited(request, slug)
    part = found(strategy, kind=kind, number=number)
    form = form_of(kind, getattr(part, "level", ""))(
        request.POST or None, strategy=strategy, initial=standing(part, kind)
    )
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            actions.change_part(by=by, strategy=strategy, part=part, **fields_of(form))
        if form.is_valid():
            messages.success(request, _("Sparat."))
            return redirect(spot(slug, kind=kind, number=number))
    return show(request, Editing(strategy, kind, form, part))


def show(request: HttpRequest, editing: Editing) -> HttpResponse:
    """The form alone for the place on the page it is put in, else a page of its own."""
    part, form = editing.part, editing.form
    theirs = []
    if part is not None:
        now = standing(part, editing.kind)
        theirs = clash(form, now=now, seen=now["seen"])
    context = {
        "strategy": editing.strategy,
        "kind": editing.kind,
        "word": heading(editing),
        "form": form,
        "part": part,
        "theirs": theirs,
        "back": spot(editing.strategy.slug, kind=editing.kind, number=part.pk if part else 0),
    }
    in_place = request.headers.get("HX-Request") == "true" and request.method == "GET"
    name = "part_form.html" if in_place else "part_page.html"
    return render(request, f"strategy/{name}", context)


@login_required
@require_safe
def part(request: HttpRequest, slug: str, *, kind: str, number: int) -> HttpResponse:
    """A goal or an area with all it hangs together with; the rest stands on the strategy's page."""
    opening = opened(request, slug)
    one = found(opening.strategy, kind=kind, number=number)
    if not isinstance(one, Goal | Area):
        return redirect(f"{reverse('strategy:page', args=[slug])}#{kind}-{number}")
    context = {
        "strategy": opening.strategy,
        "may_edit": opening.may_edit,
        "kind": kind,
        "part": one,
        "needs": need_links(uses.needs_serving(one)),
        **(goal_edges(one) if isinstance(one, Goal) else area_edges(one)),
    }
    return render(request, f"strategy/{kind}.html", context)


def goal_edges(goal: Goal) -> dict[str, Any]:
    alive = {"removed_at": None}
    return {
        "level": _(LEVELS[goal.level]),
        "parents": list(goal.parents.filter(**alive)),
        "children": list(goal.children.filter(**alive)),
        "areas": list(goal.served_by.filter(**alive)),
        "conflicts": conflict_links(conflicts_naming(goal)),
        "indicators": [IndicatorMark(one, one.pk, "") for one in goal.indicators.filter(**alive)],
        "word": dimension_words(MODELS[goal.strategy.model]).get(goal.dimension, ""),
    }


def area_edges(area: Area) -> dict[str, Any]:
    alive = {"removed_at": None}
    return {
        "goals": list(area.serves.filter(**alive)),
        "directions": list(area.directions.filter(**alive)),
    }


@login_required
@require_POST
def remove(request: HttpRequest, slug: str, *, kind: str, number: int) -> HttpResponse:
    by, strategy = edited(request, slug)
    actions.remove_part(by=by, strategy=strategy, part=found(strategy, kind=kind, number=number))
    return redirect(f"{reverse('strategy:page', args=[slug])}?edit=1&removed={kind}-{number}")


@login_required
@require_POST
def restore(request: HttpRequest, slug: str, *, kind: str, number: int) -> HttpResponse:
    by, strategy = edited(request, slug)
    gone = queries.part_of(strategy, kind=kind, number=number, removed=True)
    if gone is None:
        raise Http404
    actions.restore_part(by=by, strategy=strategy, part=gone)
    messages.success(request, _("”%(name)s” är tillbaka.") % {"name": gone.name})
    return redirect(spot(slug, kind=kind, number=number))


@login_required
@require_POST
def move(request: HttpRequest, slug: str, *, kind: str, number: int) -> HttpResponse:
    by, strategy = edited(request, slug)
    steps = -1 if request.POST.get("way") == "up" else 1
    actions.move_part(
        by=by, strategy=strategy, part=found(strategy, kind=kind, number=number), steps=steps
    )
    way = "up" if steps < 0 else "down"
    # the button that was pressed gets the focus again
    return redirect(f"{reverse('strategy:page', args=[slug])}?edit=1&at={kind}-{number}-{way}")


def found(strategy: Strategy, *, kind: str, number: int) -> Any:
    one = queries.part_of(strategy, kind=kind, number=number)
    if one is None:
        raise Http404
    return one


def form_of(kind: str, level: str) -> type[PartForm]:
    if kind != "goal":
        return FORMS[kind]
    return FORMS["overarching" if level == "overarching" else "outcome"]


def fields_of(form: PartForm) -> dict[str, Any]:
    return dict(form.cleaned_data)


def wished(request: HttpRequest) -> dict[str, Any]:
    """What a link to a new part fills in: its area, its goal, its overarching goal."""
    wish: dict[str, Any] = {
        name: request.GET[name] for name in ("area", "goal") if name in request.GET
    }
    return wish | {"parents": request.GET.getlist("parent")}


def standing(part: Any, kind: str) -> dict[str, Any]:
    """The part as its form shows it."""
    values = {field.name: getattr(part, field.attname) for field in part._meta.concrete_fields}
    if isinstance(part, Goal | Area):
        values[LINKS[kind]] = [str(row.pk) for row in getattr(part, LINKS[kind]).all()]
    if isinstance(part, Direction):
        values["area"] = str(part.area_id)
    if isinstance(part, Indicator):
        values["goal"] = str(part.goal_id or "")
        values["comparators"] = "\n".join(part.comparators)
    return {**values, "seen": actions.fingerprint(part)}


def heading(editing: Editing) -> str:
    level = "outcome" if "parents" in editing.form.fields else "overarching"
    new, changed = HEADINGS[level if editing.kind == "goal" else editing.kind]
    return _(changed if editing.part else new)


def spot(slug: str, *, kind: str, number: int) -> str:
    """The part's place on the page in editing, with the focus on it."""
    return f"{reverse('strategy:page', args=[slug])}?edit=1&at={kind}-{number}"
