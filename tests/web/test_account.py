"""Coming in: sign-in, the first page, invitations, passwords. Works, wrong input, no access."""

import re
import threading

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from farled.core.access import Role
from farled.store.actions import members
from farled.store.models import Invitation, Membership, Region, Strategy, User
from farled.store.resetting import reset_parts
from farled.web.account import limits
from farled.web.account.first_run import FirstRunMiddleware
from tests.support import make

pytestmark = pytest.mark.django_db
PASSWORD = "en fras att minnas"
START = {
    "region": "Region Örebro län",
    "name": "Astrid",
    "email": "astrid@example.org",
    "password": PASSWORD,
    "language": "sv",
    "template": "agenda-2030",
}
HTML = {"headers": {"accept": "text/html"}}


@pytest.fixture(autouse=True)
def fresh_limits(monkeypatch):
    for guesses in (limits.BY_ADDRESS_AND_PLACE, limits.BY_PLACE, limits.LETTERS):
        guesses.forget()
    monkeypatch.setattr(FirstRunMiddleware, "somebody_exists", False)


@pytest.fixture
def astrid():
    user = make.person("owner", region=make.region(), email="astrid@example.org")
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, *, email="astrid@example.org", password=PASSWORD, **more):
    return client.post(reverse("account:sign-in"), {"email": email, "password": password, **more})


def signed_in_user(client) -> str:
    return client.session.get("_auth_user_id", "")


# --- sign-in ---------------------------------------------------------------------------------


def test_sign_in_goes_on_with_a_new_session(client, astrid):
    client.get("/account/sign-in/")
    session = client.session
    session["kept"] = True
    session.save()
    client.cookies["farled"] = session.session_key
    before = client.session.session_key
    answer = sign_in(client, email=" Astrid@Example.org ", next="/strategy/")
    assert (answer.status_code, answer.url) == (302, "/strategy/")
    assert signed_in_user(client) == str(astrid.pk)
    assert client.session.session_key != before


def test_a_wrong_password_and_an_unknown_address_say_the_same(client, astrid):
    wrong = sign_in(client, password="något annat")
    unknown = sign_in(client, email="nobody@example.org")
    for answer in (wrong, unknown):
        assert answer.status_code == 200
        assert "Adressen eller lösenordet stämmer inte" in answer.text
    assert 'value="astrid@example.org"' in wrong.text
    assert not signed_in_user(client)


def test_nobody_inactive_signs_in(client, astrid):
    User.objects.update(is_active=False)
    assert sign_in(client).status_code == 200
    assert not signed_in_user(client)


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:///x",
        "/\r\nX: 1",
        "\x00",
    ],
)
def test_next_stays_with_us(client, astrid, wanted):
    assert sign_in(client, next=wanted).url == "/"


@pytest.mark.parametrize(
    "text", ["\x00", "\u202e" * 10, "x" * 1_000_000, "<script>alert(1)</script>"]
)
def test_hostile_sign_in_gets_the_form_back(client, astrid, text):
    answer = sign_in(client, email=text, password=text)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


def test_guessing_is_limited_for_one_address_from_one_place(client, astrid):
    for _ in range(limits.BY_ADDRESS_AND_PLACE.most):
        assert sign_in(client, password="fel").status_code == 200
    blocked = sign_in(client)
    assert blocked.status_code == 429
    assert "Vänta 15 minuter" in blocked.text
    assert sign_in(Client(REMOTE_ADDR="192.0.2.7")).status_code == 302
    make.person(None, email="birger@example.org")
    assert sign_in(client, email="birger@example.org", password="fel").status_code == 200


def test_guessing_opens_again_after_a_while():
    now = [0.0]
    guesses = limits.Guesses(2, 60, clock=lambda: now[0])
    guesses.failed("a")
    now[0] = 30
    guesses.failed("a")
    assert guesses.seconds_to_wait("a") == 30
    assert guesses.seconds_to_wait("b") == 0
    now[0] = 60.5
    assert guesses.seconds_to_wait("a") == 0


def test_a_flood_of_addresses_does_not_fill_the_memory(monkeypatch):
    monkeypatch.setattr(limits, "MOST_KEYS", 50)
    guesses = limits.Guesses(2, 60)
    for number in range(500):
        guesses.failed(str(number))
    assert len(guesses._failures) == 50


def test_sign_out_is_a_post(client, astrid):
    client.force_login(astrid)
    assert client.get("/account/sign-out/").status_code == 405
    assert client.post("/account/sign-out/").url == "/account/sign-in/"
    assert not signed_in_user(client)


def test_signing_in_needs_the_form_of_this_site(astrid):
    strict = Client(enforce_csrf_checks=True)
    assert sign_in(strict).status_code == 403


