"""The content security policy, the address that limits count by, and what the log leaves out."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from farled.web.ui.address import client_address
from farled.web.ui.csp import ContentSecurityPolicyMiddleware

HEADER = "Content-Security-Policy"


def policy(response: HttpResponse) -> str:
    return response.headers[HEADER]


def served(view):
    return ContentSecurityPolicyMiddleware(view)(RequestFactory().get("/"))


def test_everything_is_forbidden_that_is_not_our_own():
    rules = policy(served(lambda request: HttpResponse()))
    assert "default-src 'none'" in rules
    assert "unsafe" not in rules
    assert "nonce" not in rules
    assert re.findall(r"https?:|\*", rules) == []


def test_a_nonce_is_allowed_only_where_a_page_used_it():
    response = served(lambda request: HttpResponse(f"<script nonce={request.csp_nonce}>"))
    nonce = response.content.decode().partition("=")[2].rstrip(">")
    assert len(nonce) >= 20
    assert f"script-src 'self' 'nonce-{nonce}';" in policy(response)


def test_every_request_has_a_nonce_of_its_own():
    pages = [served(lambda request: HttpResponse(str(request.csp_nonce))) for _ in range(2)]
    assert pages[0].content != pages[1].content


def test_a_view_may_be_stricter():
    strict = HttpResponse(headers={HEADER: "default-src 'none'; sandbox"})
    assert policy(served(lambda request: strict)).endswith("sandbox")


@pytest.mark.parametrize(
    ("proxies", "header", "expected"),
    [
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        # what the visitor wrote herself stands before what the proxy has added
        (1, "1.1.1.1, 203.0.113.9", "203.0.113.9"),
        (2, "1.1.1.1, 203.0.113.9, 198.51.100.2", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.1"),
        (1, "", "192.0.2.1"),
        (1, " , ,", "192.0.2.1"),
        (1, "x" * 1_000_000, "x" * 45),
    ],
)
def test_who_asks(settings, proxies, header, expected):
    settings.FARLED_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=header)
    assert client_address(request) == expected


@pytest.mark.parametrize(
    ("kind", "query", "host"),
    [
        ("DisallowedHost", "", "evil.example,1"),
        ("TooManyFieldsSent", "q=1&" * 3000, "testserver"),
        ("DisallowedRedirect", "q=" + "x" * 20_000, "testserver"),
    ],
)
def test_what_is_refused_is_one_line_in_the_log(
    client: Client, caplog: pytest.LogCaptureFixture, kind: str, query: str, host: str
) -> None:
    path = "/search" if kind == "DisallowedRedirect" else "/search/"
    with caplog.at_level("ERROR"):
        assert client.get(f"{path}?{query}", headers={"Host": host}).status_code == 400
    [said] = [one for one in caplog.records if one.name == f"django.security.{kind}"]
    assert said.exc_info is None


def test_an_address_too_long_to_come_back_to_still_leads_to_the_sign_in(client: Client) -> None:
    for path in ("/inventory/?q=" + "x" * 20_000, "/inventory/" + "x" * 20_000 + "/"):
        answer = client.get(path)
        assert (answer.status_code, len(answer.url) < 3000) == (302, True)
        assert answer.url.startswith("/account/sign-in/?next=/")
