"""A region's strategies: the list, the chart of one, and what concerns it as a whole."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from farled.core.access import Permission, may
from farled.core.strategy.sustainability import MODELS
from farled.core.strategy.toml import format_strategy
from farled.store.actions import strategy as actions
from farled.store.actions.strategy_parts import fingerprint
from farled.store.gates import region_for, standing_in, strategy_for
from farled.store.models import Region
from farled.store.queries import strategy as queries
from farled.store.queries import strategy_uses as uses
from farled.web.strategy.clash import clash
from farled.web.strategy.drawing import drawing
from farled.web.strategy.forms import ModelForm, NewStrategyForm, StrategyForm
from farled.web.strategy.gate import edited, opened
from farled.web.strategy.links import inventory_links
from farled.web.strategy.shown import drawn, edges, questions, removed, serving
from farled.web.strategy.words import drawing_words, said
from farled.web.ui.actor import actor_of
from farled.web.ui.forms import refusals
from farled.web.ui.region import region_of
from farled.web.ui.signed_in import login_required

HEAD = ("name", "vision", "source", "valid_from", "valid_to")


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The strategies of the region one works in."""
    region = region_of(request)
    if region is None:
        return redirect("account:regions")
    context = {
        "region": region,
        "strategies": queries.strategies_of(region),
        "archived": queries.strategies_of(region, archived=True),
        "may_edit": may(standing_in(actor_of(request), region), Permission.EDIT_STRATEGY),
        "just_archived": request.GET.get("archived", ""),
    }
    return render(request, "strategy/index.html", context)


@login_required
def new(request: HttpRequest) -> HttpResponse:
    region = editable_region(request)
    form = NewStrategyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            made = actions.make_from_template(
                by=actor_of(request), region=region, language=region.language, **form.cleaned_data
            )
        if form.is_valid():
            messages.success(request, _("Strategin är skapad."))
            return redirect("strategy:page", made.slug)
    return render(request, "strategy/new.html", {"form": form, "region": region})


@login_required
@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole strategy on one page; with ?edit=1 and the right to, with its handles."""
    found = opened(request, slug)
    rows = queries.contents(found.strategy)
    value = queries.as_value(found.strategy, rows)
    numbers = queries.numbers_of(rows)
    editing = found.may_edit and request.GET.get("edit") == "1"
    context = {
        **drawn(value, numbers=numbers, serving=serving(found.strategy, numbers)),
        **edges(found),
        "editing": editing,
        "at": request.GET.get("at", "")[:60] if editing else "",
        "removed": removed(found, request.GET.get("removed", "")) if editing else None,
        "questions": questions(value) if found.may_edit else [],
        "used_by": inventory_links(uses.inventories_using(found.strategy)),
    }
    return render(request, "strategy/page.html", context)


@login_required
def change(request: HttpRequest, slug: str) -> HttpResponse:
    by, strategy = edited(request, slug)
    now = {field: getattr(strategy, field) for field in HEAD}
    seen = fingerprint(strategy)
    form = StrategyForm(request.POST or None, initial={**now, "seen": seen})
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            actions.change_strategy(by=by, strategy=strategy, **form.cleaned_data)
        if form.is_valid():
            messages.success(request, _("Sparat."))
            return redirect("strategy:page", slug)
    context = {
        "form": form,
        "strategy": strategy,
        "shown_name": now["name"],
        "theirs": clash(form, now=now, seen=seen),
    }
    return render(request, "strategy/change.html", context)


@login_required
def model(request: HttpRequest, slug: str) -> HttpResponse:
    by, strategy = edited(request, slug)
    form = ModelForm(request.POST or None, initial={"model": strategy.model})
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            actions.choose_model(by=by, strategy=strategy, model=form.cleaned_data["model"])
        if form.is_valid():
            messages.success(request, _("Sparat."))
            return redirect(reverse("strategy:page", args=[slug]) + "#model")
    drawings = [
        (said(f"model.{key}.name"), drawing(one, words=drawing_words(one)))
        for key, one in MODELS.items()
    ]
    return render(
        request, "strategy/model.html", {"form": form, "strategy": strategy, "drawings": drawings}
    )


@login_required
@require_POST
def archive(request: HttpRequest, slug: str) -> HttpResponse:
    by, strategy = edited(request, slug)
    actions.archive_strategy(by=by, strategy=strategy)
    return redirect(f"{reverse('strategy:index')}?archived={slug}")


@login_required
@require_POST
def restore(request: HttpRequest, slug: str) -> HttpResponse:
    by, strategy = edited(request, slug)
    actions.restore_strategy(by=by, strategy=strategy)
    messages.success(request, _("”%(name)s” är tillbaka.") % {"name": strategy.name})
    return redirect("strategy:index")


@login_required
@require_safe
def export(request: HttpRequest, slug: str) -> HttpResponse:
    strategy = strategy_for(actor_of(request), slug, Permission.EXPORT)
    return as_file(format_strategy(queries.strategy_value(strategy)), name=slug)


def as_file(text: str, *, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type="application/toml; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.toml"'
    return response


def editable_region(request: HttpRequest) -> Region:
    region = region_of(request)
    return region_for(actor_of(request), region.slug if region else "", Permission.EDIT_STRATEGY)
