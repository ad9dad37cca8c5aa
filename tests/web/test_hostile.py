"""Every form, address, question and header with what nobody should send: never a 500, never a lost word.

The forms are found by walking the site as owner, facilitator, participant and outsider.
"""

import ast
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve, reverse

from farled.store.actions import steps
from farled.store.models import Audit, Step
from tests.support.crawl import Visit, crawl, kind_of, page_of
from tests.support.hostile import BRIEF, IN_CHOICES, PATHS, VALUES, attacks, encoded, filled
from tests.support.pages import Field, Form, Page, is_ours, path_of
from tests.support.source import PACKAGE, tree
from tests.support.url_table import ROWS, Row, address, data, parts
from tests.support.visitors import Scene, forget_all, kept_scene, undone

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FORM = "application/x-www-form-urlencoded"
WALKERS = ("owner", "facilitator", "participant", "outsider")
STATIONS = ("ui", "account", "strategy", "inventory", "workshop", "join", "dialogue", "home")
GETS = [row for row in ROWS if row.get]
NOWHERE = "/nowhere/"
# forms that no page of the scene shows: sent by script alone, or on a page for another moment
ELSEWHERE = {
    "account:start", "account:restore", "account:choose", "account:forgotten",
    "strategy:restore-part", "strategy:restore", "dialogue:keep", "dialogue:reopen", "dialogue:restore",
    "workshop:order-steps", "join:farled.web.join.views.join",
}  # fmt: skip


@dataclass(frozen=True)
class Found:
    """A form, on which page it stood and who was there."""

    who: str
    visit: Visit
    form: Form

    @property
    def kind(self) -> str:
        act = resolve(self.path.partition("?")[0]).kwargs.get("act", "")
        # the forms of a page's like things differ by number alone
        names = {re.sub(r"[0-9]+b?", "", name) for name in self.form.fields}
        return f"{kind_of(self.path)} {act} {sorted(names)}"

    @property
    def path(self) -> str:
        return path_of(self.form.action)


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    with kept_scene(django_db_blocker) as made:
        yield made


@pytest.fixture(scope="module")
def forms(scene: Scene) -> list[Found]:
    """One form of each kind, as the first of the walkers meets it."""
    found: dict[str, Found] = {}
    starts = ["/", *(address(row, scene.place) for row in GETS)]
    for who in WALKERS:
        for visit in crawl(scene.visitors[who], starts):
            keep(found, who, visit)
    for visit in bridges(scene):
        keep(found, "facilitator", visit)
    return [*found.values(), *unseen(scene, {kind.split(" ")[0] for kind in found})]


def unseen(scene: Scene, met: set[str]) -> Iterator[Found]:
    """The rows whose form no page showed, with what the table sends."""
    for row in ROWS:
        path = address(row, scene.place)
        if row.post and not row.body and row.name not in met:
            fields = {name: Field(name, "hidden") for name in row.data}
            visit = Visit(NOWHERE, HttpResponse(), Page(NOWHERE))
            yield Found("owner", visit, Form(f"http://testserver{path}", "post", fields))


def keep(found: dict[str, Found], who: str, visit: Visit) -> None:
    for form in visit.page.forms:
        one = Found(who, visit, form)
        if kind_of(one.path) and ":gallery" not in one.kind:
            found.setdefault(one.kind, one)


def bridges(scene: Scene) -> Iterator[Visit]:
    """The bridge while the room stands at each of its steps."""
    place, client = scene.place, scene.visitors["facilitator"]
    path = reverse("workshop:bridge", args=[place.workshop.slug])
    for step in Step.objects.filter(workshop=place.workshop):
        with undone(client):
            steps.go_to_step(by=place.facilitator, workshop=place.live(), step=step)
            answer = client.get(path)
        yield Visit(path, answer, page_of(path, answer))
    place.live()


@pytest.fixture(autouse=True)
def fresh() -> None:
    forget_all()


def test_the_walk_found_the_forms(forms: list[Found]) -> None:
    """Every row of the table that takes a post has its form on some page."""
    unseen = {one.path for one in forms if one.visit.path == NOWHERE}
    without = {kind_of(path).split(" ")[0] for path in unseen}
    assert without - ELSEWHERE == set()


def of_station(forms: list[Found], station: str) -> list[Found]:
    return [one for one in forms if kind_of(one.path).startswith(f"{station}:")]


@pytest.mark.parametrize("station", STATIONS)
def test_no_form_falls_over_or_loses_a_word(scene: Scene, forms: list[Found], station: str) -> None:
    faults = []
    for one in of_station(forms, station):
        for what, body in attacks(one.form):
            forget_all()
            faults += [f"{one.kind}: {what}: {fault}" for fault in attacked(scene, one, body)]
    assert faults == [], "\n".join(faults)


