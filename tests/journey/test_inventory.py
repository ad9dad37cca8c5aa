"""The board of needs in a real browser: dragged, and moved by keyboard alone; search by its key; axe on every page."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from farled.store.actions import needs
from farled.store.models import Need, Theme
from tests.support import chromium, make
from tests.support.gathered import Gathered

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def scene() -> Gathered:
    return Gathered()


@pytest.fixture
def context(
    chromium_browser: Browser, live_server: LiveServer, scene: Gathered
) -> Iterator[BrowserContext]:
    """Astrid's browser, already signed in."""
    client = make.signed_in(make.person("owner", region=scene.region))
    context = chromium_browser.new_context(locale="sv", base_url=live_server.url, **chromium.LAPTOP)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
    )
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield page
    assert complaints == []


def address(name: str, scene: Gathered, *more: int) -> str:
    return reverse(f"inventory:{name}", args=[scene.inventory.slug, *more])


def column(page: Page, name: str) -> Locator:
    return page.locator("[data-column]").filter(has=page.get_by_role("heading", name=name))


def prepared(scene: Gathered) -> Theme:
    needs.need_from_group(by=scene.person, workshop=scene.workshop, group=scene.bus)
    make.need(scene.inventory, "Åkermark byggs bort")
    return make.theme(scene.inventory, "Resor")


def test_a_card_is_dragged_to_a_theme_and_taken_back(page: Page, scene: Gathered) -> None:
    theme = prepared(scene)
    page.goto(address("needs", scene))
    page.get_by_text("#1").drag_to(column(page, "Resor"))
    expect(column(page, "Resor").get_by_role("link", name="Kollektivtrafiken")).to_be_visible()
    assert Need.objects.get(number=1).theme == theme
    page.get_by_role("button", name="Ångra").click()
    expect(column(page, "Utan tema").get_by_role("link", name="Kollektivtrafiken")).to_be_visible()
    assert Need.objects.get(number=1).theme is None


def test_cards_are_moved_by_keyboard_and_focus_stays(page: Page, scene: Gathered) -> None:
    prepared(scene)
    page.goto(address("needs", scene))
    for name in ("Kollektivtrafiken", "Åkermark byggs bort"):
        page.get_by_role("checkbox", name=f"Markera {name}").focus()
        page.keyboard.press("Space")
    page.get_by_label("Flytta markerade till").focus()
    page.keyboard.type("Resor")
    page.get_by_role("button", name="Flytta", exact=True).focus()
    page.keyboard.press("Enter")
    expect(column(page, "Resor").get_by_role("listitem")).to_have_count(2)
    expect(page.get_by_role("checkbox", name="Markera Kollektivtrafiken")).to_be_focused()
    expect(page.locator("[data-live-announcer]")).to_have_text(re.compile("2 behov"))
    assert page.get_by_role("checkbox", checked=True).count() == 0


def test_without_script_the_field_moves_just_as_well(
    chromium_browser: Browser, context: BrowserContext, live_server: LiveServer, scene: Gathered
) -> None:
    theme = prepared(scene)
    plain = chromium_browser.new_context(
        java_script_enabled=False,
        storage_state=context.storage_state(),
        base_url=live_server.url,
        locale="sv",
    )
    page = plain.new_page()
    page.goto(address("needs", scene))
    page.get_by_role("checkbox", name="Markera Kollektivtrafiken").check()
    page.get_by_label("Flytta markerade till").select_option(label="Resor")
    page.get_by_role("button", name="Flytta", exact=True).click()
    expect(column(page, "Resor").get_by_role("listitem")).to_have_count(1)
    assert Need.objects.get(number=1).theme == theme
    plain.close()


def test_the_stroke_key_goes_to_search_and_can_be_turned_off(page: Page, scene: Gathered) -> None:
    page.goto("/")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("åkermark")
    page.keyboard.press("Enter")
    expect(page.get_by_text("lagerlokaler")).to_be_visible()
    page.get_by_label("Tangenten / går till sökfältet").uncheck()
    page.goto("/")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).not_to_be_focused()


PAGES = ("show", "needs", "groups", "themes", "voices", "stakeholders", "lfa", "records", "edit")


def test_axe_finds_nothing_on_any_page(page: Page, scene: Gathered) -> None:
    prepared(scene)
    for n in range(3):
        make.stakeholder(scene.inventory, f"Aktör {n}", interest=4, influence=4, planned_part="Med")
    listed = [address(name, scene) for name in PAGES]
    listed += [address("need", scene, 1), address("edit-need", scene, 1)]
    listed += ["/", "/search/?q=buss", "/about/", reverse("inventory:new")]
    listed += [address("needs", scene) + "?view=list", address("new-theme", scene)]
    found = {}
    for path in listed:
        page.goto(path)
        result = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
        if result.violations_count:
            found[path] = result.generate_report()
    assert found == {}
