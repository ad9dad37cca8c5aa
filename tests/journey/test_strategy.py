"""From an empty installation to an invited colleague and an edited strategy, by keyboard alone."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from farled.store.models import Goal, Strategy
from farled.web.account.first_run import FirstRunMiddleware
from tests.support import chromium

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PASSWORD = "en fras att minnas"


@pytest.fixture(autouse=True)
def nobody_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FirstRunMiddleware, "somebody_exists", False)


@pytest.fixture
def page(chromium_browser: Browser) -> Page:
    page = new_page(chromium_browser)
    page.complaints = []  # type: ignore[attr-defined]
    page.on("pageerror", lambda error: page.complaints.append(str(error)))  # type: ignore[attr-defined]
    return page


def new_page(browser: Browser) -> Page:
    context = browser.new_context(locale="sv", **chromium.LAPTOP)
    return context.new_page()


def typed(page: Page, label: str, text: str) -> None:
    page.get_by_label(label, exact=True).focus()
    page.keyboard.type(text)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.focus()
    page.keyboard.press("Enter")


def begin(page: Page, address: str) -> None:
    """The first owner, with the Örebro strategy."""
    page.goto(f"{address}/strategy/")
    expect(page).to_have_url(re.compile("/account/start/$"))
    typed(page, "Regionens eller organisationens namn", "Region Örebro län")
    typed(page, "Ditt namn", "Astrid")
    typed(page, "E-postadress", "astrid@example.org")
    typed(page, "Lösenord", PASSWORD)
    press(page, "Kom igång")
    expect(page.get_by_text("Region Örebro län är skapad")).to_be_visible()


def test_an_owner_begins_and_a_colleague_comes_by_the_link(
    chromium_browser: Browser, page: Page, live_server: LiveServer
) -> None:
    begin(page, live_server.url)
    page.goto(f"{live_server.url}/account/members/")
    page.get_by_label("Roll", exact=True).select_option("facilitator")
    press(page, "Gör en inbjudan")
    link = page.get_by_label("Länk för den inbjudna").input_value()
    press(page, "Kopiera")
    expect(page.get_by_role("button", name="Kopierat")).to_be_focused()
    other = new_page(chromium_browser)
    other.goto(link)
    expect(other.get_by_role("heading", level=1)).to_have_text(
        "Du är inbjuden till Region Örebro län"
    )
    for label, text in (
        ("Ditt namn", "Birger"),
        ("E-postadress", "birger@example.org"),
        ("Lösenord", PASSWORD),
    ):
        typed(other, label, text)
    press(other, "Gå med")
    expect(other.get_by_text("Välkommen till Region Örebro län")).to_be_visible()
    other.goto(f"{live_server.url}/strategy/")
    expect(other.get_by_role("link", name="Regional utvecklingsstrategi")).to_be_visible()
    assert page.complaints == []  # type: ignore[attr-defined]


def test_a_goal_is_renamed_moved_and_removed_where_it_stands(
    page: Page, live_server: LiveServer
) -> None:
    begin(page, live_server.url)
    strategy, goal = Strategy.objects.get(), Goal.objects.get(key="em-kunskapsintensitet")
    page.goto(f"{live_server.url}/strategy/{strategy.slug}/?edit=1")
    page.locator(f"#goal-{goal.pk}-change").focus()
    page.keyboard.press("Enter")
    # the form stands in the goal's place, with the caret in its first field
    field = page.locator(f"#goal-{goal.pk}").get_by_label("Namn", exact=True)
    expect(field).to_be_focused()
    field.fill("Mer kunskap")
    page.keyboard.press("Enter")
    expect(page.locator(f"#goal-{goal.pk}-change")).to_be_focused()
    expect(page.locator(f"#goal-{goal.pk}")).to_contain_text("Mer kunskap")
    move_up(page)
    remove_and_undo(page)
    goal.refresh_from_db()
    assert (goal.name, goal.removed_at) == ("Mer kunskap", None)
    assert page.complaints == []  # type: ignore[attr-defined]


def move_up(page: Page) -> None:
    names = page.get_by_role("list", name="Effektmål under Stark konkurrenskraft").get_by_role(
        "listitem"
    )
    press(page, "Flytta upp Mer kunskap")
    expect(names.first).to_contain_text("Mer kunskap")
    expect(page.get_by_role("button", name="Flytta upp Mer kunskap")).to_be_focused()


def remove_and_undo(page: Page) -> None:
    press(page, "Ta bort Mer kunskap")
    expect(page.get_by_text("”Mer kunskap” är borttaget.")).to_be_visible()
    expect(page.get_by_role("button", name="Ångra")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("”Mer kunskap” är tillbaka.")).to_be_visible()


def test_what_was_typed_survives_a_wrong_answer(page: Page, live_server: LiveServer) -> None:
    begin(page, live_server.url)
    strategy = Strategy.objects.get()
    page.goto(f"{live_server.url}/strategy/{strategy.slug}/indicator/add/")
    typed(page, "Namn", "Självskattad hälsa")
    page.get_by_label("Målvärde (frivilligt)", exact=True).fill("x" * 300)
    press(page, "Lägg till")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("Namn", exact=True)).to_have_value("Självskattad hälsa")
