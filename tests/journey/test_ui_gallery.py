"""Every component in a real browser: WCAG 2.2 A and AA by axe, nothing wider than the page, thumbs find the buttons."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page

from farled.web.ui.views import FRAMES
from tests.support import chromium, make

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIZES = {"phone": chromium.PHONE, "laptop": chromium.LAPTOP, "wall": chromium.WALL}
NARROW = {"viewport": {"width": 320, "height": 640}}
LOOKS = [
    ("phone", "light", "sv"),
    ("phone", "night", "en"),
    ("laptop", "light", "en"),
    ("laptop", "night", "sv"),
    ("wall", "light", "sv"),
    ("wall", "night", "en"),
]


@pytest.fixture
def signed_in(client: Client) -> str:
    client.force_login(make.person(region=make.region()))
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def opened(
    browser: Browser, address: str, *, session: str, size: dict[str, Any], **looks: str
) -> Page:
    page = browser.new_context(**size).new_page()
    cookies = {settings.SESSION_COOKIE_NAME: session}
    cookies |= {f"farled_{name}": value for name, value in looks.items()}
    page.context.add_cookies(
        [{"name": name, "value": value, "url": address} for name, value in cookies.items()]
    )
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address, wait_until="load")
    assert complaints == []
    return page


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": RULES}).response
    assert len(found["passes"]) > 10
    return [
        f"{rule['id']}: {node['html'][:160]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(("size", "theme", "language"), LOOKS)
def test_every_frame_in_every_look(
    chromium_browser: Browser, live_server: Any, signed_in: str, *,
    frame: str, size: str, theme: str, language: str,
) -> None:  # fmt: skip
    address = f"{live_server.url}/ui/gallery/{frame}/"
    looks = {"theme": theme, "language": language}
    page = opened(chromium_browser, address, session=signed_in, size=SIZES[size], **looks)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []
    page.context.close()


@pytest.mark.parametrize("frame", FRAMES)
def test_narrow_or_enlarged_text_needs_no_sideways_scrolling(
    chromium_browser: Browser, live_server: Any, signed_in: str, *, frame: str
) -> None:
    address = f"{live_server.url}/ui/gallery/{frame}/"
    page = opened(chromium_browser, address, session=signed_in, size=NARROW)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.context.close()


SMALL = """[...document.querySelectorAll('button, a, summary, select, textarea, label.chip, .scale label')]
    .filter(e => e.checkVisibility() && !e.matches('.skip') && e.getBoundingClientRect().height < 44)
    .map(e => e.outerHTML.slice(0, 100))"""


@pytest.mark.parametrize("frame", ["phone", "answers"])
def test_targets_on_the_phone_are_large(
    chromium_browser: Browser, live_server: Any, signed_in: str, *, frame: str
) -> None:
    address = f"{live_server.url}/ui/gallery/{frame}/"
    page = opened(chromium_browser, address, session=signed_in, size=chromium.PHONE)
    assert page.evaluate(SMALL) == []
    page.context.close()


def test_the_bridge_fits_a_small_laptop(
    chromium_browser: Browser, live_server: Any, signed_in: str
) -> None:
    address = f"{live_server.url}/ui/gallery/bridge/"
    page = opened(chromium_browser, address, session=signed_in, size=chromium.LAPTOP)
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert page.locator(".next button").bounding_box()["y"] < 720  # type: ignore[index]
    page.context.close()


def test_menus_and_dialogs_by_keyboard(
    chromium_browser: Browser, live_server: Any, signed_in: str
) -> None:
    address = f"{live_server.url}/ui/gallery/"
    page = opened(chromium_browser, address, session=signed_in, size=chromium.LAPTOP)
    summary = page.locator("details.menu > summary").first
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator("details.menu[open]").count() == 1
    assert violations(page) == []
    page.keyboard.press("Escape")
    assert page.locator("details.menu[open]").count() == 0
    assert summary.evaluate("e => e === document.activeElement")
    page.locator("[data-opens]").focus()
    page.keyboard.press("Enter")
    assert page.locator("dialog[open]").count() == 1
    assert violations(page) == []
    page.keyboard.press("Escape")
    assert page.locator("[data-opens]").evaluate("e => e === document.activeElement")
    page.context.close()


def test_dialog_without_script(chromium_browser: Browser, live_server: Any, signed_in: str) -> None:
    size = {**chromium.LAPTOP, "java_script_enabled": False}
    page = opened(chromium_browser, f"{live_server.url}/ui/gallery/", session=signed_in, size=size)
    page.locator("[data-opens]").click()
    assert page.locator("dialog").is_visible()
    page.locator("dialog [data-closes]").first.click()
    assert not page.locator("dialog").is_visible()
    page.context.close()
