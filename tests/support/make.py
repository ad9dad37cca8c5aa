"""Things for tests, made through the same actions and models as in real use."""

from itertools import count
from typing import Any

from django.test import Client

from farled.core.access import Role
from farled.store.actions import needs, room, stakeholders, steps, themes
from farled.store.gates import Guest, Person, System
from farled.store.guests import cookie_name, cookie_value
from farled.store.models import (
    Area,
    Goal,
    Inventory,
    Membership,
    Need,
    Participant,
    Region,
    Stakeholder,
    Step,
    Strategy,
    Theme,
    User,
    Workshop,
)
from farled.store.slugs import new_code, new_slug

_number = count(1)
# the four of design.md 8
NAMES = {"owner": "Astrid", "facilitator": "Birger", "member": "Cecilia", "viewer": "Dag"}


def region(name: str = "Region Örebro län", **fields: Any) -> Region:
    return Region.objects.create(name=name, slug=new_slug(name), **fields)


def person(
    role: str | None = "facilitator", *, region: Region | None = None, **fields: Any
) -> User:
    """Somebody with this role in the region; without a region, in none."""
    name = fields.pop("name", NAMES.get(role or "", "Dag"))
    user = User(
        email=fields.pop("email", f"{name.lower()}{next(_number)}@example.org"), name=name, **fields
    )
    user.set_unusable_password()
    user.save()
    if region is not None and role:
        Membership.objects.create(user=user, region=region, role=Role(role).value)
    return user


def strategy(region: Region, **fields: Any) -> Strategy:
    name = fields.pop("name", "RUS 2022–2030")
    made = Strategy.objects.create(region=region, name=name, slug=new_slug(name), **fields)
    overarching = Goal.objects.create(
        strategy=made,
        key="livskvalitet",
        level="overarching",
        name="Hög och jämlik livskvalitet",
        dimension="social",
    )
    outcome = Goal.objects.create(
        strategy=made, key="em-folkhalsa", level="outcome", name="God och jämlik folkhälsa"
    )
    outcome.parents.add(overarching)
    area = Area.objects.create(strategy=made, key="transport", name="Transporter och infrastruktur")
    area.serves.add(overarching)
    return made


def inventory(region: Region, **fields: Any) -> Inventory:
    name = fields.pop("name", "Behovsinventering")
    fields.setdefault("strategy", strategy(region))
    return Inventory.objects.create(region=region, name=name, slug=new_slug(name), **fields)


def need(inventory: Inventory, what: str = "Bussen går för sällan", **fields: Any) -> Need:
    return needs.create_need(by=System(), inventory=inventory, what=what, **fields)


def theme(inventory: Inventory, name: str = "Resor", **fields: Any) -> Theme:
    return themes.create_theme(by=System(), inventory=inventory, name=name, **fields)


def stakeholder(inventory: Inventory, name: str = "Länsstyrelsen", **fields: Any) -> Stakeholder:
    return stakeholders.add_stakeholder(by=System(), inventory=inventory, name=name, **fields)


def workshop(inventory: Inventory, *activities: str, **fields: Any) -> Workshop:
    """A workshop with a step of each of these activities."""
    name = fields.pop("name", "Halvdag")
    made = Workshop.objects.create(
        inventory=inventory,
        name=name,
        slug=new_slug(name),
        **{"code": new_code(), "joining_open": True, **fields},
    )
    for activity in activities:
        step(made, activity)
    return made


def step(workshop: Workshop, activity: str = "write", **fields: Any) -> Step:
    title = fields.pop("title", activity)
    return steps.add_step(
        by=System(), workshop=workshop, activity=activity, title=title, minutes=10, **fields
    )


def open_step(workshop: Workshop, activity: str = "write", **fields: Any) -> Step:
    made = step(workshop, activity, **fields)
    steps.go_to_step(by=System(), workshop=workshop, step=made)
    made.refresh_from_db()
    return made


def participant(workshop: Workshop, **fields: Any) -> Participant:
    return room.join(workshop=workshop, **fields)


def guest(workshop: Workshop, **fields: Any) -> Guest:
    return Guest(participant(workshop, **fields))


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def phone(participant: Participant) -> Client:
    """A browser that has joined as this participant."""
    client = Client()
    client.cookies[cookie_name(participant.workshop.slug)] = cookie_value(participant)
    return client


def actor(user: User) -> Person:
    return Person(user)
