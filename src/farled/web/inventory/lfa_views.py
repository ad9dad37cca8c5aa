"""The nine LFA steps as an open checklist."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from farled.core.access import Permission
from farled.core.inventory.lfa_steps import STEPS, next_sensible_step, order_findings
from farled.store.actions import inventory as actions
from farled.store.queries.inventory import lfa_steps
from farled.web.inventory.forms import LFA_STATES, LfaForm
from farled.web.inventory.here import Here, done, here, page
from farled.web.inventory.words import lfa_words, purpose_words
from farled.web.ui.forms import refusals
from farled.web.ui.said import said
from farled.web.ui.signed_in import login_required


@login_required
@require_GET
def steps(request: HttpRequest, slug: str) -> HttpResponse:
    return _page(request, here(request, slug))


@login_required
@require_POST
def step(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    at = here(request, slug, Permission.EDIT_INVENTORY)
    if key not in lfa_words():
        raise Http404
    form = LfaForm(request.POST, prefix=key)
    if form.is_valid():
        with refusals(form):
            actions.set_lfa_step(**at.common, key=key, **form.cleaned_data)
            done(request, at, _("Steget är sparat."))
            response = redirect("inventory:lfa", slug)
            response["Location"] += f"#step-{key}"
            return response
    return _page(request, at, wrong=(key, form))


def _page(
    request: HttpRequest, at: Here, *, wrong: tuple[str, LfaForm] | None = None
) -> HttpResponse:
    rows = lfa_steps(at.inventory)
    states = {key: row.state for key, row in rows.items()}
    upcoming = next_sensible_step(states)
    words = lfa_words()
    context = page(
        at,
        "lfa",
        groups=[
            {"name": name, "steps": [_step(s.key, rows, wrong) for s in STEPS if s.purpose == key]}
            for key, name in purpose_words().items()
        ],
        next_key=upcoming.key if upcoming else "",
        next_name=words[upcoming.key]["name"] if upcoming else "",
        next_why=said(upcoming.why) if upcoming else "",
        findings=[said(finding.why) for finding in order_findings(states)],
    )
    return render(request, "inventory/lfa.html", context)


def _step(key: str, rows: Any, wrong: tuple[str, LfaForm] | None) -> dict[str, Any]:
    row = rows.get(key)
    state, note = (row.state, row.note) if row else ("not_begun", "")
    form = LfaForm(prefix=key, initial={"state": state, "note": note})
    if wrong is not None and wrong[0] == key:
        form = wrong[1]
    return {
        **lfa_words()[key],
        "state": state,
        "state_word": LFA_STATES[state],
        "note": note,
        "form": form,
    }
