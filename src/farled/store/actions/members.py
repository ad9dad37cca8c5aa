"""Who belongs to a region: invitations, roles, leaving and coming back."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from farled.core.access import Role
from farled.core.finding import Invalid, Say
from farled.store.actions.account import clean_email, make_person
from farled.store.actions.journal import act
from farled.store.gates import Person, System
from farled.store.keys import hashed, new_key
from farled.store.models import ApiToken, Audit, Invitation, Membership, Region, User

INVITATION_LASTS = timedelta(days=14)
RETURN_WITHIN = timedelta(days=14)


def invite(*, by: Person, region: Region, role: Any, email: Any = "") -> tuple[Invitation, str]:
    """An invitation and the key of its link, which is told only here. Raises Invalid."""
    given = clean_role(role)
    address = clean_email(email) if email else ""
    key = new_key()
    with act("invite", by=by, region=region, detail={"role": given.value}) as journal:
        invitation = Invitation.objects.create(
            region=region,
            email=address,
            role=given.value,
            token_hash=hashed(key),
            created_by=by.user,
            expires_at=timezone.now() + INVITATION_LASTS,
        )
        journal.about = f"invitation:{invitation.pk}"
    return invitation, key


def withdraw_invitation(*, by: Person, invitation: Invitation) -> None:
    about = f"invitation:{invitation.pk}"
    with act("withdraw_invitation", by=by, region=invitation.region, about=about):
        open_ones = Invitation.objects.filter(pk=invitation.pk, used_at=None)
        open_ones.update(withdrawn_at=timezone.now())


def accept_as_new(
    *, invitation: Invitation, name: Any, email: Any, password: Any, language: Any
) -> User:
    """A new account with the invitation's role. Raises Invalid; the invitation then stands unused."""
    with transaction.atomic():
        _use(invitation)
        person = make_person(name=name, email=email, password=password, language=language)
        _join(person, invitation)
    return person


def accept_as_known(*, by: Person, invitation: Invitation) -> None:
    """The signed-in person joins the region. Raises Invalid."""
    if Membership.objects.filter(user=by.user, region=invitation.region).exists():
        raise Invalid("invitation", Say("account.already_member"))
    with transaction.atomic():
        _use(invitation)
        _join(by.user, invitation)


def change_role(*, by: Person, member: Membership, role: Any) -> None:
    """Raises Invalid (`account.last_owner`) when nobody would own the region."""
    given = clean_role(role)
    detail = {"from": member.role, "to": given.value}
    with act("change_role", by=by, region=member.region, about=_about(member), detail=detail):
        if given is not Role.OWNER:
            _require_another_owner(member)
            _withdraw_made_by(member)
        Membership.objects.filter(pk=member.pk).update(role=given.value)


def remove_member(*, by: Person, member: Membership) -> int:
    """Takes the person out of the region; says how many API tokens she made that still open it.

    Raises Invalid (`account.last_owner`).
    """
    detail = {"role": member.role}
    with act("remove_member", by=by, region=member.region, about=_about(member), detail=detail):
        _require_another_owner(member)
        _withdraw_made_by(member)
        Membership.objects.filter(pk=member.pk).delete()
    tokens = ApiToken.objects.filter(region=member.region_id, created_by=member.user_id)
    return tokens.filter(revoked_at=None).count()


def restore_member(*, by: Person, region: Region, number: int) -> Membership:
    """Undoes the latest removal of the person with this number. Raises Invalid."""
    about = f"user:{number}"
    rows = Audit.objects.filter(region=region, about=about, at__gt=timezone.now() - RETURN_WITHIN)
    last = rows.order_by("-pk").first()
    if last is None or last.act != "remove_member":
        raise Invalid("member", Say("account.nothing_to_undo"))
    with act("restore_member", by=by, region=region, about=about):
        member, _made = Membership.objects.get_or_create(
            region=region, user_id=number, defaults={"role": last.detail["role"]}
        )
    return member


def require_resettable(*, by: Person, member: Membership) -> None:
    """Raises Invalid unless all the person's regions are owned by the one who asks.

    Else an owner of one region could make herself a way into another.
    """
    hers = Membership.objects.filter(user=member.user).values("region")
    mine = Membership.objects.filter(user=by.user, role=Role.OWNER.value).values("region")
    if hers.exclude(region__in=mine).exists():
        raise Invalid("member", Say("account.not_yours_to_reset"))


def note_reset_link(*, by: Person, member: Membership) -> None:
    """Writes down that a reset link was made. Raises Invalid as `require_resettable`."""
    require_resettable(by=by, member=member)
    with act("make_reset_link", by=by, region=member.region, about=_about(member)):
        pass


def note_link_from_server(*, person: User) -> None:
    """Writes down that whoever runs the server made a reset link."""
    with act("make_reset_link", by=System(), about=f"user:{person.pk}"):
        pass


def clean_role(role: Any) -> Role:
    try:
        return Role(role)
    except ValueError:
        raise Invalid("role", Say("account.role_unknown")) from None


def _use(invitation: Invitation) -> None:
    """Marks it used, or raises: of two who press at once, one gets in."""
    now = timezone.now()
    usable = Invitation.objects.filter(pk=invitation.pk, used_at=None, withdrawn_at=None)
    if not usable.filter(expires_at__gt=now).update(used_at=now):
        raise Invalid("invitation", Say("account.invitation_gone"))


def _join(person: User, invitation: Invitation) -> None:
    detail = {"role": invitation.role}
    about = f"user:{person.pk}"
    with act(
        "join_region", by=Person(person), region=invitation.region, about=about, detail=detail
    ):
        Membership.objects.create(user=person, region=invitation.region, role=invitation.role)


def _require_another_owner(member: Membership) -> None:
    # the lock makes two owners who leave at once take turns
    Region.objects.select_for_update().get(pk=member.region_id)
    owners = Membership.objects.filter(region=member.region_id, role=Role.OWNER.value)
    left = owners.exclude(pk=member.pk).filter(user__is_active=True)
    if owners.filter(pk=member.pk).exists() and not left.exists():
        raise Invalid("member", Say("account.last_owner"))


def _withdraw_made_by(member: Membership) -> None:
    """Links that a former owner made must not let her back in."""
    made = Invitation.objects.filter(region=member.region_id, created_by=member.user_id)
    made.filter(used_at=None, withdrawn_at=None).update(withdrawn_at=timezone.now())


def _about(member: Membership) -> str:
    return f"user:{member.user_id}"
