"""Summaries from other regions: read from a file, kept, taken away and brought back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from farled.core.access import Permission, may
from farled.core.dialogue.summary import Summary
from farled.core.dialogue.summary_json import parse_summary
from farled.core.finding import Invalid
from farled.store.actions import dialogue as actions
from farled.store.gates import received_for, region_for, standing_in
from farled.store.models import ReceivedSummary
from farled.store.queries.dialogue import content_of
from farled.web.dialogue import document
from farled.web.dialogue.forms import KeepForm, ReadForm, keeping
from farled.web.dialogue.words import ON_PAGE, shown, way_back
from farled.web.ui.actor import actor_of
from farled.web.ui.forms import refusals
from farled.web.ui.region import seat_of
from farled.web.ui.signed_in import login_required

KEPT = gettext_lazy(
    "Sammanfattningen är sparad. Räkna med att den är inkommen och allmän handling."
)


@login_required
@require_http_methods(["GET", "POST"])
def read(request: HttpRequest) -> HttpResponse:
    """Shows what is in a file. Nothing is stored."""
    seat = seat_of(request)
    if seat is None:
        return redirect("/")
    form = ReadForm(request.POST, request.FILES) if request.method == "POST" else ReadForm()
    if not (form.is_bound and form.is_valid()):
        return render(request, "dialogue/read.html", {"form": form, "crumbs": way_back()})
    summary = form.cleaned_data["file"]
    keep_form = keeping(summary) if may(seat.role, Permission.EDIT_INVENTORY) else None
    return _look(request, summary, keep=keep_form)


@login_required
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    seat = seat_of(request)
    slug = seat.region.slug if seat else ""
    region = region_for(actor_of(request), slug, Permission.EDIT_INVENTORY)
    form = KeepForm(request.POST)
    if form.is_valid():
        with refusals(form):
            row = actions.keep_received(by=actor_of(request), region=region, **form.cleaned_data)
            messages.success(request, KEPT)
            return redirect("dialogue:received", row.slug)
    try:
        return _look(request, parse_summary(request.POST.get("text", "")), keep=form)
    except Invalid:
        context = {"form": ReadForm(), "refused": form, "crumbs": way_back()}
        return render(request, "dialogue/read.html", context)


def _look(request: HttpRequest, summary: Summary, *, keep: KeepForm | None) -> HttpResponse:
    context = {"keep": keep, "crumbs": way_back(), **shown(summary, headings=ON_PAGE)}
    return render(request, "dialogue/look.html", context)


@login_required
@require_safe
def received(request: HttpRequest, slug: str) -> HttpResponse:
    row = received_for(actor_of(request), slug, Permission.VIEW_REGION)
    standing = standing_in(actor_of(request), row.region)
    context = {
        "received": row,
        "crumbs": way_back(),
        "may_keep": may(standing, Permission.EDIT_INVENTORY),
        "may_export": may(standing, Permission.EXPORT),
        **shown(content_of(row), headings=ON_PAGE),
    }
    return render(request, "dialogue/received.html", context)


@login_required
@require_safe
def as_json(request: HttpRequest, slug: str) -> HttpResponse:
    return document.as_json(content_of(received_for(actor_of(request), slug, Permission.EXPORT)))


@login_required
@require_POST
def remove(request: HttpRequest, slug: str) -> HttpResponse:
    row = received_for(actor_of(request), slug, Permission.EDIT_INVENTORY)
    actions.remove_received(by=actor_of(request), received=row)
    messages.success(request, _undo_words(request, row))
    return redirect("dialogue:index")


@login_required
@require_POST
def restore(request: HttpRequest, slug: str) -> HttpResponse:
    row = received_for(actor_of(request), slug, Permission.EDIT_INVENTORY)
    actions.restore_received(by=actor_of(request), received=row)
    messages.success(request, _("”%(title)s” ligger i listan igen.") % {"title": row.title})
    return redirect("dialogue:received", slug)


def _undo_words(request: HttpRequest, row: ReceivedSummary) -> str:
    return format_html(
        '{} <form class="undo" method="post" action="{}">'
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<button class="button--small" type="submit">{}</button></form>',
        _("”%(title)s” är borttagen ur listan.") % {"title": row.title},
        reverse("dialogue:restore", args=[row.slug]),
        get_token(request),
        _("Ångra"),
    )