def attacked(scene: Scene, one: Found, body: bytes) -> list[str]:
    client = scene.visitors[one.who]
    with undone(client):
        before = Audit.objects.count()
        answer = send(client, one, body)
        faults = ["500"] if answer.status_code >= 500 else []
        faults += ["markup came back as markup"] if b"<b id=pwned>" in answer.content else []
        if Audit.objects.count() == before and one.form.method == "post":
            faults += lost_words(client, one, body=body, answer=answer)
        return faults


def send(client: Client, one: Found, body: bytes) -> HttpResponse:
    headers = {"Accept": "text/html", "Referer": f"http://testserver{one.visit.path}"}
    if one.form.method == "get":
        path = one.path.partition("?")[0]
        return client.get(f"{path}?{body.decode('ascii')}"[:60_000], headers=headers)
    return client.generic("POST", one.path, body, FORM, headers=headers)


def lost_words(client: Client, one: Found, *, body: bytes, answer: HttpResponse) -> list[str]:
    """A form that was refused, with something typed that is nowhere in the answer."""
    if answer.status_code in (400, 403, 404, 410, 413, 429):
        return []
    text = answer.content.decode("utf-8", "replace")
    if answer.status_code == 302:
        text = client.get(path_of(answer.url)).content.decode("utf-8", "replace")
    kept = html.unescape(text)
    return [f"lost: {word[:60]}" for word in sorted(typed_in(one, body)) if word not in kept]


def typed_in(one: Found, body: bytes) -> set[str]:
    """What a person wrote in words; what a browser or nobody can show again is not asked for."""
    words = {
        value
        for name, value in parse_qsl(body.decode("ascii"), max_num_fields=5000)
        if name in one.form.fields
        and one.form.fields[name].is_text
        and one.form.fields[name].kind != "password"
    }
    return {
        word
        for word in words
        if word.isprintable() and "\ufffd" not in word and "\u0301" not in word
    }


@pytest.mark.parametrize("station", STATIONS)
def test_what_is_wrong_is_said_in_the_readers_language(
    scene: Scene, forms: list[Found], station: str
) -> None:
    """The same faults in Swedish and in English never read the same."""
    faults = []
    for one in of_station(forms, station):
        for body in (
            encoded({}),
            encoded(filled(one.form), **dict.fromkeys(one.form.fields, VALUES["unknown"])),
        ):
            said = {language: errors(scene, one, body, language) for language in ("sv", "en")}
            shared = set(said["sv"]) & set(said["en"])
            faults += [
                f"{one.kind}: {words}" for words in shared if re.search("[a-zåäö]{4}", words)
            ]
    assert faults == [], "\n".join(faults)


def errors(scene: Scene, one: Found, body: bytes, language: str) -> list[str]:
    client = scene.visitors[one.who]
    forget_all()
    with undone(client):
        client.cookies["farled_language"] = language
        answer = send(client, one, body)
        if answer.status_code == 302:
            answer = client.get(path_of(answer.url))
        return page_of(one.path, answer).errors


# --- addresses, questions and headers ----------------------------------------------------------


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_no_address_falls_over(scene: Scene, row: Row) -> None:
    client, path = scene.visitors["owner"], address(row, scene.place).partition("?")[0]
    asked = [str(value) for value in parts(scene.place, row.name).values() if f"/{value}" in path]
    for part in asked:
        for hostile in PATHS:
            wrong = path.replace(f"/{part}", f"/{hostile}")
            with undone(client):
                method = client.get if row.get else client.post
                answer = method(wrong)
                assert answer.status_code < 500, wrong
                assert b"<b id=pwned>" not in answer.content, wrong


def questions(path: str) -> list[str]:
    """What the view's module and those beside it that it imports may read from the address, by the source itself."""
    if path.startswith("/api/"):
        return ["archived", "limit", "offset", "region"]
    module = resolve(path).func.__module__
    own = PACKAGE.parent / f"{module.replace('.', '/')}.py"
    station = own.parent
    read = [own, *(one for one in station.glob("*.py") if one.stem in ("filters", "grid", "board"))]
    return sorted({name for one in read for node in ast.walk(tree(one)) for name in asked_in(node)})


def asked_in(node: ast.AST) -> Iterator[str]:
    is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    if not is_call or node.func.attr not in ("get", "getlist") or not node.args:
        return
    first = node.args[0]
    if isinstance(first, ast.Constant) and isinstance(first.value, str) and "-" not in first.value:
        yield first.value


@pytest.mark.parametrize("row", GETS, ids=lambda row: row.name)
def test_no_question_falls_over(scene: Scene, row: Row) -> None:
    client, path = scene.visitors["owner"], address(row, scene.place).partition("?")[0]
    names = [*questions(path), "page"]
    for what, value in VALUES.items():
        asked = encoded({}, **dict.fromkeys(names, value[:500])).decode("ascii")
        singles = [encoded({}, **{name: value[:500]}).decode("ascii") for name in names]
        for query in (asked, *(singles if what in IN_CHOICES else ())):
            with undone(client):
                answer = client.get(f"{path}?{query}")
            assert answer.status_code < 500, f"{what}: {query}"
            assert b"<b id=pwned>" not in answer.content, f"{what}: {query}"


