"""What the account pages show of a region, and who somebody is by a key."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from farled.core.access import Role
from farled.core.text.sorting import swedish_key
from farled.store.gates import Actor, Person, Token
from farled.store.keys import hashed
from farled.store.models import (
    ApiToken,
    Audit,
    Invitation,
    Membership,
    OwnAgenda,
    Region,
    Strategy,
    User,
)


@dataclass(frozen=True)
class Seat:
    """A region that a person belongs to, and her role there."""

    region: Region
    role: Role


def seats_of(actor: Actor) -> tuple[Seat, ...]:
    """The person's regions by name; nobody else has any."""
    if not isinstance(actor, Person):
        return ()
    rows = Membership.objects.filter(user=actor.user).select_related("region")
    listed = sorted(rows, key=lambda row: (swedish_key(row.region.name), row.pk))
    return tuple(Seat(row.region, Role(row.role)) for row in listed)


def members_of(region: Region) -> list[Membership]:
    rows = Membership.objects.filter(region=region).select_related("user", "region")
    return sorted(rows, key=lambda row: (swedish_key(row.user.name), row.pk))


def member_in(region: Region, number: int) -> Membership | None:
    """The membership of the person with this number, in this region only."""
    rows = Membership.objects.select_related("user", "region")
    return rows.filter(region=region, user_id=number).first() if number < 2**63 else None


def open_invitations(region: Region) -> list[Invitation]:
    rows = Invitation.objects.filter(region=region, used_at=None, withdrawn_at=None)
    return list(
        rows.filter(expires_at__gt=timezone.now()).select_related("created_by").order_by("pk")
    )


def removed_from(region: Region, number: int) -> User | None:
    """The person with this number, when the last thing that happened to her here was her removal."""
    rows = Audit.objects.filter(region=region, about=f"user:{number}").order_by("-pk")
    last = rows.first()
    if last is None or last.act != "remove_member":
        return None
    return User.objects.filter(pk=number).first()


def invitation_in(region: Region, number: int) -> Invitation | None:
    rows = Invitation.objects.filter(region=region).select_related("region")
    return rows.filter(pk=number).first() if number < 2**63 else None


def usable_invitation(key: str) -> Invitation | None:
    """The invitation a link's key opens: unused, not withdrawn, not too old."""
    rows = Invitation.objects.select_related("region", "created_by")
    found = rows.filter(token_hash=hashed(key), used_at=None, withdrawn_at=None)
    return found.filter(expires_at__gt=timezone.now()).first()


def tokens_of(region: Region) -> list[ApiToken]:
    """Those that still open the region first."""
    rows = ApiToken.objects.filter(region=region).select_related("created_by")
    return sorted(rows, key=lambda token: (token.revoked_at is not None, -token.pk))


def token_in(region: Region, number: int) -> ApiToken | None:
    rows = ApiToken.objects.filter(region=region).select_related("region")
    return rows.filter(pk=number).first() if number < 2**63 else None


def token_with(secret: str) -> Token | None:
    """The program that holds this secret."""
    rows = ApiToken.objects.select_related("region")
    token = rows.filter(token_hash=hashed(secret), revoked_at=None).first()
    return Token(token) if token else None


def happenings(region: Region, *, everybody: bool = False) -> "QuerySet[Audit]":
    """What was done in the region, newest first; with `everybody` also participants' acts."""
    rows = Audit.objects.filter(region=region).select_related("user", "workshop").order_by("-pk")
    return rows if everybody else rows.exclude(actor="participant")


def names_in(region: Region, rows: Iterable[Audit]) -> dict[str, str]:
    """What those rows are about, by name: people by `user:7`, the region's own things by `strategy:3`, `agenda:5`."""
    numbers: dict[str, set[int]] = {"user": set(), "strategy": set(), "agenda": set()}
    for row in rows:
        kind, _colon, number = row.about.partition(":")
        if kind in numbers and number.isdigit():
            numbers[kind].add(int(number))
    people = User.objects.filter(pk__in=numbers["user"])
    strategies = Strategy.objects.filter(region=region, pk__in=numbers["strategy"])
    found = {f"user:{one.pk}": one.name for one in people}
    found |= {f"strategy:{one.pk}": one.name for one in strategies}
    agendas = OwnAgenda.objects.filter(region=region, pk__in=numbers["agenda"])
    return found | {f"agenda:{one.pk}": one.name for one in agendas}


def person_by_address(email: str) -> User | None:
    return User.objects.filter(email__iexact=email, is_active=True).first()


def is_empty() -> bool:
    """Nobody has an account in this installation yet."""
    return not User.objects.exists()


def demo_person(name: str) -> User | None:
    """One of the example's people, by first name."""
    return User.objects.filter(name__iexact=name, is_active=True).order_by("pk").first()
