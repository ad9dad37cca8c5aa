"""The summary before it is shared: what goes along, what to look at, how others will see it; and the sharing."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from farled.core.access import Permission
from farled.core.dialogue.sharing import LASTS, WAYS, is_disposed, status_after_sharing
from farled.core.dialogue.summary_json import fingerprint
from farled.store.actions import dialogue as actions
from farled.store.gates import inventory_for
from farled.store.models import Inventory
from farled.store.queries.dialogue import Prepared, opens, prepared, shared_in
from farled.web.dialogue.forms import DraftForm, ShareForm, initial
from farled.web.dialogue.hints import hints
from farled.web.dialogue.words import ON_PAGE, shown, way_back
from farled.web.ui.actor import actor_of
from farled.web.ui.content import by_key
from farled.web.ui.forms import refusals
from farled.web.ui.signed_in import login_required


@login_required
@require_http_methods(["GET", "POST"])
def summary(request: HttpRequest, slug: str) -> HttpResponse:
    inventory = inventory_for(actor_of(request), slug, Permission.SHARE)
    found = prepared(inventory)
    form = _draft_form(found, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals(form):
            actions.save_draft(
                by=actor_of(request),
                inventory=inventory,
                version=given["version"],
                stays=form.stays(),
                learned=given["learned"],
                asks=given["asks"],
            )
            messages.success(request, _("Sparat. Så här ser den ut nu."))
            return redirect("dialogue:summary", slug)
    return _page(request, inventory, found=found, form=form, sharing=_share_form(found))


@login_required
@require_POST
def share(request: HttpRequest, slug: str) -> HttpResponse:
    inventory = inventory_for(actor_of(request), slug, Permission.SHARE)
    found = prepared(inventory)
    sharing = _share_form(found, request.POST)
    if sharing.is_valid():
        with refusals(sharing):
            shared = actions.share_summary(
                by=actor_of(request),
                inventory=inventory,
                summary=found.summary,
                findings=len(found.findings),
                what=_("Sammanfattning: %(name)s") % {"name": inventory.name[:150]},
                **sharing.cleaned_data,
            )
            messages.success(request, _("Delat. Det står i loggen."))
            return redirect("dialogue:shared", slug, shared.pk)
    return _page(request, inventory, found=found, form=_draft_form(found), sharing=sharing)


def _draft_form(found: Prepared, posted: QueryDict | None = None) -> DraftForm:
    draft = found.draft
    standing = {"learned": draft.learned, "asks": draft.asks, "version": draft.version}
    first = {**initial(found.choice), **standing}
    return DraftForm(posted, material=found.material, initial=first)


def _share_form(found: Prepared, posted: QueryDict | None = None) -> ShareForm:
    first = {"looked_at": fingerprint(found.summary), "days": LASTS[1]}
    return ShareForm(posted, findings=len(found.findings), initial=first)


def _shown_now(form: forms.Form, name: str, value: object) -> None:
    """The page that comes back shows what stands now: sending it once more is then done knowingly."""
    if isinstance(form.data, QueryDict) and form.is_bound:
        changed = form.data.copy()
        changed[name] = str(value)
        form.data = changed


def _page(
    request: HttpRequest,
    inventory: Inventory,
    *,
    found: Prepared,
    form: DraftForm,
    sharing: ShareForm,
) -> HttpResponse:
    draft = found.draft
    clash = form.is_bound and form.data.get("version") != str(draft.version)
    _shown_now(form, "version", draft.version)
    _shown_now(sharing, "looked_at", fingerprint(found.summary))
    context = {
        "inventory": inventory,
        "crumbs": way_back(inventory),
        "form": form,
        "sharing": sharing,
        "clash": draft if clash else None,
        **_around(inventory),
        **_hinted(inventory, found),
    }
    return render(request, "dialogue/summary.html", context)


def _around(inventory: Inventory) -> dict[str, Any]:
    """What was shared before, and what sharing means for the papers."""
    statuses, now = by_key("records", "statuses"), timezone.now()
    return {
        "shared": [(row, opens(row, now)) for row in shared_in(inventory)],
        "status": statuses.get(inventory.records_status),
        "disposed": is_disposed(inventory.records_status),
        "ways": _ways(inventory.records_status),
        "notice": inventory.region.records_notice,
    }


def _ways(now: str) -> list[dict[str, Any]]:
    """The ways to share: what each means, and what the inventory's status is afterwards."""
    if is_disposed(now):
        return []
    words = by_key("records", "statuses")
    after = {way: status_after_sharing(now=now, way=way) for way in WAYS}
    return [{**words[way], "after": words[after[way]]["name"]} for way in WAYS]


def _hinted(inventory: Inventory, found: Prepared) -> dict[str, Any]:
    beside = hints(inventory, found)
    every = [hint for listed in beside.values() for hint in listed]
    return {"all_hints": every, **shown(found.summary, headings=ON_PAGE, hints=beside)}
