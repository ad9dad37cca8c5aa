"""Lists by name stand as Swedish dictionaries do, in every database: å, ä and ö last, small beside capital letters."""

import pytest

from farled.core.access import Role
from farled.core.report.sheets import people_sheet
from farled.store.models import Membership
from farled.store.queries.account import members_of, seats_of
from farled.store.queries.inventory import strategies
from farled.store.queries.strategy import strategies_of
from farled.store.queries.workshop import workshop_state
from tests.support import make

pytestmark = pytest.mark.django_db
NAMES = ["Åre", "Ödeshög", "zon", "Ängelholm", "Zebra", "adel", "Boda"]
IN_ORDER = ["adel", "Boda", "Zebra", "zon", "Åre", "Ängelholm", "Ödeshög"]


def test_strategies_on_their_page_and_to_choose_from() -> None:
    region = make.region()
    for name in NAMES:
        make.strategy(region, name=name)
    assert [row.name for row in strategies_of(region)] == IN_ORDER
    assert [row.name for row in strategies(region)] == IN_ORDER


def test_the_people_of_a_region() -> None:
    region = make.region()
    for name in NAMES:
        make.person("member", region=region, name=name)
    assert [row.user.name for row in members_of(region)] == IN_ORDER


def test_the_regions_of_a_person() -> None:
    person = make.person(None)
    for name in NAMES:
        Membership.objects.create(user=person, region=make.region(name), role=Role.MEMBER)
    assert [seat.region.name for seat in seats_of(make.actor(person))] == IN_ORDER


def test_the_organisations_on_the_sheet_of_people() -> None:
    workshop = make.workshop(make.inventory(make.region()))
    for name in NAMES:
        for _ in range(5):
            make.guest(workshop, organisation=name)
    rows = people_sheet([workshop_state(workshop)]).rows
    assert [row[1] for row in rows if isinstance(row[1], str)] == IN_ORDER
