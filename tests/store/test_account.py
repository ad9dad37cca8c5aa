"""The first owner, regions, persons, keys: every act leaves its audit row, every refusal leaves nothing."""

import pytest

from farled.core.finding import Invalid
from farled.store.actions import account
from farled.store.models import ApiToken, Audit, Membership, Region, Strategy, User
from farled.store.queries.account import is_empty, seats_of, token_with
from tests.support import make

pytestmark = pytest.mark.django_db

GOOD = {
    "region": "Region Örebro län",
    "name": "Astrid",
    "email": "astrid@example.org",
    "password": "lång och fin fras",
    "language": "sv",
    "template": "orebro",
}


def refused(action, **fields) -> Invalid:
    with pytest.raises(Invalid) as caught:
        action(**fields)
    return caught.value


def test_an_empty_installation_gets_owner_region_and_strategy():
    assert is_empty()
    owner, region = account.start_installation(**GOOD)
    assert owner.check_password("lång och fin fras")
    assert [(seat.region, seat.role.value) for seat in seats_of(make.actor(owner))] == [
        (region, "owner")
    ]
    strategy = Strategy.objects.get(region=region)
    assert strategy.goals.filter(level="overarching").count() == 3
    assert strategy.goals.filter(level="outcome").count() == 18
    assert set(Audit.objects.values_list("act", flat=True)) == {"make_region", "make_strategy"}
    assert not is_empty()


def test_nobody_starts_twice():
    make.person(None)
    assert refused(account.start_installation, **GOOD).why.key == "account.already_started"
    assert not Region.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "key"),
    [
        ("region", " \x00\u202e ", "text.required"),
        ("region", "x" * 1_000_000, "text.too_long"),
        ("name", "", "text.required"),
        ("email", "astrid", "account.address_wrong"),
        ("email", "a@b.se\nbcc: c@d.se", "account.address_wrong"),
        ("password", "kort", "account.password_too_short"),
        ("password", "password123", "account.password_too_common"),
        ("password", "x" * 1_000_000, "account.password_too_long"),
        ("language", "xx", "account.language_unknown"),
        ("template", "../../secret", "strategy.template_unknown"),
    ],
)
def test_a_wrong_start_leaves_nothing_behind(field, value, key):
    error = refused(account.start_installation, **{**GOOD, field: value})
    assert (error.field, error.why.key) == (field, key)
    assert not User.objects.exists()
    assert not Region.objects.exists()
    assert not Audit.objects.exists()


def test_one_person_an_address_however_written():
    make.person(None, email="astrid@example.org")
    fields = {"name": "A", "password": "lång och fin fras", "language": "sv"}
    error = refused(account.make_person, email="Astrid@Example.ORG", **fields)
    assert error.why.key == "account.address_taken"


def test_region_settings_are_cleaned_and_kept():
    region = make.region()
    owner = make.actor(make.person("owner", region=region))
    fields = {"name": " Region\u202e Örebro ", "language": "en", "privacy_notice": "Vi\r\nsparar"}
    account.change_region(by=owner, region=region, **fields)
    region.refresh_from_db()
    assert (region.name, region.language) == ("Region Örebro", "en")
    assert region.privacy_notice == "Vi\nsparar"
    assert Audit.objects.get().region == region


def test_a_password_is_changed_only_by_who_knows_it():
    person = make.person(None)
    person.set_password("den gamla frasen")
    person.save()
    by = make.actor(person)
    wrong = refused(
        account.change_password, by=by, current_password="fel", password="en ny lång fras"
    )
    assert wrong.field == "current_password"
    account.change_password(by=by, current_password="den gamla frasen", password="en ny lång fras")
    assert User.objects.get(pk=person.pk).check_password("en ny lång fras")


def test_a_key_opens_its_region_until_it_is_revoked():
    region = make.region()
    by = make.actor(make.person("owner", region=region))
    token, secret = account.make_token(by=by, region=region, name="Rapportverktyg")
    assert secret not in str(ApiToken.objects.values().get())
    assert token_with(secret).token == token
    account.revoke_token(by=by, token=token)
    assert token_with(secret) is None
    assert token_with("\x00" + "é" * 5000) is None
    assert list(Audit.objects.order_by("pk").values_list("act", flat=True)) == [
        "make_token",
        "revoke_token",
    ]


def test_another_region_has_its_maker_as_owner():
    owner = make.person("owner", region=make.region())
    made = account.make_region(by=make.actor(owner), name="Region Dalarna", language="sv")
    assert Membership.objects.get(region=made).user == owner


def test_seats_cost_one_query(django_assert_num_queries):
    person = make.person("viewer", region=make.region())
    make.person("owner", region=make.region("Annan region"))
    with django_assert_num_queries(1):
        assert len(seats_of(make.actor(person))) == 1
