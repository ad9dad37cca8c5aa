"""Themes: which needs belong together, why, and what is proposed."""

from collections import defaultdict
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from farled.core.access import Permission
from farled.core.inventory.belonging import Belonging, belonging
from farled.core.inventory.board import Picture
from farled.core.inventory.needs import Need
from farled.store import models
from farled.store.actions import themes as actions
from farled.store.queries.needs import needs_in, picture, theme_in
from farled.web.inventory.filters import numbers
from farled.web.inventory.here import Here, done, here, page
from farled.web.inventory.need_forms import ThemeForm, theme_values
from farled.web.ui.clash import shown_version
from farled.web.ui.forms import refusals
from farled.web.ui.said import said
from farled.web.ui.signed_in import login_required

MOST_SUGGESTED = 8


@login_required
@require_GET
def themes(request: HttpRequest, slug: str) -> HttpResponse:
    at = here(request, slug)
    whole = picture(at.inventory)
    members: dict[int, list[Need]] = defaultdict(list)
    for need in whole.needs:
        members[need.theme or 0].append(need)
    context = page(
        at,
        "themes",
        themes=[{"theme": theme, "needs": members[theme.id]} for theme in whole.themes],
        loose=members[0],
        total=len(whole.needs),
        suggestions=_suggestions(at, whole) if at.may(Permission.EDIT_NEEDS) else [],
    )
    return render(request, "inventory/themes.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """A new theme; the needs it begins with are named in the address or ticked."""
    at = here(request, slug, Permission.EDIT_NEEDS)
    ticked = request.POST.getlist("need") or request.GET.getlist("need")
    rows = needs_in(at.inventory, numbers(ticked))
    is_sent = request.method == "POST" and "name" in request.POST
    form = ThemeForm(request.POST if is_sent else None)
    if is_sent and form.is_valid():
        with refusals(form):
            made = actions.create_theme(**at.common, needs=rows, **form.cleaned_data)
            done(request, at, _("Temat ”%s” finns nu.") % made.name)
            return _to_theme(slug, made)
    return render(request, "inventory/theme_form.html", page(at, "themes", form=form, needs=rows))


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    at = here(request, slug, Permission.EDIT_NEEDS)
    row = _row(at, number)
    form = ThemeForm(request.POST or None, initial=theme_values(row))
    if request.method == "POST" and form.is_valid():
        version = request.POST.get("version", "")
        with refusals(form):
            actions.edit_theme(**at.common, theme=row, version=version, **form.cleaned_data)
            done(request, at, _("Temat är sparat."))
            return _to_theme(slug, row)
    if form.is_bound:
        row.refresh_from_db()  # refused: as it stands by now
    own = shown_version(form, now=row.version, standing=theme_values(row))
    context = page(at, "themes", form=form, theme=row, **own)
    return render(request, "inventory/theme_form.html", context)


@login_required
@require_POST
def remove(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    at = here(request, slug, Permission.EDIT_NEEDS)
    row = _row(at, number)
    actions.remove_theme(**at.common, theme=row)
    done(request, at, _("Temat ”%s” är borttaget. Behoven finns kvar.") % row.name)
    return redirect("inventory:themes", slug)


def _suggestions(at: Here, whole: Picture) -> list[dict[str, Any]]:
    by_id = {need.id: need for need in whole.needs}
    names = {theme.id: theme.name for theme in whole.themes}
    found = belonging(whole, language=at.inventory.language)
    return [_suggestion(one, by_id, names) for one in found[:MOST_SUGGESTED]]


def _suggestion(one: Belonging, by_id: dict[int, Need], names: dict[int, str]) -> dict[str, Any]:
    return {
        "needs": [by_id[number] for number in one.needs],
        "theme": one.theme,
        "theme_name": names.get(one.theme or 0, ""),
        "why": said(one.why),
    }


def _row(at: Here, number: int) -> models.Theme:
    row = theme_in(at.inventory, number)
    if row is None:
        raise Http404
    return row


def _to_theme(slug: str, row: models.Theme) -> HttpResponse:
    response = redirect("inventory:themes", slug)
    response["Location"] += f"#theme-{row.pk}"
    return response
