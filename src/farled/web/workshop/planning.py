"""A workshop is planned: made from a template, changed, copied, put away."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from farled.core.access import Permission
from farled.core.finding import Invalid
from farled.core.workshop.agenda_template import AgendaTemplate
from farled.store.actions import workshop_plan as plan
from farled.store.actions.agenda_templates import agenda_template, agenda_templates
from farled.store.actions.standing import mark_of
from farled.store.gates import inventory_for, standing_in, workshop_for
from farled.store.models import Inventory, Workshop
from farled.store.queries.own_agendas import own_agendas
from farled.store.queries.workshop import workshop_state
from farled.web.ui.actor import actor_of
from farled.web.ui.clash import shown_version
from farled.web.ui.forms import refusals
from farled.web.ui.guidance import read
from farled.web.ui.signed_in import login_required
from farled.web.workshop.agenda import minutes_in_all
from farled.web.workshop.forms import NewWorkshopForm, WorkshopForm
from farled.web.workshop.refusing import refused_page


@login_required
def new(request: HttpRequest, inventory: str) -> HttpResponse:
    by = actor_of(request)
    home = inventory_for(by, inventory, Permission.PLAN_WORKSHOP)
    own = own_agendas(home.region)
    form = NewWorkshopForm(request.POST or None, initial=suggested(home))
    form.fields["template"].choices = template_choices(home.language, own)  # type: ignore[attr-defined]
    if form.is_valid():
        fields = dict(form.cleaned_data)
        key = fields.pop("template")
        with refusals(form):
            template = chosen(key, own=own, language=fields["language"])
            made = plan.create_workshop(by=by, inventory=home, template=template, **fields)
            messages.success(request, _("Workshoppen är skapad. Gå igenom dagordningen."))
            return redirect("workshop:plan", made.slug)
    shared = agenda_templates(home.language)
    context = {"form": form, "inventory": home, "templates": shared, "own": own}
    return render(request, "workshop/new.html", context)


def suggested(inventory: Inventory) -> dict[str, Any]:
    """What is known before anybody has typed."""
    region = inventory.region
    return {
        "language": inventory.language,
        "owning_authority": inventory.owning_authority or region.name,
        "diary_number": inventory.diary_number,
        "records_status": inventory.records_status,
        "seating": "choice",
        "tables": "5",
        "template": "needs-inventory",
        "privacy_notice": region.privacy_notice or standard_notice(inventory.language),
    }


def standard_notice(language: str) -> str:
    """The text each authority makes its own; heading and source are for us."""
    text = read("privacy-notice", language) or read("privacy-notice", "sv") or ""
    blocks = [block.strip() for block in text.split("\n\n")]
    ours = ("#", "Mall:", "Template:", "Källa:", "Source:")
    return "\n\n".join(block for block in blocks if block and not block.startswith(ours))


def template_choices(language: str, own: Iterable[AgendaTemplate]) -> list[tuple[str, str]]:
    """Those that come with Farled, then the region's own, then none."""
    found = [(one.key, one.name) for one in (*agenda_templates(language), *own)]
    return [*found, ("", _("Tom: jag lägger in stegen själv"))]


def chosen(key: str, *, own: Iterable[AgendaTemplate], language: str) -> AgendaTemplate | None:
    """The template of this key: those that come with Farled speak the workshop's language."""
    found = next((one for one in own if one.key == key), None)
    return found or (agenda_template(key, language) if key else None)


@login_required
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """What is planned and where things stand, for everybody of the region."""
    actor = actor_of(request)
    workshop = workshop_for(actor, slug, Permission.VIEW_REGION)
    state = workshop_state(workshop)
    context = {
        "workshop": workshop,
        "state": state,
        "minutes": minutes_in_all(state.steps),
        "role": standing_in(actor, workshop.inventory.region),
    }
    return render(request, "workshop/show.html", context)


@login_required
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    by = actor_of(request)
    workshop = workshop_for(by, slug, Permission.PLAN_WORKSHOP)
    form = WorkshopForm(request.POST or None, initial=as_shown(workshop))
    if form.is_valid():
        with refusals(form):
            version = request.POST.get("version", "")
            plan.edit_workshop(by=by, workshop=workshop, version=version, **form.cleaned_data)
            messages.success(request, _("Sparat."))
            return redirect("workshop:plan", workshop.slug)
    own = shown_version(form, now=mark_of(workshop), standing=as_shown(workshop))
    return render(request, "workshop/edit.html", {"form": form, "workshop": workshop, **own})


def as_shown(workshop: Workshop) -> dict[str, Any]:
    names = WorkshopForm.base_fields.keys() - {"organisations"}
    kept = {name: getattr(workshop, name) for name in names}
    return {**kept, "organisations": "\n".join(workshop.organisations)}


@login_required
@require_POST
def copy(request: HttpRequest, slug: str) -> HttpResponse:
    by = actor_of(request)
    workshop = workshop_for(by, slug, Permission.PLAN_WORKSHOP)
    name = request.POST.get("name") or _("%(name)s, kopia") % {"name": workshop.name[:180]}
    try:
        made = plan.copy_workshop(by=by, workshop=workshop, name=name)
    except Invalid as wrong:
        return refused_page(request, workshop, wrong)
    messages.success(request, _("Dagordningen är kopierad. Ingen och inget följde med."))
    return redirect("workshop:edit", made.slug)


@login_required
@require_POST
def archive(request: HttpRequest, slug: str) -> HttpResponse:
    """Put away, or taken back with `back`."""
    by = actor_of(request)
    workshop = workshop_for(by, slug, Permission.PLAN_WORKSHOP)
    at = None if request.POST.get("back") else timezone.now()
    plan.archive_workshop(by=by, workshop=workshop, archived_at=at)
    said = (
        _("Workshoppen är undanlagd. Den kan tas fram igen härifrån.")
        if at
        else _("Framtagen igen.")
    )
    messages.success(request, said)
    return redirect("workshop:show", slug)
