"""Which language a page speaks, and the theme it wears."""

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.utils import translation

from farled.store.models import User
from farled.web.ui.language import accepted_languages, follow_workshop
from tests.support import make

PAGE = "/accessibility/"


def language_of(client: Client, **headers: str) -> str:
    return client.get(PAGE, headers=headers).headers["Content-Language"]


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "sv"),
        ("en", "en"),
        ("en-GB,sv;q=0.5", "en"),
        ("sv-FI, en;q=0.9", "sv"),
        ("de, fr;q=0.9, en;q=0.1", "en"),
        ("de", "sv"),
        ("en;q=0, sv", "sv"),
        ("en;q=nonsense, sv;q=0.2", "sv"),
        ("\x00<script>,,;;q=", "sv"),
        ("en;q=1e999" * 10_000, "sv"),
    ],
)
def test_browsers_wish(client: Client, header: str, language: str) -> None:
    assert language_of(client, accept_language=header) == language


def test_weights_order_the_wishes() -> None:
    assert accepted_languages("sv;q=0.3, en;q=0.8, de") == ["de", "en", "sv"]


@pytest.mark.django_db
def test_person_then_cookie_then_browser(client: Client) -> None:
    client.cookies["farled_language"] = "sv"
    assert language_of(client, accept_language="en") == "sv"
    client.force_login(make.person(language="en"))
    assert language_of(client, accept_language="sv") == "en"


def test_unknown_cookie_is_as_none(client: Client) -> None:
    client.cookies["farled_language"] = "xx"
    assert language_of(client, accept_language="en") == "en"


def asking(cookie: str = "") -> HttpRequest:
    request = RequestFactory().get("/")
    if cookie:
        request.COOKIES["farled_language"] = cookie
    return request


def test_workshops_language_for_those_who_have_not_chosen() -> None:
    with translation.override("sv"):
        follow_workshop(asking(), "en")
        assert translation.get_language() == "en"
        follow_workshop(asking(cookie="sv"), "en")
        assert translation.get_language() == "en"
    with translation.override("sv"):
        follow_workshop(asking(cookie="sv"), "en")
        assert translation.get_language() == "sv"
        follow_workshop(asking(), "klingon")
        assert translation.get_language() == "sv"


def test_choosing_a_language_without_account(client: Client) -> None:
    answer = client.post("/language/", {"language": "en", "next": "/privacy/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/privacy/")
    assert language_of(client, accept_language="sv") == "en"


@pytest.mark.django_db
def test_choosing_a_language_is_kept_with_the_person(client: Client) -> None:
    person = make.person(language="sv")
    client.force_login(person)
    client.post("/language/", {"language": "en"})
    assert User.objects.get(pk=person.pk).language == "en"
    assert language_of(client, accept_language="sv") == "en"


@pytest.mark.parametrize("bad", ["", "xx", "\x00", "../en", "e" * 100_000])
def test_unknown_language_changes_nothing(client: Client, bad: str) -> None:
    answer = client.post("/language/", {"language": bad})
    assert answer.status_code == 302
    assert "farled_language" not in answer.cookies


@pytest.mark.parametrize("bad", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_way_back_stays_here(client: Client, bad: str) -> None:
    for url in ("/language/", "/theme/"):
        assert client.post(url, {"next": bad}).headers["Location"] == "/"


@pytest.mark.parametrize("url", ["/language/", "/theme/"])
def test_choices_are_posted_with_a_token(url: str) -> None:
    assert Client().get(url).status_code == 405
    assert Client(enforce_csrf_checks=True).post(url, {}).status_code == 403


def test_theme_is_rendered_by_the_server(client: Client) -> None:
    assert b"data-theme" not in client.get(PAGE).content
    client.post("/theme/", {"theme": "night"})
    assert b'<html lang="sv" data-theme="night">' in client.get(PAGE).content
    client.post("/theme/", {"theme": ""})
    assert b"data-theme" not in client.get(PAGE).content


def test_hostile_theme_cookie_is_ignored(client: Client) -> None:
    client.cookies["farled_theme"] = 'night"><script>'
    assert b"data-theme" not in client.get(PAGE).content
