"""WCAG 2.2 A and AA by axe: the ten main pages in every language, look and size; every other page in one; every step.

A real server and the Örebro example, as people meet them; the other pages come from the URL table.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page

from tests.support import chromium
from tests.support.server import Server, running

pytestmark = pytest.mark.journey

OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
SIZES = {"phone": chromium.PHONE, "laptop": chromium.LAPTOP, "wall": chromium.WALL}
LOOKS = [
    (language, theme, size)
    for size in SIZES
    for theme in ("light", "night")
    for language in ("sv", "en")
]
# what folds holds counts too; menus lie over the page and are looked at in the gallery
UNFOLD = "document.querySelectorAll('details:not(.menu)').forEach(one => { one.open = true })"
FITS = "document.documentElement.scrollWidth <= innerWidth"

EXAMPLE = """
from farled.cli import example
from farled.store.gates import screen_key
from farled.store.guests import cookie_name, cookie_value
from django.conf import settings
from django.urls import reverse

# the example begins where nobody is yet
models.User.objects.all().delete()
example.load_example()
astrid = models.User.objects.filter(name="Astrid").latest("pk")
models.User.objects.filter(pk=astrid.pk).update(language="")
live = example.workshop_under_way("sv")
home = live.inventory
need = home.needs.filter(removed_at=None, merged_into=None)[0]
guest = live.participants.filter(removed=False, kind="phone")[0]
at = lambda name, *args: reverse(name, args=args)
result = {
    "pages": {
        "chart table": "/",
        "strategy": at("strategy:page", home.strategy.slug),
        "inventory": at("inventory:show", home.slug),
        "needs board": at("inventory:needs", home.slug) + "?view=board",
        "need": at("inventory:need", home.slug, need.number),
        "agenda": at("workshop:plan", live.slug),
        "bridge": at("workshop:bridge", live.slug),
        "wall": at("workshop:wall", live.slug) + "?key=" + screen_key(live.slug),
        "phone": at("join:phone", live.slug),
        "report": at("report:inventory", home.slug),
    },
    "cookies": {
        settings.SESSION_COOKIE_NAME: make.signed_in(astrid).cookies[settings.SESSION_COOKIE_NAME].value,
        cookie_name(live.slug): cookie_value(guest),
    },
}
"""
PLACE = """
from django.conf import settings
from farled.store.gates import screen_key
from farled.store.guests import cookie_name, cookie_value
from tests.support.scene import Place
from tests.support.url_table import ROWS, address

