"""A shaped agenda becomes the region's own template, starts the next workshop, is saved anew, removed and taken back."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from farled.store.models import Workshop
from tests.support import chromium, make

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def workshop() -> Workshop:
    inventory = make.inventory(make.region(), name="Behov 2026")
    return make.workshop(inventory, "check_in", "write", "reflect", name="Halvdag i Örebro")


@pytest.fixture
def page(chromium_browser: Browser, live_server: LiveServer, workshop: Workshop) -> Iterator[Page]:
    """Birger's laptop; nothing may be complained of."""
    region = workshop.inventory.region
    client = make.signed_in(make.person("facilitator", region=region))
    context = chromium_browser.new_context(locale="sv", base_url=live_server.url, **chromium.LAPTOP)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield page
    assert complaints == []
    context.close()


def save(page: Page, workshop: Workshop, *, fits: str) -> None:
    page.goto(reverse("workshop:plan", args=[workshop.slug]))
    page.get_by_role("link", name="Spara dagordningen som mall").click()
    page.get_by_label("Mallens namn").fill("Halvdag hos oss")
    page.get_by_label("När passar den?").fill(fits)
    page.get_by_role("button", name="Spara mallen").click()


def faultless(page: Page) -> None:
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found["violations"]] == []


def test_an_agenda_is_used_again_in_another_inventory(page: Page, workshop: Workshop) -> None:
    other = make.inventory(workshop.inventory.region, name="Behov 2027")
    save(page, workshop, fits="Trettio personer vid bord")
    expect(page.get_by_role("status").filter(has_text="Halvdag hos oss")).to_be_visible()
    expect(page.get_by_text("Trettio personer vid bord")).to_be_visible()

    page.goto(reverse("workshop:new", args=[other.slug]))
    card = page.locator(".template-choice").filter(has_text="Halvdag hos oss")
    expect(card).to_contain_text("Regionens egen")
    expect(card).to_contain_text("3 steg")
    card.click()
    page.get_by_label("Namn", exact=True).fill("Dag två")
    page.get_by_role("button", name="Skapa workshoppen").click()
    expect(page.locator("[data-plan-step]")).to_have_count(3)


def test_the_same_name_is_asked_about_and_what_is_removed_comes_back(
    page: Page, workshop: Workshop
) -> None:
    save(page, workshop, fits="Först")
    save(page, workshop, fits="Sedan")
    expect(page.get_by_role("alert")).to_contain_text("Välj om den ska ersättas")
    expect(page.get_by_label("När passar den?")).to_have_value("Sedan")
    faultless(page)
    page.get_by_label("Ersätt den.").check()
    page.get_by_role("button", name="Spara mallen").click()
    expect(page.get_by_text("Sedan", exact=True)).to_be_visible()
    expect(page.get_by_text("Först", exact=True)).to_have_count(0)

    page.get_by_role("link", name="Halvdag hos oss").first.click()
    page.get_by_role("button", name="Ta bort mallen").click()
    expect(page.get_by_role("heading", name="Ingen egen dagordning än")).to_be_visible()
    page.get_by_role("button", name="Ångra").click()
    expect(page.get_by_role("heading", name="Halvdag hos oss")).to_be_visible()
    faultless(page)