# --- the demo's doors -------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["astrid", "birger", "cecilia", "dag"])
def test_demo_doors_open_only_in_the_demo(client, settings, who):
    person = make.person("member", region=make.region(), name=who.capitalize())
    settings.FARLED_DEMO = False
    assert client.get(f"/account/demo/{who}/").status_code == 404
    assert "/account/demo/" not in client.get("/account/sign-in/").text
    settings.FARLED_DEMO = True
    assert f"/account/demo/{who}/" in client.get("/account/sign-in/").text
    assert client.get(f"/account/demo/{who}/?next=/strategy/").url == "/strategy/"
    assert signed_in_user(client) == str(person.pk)


@pytest.mark.parametrize("who", ["eva", "Astrid'--", "\x00"])
def test_demo_has_no_door_for_others(client, settings, who):
    settings.FARLED_DEMO = True
    make.person("owner", region=make.region(), name="Eva")
    assert client.get(reverse("account:demo", args=[who])).status_code == 404


# --- the first page ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["/", "/strategy/", "/account/sign-in/", "/account/demo/astrid/", "/no/such/page"]
)
def test_an_empty_installation_opens_on_its_first_page(client, path):
    assert client.get(path, **HTML).url == "/account/start/"


def test_what_is_no_page_is_not_redirected(client):
    assert client.get("/healthz", headers={"accept": "application/json"}).status_code == 200
    assert client.get("/account/start/", **HTML).status_code == 200


def test_once_somebody_exists_nothing_is_asked(client, astrid, django_assert_num_queries):
    assert client.get("/account/sign-in/", **HTML).status_code == 200
    with django_assert_num_queries(0):
        client.get("/account/sign-in/", **HTML)


def test_the_first_owner_is_made_and_signed_in(client):
    answer = client.post("/account/start/", START)
    assert (answer.status_code, answer.url) == (302, "/")
    owner, region = User.objects.get(), Region.objects.get()
    assert signed_in_user(client) == str(owner.pk)
    assert Membership.objects.get(user=owner, region=region).role == Role.OWNER
    assert Strategy.objects.get(region=region).goals.count() == 17


def test_a_wrong_first_page_keeps_what_was_typed(client):
    answer = client.post("/account/start/", {**START, "password": "kort"})
    assert "minst tio tecken" in answer.text
    assert 'value="Region Örebro län"' in answer.text
    assert "kort" not in re.findall(r'value="([^"]*)"', answer.text)
    assert not User.objects.exists()


def test_the_first_page_closes_for_good(client, astrid):
    assert client.get("/account/start/").url == "/account/sign-in/"
    assert (
        client.post("/account/start/", {**START, "email": "evil@example.org"}).url
        == "/account/sign-in/"
    )
    assert not User.objects.filter(email="evil@example.org").exists()


# --- invitations ------------------------------------------------------------------------------


@pytest.fixture
def invited(astrid):
    region = Region.objects.get()
    _made, key = members.invite(
        by=make.actor(astrid), region=region, role="member", email="c@example.org"
    )
    return reverse("account:invitation", args=[key])


def test_an_invited_person_joins_and_is_signed_in(client, invited):
    assert 'value="c@example.org"' in client.get(invited).text
    fields = {
        "name": "Cecilia",
        "email": "cecilia@example.org",
        "password": PASSWORD,
        "language": "en",
    }
    assert client.post(invited, fields).status_code == 302
    cecilia = User.objects.get(email="cecilia@example.org")
    assert signed_in_user(client) == str(cecilia.pk)
    assert Membership.objects.get(user=cecilia).role == "member"
    gone = Client().get(invited)
    assert gone.status_code == 404
    assert "gäller inte längre" in gone.text


def test_an_invited_person_who_has_an_account_is_told_to_sign_in(client, invited):
    fields = {"name": "A", "email": "ASTRID@example.org", "password": PASSWORD, "language": "sv"}
    answer = client.post(invited, fields)
    assert "Det finns redan ett konto med den adressen" in answer.text
    assert f"/account/sign-in/?next={invited}" in answer.text
    assert Invitation.objects.get().used_at is None


def test_somebody_signed_in_joins_with_a_press(invited):
    dag = make.person("owner", region=make.region("Annan region"))
    client = make.signed_in(dag)
    assert (
        "Du är inloggad som Dag" in client.get(invited).text or "Astrid" in client.get(invited).text
    )
    client.post(invited)
    assert Membership.objects.filter(user=dag).count() == 2
    assert client.session["region"] == Region.objects.get(name="Region Örebro län").slug


def test_a_member_is_told_so_and_the_invitation_stands(invited, astrid):
    answer = make.signed_in(astrid).post(invited)
    assert "Du är redan med i regionen" in answer.text
    assert Invitation.objects.get().used_at is None


@pytest.mark.parametrize("key", ["x", "a" * 5000, "\x00", "å", "%2e%2e"])
def test_made_up_invitations_open_nothing(client, astrid, key):
    assert client.get(reverse("account:invitation", args=[key])).status_code == 404


