"""The code: typed, pasted, wrong, too often."""

import pytest
from django.test import Client
from django.urls import reverse

from farled.store.models import Workshop
from farled.web.join import views
from farled.web.join.codes import code_in, grouped
from farled.web.join.limits import FREE
from tests.support import make

pytestmark = pytest.mark.django_db
ENTER = reverse("join:enter")
# more than one user, or an empty installation opens on its first-run page
HOSTILE = [
    "\x00", "%00", "a" * 100_000, "<script>alert(1)</script>", "' OR 1=1 --", "ÅBCD2345",
    "１２３４５６７８", "10" * 30, "../../etc/passwd", "🚌" * 8, "-", " ",
]  # fmt: skip


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    views.wrong_codes.clear()


@pytest.fixture
def workshop() -> Workshop:
    region = make.region()
    make.person("owner", region=region)
    return make.workshop(make.inventory(region), "write", code="ABCD2345")


def test_the_form(client: Client, workshop):
    answer = client.get(ENTER)
    assert answer.status_code == 200
    assert "Gå med i en workshop" in answer.content.decode()


@pytest.mark.parametrize(
    "typed",
    ["ABCD2345", "abcd2345", "abcd 2345", "AB-CD-23-45", " abcd–2345 ", "https://x.se/j/abcd2345/",
     "http://10.0.0.2:8000/j/ABCD2345", "x.se/j/ABCD-2345/?utm=1"],
)  # fmt: skip
def test_it_is_forgiving(client: Client, workshop, typed):
    answer = client.get(ENTER, {"code": typed})
    assert answer.status_code == 302
    assert answer["Location"] == "/j/ABCD2345/"


@pytest.mark.parametrize(
    "path", ["/j/ABCD2345/", "/j/abcd-2345/", "/j/abcd2345", "/j/ab cd 23 45/"]
)
def test_the_address_is_forgiving_too(client: Client, workshop, path):
    assert client.get(path).status_code == 200


def test_a_wrong_code_stays_in_the_field(client: Client, workshop):
    answer = client.get(ENTER, {"code": "xxxx yyyy"})
    assert answer.status_code == 404
    page = answer.content.decode()
    assert 'value="xxxx yyyy"' in page
    assert "Ingen workshop har den koden" in page
    assert 'aria-invalid="true"' in page


@pytest.mark.parametrize("code", HOSTILE)
def test_hostile_codes_are_wrong_codes(client: Client, workshop, code):
    answer = client.get(ENTER, {"code": code})
    assert answer.status_code == 404
    assert "<script>alert" not in answer.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/j/%00/",
        "/j/" + "a" * 5_000 + "/",
        "/j/%ff%fe/",
        "/j/?code=%ED%A0%80",
        "/j/?code=%00",
        "/j/%F0%9F%9A%8C/",
        "/w/%00/",
        "/w/" + "x" * 5_000 + "/",
    ],
)
def test_hostile_addresses_are_not_found(client: Client, workshop, path):
    assert client.get(path).status_code == 404


def test_an_archived_workshop_has_no_code(client: Client, workshop):
    Workshop.objects.update(archived_at="2026-01-01T00:00Z")
    assert client.get("/j/ABCD2345/").status_code == 404


def test_too_many_wrong_ones_are_told_how_long_to_wait(client: Client, workshop):
    for _ in range(FREE):
        client.get("/j/WRONG222/")
    answer = client.get("/j/ABCD2345/")
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 600
    assert "Försök igen om 10 minuter" in answer.content.decode()
    assert client.post("/j/ABCD2345/", {"name": "x"}).status_code == 429
    assert client.get(ENTER, {"code": "ABCD2345"}).status_code == 429


def test_who_is_in_already_finds_the_way_back(workshop):
    phone = make.phone(make.participant(workshop))
    for _ in range(FREE):
        phone.get("/j/WRONG222/")
    page = phone.get("/j/WRONG222/").content.decode()
    assert f'href="/w/{workshop.slug}/"' in page
    assert phone.get(f"/w/{workshop.slug}/").status_code == 200


def test_a_forged_cookie_does_not_make_a_way_back(client: Client, workshop):
    client.cookies["farled_p_elsewhere"] = "x:y"
    for _ in range(FREE):
        client.get("/j/WRONG222/")
    assert "/w/" not in client.get("/j/WRONG222/").content.decode()


def test_a_room_behind_one_address_is_not_shut_out(client: Client, workshop):
    for number in range(60):
        for _ in range(3):
            client.get("/j/WRONG222/")
        answer = Client().post("/j/ABCD2345/", {"name": f"{number}"})
        assert answer.status_code == 302, number


def test_addresses_from_a_proxy_count_only_where_one_stands(workshop, settings):
    settings.FARLED_PROXIES = 0
    for number in range(FREE):
        Client(headers={"X-Forwarded-For": f"198.51.100.{number}"}).get("/j/WRONG222/")
    assert Client(headers={"X-Forwarded-For": "203.0.113.5"}).get("/j/ABCD2345/").status_code == 429
    settings.FARLED_PROXIES = 1
    assert Client(headers={"X-Forwarded-For": "203.0.113.5"}).get("/j/ABCD2345/").status_code == 200
    # what the phone itself wrote into the header stands before what the proxy wrote
    for _ in range(FREE):
        Client(headers={"X-Forwarded-For": "1.1.1.1, 203.0.113.9"}).get("/j/WRONG222/")
    assert (
        Client(headers={"X-Forwarded-For": "2.2.2.2, 203.0.113.9"}).get("/j/ABCD2345/").status_code
        == 429
    )


def test_codes_are_read_out_in_fours():
    assert grouped("ABCD2345") == "ABCD-2345"
    assert code_in("  hej ") == "  hej "
