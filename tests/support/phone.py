"""A workshop on a running server, its facilitator's hand, and a participant's phone in a browser."""

from typing import Any

from playwright.sync_api import BrowserContext, Page

from tests.support.server import Server

SCENE = """
w = make.workshop(make.inventory(make.region()), organisations=["Länsstyrelsen", "Örebro kommun"])
result = [w.slug, w.code]
"""
STEP = """
step = make.step(w, {activity!r}, title={title!r}, anonymity={anonymity!r}, settings={settings!r})
steps.go_to_step(by=System(), workshop=w, step=step)
w.refresh_from_db()
result = step.pk
"""
STATE = "[data-send-state]"
SAVED = f'{STATE}[data-kind="saved"]'


class Workshop:
    """One workshop on a running server, and its facilitator's hand."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.slug, self.code = server.do(SCENE)

    def open(
        self, activity: str, *, title: str = "", anonymity: str = "group", **settings: Any
    ) -> int:
        code = STEP.format(
            activity=activity, title=title or activity, anonymity=anonymity, settings=settings
        )
        return int(self.server.do(code))

    def go_to(self, step: int) -> None:
        self.server.do(
            f"steps.go_to_step(by=System(), workshop=w, step=models.Step.objects.get(pk={step}))"
        )

    def voices(self, step: int) -> list[str]:
        rows = f"models.Voice.objects.filter(step={step}).exclude(state='withdrawn').order_by('pk')"
        return list(self.server.do(f"result = list({rows}.values_list('text', flat=True))"))

    def votes(self, step: int) -> dict[str, int]:
        rows = f"models.Vote.objects.filter(item__step={step}).values_list('item__text', 'value')"
        return dict(self.server.do(f"result = list({rows})"))

    def join(self, context: BrowserContext, **fields: str) -> Page:
        page = context.new_page()
        page.goto(f"{self.server.address}/j/{self.code}/")
        for name, value in fields.items():
            page.fill(f"[name={name}]", value)
        page.get_by_role("button", name="Gå med").click()
        page.wait_for_url("**/w/**")
        connected(page)
        return page


def connected(page: Page) -> None:
    page.wait_for_selector('body[data-connection="live"]')


def write(page: Page, text: str) -> None:
    page.locator("farled-write textarea").fill(text)
    page.locator("farled-write").get_by_role("button", name="Skicka").click()


def mine(page: Page, text: str) -> Any:
    return page.locator("[data-mine-list] > li", has_text=text)