HEADERS = (
    "Accept-Language", "Accept", "Host", "X-Forwarded-For", "X-Forwarded-Proto", "Referer", "Origin",
    "User-Agent", "HX-Request", "HX-Current-URL", "HX-Target", "X-Farled", "X-CSRFToken",
    "Authorization", "If-None-Match", "If-Modified-Since", "Range", "Last-Event-ID", "Content-Type",
)  # fmt: skip
PAGES = ("home:chart-table", "account:sign-in", "inventory:needs", "workshop:bridge", "join:phone", "strategy:page", "api:inventories")  # fmt: skip


@pytest.mark.parametrize("header", HEADERS)
def test_no_header_falls_over(scene: Scene, header: str) -> None:
    for row in (row for row in ROWS if row.name in PAGES):
        client = scene.visitors["participant" if row.name == "join:phone" else "owner"]
        for what in BRIEF:
            said = VALUES[what][:8000].decode("latin-1")
            with undone(client):
                answer = client.get(address(row, scene.place), headers={header: said})
            assert answer.status_code < 500, f"{row.name}: {what}"
            assert "<b id=pwned>" not in answer.text, f"{row.name}: {what}"


@pytest.mark.parametrize("name", ["farled", "farled_csrf", "messages", "farled_language", "farled_theme", "farled_p_{slug}"])  # fmt: skip
def test_no_cookie_falls_over(scene: Scene, name: str) -> None:
    place, client = scene.place, Client(raise_request_exception=False)
    quoted = {
        "quoted nul": '"\\000"',
        "long nul": '"a-long-session-key\\000-with-nul"',
        "quoted": '"a\\"b\\\\"',
        "split": "a;b=c",
    }
    values = {what: VALUES[what][:3000].decode("latin-1") for what in BRIEF} | quoted
    for row in (row for row in ROWS if row.name in PAGES):
        for what, value in values.items():
            cookie = f"{name.format(slug=place.workshop.slug)}={value}"
            with undone(client):
                answer = client.get(address(row, place), headers={"Cookie": cookie})
            assert answer.status_code < 500, f"{row.name}: {what}"
            assert "<b id=pwned>" not in answer.text, f"{row.name}: {what}"


BODIES = {
    "too large": (FORM, b"name=" + b"x" * 3_000_000),
    "too many fields": (FORM, b"&".join(b"f%d=1" % n for n in range(3000))),
    "no parts": ("multipart/form-data; boundary=x", b"nothing of the kind"),
    "no boundary": ("multipart/form-data", b"--x"),
    "half a part": ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="name'),
    "too many files": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\n1\r\n' * 300 + b"--x--",
    ),
    "another coding": (f"{FORM}; charset=utf-16", "name=x".encode("utf-16")),
    "an unknown coding": (f"{FORM}; charset=nope", b"name=x"),
    "json": ("application/json", b'{"name": "x"}'),
    "no kind": ("", b"name=x"),
    "odd kind": ("text/\x00", b"name=x"),
}  # fmt: skip


@pytest.mark.parametrize("what", BODIES)
@pytest.mark.parametrize("name", ["strategy:change", "inventory:edit-need", "account:sign-in", "workshop:do", "join:join", "dialogue:read"])  # fmt: skip
def test_no_body_falls_over(scene: Scene, name: str, what: str) -> None:
    kind, body = BODIES[what]
    [row] = [row for row in ROWS if row.name == name]
    client = scene.visitors["owner"]
    with undone(client):
        answer = client.generic("POST", address(row, scene.place), body, kind)
    assert answer.status_code < 500
    if what == "too large":
        assert answer.status_code == 413


@pytest.mark.parametrize("path", ["/%00", "/%ff/%fe/", "/" + "x/" * 3000, "/j/%00/", "/..%2f..%2fetc/passwd", "/inventory/%E2%80%AE/", "/static/..%2f..%2fsettings.py", "/static/%00", "/api/v1/%00"])  # fmt: skip
def test_what_is_not_there_is_not_there(scene: Scene, path: str) -> None:
    for who in WALKERS:
        assert scene.visitors[who].get(path).status_code in (302, 400, 404), who


EVIL = ("https://evil.example/", "//evil.example/", "/\\evil.example/", "http:evil.example", "javascript:alert(1)", "/\t/evil.example")  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_nobody_is_sent_to_another_site(scene: Scene, row: Row) -> None:
    path = address(row, scene.place).partition("?")[0]
    for who in ("owner", "outsider"):
        for evil in EVIL:
            client, headers = scene.visitors[who], {"Referer": evil}
            with undone(client):
                answers = [client.get(f"{path}?{urlencode({'next': evil})}", headers=headers)]
                if row.post and not row.body:
                    given = {**data(row, scene.place), "next": evil}
                    answers.append(client.post(path, given, headers=headers))
            sent_to = [one.headers.get("Location", "/") for one in answers]
            assert all(is_ours(there) and "\\" not in there for there in sent_to), sent_to