place = Place("Region Dalarna")
place.settle()
owner = place.sit_down("owner")
result = {
    "pages": {row.name: address(row, place) for row in ROWS if row.get},
    "cookies": {
        settings.SESSION_COOKIE_NAME: owner.cookies[settings.SESSION_COOKIE_NAME].value,
        cookie_name(place.workshop.slug): cookie_value(place.guest.participant),
    },
    "slug": place.workshop.slug,
    "key": screen_key(place.workshop.slug),
    "steps": dict(place.workshop.steps.values_list("activity", "pk")),
}
"""
GO_TO = """
place.workshop.refresh_from_db()
steps.go_to_step(by=System(), workshop=place.workshop, step=models.Step.objects.get(pk={step}))
"""


class Site:
    """A running server with the example and one of everything, and browsers that are signed in there."""

    def __init__(self, server: Server, browser: Browser) -> None:
        self.server = server
        self.browser = browser
        self.main: dict[str, Any] = server.do(EXAMPLE)
        self.rest: dict[str, Any] = server.do(PLACE)
        self._contexts: dict[tuple[str, ...], Page] = {}

    def page(self, who: str, look: tuple[str, str, str]) -> Page:
        """One page for each person and look, used again and again."""
        if (who, *look) not in self._contexts:
            self._contexts[who, *look] = self._opened(who, look).new_page()
        return self._contexts[who, *look]

    def _opened(self, who: str, look: tuple[str, str, str]) -> BrowserContext:
        language, theme, size = look
        context = self.browser.new_context(**SIZES[size], reduced_motion="reduce")
        own = {"main": self.main, "rest": self.rest}.get(who, {}).get("cookies", {})
        cookies = {**own, "farled_language": language, "farled_theme": theme}
        url = self.server.address
        context.add_cookies([{"name": k, "value": v, "url": url} for k, v in cookies.items()])
        return context

    def close(self) -> None:
        for page in self._contexts.values():
            page.context.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, chromium_browser: Browser) -> Iterator[Site]:
    with running(tmp_path_factory.mktemp("axe")) as server:
        made = Site(server, chromium_browser)
        yield made
        made.close()


def faults(page: Page, address: str) -> list[str]:
    """What axe finds, what the browser complains of (our policy, too), and whether the page is too wide."""
    with complaints(page) as said:
        page.goto(address, wait_until="load")
        page.evaluate(UNFOLD)
        found = [] if page.evaluate(FITS) else ["wider than the screen"]
        found += violations(page)
    return found + said


@contextmanager
def complaints(page: Page) -> Iterator[list[str]]:
    found: list[str] = []

    def heard(said: ConsoleMessage) -> None:
        if said.type == "error":
            found.append(f"console: {said.text}")

    def thrown(error: Error) -> None:
        found.append(f"script: {error}")

    page.on("console", heard)
    page.on("pageerror", thrown)
    yield found
    page.remove_listener("console", heard)
    page.remove_listener("pageerror", thrown)


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=OPTIONS).response
    assert len(found["passes"]) > 10
    return [
        f"{rule['id']}: {node['html'][:200]}"
        for rule in found["violations"]
        for node in rule["nodes"][:5]
    ]


MAIN = (
    "chart table", "strategy", "inventory", "needs board", "need",
    "agenda", "bridge", "wall", "phone", "report",
)  # fmt: skip


@pytest.mark.parametrize("look", LOOKS, ids="-".join)
def test_main_pages(site: Site, look: tuple[str, str, str]) -> None:
    page = site.page("main", look)
    found = {name: faults(page, site.server.address + site.main["pages"][name]) for name in MAIN}
    assert {name: faulty for name, faulty in found.items() if faulty} == {}


def test_all_other_pages(site: Site) -> None:
    page = site.page("rest", ("sv", "light", "phone"))
    found = {}
    for name, path in site.rest["pages"].items():
        if is_page(site, path):
            found[name] = faults(page, site.server.address + path)
    assert len(found) > 50
    assert {name: faulty for name, faulty in found.items() if faulty} == {}


def test_pages_before_sign_in(site: Site) -> None:
    page = site.page("nobody", ("sv", "light", "phone"))
    wanted = ("home:chart-table", "account:sign-in", "account:forgotten", "account:invitation", "join:enter", "join:join", "inventory:show")  # fmt: skip
    found = {name: faults(page, site.server.address + site.rest["pages"][name]) for name in wanted}
    assert {name: faulty for name, faulty in found.items() if faulty} == {}


def is_page(site: Site, path: str) -> bool:
    """Not a file, not JSON, not an answer without content, not on the way to another page."""
    cookies = "; ".join(f"{k}={v}" for k, v in site.rest["cookies"].items())
    request = site.browser.contexts[0].request
    answer = request.get(site.server.address + path, headers={"Cookie": cookies}, max_redirects=0)
    kind = answer.headers.get("content-type", "")
    is_html = kind.startswith("text/html") and "attachment" not in str(answer.headers)
    return is_html and answer.status == 200 and "<!doctype html>" in answer.text()[:200].lower()


@pytest.mark.parametrize("who", ["bridge", "phone", "wall"])
def test_every_step(site: Site, who: str) -> None:
    slug = site.rest["slug"]
    size = {"bridge": "laptop"}.get(who, who)
    path = {"bridge": f"/workshop/{slug}/", "phone": f"/w/{slug}/", "wall": f"/workshop/{slug}/wall/?key={site.rest['key']}"}[who]  # fmt: skip
    page, found = site.page("rest", ("sv", "light", size)), {}
    for activity, step in site.rest["steps"].items():
        site.server.do(GO_TO.format(step=step))
        found[activity] = faults(page, site.server.address + path)
    assert {name: faulty for name, faulty in found.items() if faulty} == {}
