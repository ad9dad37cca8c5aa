"""One need: its page, its form, made from nothing or from a group, taken away, its hints."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from farled.core.access import Permission
from farled.core.finding import Invalid
from farled.store.actions import needs as actions
from farled.store.models import Need
from farled.store.queries.groups import group_in, waiting_groups
from farled.store.queries.needs import need_in, picture
from farled.web.inventory.here import Here, done, here, page
from farled.web.inventory.need_forms import NeedForm, need_values
from farled.web.inventory.need_page import need_page
from farled.web.ui.clash import shown_version
from farled.web.ui.forms import refusals, worded
from farled.web.ui.signed_in import login_required


@login_required
@require_GET
def show(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    at = here(request, slug)
    row = _row(at, number)
    if row.merged_into is not None and not request.GET.get("stay"):
        return redirect("inventory:need", slug, row.merged_into.number)
    return render(request, "inventory/need.html", page(at, "needs", **need_page(at, row)))


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    at = here(request, slug, Permission.EDIT_NEEDS)
    theme = request.GET.get("theme", "")[:20]
    form = NeedForm(request.POST or None, picture=picture(at.inventory), initial={"theme": theme})
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            made = actions.create_need(**at.common, **form.cleaned_data)
            done(request, at, _("Behov %s finns nu.") % f"#{made.number}")
            return redirect("inventory:need", slug, made.number)
    return render(request, "inventory/need_form.html", page(at, "needs", form=form))


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    at = here(request, slug, Permission.EDIT_NEEDS)
    row = _standing(at, number)
    form = NeedForm(request.POST or None, picture=picture(at.inventory), initial=need_values(row))
    if request.method == "POST" and form.is_valid():
        version = request.POST.get("version", "")
        with refusals(form):
            actions.edit_need(**at.common, need=row, version=version, **form.cleaned_data)
            done(request, at, _("Behovet är sparat."))
            return redirect("inventory:need", slug, number)
    if form.is_bound:
        row.refresh_from_db()  # refused: as it stands by now
    own = shown_version(form, now=row.version, standing=need_values(row))
    return render(
        request, "inventory/need_form.html", page(at, "needs", form=form, need=row, **own)
    )


@login_required
@require_POST
def remove(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    at = here(request, slug, Permission.EDIT_NEEDS)
    row = _standing(at, number)
    actions.remove_need(**at.common, need=row)
    done(request, at, _("Behovet ”%s” är borttaget. Rösterna finns kvar.") % row.what)
    return redirect("inventory:needs", slug)


@login_required
@require_POST
def dismiss(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A question about the wording does not hold here, and why."""
    at = here(request, slug, Permission.EDIT_NEEDS)
    row = _standing(at, number)
    hint, reason = request.POST.get("hint", ""), request.POST.get("reason", "")
    try:
        actions.dismiss_hint(**at.common, need=row, hint=hint, reason=reason)
    except Invalid as error:
        shown = need_page(at, row)
        asked: dict[str, Any] = {"wrong_hint": hint, "wrong_reason": reason, "wrong": worded(error)}
        asked["is_gone"] = hint not in [one["key"] for one in shown["hints"]]
        return render(request, "inventory/need.html", page(at, "needs", **shown, **asked))
    done(request, at, _("Frågan är besvarad och visas inte mer."))
    return redirect("inventory:need", slug, number)


@login_required
@require_GET
def groups(request: HttpRequest, slug: str) -> HttpResponse:
    """The workshops' groups that are not needs yet."""
    return _groups_page(request, here(request, slug))


@login_required
@require_POST
def from_group(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The group becomes a need, in the words that were typed or in its own name."""
    at = here(request, slug, Permission.EDIT_NEEDS)
    group = group_in(at.inventory, number)
    if group is None:
        raise Http404
    what = request.POST.get("what", "")
    own = {"what": what} if what.strip() else {}
    try:
        made = actions.need_from_group(
            by=at.actor, workshop=group.step.workshop, group=group, **own
        )
    except Invalid as error:
        typed = {"wrong_group": number, "wrong_what": what, "wrong": worded(error)}
        return _groups_page(request, at, **typed)
    done(request, at, _("”%s” är nu ett behov.") % made.what)
    if request.POST.get("edit"):
        return redirect("inventory:edit-need", slug, made.number)
    return redirect("inventory:groups", slug)


def _groups_page(request: HttpRequest, at: Here, **typed: Any) -> HttpResponse:
    context = page(at, "needs", groups=waiting_groups(at.inventory), **typed)
    return render(request, "inventory/groups.html", context)


def _row(at: Here, number: int) -> Need:
    row = need_in(at.inventory, number)
    if row is None:
        raise Http404
    return row


def _standing(at: Here, number: int) -> Need:
    """A need that has not been taken away."""
    row = _row(at, number)
    if row.removed_at is not None:
        raise Http404
    return row
