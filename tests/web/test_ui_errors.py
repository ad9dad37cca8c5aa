"""What went wrong is told plainly, in the person's language."""

import re

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from farled.site import urls as site_urls
from farled.web.ui import errors


def breaks(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("broken on purpose")


def denies(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def away(request: HttpRequest) -> HttpResponse:
    raise OperationalError("the database system is shutting down")


def posts(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(len(request.POST)))


urlpatterns = [
    *site_urls.urlpatterns,
    path("breaks/", breaks),
    path("denies/", denies),
    path("away/", away),
    path("posts/", posts),
    path("often/", errors.too_many),
]
handler400 = site_urls.handler400
handler403 = site_urls.handler403
handler404 = site_urls.handler404
handler500 = site_urls.handler500

here = pytest.mark.urls(__name__)
pytestmark = here


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("address", "status", "swedish", "english"),
    [
        ("/no/such/", 404, "Här finns ingenting", "There is nothing here"),
        ("/denies/", 403, "Du kommer inte åt", "You cannot open this page"),
        ("/breaks/", 500, "Något gick fel hos oss", "Something went wrong on our side"),
        ("/away/", 503, "Vi når inte databasen just nu", "We cannot reach the database right now"),
        ("/often/", 429, "Vänta ett ögonblick", "One moment"),
    ],
)
def test_pages(client: Client, address: str, status: int, swedish: str, english: str) -> None:
    for language, words in (("sv", swedish), ("en", english)):
        answer = client.get(address, headers={"Accept-Language": language})
        assert answer.status_code == status
        assert words in answer.content.decode()
        assert f'<html lang="{language}"' in answer.content.decode()


def test_too_many_says_when(client: Client) -> None:
    assert client.get("/often/").headers["Retry-After"] == "60"


def test_what_was_typed_while_the_database_was_away_is_shown(client: Client) -> None:
    answer = client.post("/away/", {"what": "Ett <b>behov</b>", "password1": "hemligt ord"})
    page = answer.content.decode()
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "60"
    assert "Ett &lt;b&gt;behov&lt;/b&gt;" in page
    assert "hemligt" not in page


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1000)
def test_too_large(client: Client) -> None:
    answer = client.post("/posts/", {"text": "å" * 2000})
    assert answer.status_code == 413
    assert "Det var för mycket på en gång" in answer.content.decode()


@override_settings(DATA_UPLOAD_MAX_NUMBER_FIELDS=5)
def test_what_cannot_be_read(client: Client) -> None:
    answer = client.post("/posts/", {f"f{n}": "1" for n in range(9)})
    assert answer.status_code == 400
    assert "Det där kunde vi inte läsa" in answer.content.decode()


def test_old_form_shows_what_was_typed_but_no_secrets() -> None:
    strict = Client(enforce_csrf_checks=True)
    typed = {"what": "Ett <b>behov</b> i \x00ytterkanten", "password1": "hemligt ord", "ok": "on"}
    answer = strict.post("/posts/", typed)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Sidan hade stått öppen för länge" in page
    assert "Ett &lt;b&gt;behov&lt;/b&gt; i" in page
    assert "hemligt" not in page
    assert len(re.findall("<textarea", page)) == 1


def test_error_page_needs_neither_person_nor_database() -> None:
    request = RequestFactory().get("/", headers={"Accept-Language": "en"})
    answer = errors.server_error(request)
    assert answer.status_code == 500
    assert "Something went wrong" in answer.content.decode()


def test_size_limit_before_any_view() -> None:
    request = RequestFactory().get("/")
    assert errors.bad_request(request, RequestDataTooBig()).status_code == 413
    assert errors.bad_request(request).status_code == 400
