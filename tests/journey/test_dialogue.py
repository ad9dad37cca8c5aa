"""One region shares a summary, another reads it: in real browsers, as they would."""

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from farled.store.models import User
from tests.support import chromium, make
from tests.support.summarised import Summarised

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ASKED = "Hur har ni fått med kommunerna?"
Opened = Callable[..., Page]


@pytest.fixture
def made() -> Summarised:
    return Summarised()


@pytest.fixture
def opened(chromium_browser: Browser, live_server: LiveServer) -> Opened:
    """A browser of somebody's own; `complaints` gathers what its console says."""

    def page_of(user: User | None = None, *, phone: bool = False, theme: str = "light") -> Page:
        size = chromium.PHONE if phone else chromium.LAPTOP
        context = chromium_browser.new_context(
            locale="sv-SE", base_url=live_server.url, accept_downloads=True, **size
        )
        cookies = {"farled_theme": theme}
        if user is not None:
            session = make.signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value
            cookies[settings.SESSION_COOKIE_NAME] = session
        context.add_cookies(
            [{"name": n, "value": v, "url": live_server.url} for n, v in cookies.items()]
        )
        return context.new_page()

    return page_of


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": RULES}).response
    return [
        f"{rule['id']}: {node['html'][:160]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def share(page: Page, made: Summarised) -> str:
    """Prepares and shares as a facilitator does; returns the link."""
    page.goto(reverse("dialogue:summary", args=[made.inventory.slug]))
    page.get_by_label("Vad vi frågar er").fill(ASKED)
    page.locator("summary", has_text="Behov som stannar hemma").click()
    page.get_by_label("Landet saknas").check()
    page.get_by_role("button", name="Spara och visa").click()
    preview = page.locator(".preview")
    expect(preview).to_contain_text(ASKED)
    expect(preview).not_to_contain_text("Landet saknas")
    page.get_by_label("Delat för synpunkter").check()
    page.get_by_label("Till vem").fill("Region Dalarna")
    page.locator("#id_purpose").fill("Synpunkter på behoven, senast i maj")
    page.get_by_role("button", name="Dela sammanfattningen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Delat med Region Dalarna")
    return page.get_by_label("Länk att kopiera").input_value()


def test_from_one_region_to_another(made: Summarised, opened: Opened, tmp_path: Path) -> None:
    birger = opened(made.birger.user)
    link = share(birger, made)
    birger.get_by_role("button", name="Kopiera").click()
    expect(birger.get_by_role("button", name="Kopierat")).to_be_focused()

    reader = opened(phone=True)
    reader.goto(link)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Behov våren 2026")
    expect(reader.locator("main")).to_contain_text(ASKED)
    expect(reader.locator("main")).to_contain_text("Synpunkter på behoven, senast i maj")
    with reader.expect_download() as download:
        reader.get_by_role("link", name="Fil att läsa in i Farled").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)

    dag = opened(make.person("owner", region=make.region("Region Dalarna")))
    dag.goto(reverse("dialogue:index"))
    dag.get_by_label("Fil från en annan region").set_input_files(file)
    dag.get_by_role("button", name="Läs filen").click()
    expect(dag.locator(".preview")).to_contain_text(ASKED)
    dag.get_by_label("Anteckning").fill("RD 12/2026")
    dag.get_by_role("button", name="Spara").click()
    expect(dag.get_by_role("heading", level=1)).to_have_text("Från Region Örebro län")

    birger.get_by_role("button", name="Stäng länken").click()
    reader.goto(link)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Länken är stängd")


def test_the_saved_page_opens_from_the_disk_and_loads_nothing(
    made: Summarised, opened: Opened, tmp_path: Path
) -> None:
    birger = opened(made.birger.user)
    share(birger, made)
    with birger.expect_download() as download:
        birger.get_by_role("link", name="Sida att spara eller skriva ut").click()
    file = tmp_path / "summary.html"
    download.value.save_as(file)
    reader = opened()
    asked, said = [], []
    reader.on("request", lambda request: asked.append(request.url))
    reader.on("console", lambda message: said.append(message.text))
    reader.goto(file.as_uri())
    assert asked == [file.as_uri()]
    assert said == []
    # the file's own policy let its style in
    colour = "getComputedStyle(document.querySelector('.summary__asks')).borderLeftStyle"
    assert reader.evaluate(colour) == "solid"
    assert violations(reader) == []


@pytest.mark.parametrize(("phone", "theme"), [(True, "night"), (False, "light")])
def test_every_page_is_for_everybody(
    made: Summarised, opened: Opened, phone: bool, theme: str
) -> None:
    page = opened(made.birger.user, phone=phone, theme=theme)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    link = share(page, made)
    for path in (page.url, link, *(reverse(f"dialogue:{name}") for name in ("index", "read"))):
        page.goto(path)
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    page.goto(reverse("dialogue:summary", args=[made.inventory.slug]))
    assert violations(page) == []
    assert complaints == []
