"""One needs inventory from the empty installation to the report: a laptop, a wall and two phones at once."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.support import chromium
from tests.support.server import Server

pytestmark = pytest.mark.journey
LAPTOP = {"viewport": {"width": 1366, "height": 768}}
PASSWORD = "en fras att minnas"
LIVE = 'body[data-connection="live"]'
ALL_SAVED = '[data-send-state][data-kind="saved"]'
EVENING = "Att komma hem på kvällen"
NEAR = "Skola och vård nära"


class Story:
    """Four browsers around one workshop; what one test does stands for the next."""

    def __init__(self, server: Server, browser: Browser) -> None:
        self.server = server
        self.contexts: list[BrowserContext] = []
        self.browser = browser
        self.laptop = self.opened(LAPTOP, "sv-SE")
        self.wall = self.opened(chromium.WALL, "sv-SE")
        self.swede = self.opened(chromium.PHONE, "sv-SE")
        self.guest = self.opened(chromium.PHONE, "en-GB")
        self.complaints: list[str] = []
        for page in (self.laptop, self.wall, *self.phones):
            page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.inventory = self.bridge = ""

    def opened(self, size: dict[str, object], language: str) -> Page:
        self.contexts.append(self.browser.new_context(**size, locale=language))
        self.contexts[-1].set_default_timeout(10_000)
        return self.contexts[-1].new_page()

    @property
    def phones(self) -> tuple[Page, Page]:
        return (self.swede, self.guest)

    @property
    def slug(self) -> str:
        return self.bridge.rstrip("/").rsplit("/", 1)[-1]

    def go(self, title: str) -> None:
        """The facilitator points at a step, and every screen in the room follows."""
        self.laptop.locator(".agenda__go", has_text=title).click()
        expect(self.laptop.locator("#step-title")).to_have_text(title)
        for phone in self.phones:
            expect(phone.locator("#task-title")).to_have_text(title)
        expect(self.wall.locator(".wall__result > h1")).to_have_text(title)

    def press(self, slot: str) -> None:
        self.laptop.locator(f"#do-{slot}").click()

    def group(self, board: Locator, texts: list[str], name: str) -> None:
        """Ticks cards on the bridge and moves them to a new group."""
        for text in texts:
            board.locator("[data-card]", has_text=text).first.get_by_role("checkbox").check()
        tools = self.laptop.locator(f"#board-{board.get_attribute('data-board')}")
        tools.locator("select").select_option("new")
        tools.locator("[name=name]").fill(name)
        tools.get_by_role("button", name="Flytta").click()
        expect(board.locator("[data-number] textarea", has_text=name)).to_have_count(1)


def said(phone: Page, text: str) -> Locator:
    return phone.locator("[data-mine-list] > li", has_text=text)


def send(phone: Page, form: str, **fields: str) -> None:
    """Fills the fields and sends; the phone lists what was sent as saved."""
    part = phone.locator(form)
    for name, text in fields.items():
        part.locator(f"[name={name}]").fill(text)
    part.locator("button.button--primary").click()
    mark = said(phone, next(iter(fields.values()))).locator("[data-mark]")
    expect(mark).to_have_text(re.compile("Sparat|Saved"))


def shows(page: Page, region: str, *texts: str) -> None:
    for text in texts:
        expect(page.locator(f"[data-region={region}]")).to_contain_text(text)


@pytest.fixture(scope="module")
def story(chromium_browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    server = Server(Path(tmp_path_factory.mktemp("story")))
    told = None
    try:
        server.start()
        told = Story(server, chromium_browser)
        yield told
        assert told.complaints == []
        assert "Traceback" not in server.log
    finally:
        for context in told.contexts if told else []:
            context.close()
        server.close()


def test_1_an_empty_installation_gets_a_region_and_its_owner(story):
    page = story.laptop
    page.goto(story.server.address)
    expect(page).to_have_url(re.compile("/account/start/"))
    page.get_by_label("Regionens eller organisationens namn").fill("Region Örebro län")
    page.get_by_label("Ditt namn").fill("Astrid")
    page.get_by_label("E-postadress").fill("astrid@example.org")
    page.get_by_label("Lösenord").fill("kort")
    page.get_by_label("Örebro: vision").check()
    page.get_by_role("button", name="Kom igång").click()
    expect(page.get_by_text("minst tio tecken").first).to_be_visible()
    expect(page.get_by_label("Ditt namn")).to_have_value("Astrid")
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Kom igång").click()
    expect(page.get_by_role("heading", name="Här börjar färden")).to_be_visible()


def test_2_an_inventory_and_a_half_day_are_planned(story):
    page = story.laptop
    page.get_by_role("link", name="Ny behovsinventering").click()
    page.get_by_label("Namn").fill("Behovsinventering 2026")
    page.get_by_label("Frågan ni ställer").fill("Vad behöver länet för att hålla ihop?")
    page.get_by_label("Strategi").select_option(index=1)
    page.get_by_role("button", name="Skapa inventeringen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Behovsinventering 2026")
    story.inventory = page.url
    page.get_by_role("link", name="Planera en workshop").click()
    page.get_by_label("Behovsinventering, halvdag").check()
    page.get_by_label("Namn", exact=True).fill("Halvdag i Örebro")
    page.get_by_label("Organisationer att välja bland").fill("Region Örebro län\nLänsstyrelsen")
    page.get_by_role("button", name="Skapa workshoppen").click()
    expect(page.get_by_text("Sammanlagt 3 tim 40 min")).to_be_visible()
    page.get_by_role("link", name="Till bryggan").click()
    expect(page.locator(LIVE)).to_have_count(1)
    story.bridge = page.url


def test_3_the_door_is_closed_until_the_facilitator_opens_it(story):
    laptop, wall, swede, guest = story.laptop, story.wall, story.swede, story.guest
    wall.goto(laptop.locator("#wall-link").input_value())
    expect(wall.locator(".wall__door")).to_be_hidden()
    code = laptop.locator("#join-link").input_value().rstrip("/").rsplit("/", 1)[-1]
    swede.goto(story.server.address)
    swede.get_by_label("Kod", exact=True).fill("ZZZZ-ZZZZ")
    swede.get_by_role("button", name="Gå med").click()
    expect(swede.get_by_text("Ingen workshop har den koden")).to_be_visible()
    expect(swede.get_by_label("Kod", exact=True)).to_have_value("ZZZZ-ZZZZ")
    swede.get_by_label("Kod", exact=True).fill(f"{code[:4]}-{code[4:]}".lower())
    swede.get_by_role("button", name="Fortsätt").click()
    expect(swede.get_by_role("heading", name="Dörren är stängd")).to_be_visible()
    story.press("open_joining")
    expect(wall.locator(".wall__door .qr")).to_be_visible()
    swede.get_by_role("link", name="Försök igen").click()
    swede.get_by_role("radio", name="Region Örebro län").check(force=True)
    swede.get_by_role("button", name="Gå med").click()
    guest.goto(f"{story.server.address}/j/")
    guest.get_by_label("Code").fill(code)
    guest.get_by_role("button", name="Continue").click()
    guest.get_by_role("button", name="In English").click()
    guest.get_by_role("radio", name="Länsstyrelsen").check(force=True)
    guest.get_by_role("button", name="Join").click()
    for phone, words in ((swede, "Du är med"), (guest, "You are in")):
        expect(phone.locator("#task-title")).to_have_text(words)
        expect(phone.locator(LIVE)).to_have_count(1)
        phone.get_by_role("button", name="Bord 1").click()
    expect(wall.locator(".wall__big")).to_have_text("2")
    shows(laptop, "head", "2 deltagare")


def test_4_everybody_checks_in_and_writes_in_private(story):
    story.go("Vem är här?")
    send(story.swede, "farled-check-in", text="Jag ser den som pendlar")
    send(story.guest, "farled-check-in", text="Young people move away")
    shows(story.laptop, "result", "2 är här", "Länsstyrelsen")
    shows(story.wall, "result", "För få ännu")
    story.go("Behoven i länet")
    for text in ("Sista bussen går klockan sju", "Vården ligger långt bort"):
        send(story.swede, "farled-write", text=text)
    for text in ("No bus home after evening shifts", "The school has too few teachers"):
        send(story.guest, "farled-write", text=text)
    for screen in (story.laptop, story.wall):
        expect(screen.locator("#written")).to_have_text("4")
        shows(screen, "result", "Ingen ser dem förrän processledaren visar dem")
    expect(story.swede.get_by_text("No bus home")).to_have_count(0)


def test_5_what_was_written_is_revealed_to_the_room_and_then_to_the_wall(story):
    story.press("reveal")
    for page in (story.laptop, *story.phones):
        shows(page, "result", "Sista bussen går klockan sju", "No bus home after evening shifts")
    expect(story.wall.get_by_text("No bus home")).to_have_count(0)
    story.press("wall")
    shows(story.wall, "result", "Sista bussen går klockan sju", "No bus home")


def test_6_tables_group_and_the_plenary_merges(story):
    story.go("Bordet samlar sina röster")
    first = story.laptop.locator("[data-board]").first
    story.group(first, ["Sista bussen", "No bus home"], "Hem med buss")
    story.group(first, ["Vården"], "Nära vård")
    for phone in story.phones:
        expect(phone.locator("farled-table")).to_contain_text("Hem med buss")
    story.press("wall")
    expect(story.wall.locator(".group-tile")).to_have_count(2)
    story.go("Hela rummet: länets behov")
    whole = story.laptop.locator("[data-board='0']")
    story.group(whole, ["Hem med buss"], EVENING)
    story.group(whole, ["Nära vård", "The school"], NEAR)
    story.press("wall")
    # one person sits at it: the table is told to who leads, and to nobody else
    expect(whole).to_contain_text("Bord 1")
    expect(story.wall.locator(".group-tile", has_text=EVENING)).not_to_contain_text("Bord 1")
    for phone in story.phones:
        shows(phone, "result", EVENING, NEAR)


def test_7_groups_become_needs_with_their_voices(story):
    page = story.laptop
    for made, name in enumerate((EVENING, NEAR), start=1):
        group = page.locator("[data-number]", has=page.locator("textarea", has_text=name))
        group.locator("a[id^=group-more]").click()
        page.get_by_role("button", name="Gör ett behov av gruppen").click()
        expect(page.locator(".board__facts", has_text="är ett behov")).to_have_count(made)


def test_8_dots_are_laid_in_secret_and_shown_when_the_room_is_ready(story):
    story.go("Fem prickar var")
    swede, guest = story.swede, story.guest
    evening = "[data-item]:has-text('Att komma hem') [data-add]"
    for _ in range(3):
        swede.locator(evening).click()
    guest.locator(evening).click()
    guest.locator("[data-item]:has-text('Skola') [data-add]").click()
    expect(swede.locator("[data-left]")).to_have_text("2 prickar kvar")
    expect(guest.locator("[data-left]")).to_have_text("3 dots left")
    for phone in story.phones:
        expect(phone.locator(ALL_SAVED)).to_be_visible()
    shows(story.laptop, "result", "eller fler har svarat")
    expect(story.wall.locator(".ranking")).to_have_count(0)
    story.press("reveal")
    for screen in (story.laptop, story.wall):
        expect(screen.locator(".ranking > li").first).to_contain_text(EVENING)
        expect(screen.locator(".tally b")).to_have_text("5")
    shows(guest, "result", "5 dots")


def test_9_a_need_is_made_larger_and_two_sides_pull_apart(story):
    story.go("Gör ett behov större")
    for phone, text in (
        (story.swede, "Kvällsarbete kräver bil"),
        (story.guest, "Who may work late"),
    ):
        expect(phone.locator(".in-focus")).to_have_text(EVENING)
        send(phone, "farled-stake:not([hidden])", text=text)
    shows(story.laptop, "result", "Kvällsarbete kräver bil", "Who may work late")
    story.press("wall")
    shows(story.wall, "result", EVENING, "Kvällsarbete kräver bil")
    story.go("Vad drar isär?")
    sides = {"words_a": "Vi måste spara på turerna", "words_b": "Alla ska kunna bo i hela länet"}
    send(story.swede, "farled-apart", **sides, where="Hällefors")
    story.press("wall")
    for screen in (story.laptop, story.wall):
        shows(screen, "result", *sides.values(), "Hällefors")
    shows(story.guest, "result", *sides.values())


def test_10_the_no_voice_becomes_a_condition(story):
    story.go("Nej-rösten")
    story.laptop.locator("#add-item").fill("Kvällsturer två dagar i veckan")
    story.laptop.keyboard.press("Enter")
    for phone, number in ((story.swede, "8"), (story.guest, "2")):
        proposal = phone.locator(".proposals > li", has_text="Kvällsturer")
        proposal.get_by_role("radio", name=number, exact=True).check(force=True)
        expect(phone.locator(ALL_SAVED)).to_be_visible()
    condition = ".proposals > li:has-text('Kvällsturer') farled-condition"
    send(story.swede, condition, text="Turerna ligger kvar minst ett år")
    expect(story.guest.locator(condition)).to_be_hidden()
    story.press("reveal")
    shows(
        story.laptop, "result", "2 svar, för få för att visas", "Turerna ligger kvar minst ett år"
    )
    shows(story.wall, "result", "2 svar, för få för att visas", "1 villkor för att följa med")


def test_11_the_day_ends_with_thanks_and_undo_goes_on_with_it(story):
    story.go("Vad tar vi med oss?")
    send(story.swede, "farled-answers", insight="Vi såg samma buss")
    send(story.guest, "farled-answers", insight="We share the evening")
    expect(story.laptop.locator("#written")).to_have_text("2")
    story.press("reveal")
    shows(story.guest, "result", "Vi såg samma buss")
    for _ in range(2):
        story.laptop.get_by_role("button", name="Avsluta workshoppen").click()
        expect(story.wall.locator("h1")).to_have_text("Tack för i dag")
        expect(story.wall.locator(".wall__door")).to_be_hidden()
        expect(story.swede.locator("#task-title")).to_have_text("Tack för att du var med")
        expect(story.guest.locator("#task-title")).to_have_text("Thank you for taking part")
        if _ == 0:
            story.press("undo")
            expect(story.wall.locator("h1").first).to_have_text("Vad tar vi med oss?")
            expect(story.swede.locator("farled-answers")).to_be_visible()
    story.guest.reload()
    expect(said(story.guest, "No bus home")).to_contain_text(EVENING)
    story.laptop.goto(f"{story.bridge}overview/")
    expect(story.laptop.locator(".page-head .button--primary")).to_have_text("Rapport")


def test_12_needs_gather_in_a_theme_with_a_proposal(story):
    page = story.laptop
    page.goto(f"{story.inventory}needs/")
    expect(page.locator(".with-chosen")).to_be_hidden()
    for box in page.locator("[name=need]").all():
        box.check()
    page.get_by_role("button", name="Nytt tema av dem").click()
    page.locator("[name=name]").fill("Hela dygnet")
    page.locator("[name=reason]").fill("Samma människor berörs")
    page.locator("[name=proposal_kind][value=expedition]").check()
    page.locator("[name=proposal]").fill("En expedition om kvällen")
    page.locator("[name=carried_by]").fill("Region Örebro län")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("En expedition om kvällen")).to_be_visible()


def test_13_the_report_holds_all_of_it(story):
    page = story.laptop
    page.goto(f"{story.server.address}/report/workshop/{story.slug}/")
    everything = (
        "Sista bussen går klockan sju", "No bus home after evening shifts", EVENING, NEAR, "Kvällsarbete kräver bil", "Vi måste spara på turerna", "Turerna ligger kvar minst ett år",
        "Vi såg samma buss", "Fem prickar var",
    )  # fmt: skip
    for text in everything:
        expect(page.locator("main")).to_contain_text(text)
    expect(page.locator("main")).not_to_contain_text("Bord 1")
    page.goto(story.inventory)
    page.locator(".page-head").get_by_role("link", name="Rapport").click()
    expect(page).to_have_url(re.compile("/report/inventory/"))
    for text in ("Hela dygnet", "Samma människor berörs", "En expedition om kvällen", EVENING):
        expect(page.locator("main")).to_contain_text(text)
    with page.expect_download() as coming:
        page.get_by_role("link", name="Kalkylblad (XLSX)").click()
    sheets = zipfile.ZipFile(BytesIO(coming.value.path().read_bytes()))
    assert "xl/workbook.xml" in sheets.namelist()
    assert EVENING in "".join(sheets.read(n).decode() for n in sheets.namelist() if "xml" in n)


def test_14_the_summary_to_share_has_needs_and_nobodys_words(story):
    page = story.laptop
    page.get_by_role("link", name="Sammanfattning att dela").click()
    expect(page.locator("main")).to_contain_text(EVENING)
    expect(page.locator("main")).to_contain_text("En expedition om kvällen")
    expect(page.locator("main")).not_to_contain_text("Sista bussen går klockan sju")
