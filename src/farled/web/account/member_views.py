"""People of a region, their roles, and the invitations on their way."""

import re

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from farled.core.access import Permission, Role
from farled.core.finding import Invalid
from farled.store.actions import members
from farled.store.gates import Person, region_for
from farled.store.models import Membership, Region, User
from farled.store.queries.account import (
    invitation_in,
    member_in,
    members_of,
    open_invitations,
    removed_from,
)
from farled.store.resetting import reset_parts
from farled.web.account.forms import ROLES, InviteForm
from farled.web.account.letters import send_invitation
from farled.web.account.views import person_of
from farled.web.ui.address import full_address
from farled.web.ui.forms import refusals, worded
from farled.web.ui.region import seat_of
from farled.web.ui.signed_in import login_required


@login_required
def own_members(request: HttpRequest) -> HttpResponse:
    """The people of the region one works in."""
    seat = seat_of(request)
    if seat is None or seat.role is not Role.OWNER:
        return redirect("account:regions")
    return redirect("account:region-members", seat.region.slug)


@login_required
def region_members(request: HttpRequest, slug: str) -> HttpResponse:
    _by, region = owner_of(request, slug)
    return show_members(request, region, InviteForm())


def show_members(request: HttpRequest, region: Region, form: InviteForm) -> HttpResponse:
    context = {
        "region": region,
        "form": form,
        "members": members_of(region),
        "invitations": open_invitations(region),
        "roles": ROLES,
        "removed": just_removed(request, region),
    }
    return render(request, "account/members.html", context)


@login_required
@require_POST
@never_cache
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    """Shows the link once; a letter takes it along where mail is configured."""
    by, region = owner_of(request, slug)
    form = InviteForm(request.POST)
    if form.is_valid():
        with refusals(form):
            made, key = members.invite(by=by, region=region, **form.cleaned_data)
    if not form.is_valid():
        return show_members(request, region, form)
    link = full_address(request, reverse("account:invitation", args=[key]))
    sent_to = made.email if send_invitation(made, link) else ""
    context = {"region": region, "link": link, "invitation": made, "sent_to": sent_to}
    return render(request, "account/invitation_made.html", context)


@login_required
@require_POST
def withdraw(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    by, region = owner_of(request, slug)
    found = invitation_in(region, number)
    if found is None:
        raise Http404
    members.withdraw_invitation(by=by, invitation=found)
    messages.success(request, _("Inbjudan är återkallad. Länken fungerar inte längre."))
    return redirect("account:region-members", slug)


@login_required
@require_POST
def change_role(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    by, region = owner_of(request, slug)
    member = member_of(region, number)
    try:
        members.change_role(by=by, member=member, role=request.POST.get("role"))
    except Invalid as error:
        messages.error(request, worded(error))
        return redirect("account:region-members", slug)
    messages.success(request, _("Rollen för %(name)s är ändrad.") % {"name": member.user.name})
    if member.user == by.user:
        return redirect("account:me")
    return redirect("account:region-members", slug)


@login_required
@require_POST
def remove(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    by, region = owner_of(request, slug)
    member = member_of(region, number)
    try:
        tokens = members.remove_member(by=by, member=member)
    except Invalid as error:
        messages.error(request, worded(error))
        return redirect("account:region-members", slug)
    if tokens:
        messages.warning(request, tokens_left(tokens, member.user.name))
    if member.user == by.user:
        messages.success(
            request, _("Du är inte längre med i %(region)s.") % {"region": region.name}
        )
        return redirect("account:regions")
    address = reverse("account:region-members", args=[slug])
    return redirect(f"{address}?removed={member.user_id}")


def tokens_left(count: int, name: str) -> str:
    text = ngettext(
        "%(name)s har gjort %(count)s API-nyckel som fortfarande gäller. Återkalla den om den inte ska användas.",
        "%(name)s har gjort %(count)s API-nycklar som fortfarande gäller. Återkalla dem om de inte ska användas.",
        count,
    )
    return text % {"name": name, "count": count}


@login_required
@require_POST
def restore(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    by, region = owner_of(request, slug)
    try:
        member = members.restore_member(by=by, region=region, number=number)
    except Invalid as error:
        messages.error(request, worded(error))
    else:
        messages.success(request, _("%(name)s är med igen.") % {"name": member.user.name})
    return redirect("account:region-members", slug)


@login_required
@require_POST
@never_cache
def reset_link(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Shows a link for a new password, to hand over in person."""
    by, region = owner_of(request, slug)
    member = member_of(region, number)
    try:
        members.note_reset_link(by=by, member=member)
    except Invalid as error:
        messages.error(request, worded(error))
        return redirect("account:region-members", slug)
    link = full_address(request, reverse("account:reset", args=reset_parts(member.user)))
    return render(
        request, "account/reset_made.html", {"region": region, "link": link, "member": member}
    )


def just_removed(request: HttpRequest, region: Region) -> User | None:
    """Whose removal the page offers to undo."""
    number = request.GET.get("removed", "")
    return removed_from(region, int(number)) if re.fullmatch("[0-9]{1,18}", number) else None


def owner_of(request: HttpRequest, slug: str) -> tuple[Person, Region]:
    by = person_of(request)
    return by, region_for(by, slug, Permission.MANAGE_PEOPLE)


def member_of(region: Region, number: int) -> Membership:
    member = member_in(region, number)
    if member is None:
        raise Http404
    return member
