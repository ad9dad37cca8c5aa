"""Two who press at the same moment: one becomes the first owner, one owner stays. Threads, so PostgreSQL only."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from farled.core.finding import Invalid
from farled.store.actions import account, members
from farled.store.models import Membership, User
from farled.store.queries.account import member_in
from tests.support import make

pytestmark = [
    pytest.mark.django_db(transaction=True),
    # SQLite has one writer thread (design.md 5), and the tests' own database lives in one connection
    pytest.mark.skipif("sqlite" in str(connection.vendor), reason="needs two connections"),
]


def at_once(*actions):
    """What each answered: its result, or the key of its refusal."""
    start = Barrier(len(actions))

    def run(action):
        start.wait(10)
        try:
            action()
        except Invalid as error:
            return error.why.key
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(actions)) as pool:
        return sorted(pool.map(run, actions))


def test_one_first_owner():
    def start(number):
        return lambda: account.start_installation(
            region=f"Region {number}",
            name="Astrid",
            email=f"astrid{number}@example.org",
            password="en fras att minnas",
            language="sv",
        )

    answers = at_once(*(start(number) for number in range(4)))
    assert answers == ["account.already_started"] * 3 + ["done"]
    assert User.objects.count() == 1


def test_one_owner_stays():
    region = make.region()
    owners = [make.person("owner", region=region) for _ in range(4)]

    def leave(owner):
        return lambda: members.remove_member(
            by=make.actor(owner), member=member_in(region, owner.pk)
        )

    assert at_once(*(leave(owner) for owner in owners)) == [
        "account.last_owner",
        "done",
        "done",
        "done",
    ]
    assert Membership.objects.filter(region=region, role="owner").count() == 1


def test_an_invitation_lets_one_in():
    region = make.region()
    by = make.actor(make.person("owner", region=region))
    invitation, _key = members.invite(by=by, region=region, role="member")

    def accept(number):
        return lambda: members.accept_as_new(
            invitation=invitation,
            name="Cecilia",
            email=f"c{number}@example.org",
            password="en fras att minnas",
            language="sv",
        )

    answers = at_once(*(accept(number) for number in range(4)))
    assert answers == ["account.invitation_gone"] * 3 + ["done"]
    assert Membership.objects.filter(region=region).count() == 2
