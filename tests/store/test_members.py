"""Invitations, roles, leaving, coming back, and links for a new password."""

from datetime import timedelta

import pytest
from django.utils import timezone

from farled.core.finding import Invalid
from farled.store.actions import account, members
from farled.store.keys import hashed
from farled.store.models import Audit, Invitation, Membership, User
from farled.store.queries import account as queries
from farled.store.resetting import person_of_reset, reset_parts
from tests.support import make

pytestmark = pytest.mark.django_db
NEW = {
    "name": "Cecilia",
    "email": "c@example.org",
    "password": "en fras att minnas",
    "language": "sv",
}


@pytest.fixture
def region():
    return make.region()


@pytest.fixture
def astrid(region):
    return make.actor(make.person("owner", region=region))


def member(user, region) -> Membership:
    return queries.member_in(region, user.pk)


def refused(action, **fields) -> str:
    with pytest.raises(Invalid) as caught:
        action(**fields)
    return caught.value.why.key


def test_an_invitation_is_used_once(region, astrid):
    made, key = members.invite(by=astrid, region=region, role="facilitator", email="C@Example.org")
    assert made.token_hash == hashed(key)
    assert key not in str(Invitation.objects.values().get())
    found = queries.usable_invitation(key)
    cecilia = members.accept_as_new(invitation=found, **NEW)
    assert member(cecilia, region).role == "facilitator"
    assert queries.usable_invitation(key) is None
    assert (
        refused(members.accept_as_new, invitation=found, **{**NEW, "email": "d@example.org"})
        == "account.invitation_gone"
    )
    assert not User.objects.filter(email="d@example.org").exists()
    assert Audit.objects.filter(region=region, act="join_region").count() == 1


def test_a_wrong_acceptance_leaves_the_invitation_usable(region, astrid):
    made, key = members.invite(by=astrid, region=region, role="member")
    assert (
        refused(members.accept_as_new, invitation=made, **{**NEW, "password": "kort"})
        == "account.password_too_short"
    )
    assert queries.usable_invitation(key) == made


