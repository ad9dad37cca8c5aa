"""Every kind of page as everybody meets it: the policy on content, nothing inline, nobody else's host, all text escaped.

Every text of the scene is hostile: markup, quotes and the beginning of a formula.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
from django.urls import reverse

from farled.store.actions import steps
from farled.store.models import Step
from tests.support.crawl import Visit, crawl
from tests.support.pages import is_ours
from tests.support.planting import HOSTILE, MARKUP, shown
from tests.support.url_table import ROWS, address
from tests.support.visitors import Scene, forget_all, kept_scene, undone, with_screen_key

pytestmark = pytest.mark.django_db
GETS = [row for row in ROWS if row.get]
WALKERS = (
    "owner",
    "facilitator",
    "member",
    "viewer",
    "participant",
    "screen",
    "outsider",
    "neighbour",
)
BY_HAND = ("mailto:", "tel:", "data:image/")
DIRECTIVE = re.compile(r"([a-z-]+) ([^;]*)")


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    with kept_scene(django_db_blocker, plant_texts=True) as made:
        yield made


@pytest.fixture(scope="module")
def visits(scene: Scene) -> dict[str, list[Visit]]:
    """Every kind of page for everybody, by name and by following links."""
    forget_all()
    found = {}
    for who in WALKERS:
        starts = ["/", *(address(row, scene.place) for row in GETS)]
        if who == "screen":
            starts = [with_screen_key(path, scene.place) for path in starts if "/wall/" in path]
        found[who] = list(crawl(scene.visitors[who], starts))
    found["facilitator"] += in_every_step(scene, "facilitator", "workshop:bridge")
    found["participant"] += in_every_step(scene, "participant", "join:phone")
    return found


def in_every_step(scene: Scene, who: str, name: str) -> Iterator[Visit]:
    """A live page while the room stands at each of its steps."""
    path = reverse(name, args=[scene.place.workshop.slug])
    for step in Step.objects.filter(workshop=scene.place.workshop):
        with undone(scene.visitors[who]):
            steps.go_to_step(by=scene.place.facilitator, workshop=scene.place.live(), step=step)
            yield from list(crawl(scene.visitors[who], [path]))[:1]
    scene.place.live()


@pytest.fixture(scope="module", params=WALKERS)
def walked(request: pytest.FixtureRequest, visits: dict[str, list[Visit]]) -> list[Visit]:
    return visits[request.param]


def pages(walked: list[Visit]) -> list[Visit]:
    """What a browser shows; a file to take along is read elsewhere, without our policy."""
    return [
        one
        for one in walked
        if one.answer.headers["Content-Type"].startswith("text/html")
        and not one.answer.headers.get("Content-Disposition", "").startswith("attachment")
        and one.answer.status_code not in (301, 302)
    ]


def test_there_was_much_to_see(visits: dict[str, list[Visit]], scene: Scene) -> None:
    seen = {
        who: sum(one.answer.status_code == 200 for one in found) for who, found in visits.items()
    }
    assert seen["owner"] > 80
    assert seen["participant"] > 10
    assert seen["outsider"] > 8
    text = "".join(one.text for one in visits["owner"])
    assert len(shown(text, scene.planted)) > 100


def test_nothing_falls_over(walked: list[Visit]) -> None:
    assert [one.path for one in walked if one.answer.status_code >= 500] == []


def test_the_policy_stands_on_every_answer(walked: list[Visit]) -> None:
    for one in walked:
        policy = dict(DIRECTIVE.findall(one.answer.headers["Content-Security-Policy"]))
        assert policy["default-src"].strip() == "'none'", one.path
        assert policy["frame-ancestors"].strip() == "'none'", one.path
        assert policy["base-uri"].strip() == "'none'", one.path
        assert "unsafe" not in str(policy), one.path
        assert "*" not in str(policy), one.path
        assert "http" not in str(policy), one.path
        assert one.answer.headers["X-Content-Type-Options"] == "nosniff", one.path
        assert one.answer.headers["Referrer-Policy"] in ("same-origin", "no-referrer"), one.path


def test_nothing_is_inline(walked: list[Visit]) -> None:
    assert [(one.path, one.page.inline) for one in pages(walked) if one.page.inline] == []


def test_nothing_leads_to_another_host(walked: list[Visit]) -> None:
    found = {
        (one.path, address)
        for one in pages(walked)
        for address in one.page.loaded
        if not address.startswith(BY_HAND) and not is_ours(address)
    }
    assert found == set()


def test_what_people_wrote_is_shown_as_they_wrote_it(walked: list[Visit]) -> None:
    """Markup as text, never as markup; and not escaped twice."""
    for one in pages(walked):
        assert MARKUP not in one.text, one.path
        assert [name for name in one.page.ids if name.startswith("pwned")] == [], one.path
        assert "&amp;lt;b" not in one.text, one.path
        assert "&amp;#x27;" not in one.text, one.path


def test_no_link_is_broken_or_leads_to_a_refusal(walked: list[Visit]) -> None:
    """Those that were typed into the address bar may be refused; those on a page never."""
    linked = {
        link.partition("#")[0]
        for one in walked
        if one.answer.status_code == 200
        for link in one.page.links
        if not link.startswith("#")
    }
    refused = [
        one.path
        for one in walked
        if f"http://testserver{one.path}" in linked and one.answer.status_code in (403, 404, 405)
    ]
    assert refused == []


def test_every_id_is_there_once(walked: list[Visit]) -> None:
    found = [
        (one.path, [name for name, count in Counter(one.page.ids).items() if count > 1])
        for one in pages(walked)
        if len(set(one.page.ids)) != len(one.page.ids)
    ]
    assert found == []


def test_every_page_says_its_language_and_is_not_kept_by_others(walked: list[Visit]) -> None:
    for one in (one for one in pages(walked) if one.text.startswith("<!doctype")):
        assert one.page.language in ("sv", "en"), one.path
        assert "Cookie" in one.answer.headers["Vary"], one.path
        assert "public" not in one.answer.headers.get("Cache-Control", ""), one.path


# --- files --------------------------------------------------------------------------------------


def book(scene: Scene, path: str) -> bytes:
    content: bytes = scene.visitors["owner"].get(path).content
    return content


@pytest.mark.parametrize("kind", ["inventory", "workshop"])
def test_no_cell_of_a_book_is_a_formula(scene: Scene, kind: str) -> None:
    slug = getattr(scene.place, kind).slug
    made = openpyxl.load_workbook(BytesIO(book(scene, reverse(f"report:{kind}-xlsx", args=[slug]))))
    cells = [cell for sheet in made for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert any(HOSTILE in str(cell.value) for cell in cells), "the hostile text is not there to see"


SHEETS = (
    "needs",
    "themes",
    "voices",
    "votes",
    "people",
    "conflicts",
    "goals",
    "areas",
    "indicators",
)


@pytest.mark.parametrize("sheet", SHEETS)
def test_no_cell_of_a_csv_begins_a_formula(scene: Scene, sheet: str) -> None:
    path = reverse("report:inventory-csv", args=[scene.place.inventory.slug, sheet])
    answer = scene.visitors["owner"].get(path)
    assert answer.status_code == 200
    rows = csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    cells = [cell for row in rows for cell in row]
    assert len(cells) > 1
    assert [cell for cell in cells if cell[:1] in tuple("=+@\t\r") or re.match(r"-\D", cell)] == []
