"""From a slug to a row, past the policy: the only way (design.md 3).

Unknown and foreign slugs give Http404 alike; a member of the region who lacks the permission gets PermissionDenied.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, Signer
from django.db.models import Model, QuerySet
from django.http import Http404

from farled.core.access import Permission, Role, Standing, may
from farled.store.models import (
    ApiToken,
    Inventory,
    Membership,
    OwnAgenda,
    Participant,
    ReceivedSummary,
    Region,
    SharedSummary,
    Strategy,
    User,
    Workshop,
)

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Person:
    """Somebody signed in. `roles` (region → role) where they were read together with others' just now."""

    user: User
    roles: Mapping[int, str] | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Guest:
    """A participant without account: bound to one workshop."""

    participant: Participant


@dataclass(frozen=True)
class Token:
    """A program with an API token of one region."""

    token: ApiToken


@dataclass(frozen=True)
class Screen:
    """A projector that was given the wall's address: sees one workshop's wall."""

    slug: str


@dataclass(frozen=True)
class Nobody:
    """Not known at all."""


@dataclass(frozen=True)
class System:
    """Farled itself: set-up, clean-up. Passes no gate."""


Actor = Person | Guest | Token | Screen | Nobody | System
SCREEN_KEY = Signer(salt="farled.screen")
SHARED_KEY = Signer(salt="farled.shared")


def screen_key(slug: str) -> str:
    """The key in a wall's address."""
    return SCREEN_KEY.sign(slug).rpartition(":")[2]


def screen_from(key: str, slug: str) -> "Screen | Nobody":
    """The screen whose key this is for this workshop."""
    try:
        return Screen(SCREEN_KEY.unsign(f"{slug}:{key}"))
    except BadSignature:
        return Nobody()


def shared_key(slug: str) -> str:
    """The key in a shared summary's address."""
    return SHARED_KEY.sign(slug).rpartition(":")[2]


def standing_in(actor: Actor, region: Region) -> Standing | None:
    """A person's role in the region, "token" for its own token, else None."""
    if isinstance(actor, Person) and actor.user.is_active:
        role = _role(actor, region)
        return Role(role) if role else None
    if (
        isinstance(actor, Token)
        and actor.token.region_id == region.pk
        and actor.token.revoked_at is None
    ):
        return "token"
    return None


def _role(person: Person, region: Region) -> str | None:
    if person.roles is not None:
        return person.roles.get(region.pk)
    rows = Membership.objects.filter(user=person.user, region=region)
    return rows.values_list("role", flat=True).first()


def region_for(actor: Actor, slug: str, permission: Permission) -> Region:
    region = _one(Region.objects.all(), slug)
    _require(standing_in(actor, region), permission)
    return region


def strategy_for(actor: Actor, slug: str, permission: Permission) -> Strategy:
    strategy = _one(Strategy.objects.select_related("region"), slug)
    _require(standing_in(actor, strategy.region), permission)
    return strategy


def inventory_for(actor: Actor, slug: str, permission: Permission) -> Inventory:
    inventory = _one(Inventory.objects.select_related("region", "strategy"), slug)
    _require(standing_in(actor, inventory.region), permission)
    return inventory


def received_for(actor: Actor, slug: str, permission: Permission) -> ReceivedSummary:
    received = _one(ReceivedSummary.objects.select_related("region", "received_by"), slug)
    _require(standing_in(actor, received.region), permission)
    return received


def own_agenda_for(actor: Actor, slug: str, permission: Permission) -> OwnAgenda:
    agenda = _one(OwnAgenda.objects.select_related("region"), slug)
    _require(standing_in(actor, agenda.region), permission)
    return agenda


def shared_by_link(slug: str, key: str) -> SharedSummary:
    """Whoever has the address may come this far; whether the link still opens is for `opens` to say."""
    try:
        SHARED_KEY.unsign(f"{slug}:{key}")
    except BadSignature:
        raise Http404 from None
    return _one(SharedSummary.objects.select_related("entry", "inventory__region"), slug)


def workshop_for(
    actor: Actor, slug: str, permission: Permission, *, read: dict[str, Workshop] | None = None
) -> Workshop:
    """`read` keeps rows one transaction has read already, for acts that are committed together."""
    workshop = read.get(slug) if read is not None else None
    if workshop is None:
        # a guest's standing needs no region, and this is every phone's every request
        near = "inventory" if isinstance(actor, Guest) else "inventory__region"
        workshop = _one(Workshop.objects.select_related(near), slug)
    if read is not None:
        read[slug] = workshop
    _require(_standing_in_workshop(actor, workshop), permission)
    return workshop


def _standing_in_workshop(actor: Actor, workshop: Workshop) -> Standing | None:
    if isinstance(actor, Guest):
        here = actor.participant.workshop_id == workshop.pk and not actor.participant.removed
        return "participant" if here and not workshop.put_away else None
    if isinstance(actor, Screen):
        here = actor.slug == workshop.slug
        return "screen" if here and not workshop.put_away else None
    return standing_in(actor, workshop.inventory.region)


def _one(rows: "QuerySet[Row]", slug: str) -> Row:
    found = rows.filter(slug=slug).order_by()[:1] if len(slug) <= 80 and "\x00" not in slug else ()
    row = next(iter(found), None)
    if row is None:
        raise Http404
    return row


def _require(standing: Standing | None, permission: Permission) -> None:
    if standing is None:
        raise Http404
    if not may(standing, permission):
        raise PermissionDenied
