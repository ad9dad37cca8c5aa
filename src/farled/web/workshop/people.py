"""Who is in the room and where they sit: the facilitator's list."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from farled.core.access import Permission
from farled.core.finding import Invalid, Say
from farled.store.actions import room
from farled.store.gates import workshop_for
from farled.store.models import Participant, Table
from farled.store.queries.room import people_of
from farled.web.ui.actor import actor_of
from farled.web.ui.signed_in import login_required
from farled.web.workshop.posted import Posted
from farled.web.workshop.put_away import at_hand
from farled.web.workshop.refusing import refused_page


@login_required
@never_cache
def people(request: HttpRequest, slug: str) -> HttpResponse:
    workshop = at_hand(workshop_for(actor_of(request), slug, Permission.LEAD_WORKSHOP))
    everybody = people_of(workshop)
    tables = list(Table.objects.filter(workshop=workshop, removed=False))
    context = {
        "workshop": workshop,
        "people": everybody,
        "gone": people_of(workshop, removed=True),
        "tables": [(table, seated(everybody, table)) for table in tables],
        "table_rows": tables,
        "standing": seated(everybody, None),
        "count": sum(one.stands_for for one in everybody),
    }
    return render(request, "workshop/people.html", context)


def seated(everybody: list[Participant], table: Table | None) -> int:
    number = table.pk if table else None
    return sum(one.stands_for for one in everybody if one.table_id == number)


@login_required
@require_POST
@never_cache
def change(request: HttpRequest, slug: str, act: str) -> HttpResponse:
    workshop = workshop_for(actor_of(request), slug, Permission.LEAD_WORKSHOP)
    wanted = CHANGES.get(act)
    if wanted is None:
        raise Http404
    try:
        messages.success(request, wanted(Posted(actor_of(request), workshop, request.POST)))
    except Invalid as wrong:
        return refused_page(request, workshop, wrong)
    return redirect("workshop:people", slug)


def seat(sent: Posted) -> str:
    one, table = sent.participant(), sent.table()
    room.take_seat(by=sent.by, workshop=sent.workshop, participant=one, table=table)
    return (
        _("Sitter nu vid %(table)s.") % {"table": table.name}
        if table
        else _("Sitter inte vid något bord.")
    )


def remove(sent: Posted) -> str:
    room.remove_participant(by=sent.by, workshop=sent.workshop, participant=sent.participant())
    return _(
        "Telefonen är utsläppt. Det den skickat finns kvar, och den kan släppas in igen nedanför."
    )


def restore(sent: Posted) -> str:
    rows = Participant.objects.filter(workshop=sent.workshop, pk=sent.number("participant"))
    one = rows.first()
    if one is None:
        raise Invalid("participant", Say("workshop.participant_gone"))
    room.restore_participant(by=sent.by, workshop=sent.workshop, participant=one)
    return _("Insläppt igen.")


def spread(sent: Posted) -> str:
    room.spread_seats(by=sent.by, workshop=sent.workshop)
    return _("Organisationerna är blandade vid borden.")


def set_tables(sent: Posted) -> str:
    word = "Table" if sent.workshop.language == "en" else "Bord"
    room.set_tables(by=sent.by, workshop=sent.workshop, count=sent.text("count"), word=word)
    return _("Antalet bord är ändrat.")


def add_table(sent: Posted) -> str:
    table = room.add_table(by=sent.by, workshop=sent.workshop, name=sent.text("name"))
    return _("%(table)s är tillagt.") % {"table": table.name}


def rename_table(sent: Posted) -> str:
    table = sent.table()
    if table is None:
        raise Invalid("table", Say("workshop.table_gone"))
    room.rename_table(by=sent.by, workshop=sent.workshop, table=table, name=sent.text("name"))
    return _("Namnet är ändrat.")


CHANGES: Mapping[str, Callable[[Posted], str]] = {
    "seat": seat,
    "remove": remove,
    "restore": restore,
    "spread": spread,
    "set-tables": set_tables,
    "add-table": add_table,
    "rename-table": rename_table,
}
