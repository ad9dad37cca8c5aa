"""The four who can sign in, and their regions."""

import secrets
from dataclasses import dataclass

from farled.cli.replay.story import Story, Told
from farled.store.actions import account, members
from farled.store.actions.strategy import make_from_template
from farled.store.gates import Person
from farled.store.models import Region, Strategy

# who is a participant in the room is a member at her desk
ROLES = {"participant": "member"}


@dataclass(frozen=True)
class Home:
    """Where the story takes place, who leads it, and who works next door."""

    region: Region
    owner: Person
    facilitator: Person
    neighbour_region: Region
    neighbour: Person


def settle(told: Story) -> Home:
    """Regions and people; the home region has the strategy in the story's language."""
    regions = {one["key"]: one for one in told["regions"]}
    people = {one["name"]: one for one in told["people"]}
    owner, region = _first_owner(told, region=regions["orebro"]["name"])
    home = {
        name: _invited(people[name], owner=owner, region=region) for name in ("Birger", "Cecilia")
    }
    neighbour, neighbour_region = _elsewhere(told, region=regions["annan"]["name"])
    for person in (owner, *home.values(), neighbour):
        _follow_browser(person)
    return Home(region, owner, home["Birger"], neighbour_region, neighbour)


def strategy_for_story(home: Home, told: Story) -> Strategy:
    """The one the region began with, where it speaks the story's language; else one from the template."""
    if told.language == home.region.language:
        return Strategy.objects.filter(region=home.region).earliest("pk")
    return make_from_template(
        by=home.owner, region=home.region, template=told["strategy"], language=told.language
    )


def _first_owner(told: Story, *, region: str) -> tuple[Person, Region]:
    user, made = account.start_installation(
        region=region,
        template=told["strategy"],
        **_account("Astrid", told.language),
    )
    return Person(user), made


def _invited(person: Told, *, owner: Person, region: Region) -> Person:
    role = ROLES.get(person["role"], person["role"])
    invitation, _key = members.invite(by=owner, region=region, role=role)
    fields = _account(person["name"], region.language)
    return Person(members.accept_as_new(invitation=invitation, **fields))


def _elsewhere(told: Story, *, region: str) -> tuple[Person, Region]:
    dag = Person(account.make_person(**_account("Dag", told.language)))
    made = account.make_region(by=dag, name=region, language=told.language)
    make_from_template(by=dag, region=made, template="agenda-2030", language=told.language)
    return dag, made


def _follow_browser(person: Person) -> None:
    """Who tries the demo has not said which language she wants; her browser has."""
    account.change_me(by=person, name=person.user.name, language="")


def _account(name: str, language: str) -> dict[str, str]:
    """The password is nobody's: the doors of the demo are the way in."""
    address = f"{name.lower()}@example.org"
    password = secrets.token_urlsafe(24)
    return {"name": name, "email": address, "password": password, "language": language}
