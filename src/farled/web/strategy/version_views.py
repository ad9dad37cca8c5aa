"""Dated versions: kept, shown, compared, taken back. And files: read in, with the fault's line and cure."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from farled.core.access import Permission
from farled.core.strategy.changes import Change, changes
from farled.core.strategy.strategy import Strategy as Value
from farled.store.actions import strategy as actions
from farled.store.gates import strategy_for
from farled.store.models import Strategy, StrategyVersion
from farled.store.queries import strategy as queries
from farled.web.strategy.comparing import in_words
from farled.web.strategy.forms import VersionForm
from farled.web.strategy.gate import edited, opened
from farled.web.strategy.shown import drawn, edges
from farled.web.strategy.views import as_file
from farled.web.ui.actor import actor_of
from farled.web.ui.forms import refusals
from farled.web.ui.signed_in import login_required

NOW = "now"


@login_required
def versions(request: HttpRequest, slug: str) -> HttpResponse:
    if request.method == "POST":
        return keep(request, slug)
    found = opened(request, slug)
    return show_versions(
        request, found.strategy, form=VersionForm(initial={"dated": timezone.localdate()})
    )


def keep(request: HttpRequest, slug: str) -> HttpResponse:
    by, strategy = edited(request, slug)
    form = VersionForm(request.POST)
    if form.is_valid():
        value = queries.strategy_value(strategy)
        with refusals(form):
            kept = actions.make_version(by=by, strategy=strategy, value=value, **form.cleaned_data)
        if form.is_valid():
            messages.success(request, _("Version %(number)s är sparad.") % {"number": kept.number})
            return redirect("strategy:versions", slug)
    return show_versions(request, strategy, form=form)


def show_versions(request: HttpRequest, strategy: Strategy, *, form: VersionForm) -> HttpResponse:
    found = opened(request, strategy.slug)
    kept = queries.versions_of(strategy)
    context = {**edges(found), "form": form, "versions": kept}
    return render(request, "strategy/versions.html", context)


@login_required
@require_safe
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    found = opened(request, slug)
    kept = version_or_404(found.strategy, number)
    context = {**edges(found), **drawn(queries.version_value(kept)), "version": kept}
    return render(request, "strategy/version.html", context)


@login_required
@require_safe
def export_version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    strategy = strategy_for(actor_of(request), slug, Permission.EXPORT)
    return as_file(version_or_404(strategy, number).content, name=f"{slug}-{number}")


@login_required
@require_POST
def restore_version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The strategy becomes what it was; what it is now is kept as a version."""
    by, strategy = edited(request, slug)
    kept = version_or_404(strategy, number)
    before = actions.replace_strategy(
        by=by,
        strategy=strategy,
        value=queries.version_value(kept),
        before=queries.strategy_value(strategy),
        name=_("Före återgång till version %(number)s") % {"number": number},
    )
    text = _(
        "Strategin är som i version %(number)s. Det som gällde innan är sparat som version %(kept)s."
    )
    messages.success(request, text % {"number": number, "kept": before.number})
    return redirect("strategy:page", slug)


@login_required
@require_safe
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """Two versions, or a version and now, beside each other in words."""
    found = opened(request, slug)
    kept = queries.versions_of(found.strategy)
    start, end = chosen(request, kept)
    told: tuple[Change, ...] = ()
    if start and end:
        told = changes(value_at(found.strategy, start), value_at(found.strategy, end))
    context = {
        **edges(found),
        "versions": kept,
        "start": start,
        "end": end,
        "groups": in_words(told),
        "total": len(told),
    }
    return render(request, "strategy/compare.html", context)


def chosen(request: HttpRequest, kept: list[StrategyVersion]) -> tuple[str, str]:
    """The two that are compared; without a choice the latest version and now."""
    known = {str(one.number) for one in kept} | {NOW}
    latest = str(kept[0].number) if kept else ""
    start, end = request.GET.get("from", latest), request.GET.get("to", NOW)
    return (start if start in known else latest), (end if end in known else NOW)


def value_at(strategy: Strategy, at: str) -> Value:
    if at == NOW:
        return queries.strategy_value(strategy)
    return queries.version_value(version_or_404(strategy, int(at)))


def version_or_404(strategy: Strategy, number: int) -> Any:
    kept = queries.version_of(strategy, number)
    if kept is None:
        raise Http404
    return kept
