"""A region's own pages: people, invitations, settings, keys, log. Only its owners come here."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from farled.store.actions import account
from farled.store.models import ApiToken, Audit, Invitation, Membership, Region, User
from farled.store.queries.account import token_with
from tests.support import make

pytestmark = pytest.mark.django_db
SETTINGS = {
    "name": "Region Örebro",
    "language": "en",
    "privacy_notice": "Vi sparar det du skriver.",
    "records_notice": "Det kan bli allmän handling.",
    "accessibility_contact": "tillganglig@example.org",
}


@pytest.fixture
def region():
    return make.region()


@pytest.fixture
def astrid(region):
    return make.person("owner", region=region)


@pytest.fixture
def client(astrid):
    return make.signed_in(astrid)


@pytest.fixture
def birger(region):
    return make.person("facilitator", region=region)


def url(name, region, *more) -> str:
    return reverse(f"account:{name}", args=[region.slug, *more])


def link_in(page) -> str:
    return re.search(r'id="link-to-copy"[^>]*value="([^"]+)"', page.text)[1]


# --- no access --------------------------------------------------------------------------------

PAGES = [("region",), ("region-members",), ("tokens",), ("log",)]
POSTS = [
    ("region",),
    ("invite",),
    ("tokens",),
    ("withdraw", 1),
    ("revoke", 1),
    ("role", 1),
    ("remove", 1),
    ("restore", 1),
    ("reset-link", 1),
]


@pytest.mark.parametrize("page", [*PAGES, *POSTS])
@pytest.mark.parametrize(
    ("role", "status"), [("facilitator", 403), ("member", 403), ("viewer", 403), (None, 404)]
)
def test_only_owners_come_here(region, page, role, status):
    other = make.signed_in(make.person(role, region=region if role else None))
    send = other.post if page in POSTS else other.get
    assert send(url(*[page[0], region, *page[1:]])).status_code == status
    assert set(Audit.objects.values_list("act", flat=True)) == set()


@pytest.mark.parametrize("page", [*PAGES, *POSTS])
def test_another_regions_owner_sees_nothing(region, page):
    dag = make.signed_in(make.person("owner", region=make.region("Annan region")))
    send = dag.post if page in POSTS else dag.get
    assert send(url(*[page[0], region, *page[1:]])).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_strangers_are_sent_to_sign_in(region, page):
    from django.test import Client

    answer = Client().get(url(*[page[0], region]))
    assert answer.url.startswith("/account/sign-in/?next=/account/region/")


@pytest.mark.parametrize("slug", ["no-such", "%00", "å" * 200])
def test_no_such_region(client, slug):
    assert client.get(f"/account/region/{slug}/").status_code == 404


# --- people -----------------------------------------------------------------------------------


def test_the_list_shows_people_and_roles(client, region, birger):
    page = client.get(url("region-members", region)).text
    assert "Birger" in page
    assert 'value="facilitator" selected' in page


def test_a_name_with_markup_is_only_text(client, region):
    make.person("member", region=region, name="<script>alert(1)</script>")
    page = client.get(url("region-members", region)).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_an_owner_changes_a_role(client, region, birger):
    client.post(url("role", region, birger.pk), {"role": "viewer"})
    assert Membership.objects.get(user=birger).role == "viewer"


@pytest.mark.parametrize("role", ["", "king", "\x00", "x" * 100_000])
def test_a_wrong_role_changes_nothing(client, region, birger, role):
    answer = client.post(url("role", region, birger.pk), {"role": role}, follow=True)
    assert "Välj en roll i listan" in answer.text
    assert Membership.objects.get(user=birger).role == "facilitator"


def test_the_last_owner_cannot_go(client, region, astrid, birger):
    for name, fields in (("remove", {}), ("role", {"role": "member"})):
        answer = client.post(url(name, region, astrid.pk), fields, follow=True)
        assert "minst en ägare" in answer.text
        assert answer.redirect_chain == [(url("region-members", region), 302)]
    assert Membership.objects.get(user=astrid).role == "owner"


def test_removing_can_be_undone(client, region, birger):
    account.make_token(by=make.actor(birger), region=region, name="Skript")
    page = client.post(url("remove", region, birger.pk), follow=True).text
    assert "är inte längre med" in page
    assert "1 API-nyckel som fortfarande gäller" in page
    assert make.signed_in(birger).get("/account/regions/").text.count("account/region/") == 0
    client.post(url("restore", region, birger.pk))
    assert Membership.objects.get(user=birger).role == "facilitator"


@pytest.mark.parametrize("removed", ["1", "0", "x", "9" * 40, "-1", "\x00"])
def test_the_page_tells_no_stranger_s_name(client, region, removed):
    make.person("owner", region=make.region("Annan region"), name="Hemlig")
    page = client.get(url("region-members", region), {"removed": User.objects.latest("pk").pk}).text
    assert "Hemlig" not in page
    assert client.get(url("region-members", region), {"removed": removed}).status_code == 200


@pytest.mark.parametrize("name", ["role", "remove", "reset-link"])
def test_people_of_another_region_cannot_be_touched(client, region, name):
    dag = make.person("owner", region=make.region("Annan region"))
    assert client.post(url(name, region, dag.pk), {"role": "viewer"}).status_code == 404
    assert client.post(url(name, region, 10**30), {"role": "viewer"}).status_code == 404
    assert Membership.objects.get(user=dag).role == "owner"


def test_an_owner_makes_a_reset_link_to_hand_over(client, region, birger):
    page = client.post(url("reset-link", region, birger.pk))
    assert "no-store" in page.headers["Cache-Control"]
    link = link_in(page)
    assert link.startswith("http://testserver/account/reset/")
    from django.test import Client

    assert Client().post(link, {"password": "en helt ny fras"}).status_code == 302
    birger.refresh_from_db()
    assert birger.check_password("en helt ny fras")


def test_no_reset_link_for_somebody_of_another_region_too(client, region, birger):
    Membership.objects.create(user=birger, region=make.region("Annan region"), role="viewer")
    answer = client.post(url("reset-link", region, birger.pk), follow=True)
    assert "går det inte att göra en länk" in answer.text
    assert "Annan region" not in answer.text


# --- invitations ------------------------------------------------------------------------------


def test_an_invitation_is_shown_once(client, region):
    page = client.post(url("invite", region), {"role": "member", "email": "c@example.org"})
    link = link_in(page)
    key = link.rstrip("/").rpartition("/")[2]
    assert "no-store" in page.headers["Cache-Control"]
    assert Invitation.objects.get().token_hash != key
    assert key not in client.get(url("region-members", region)).text
    assert "c@example.org" in client.get(url("region-members", region)).text
    assert not mail.outbox


def test_an_invitation_goes_by_mail_where_there_is_mail(client, region, settings):
    from tests.web.test_account import wait_for_letters

    settings.FARLED_MAIL = True
    page = client.post(url("invite", region), {"role": "member", "email": "c@example.org"})
    wait_for_letters()
    assert "Ett brev med länken är på väg till c@example.org" in page.text
    assert link_in(page) in mail.outbox[0].body
    client.post(url("invite", region), {"role": "member", "email": ""})
    wait_for_letters()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"role": "king", "email": "c@example.org"}, "c@example.org"),
        ({"role": "member", "email": "inte en adress"}, "inte en adress"),
        ({"role": "member", "email": "a@b.se\nBcc: c@d.se"}, "a@b.se"),
    ],
)
def test_a_wrong_invitation_keeps_what_was_typed(client, region, fields, said):
    page = client.post(url("invite", region), fields)
    assert "Det här behöver ses över" in page.text
    assert said in page.text
    assert not Invitation.objects.exists()


def test_an_invitation_is_withdrawn(client, region):
    client.post(url("invite", region), {"role": "member"})
    client.post(url("withdraw", region, Invitation.objects.get().pk))
    assert Invitation.objects.get().withdrawn_at
    assert client.post(url("withdraw", region, 10**30)).status_code == 404


def test_another_regions_invitation_cannot_be_withdrawn(client, region):
    other = make.region("Annan region")
    dag = make.signed_in(make.person("owner", region=other))
    dag.post(url("invite", other), {"role": "owner"})
    assert client.post(url("withdraw", region, Invitation.objects.get().pk)).status_code == 404


# --- settings, keys, log ----------------------------------------------------------------------


def test_settings_are_kept(client, region):
    assert client.post(url("region", region), SETTINGS).status_code == 302
    assert Region.objects.values(*SETTINGS).get() == SETTINGS


def test_wrong_settings_keep_what_was_typed(client, region):
    page = client.post(
        url("region", region),
        {**SETTINGS, "name": "x" * 500, "privacy_notice": "Mitt långa utkast"},
    )
    assert "Texten är för lång" in page.text
    assert "Mitt långa utkast" in page.text
    assert Region.objects.get().name == "Region Örebro län"


def test_a_key_is_shown_once_and_can_be_revoked(client, region):
    page = client.post(url("tokens", region), {"name": "Rapportverktyg"})
    secret = link_in(page)
    assert token_with(secret)
    assert secret not in client.get(url("tokens", region)).text
    client.post(url("revoke", region, ApiToken.objects.get().pk))
    assert token_with(secret) is None
    assert "Återkallad" in client.get(url("tokens", region)).text


def test_another_regions_key_cannot_be_revoked(client, region):
    other = make.region("Annan region")
    dag = make.person("owner", region=other)
    token, _secret = account.make_token(by=make.actor(dag), region=other, name="Deras")
    assert client.post(url("revoke", region, token.pk)).status_code == 404
    assert client.post(url("revoke", region, 10**30)).status_code == 404
    assert "Deras" not in client.get(url("tokens", region)).text


def test_a_key_needs_a_name(client, region):
    page = client.post(url("tokens", region), {"name": "\u202e"})
    assert "Fyll i det här fältet" in page.text
    assert not ApiToken.objects.exists()


def test_the_log_tells_in_words_newest_first(client, region, birger):
    client.post(url("role", region, birger.pk), {"role": "viewer"})
    client.post(url("invite", region), {"role": "member"})
    page = client.get(url("log", region)).text
    assert page.index("gjorde en inbjudan") < page.index("ändrade någons roll")
    assert "Astrid" in page
    assert "Birger, Processledare → Läsare" in page


def test_the_log_is_paged_and_leaves_participants_out(
    client, region, django_assert_max_num_queries
):
    workshop = make.workshop(make.inventory(region), name="Halvdag")
    for _ in range(3):
        make.participant(workshop, name="Hemlig")
    for number in range(60):
        account.change_region(
            by=make.actor(make.User.objects.first()),
            region=region,
            name=f"R {number}",
            language="sv",
        )
    with django_assert_max_num_queries(8):
        first = client.get(url("log", region)).text
    assert first.count("<tr>") == 51
    assert "gick med i workshoppen" not in first
    assert client.get(url("log", region), {"page": "2"}).text.count("<tr>") == 11
    everything = client.get(url("log", region), {"who": "all", "page": "2"}).text
    assert "gick med i workshoppen" in everything
    assert "En deltagare" in everything
    assert "Hemlig" not in everything


@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 100, "\x00"])
def test_the_log_takes_any_page_number(client, region, page):
    assert client.get(url("log", region), {"page": page}).status_code == 200


def test_the_log_shows_nothing_of_another_region(client, region):
    other = make.region("Annan region")
    dag = make.person("owner", region=other)
    account.make_token(by=make.actor(dag), region=other, name="Deras")
    assert "gjorde en API-nyckel" not in client.get(url("log", region)).text


# --- several regions --------------------------------------------------------------------------


def test_somebody_in_two_regions_chooses(client, region, astrid):
    other = make.region("Annan region")
    Membership.objects.create(user=astrid, region=other, role="viewer")
    page = client.get("/account/regions/").text
    assert page.index("Annan region") < page.index("Region Örebro län")
    assert client.post(url("choose", region), {"next": "/strategy/"}).url == "/strategy/"
    assert client.session["region"] == region.slug
    assert client.get("/account/members/").url == url("region-members", region)
    client.post(url("choose", other))
    assert client.get("/account/members/").url == "/account/regions/"


def test_nobody_chooses_a_region_of_others(client):
    other = make.region("Annan region")
    assert client.post(url("choose", other)).status_code == 404
    assert "region" not in client.session


def test_a_region_left_is_not_worked_in_any_more(client, region, astrid):
    other = make.region("Annan region")
    seat = Membership.objects.create(user=astrid, region=other, role="owner")
    client.post(url("choose", other))
    seat.delete()
    assert client.get("/account/members/").url == url("region-members", region)


def test_an_owner_makes_another_region(client, astrid):
    answer = client.post("/account/regions/new/", {"name": "Region Dalarna", "language": "sv"})
    made = Region.objects.get(name="Region Dalarna")
    assert answer.url == url("region", made)
    assert Membership.objects.get(region=made).user == astrid
    assert (
        "Fyll i" in client.post("/account/regions/new/", {"name": "\u202e", "language": "sv"}).text
    )


def test_others_make_no_regions(region):
    for role in ("facilitator", "member", "viewer", None):
        other = make.signed_in(make.person(role, region=region if role else None))
        assert other.get("/account/regions/new/").status_code == 403


def test_somebody_without_a_region_is_told_what_to_do():
    page = make.signed_in(make.person(None)).get("/account/regions/").text
    assert "Du är inte med i någon region än" in page
