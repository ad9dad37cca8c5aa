"""One table walks every address × everybody × GET and POST, on a scene where everything it names exists."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client

from farled.store.models import Audit
from tests.support.url_table import ROWS, VISITORS, Row, address, data, named_patterns
from tests.support.visitors import Scene, forget_all, kept_scene, undone, with_screen_key

pytestmark = pytest.mark.django_db
HTML = "text/html"


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Scene]:
    with kept_scene(django_db_blocker) as made:
        yield made


@pytest.fixture(autouse=True)
def fresh() -> None:
    forget_all()


def test_every_address_of_the_site_is_in_the_table():
    known = [row.name for row in ROWS]
    assert len(set(known)) == len(known)
    assert sorted(set(named_patterns()) - set(known)) == [], "addresses the table does not know"
    assert sorted(set(known) - set(named_patterns())) == [], "addresses that are gone"


def sign(answer: HttpResponse) -> str:
    """What a visitor met, as the table writes it; other answers as they are."""
    if answer.status_code == 302:
        return (
            "s"
            if urlsplit(answer.url).path == "/account/sign-in/" and "next=" in answer.url
            else "o"
        )
    met = {200: "o", 401: "1", 403: "3", 404: "4"}
    return met.get(answer.status_code, str(answer.status_code))


def got(scene: Scene, row: Row, who: str) -> HttpResponse:
    path = address(row, scene.place)
    path = with_screen_key(path, scene.place) if who == "screen" else path
    client = scene.visitors[who]
    with undone(client):
        return client.get(path, headers={"Accept": HTML})


def posted(scene: Scene, row: Row, client: Client, **extra: object) -> tuple[HttpResponse, bool]:
    """The answer, and whether it left a trace in the log."""
    path = address(row, scene.place)
    with undone(client):
        before = Audit.objects.count()
        if row.body:
            answer = client.post(
                path, row.body, content_type="application/json", headers=row.headers
            )
        else:
            answer = client.post(
                path, data(row, scene.place), headers={"Accept": HTML, **row.headers}
            )
        return answer, Audit.objects.count() > before


def surprises(met: dict[str, str], expected: dict[str, str]) -> str:
    found = [who for who in VISITORS if met[who] != expected[who]]
    return ", ".join(f"{who}: {met[who]} for {expected[who]}" for who in found)


def signs(row: str) -> dict[str, str]:
    return dict(zip(VISITORS, row.replace(" ", ""), strict=True))


@pytest.mark.parametrize("row", [row for row in ROWS if row.get], ids=lambda row: row.name)
def test_who_may_look(scene: Scene, row: Row) -> None:
    met = {who: sign(got(scene, row, who)) for who in VISITORS}
    assert not (found := surprises(met, signs(row.get))), found


@pytest.mark.parametrize("row", [row for row in ROWS if row.post], ids=lambda row: row.name)
def test_who_may_do(scene: Scene, row: Row) -> None:
    expected = signs(row.post)
    answers = {who: posted(scene, row, scene.visitors[who]) for who in VISITORS}
    met = {who: sign(answer) for who, (answer, _trace) in answers.items()}
    assert not (found := surprises(met, expected)), found
    traces = {who for who, (_answer, trace) in answers.items() if trace}
    let_in = {who for who, met in expected.items() if met == "o"}
    assert traces <= let_in, "somebody who was refused left a trace in the log"
    assert row.silent or traces == let_in, "nothing was done"


@pytest.mark.parametrize("row", [row for row in ROWS if not row.get], ids=lambda row: row.name)
def test_what_changes_things_is_never_a_get(scene: Scene, row: Row) -> None:
    assert got(scene, row, "owner").status_code == 405


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_other_methods_do_nothing(scene: Scene, row: Row) -> None:
    path = address(row, scene.place)
    owner = scene.visitors["owner"]
    before = Audit.objects.count()
    methods = ("put", "patch", "delete", "options", *(() if row.post else ("post",)))
    for method in methods:
        with undone(owner):
            assert getattr(owner, method)(path).status_code < 500
            assert Audit.objects.count() == before, method


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row.post and not row.body], ids=lambda row: row.name
)
def test_every_form_must_be_ours(scene: Scene, row: Row) -> None:
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    strict.cookies = scene.visitors["owner"].cookies
    answer, trace = posted(scene, row, strict)
    assert (answer.status_code, trace) == (403, False)