def test_an_invitation_grows_old_and_can_be_withdrawn(region, astrid):
    old, old_key = members.invite(by=astrid, region=region, role="viewer")
    assert old.expires_at - timezone.now() <= timedelta(days=14)
    Invitation.objects.filter(pk=old.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    taken_back, key = members.invite(by=astrid, region=region, role="viewer")
    assert queries.open_invitations(region) == [taken_back]
    members.withdraw_invitation(by=astrid, invitation=taken_back)
    for invitation, its_key in ((old, old_key), (taken_back, key)):
        assert queries.usable_invitation(its_key) is None
        assert (
            refused(members.accept_as_new, invitation=invitation, **NEW)
            == "account.invitation_gone"
        )


def test_somebody_known_joins_but_not_twice(region, astrid):
    dag = make.actor(make.person("owner", region=make.region("Annan region")))
    first, _key = members.invite(by=astrid, region=region, role="member")
    second, key = members.invite(by=astrid, region=region, role="owner")
    members.accept_as_known(by=dag, invitation=first)
    assert member(dag.user, region).role == "member"
    assert refused(members.accept_as_known, by=dag, invitation=second) == "account.already_member"
    assert queries.usable_invitation(key) == second


def test_the_last_owner_stays(region, astrid):
    hers = member(astrid.user, region)
    make.person("facilitator", region=region)
    assert refused(members.remove_member, by=astrid, member=hers) == "account.last_owner"
    assert (
        refused(members.change_role, by=astrid, member=hers, role="viewer") == "account.last_owner"
    )
    members.change_role(by=astrid, member=hers, role="owner")
    asleep = make.person("owner", region=region, is_active=False)
    assert refused(members.remove_member, by=astrid, member=hers) == "account.last_owner"
    members.remove_member(by=astrid, member=member(asleep, region))


def test_a_former_owners_links_are_dead(region, astrid):
    birger = make.actor(make.person("owner", region=region))
    _made, key = members.invite(by=birger, region=region, role="owner")
    account.make_token(by=birger, region=region, name="Skript")
    assert members.remove_member(by=astrid, member=member(birger.user, region)) == 1
    assert queries.usable_invitation(key) is None
    demoted = make.actor(make.person("owner", region=region))
    _made, key = members.invite(by=demoted, region=region, role="owner")
    members.change_role(by=astrid, member=member(demoted.user, region), role="member")
    assert queries.usable_invitation(key) is None


def test_a_removed_person_can_be_brought_back(region, astrid):
    birger = make.person("facilitator", region=region)
    members.remove_member(by=astrid, member=member(birger, region))
    assert queries.removed_from(region, birger.pk) == birger
    members.restore_member(by=astrid, region=region, number=birger.pk)
    assert member(birger, region).role == "facilitator"
    assert queries.removed_from(region, birger.pk) is None
    assert (
        refused(members.restore_member, by=astrid, region=region, number=birger.pk)
        == "account.nothing_to_undo"
    )


def test_nobody_is_brought_back_who_never_was_here(region, astrid):
    dag = make.person("owner", region=make.region("Annan region"))
    assert (
        refused(members.restore_member, by=astrid, region=region, number=dag.pk)
        == "account.nothing_to_undo"
    )
    assert queries.removed_from(region, dag.pk) is None
    assert (
        refused(members.restore_member, by=astrid, region=region, number=10**30)
        == "account.nothing_to_undo"
    )


def test_an_owner_makes_no_way_into_another_region(region, astrid):
    dag = make.person("member", region=region)
    other = make.region("Annan region")
    members.note_reset_link(by=astrid, member=member(dag, region))
    seat = Membership.objects.create(user=dag, region=other, role="owner")
    assert (
        refused(members.note_reset_link, by=astrid, member=member(dag, region))
        == "account.not_yours_to_reset"
    )
    seat.delete()
    Membership.objects.create(user=astrid.user, region=other, role="owner")
    members.note_reset_link(by=astrid, member=member(dag, region))
    assert Audit.objects.filter(act="make_reset_link").count() == 2


def test_a_reset_link_works_once(region):
    birger = make.person("member", region=region)
    parts = reset_parts(birger)
    assert person_of_reset(*parts) == birger
    account.reset_password(person=birger, password="en helt ny fras")
    assert person_of_reset(*parts) is None


def test_a_reset_link_dies_when_the_person_joins_another_region(region, astrid):
    birger = make.person("member", region=region)
    parts = reset_parts(birger)
    Membership.objects.create(user=birger, region=make.region("Annan region"), role="viewer")
    assert person_of_reset(*parts) is None


def test_a_reset_link_dies_with_the_owner_who_could_have_made_it(region, astrid):
    gone = make.person("owner", region=region)
    birger = make.person("member", region=region)
    parts = reset_parts(birger)
    members.remove_member(by=astrid, member=member(gone, region))
    assert person_of_reset(*parts) is None


@pytest.mark.parametrize(
    ("who", "key"),
    [
        ("", ""),
        ("åäö", "x"),
        ("MQ", "x"),
        ("\x00", "\x00"),
        ("OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk", "a-b"),
        ("x" * 5000, "y" * 5000),
    ],
)
def test_made_up_reset_links_are_nobodys(who, key):
    make.person(None)
    assert person_of_reset(who, key) is None


@pytest.mark.parametrize("role", [None, "", "king", 7, ["owner"]])
def test_unknown_roles_are_refused(region, astrid, role):
    assert refused(members.invite, by=astrid, region=region, role=role) == "account.role_unknown"
    assert not Invitation.objects.exists()


def test_lists_cost_a_query_each(region, astrid, django_assert_num_queries):
    for _ in range(3):
        make.person("member", region=region)
        members.invite(by=astrid, region=region, role="member")
        account.make_token(by=astrid, region=region, name="Skript")
    with django_assert_num_queries(1):
        assert [m.user.name for m in queries.members_of(region)] == [
            "Astrid",
            "Cecilia",
            "Cecilia",
            "Cecilia",
        ]
    with django_assert_num_queries(1):
        assert [i.created_by for i in queries.open_invitations(region)] == [astrid.user] * 3
    with django_assert_num_queries(1):
        assert [t.created_by for t in queries.tokens_of(region)] == [astrid.user] * 3
    with django_assert_num_queries(1):
        assert len([row.user for row in queries.happenings(region)]) == 6


def test_happenings_leave_participants_out_unless_asked(region, astrid):
    workshop = make.workshop(make.inventory(region))
    make.participant(workshop)
    account.change_region(by=astrid, region=region, name="Region Örebro", language="sv")
    assert [row.act for row in queries.happenings(region)] == ["change_region"]
    assert [row.act for row in queries.happenings(region, everybody=True)] == [
        "change_region",
        "join",
    ]
    assert not queries.happenings(make.region("Annan region"), everybody=True)
