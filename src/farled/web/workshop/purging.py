"""Authorised disposal: the owner carries out a decision, and gets a receipt."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from farled.core.access import Permission
from farled.store.actions.purge import purge_workshop
from farled.store.gates import workshop_for
from farled.web.ui.actor import actor_of
from farled.web.ui.forms import refusals
from farled.web.ui.signed_in import login_required


class PurgeForm(forms.Form):
    decision = forms.CharField(
        label=_("Beslut om gallring"),
        max_length=300,
        help_text=_("Till exempel diarienummer och datum."),
    )
    sure = forms.BooleanField(label=_("Jag vet att det inte går att ångra"))


@login_required
def purge(request: HttpRequest, slug: str) -> HttpResponse:
    """Forgets who said what; the receipt names the backups that still know."""
    by = actor_of(request)
    workshop = workshop_for(by, slug, Permission.PURGE)
    form = PurgeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals(form):
            receipt = purge_workshop(
                by=by, workshop=workshop, decision=form.cleaned_data["decision"]
            )
            return render(
                request, "workshop/purged.html", {"workshop": workshop, "receipt": receipt}
            )
    context = {"workshop": workshop, "form": form, "inventory": workshop.inventory}
    return render(request, "workshop/purge.html", context, status=422 if form.errors else 200)