# --- passwords --------------------------------------------------------------------------------


def wait_for_letters():
    for thread in threading.enumerate():
        if thread.name == "letter":
            thread.join(5)


def test_without_mail_the_page_sends_to_an_owner(client, astrid):
    page = client.get("/account/forgotten/")
    assert "Be en ägare i din region" in page.text
    assert client.post("/account/forgotten/", {"email": "astrid@example.org"}).status_code == 200
    assert not mail.outbox


def test_with_mail_both_addresses_get_the_same_answer(client, astrid, settings):
    settings.FARLED_MAIL = True
    known = client.post("/account/forgotten/", {"email": "Astrid@example.org"})
    unknown = client.post("/account/forgotten/", {"email": "nobody@example.org"})
    wait_for_letters()
    assert (
        (known.status_code, known.url)
        == (unknown.status_code, unknown.url)
        == (302, "/account/forgotten/sent/")
    )
    assert [letter.to for letter in mail.outbox] == [["astrid@example.org"]]
    link = re.search(r"http://testserver(/account/reset/\S+)", mail.outbox[0].body)[1]
    assert client.post(link, {"password": "en helt ny fras"}).status_code == 302
    astrid.refresh_from_db()
    assert astrid.check_password("en helt ny fras")


def test_letters_are_limited(client, astrid, settings):
    settings.FARLED_MAIL = True
    for _ in range(limits.LETTERS.most + 3):
        assert (
            client.post("/account/forgotten/", {"email": "astrid@example.org"}).status_code == 302
        )
    wait_for_letters()
    assert len(mail.outbox) == limits.LETTERS.most


@pytest.mark.parametrize(
    "email", ["", "astrid", "\x00@x.se", "a@b.se\nBcc: c@d.se", "x" * 1_000_000]
)
def test_a_wrong_address_is_said_before_anything_is_sent(client, astrid, settings, email):
    settings.FARLED_MAIL = True
    assert client.post("/account/forgotten/", {"email": email}).status_code == 200
    wait_for_letters()
    assert not mail.outbox


def test_a_broken_mail_server_is_nobodys_problem(client, astrid, settings):
    settings.FARLED_MAIL = True
    settings.EMAIL_BACKEND = "no.such.Backend"
    assert client.post("/account/forgotten/", {"email": "astrid@example.org"}).status_code == 302
    wait_for_letters()


def test_a_reset_link_lets_in_once(client, astrid):
    link = reverse("account:reset", args=reset_parts(astrid))
    assert "astrid@example.org" in client.get(link).text
    assert "minst tio tecken" in client.post(link, {"password": "kort"}).text
    assert client.post(link, {"password": "en helt ny fras"}).url == "/"
    assert signed_in_user(client) == str(astrid.pk)
    assert Client().get(link).status_code == 404


@pytest.mark.parametrize(("who", "key"), [("MQ", "x-y"), ("x" * 3000, "y"), ("\x00", "\x00")])
def test_made_up_reset_links_open_nothing(client, astrid, who, key):
    assert client.get(reverse("account:reset", args=[who, key])).status_code == 404


# --- one's own account ------------------------------------------------------------------------


def test_name_and_language_are_ones_own(client, astrid):
    client.force_login(astrid)
    assert client.post("/account/me/", {"name": "Astrid L", "language": "en"}).status_code == 302
    assert "My account" in client.get("/account/me/").text
    wrong = client.post("/account/me/", {"name": "x" * 200, "language": "en"})
    assert "x" * 200 in wrong.text
    astrid.refresh_from_db()
    assert (astrid.name, astrid.language) == ("Astrid L", "en")


def test_a_new_password_signs_other_devices_out(client, astrid):
    client.force_login(astrid)
    other = make.signed_in(astrid)
    fields = {"current_password": PASSWORD, "password": "en helt ny fras"}
    assert client.post("/account/me/password/", fields).url == "/account/me/"
    assert client.get("/account/me/").status_code == 200
    assert other.get("/account/me/").status_code == 302


def test_a_new_password_needs_the_old_one(client, astrid):
    client.force_login(astrid)
    fields = {"current_password": "fel", "password": "en helt ny fras"}
    for _ in range(limits.BY_ADDRESS_AND_PLACE.most):
        assert "stämmer inte" in client.post("/account/me/password/", fields).text
    assert client.post("/account/me/password/", fields).status_code == 429
    astrid.refresh_from_db()
    assert astrid.check_password(PASSWORD)


@pytest.mark.parametrize(
    "path", ["/account/me/", "/account/me/password/", "/account/regions/", "/account/members/"]
)
def test_own_pages_need_a_sign_in(client, astrid, path):
    assert client.get(path).url == f"/account/sign-in/?next={path}"
