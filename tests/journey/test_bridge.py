"""The bridge by keyboard alone, on a real server with a real stream: steering, grouping, and what is being typed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.support.server import Server, running

pytestmark = pytest.mark.journey
LAPTOP = {"viewport": {"width": 1366, "height": 768}}
WALL = {"viewport": {"width": 1920, "height": 1080}}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SAID = "[data-said]"

PREPARED = """
from farled.store.actions import voices
from farled.store.gates import Guest, screen_key
from tests.support import make
region = make.region()
birger = make.person("facilitator", region=region, email=f"birger{region.pk}@example.org")
birger.set_password("en fras att minnas")
birger.save()
day = make.workshop(make.inventory(region))
write = make.step(day, "write", title="Skriv", settings={"prompt": "Vad behövs?"})
group = make.step(day, "group", title="Samla", source=write, settings={"where": "plenary"})
last = make.step(day, "reflect", title="Vad tar vi med oss?")
steps.go_to_step(by=System(), workshop=day, step=write)
write.refresh_from_db()
guests = [make.guest(day) for _ in range(3)]
TEXTS = ["Bussen går för sällan", "Vården ligger långt bort", "Vi möts för sent", "Skolan har få lärare"]
said = [voices.write_voice(by=guests[n % 3], workshop=day, step=write, text=t) for n, t in enumerate(TEXTS)]
result = {"slug": day.slug, "email": birger.email, "voices": [v.pk for v in said], "key": screen_key(day.slug)}
"""


class Day:
    """A workshop on the server, and a facilitator signed in at her laptop."""

    def __init__(self, server: Server, browser: Browser) -> None:
        self.server = server
        self.made = server.do(PREPARED)
        self.context = browser.new_context(**LAPTOP, locale="sv-SE")
        self.page = self.signed_in()

    @property
    def bridge(self) -> str:
        return f"{self.server.address}/workshop/{self.made['slug']}/"

    def signed_in(self) -> Page:
        page = self.context.new_page()
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on(
            "console",
            lambda said: self.complaints.append(said.text) if said.type == "error" else None,
        )
        page.goto(f"{self.server.address}/account/sign-in/")
        page.fill("[name=email]", self.made["email"])
        page.fill("[name=password]", "en fras att minnas")
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "sign-in" not in url)
        page.goto(self.bridge)
        expect(page.locator("body")).to_have_attribute("data-connection", "live")
        return page

    def say(self, text: str) -> None:
        self.server.do(f"voices.write_voice(by=guests[0], workshop=day, step=write, text={text!r})")

    def grouped(self) -> list[list[str]]:
        """The groups' names and their voices, as the database has them."""
        return list(
            self.server.do(
                "result = [[g.name, *[v.text for v in g.voices.order_by('pk')]]"
                " for g in models.Group.objects.filter(step=group, removed=False)]"
            )
        )


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(Path(tmp_path_factory.mktemp("bridge"))) as started:
        yield started


@pytest.fixture
def day(server: Server, chromium_browser: Browser) -> Iterator[Day]:
    prepared = Day(server, chromium_browser)
    yield prepared
    prepared.context.close()


def to_the_cards(day: Day) -> None:
    day.page.keyboard.press("n")
    expect(day.page.locator("#step-title")).to_have_text("Samla")
    day.page.keyboard.press("g")


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


APART = """
from farled.store.actions import conflicts
apart = make.open_step(day, "pulling_apart", title="Båda sidors ord")
pair = conflicts.write_conflict(by=guests[0], workshop=day, step=apart, words_a="Spara", words_b="Bygg ut")
result = pair.pk
"""


def test_a_conflict_is_hidden_with_a_reason_by_keyboard(day: Day) -> None:
    page, keys = day.page, day.page.keyboard
    pair = day.server.do(APART)
    page.locator(f"#hide-{pair} summary").focus()
    keys.press("Enter")
    keys.press("Tab")
    keys.type("Namnger en kollega")
    keys.press("Enter")
    expect(page.locator(SAID)).to_have_text("Målkonflikten är dold. Den som skrev ser ditt skäl.")
    expect(page.locator(f"#conflict-{pair}")).to_have_count(0)
    assert focused(page) == "live-result"
    keys.press("u")
    expect(page.locator(f"#conflict-{pair}")).to_be_visible()
    assert day.complaints == []


LONG = """
from farled.store.actions import conflicts, steps
apart = make.open_step(day, "pulling_apart", title="Båda sidors ord")
words = "Försvinner turen försvinner jobbet, praktiken och läkarbesöket. " * 3
for title in ("Buss eller vård", "Åker eller bostäder", "Skog eller arter"):
    conflicts.write_conflict(
        by=guests[0], workshop=day, step=apart, title=title, words_a=words, words_b=words,
        where="Hällefors", gains="Många", loses="Några", types=["resurs"],
    )
steps.reveal(by=System(), workshop=day, step=apart)
apart.refresh_from_db()
steps.show_on_wall(by=System(), workshop=day, step=apart, shown=True)
result = apart.pk
"""


def test_the_wall_is_never_left_empty_by_a_long_conflict(
    day: Day, chromium_browser: Browser
) -> None:
    day.server.do(LONG)
    for height in (720, 400):
        context = chromium_browser.new_context(
            viewport={"width": 1280, "height": height}, locale="sv-SE"
        )
        wall = context.new_page()
        wall.goto(f"{day.bridge}wall/?key={day.made['key']}")
        expect(wall.get_by_role("heading", name="Buss eller vård")).to_be_visible()
        expect(wall.locator(".wall__more")).to_have_text(
            re.compile(r"^och [12] till som inte får plats$")
        )
        context.close()


LONGEST = """
from farled.store.actions import conflicts
apart = make.open_step(day, "pulling_apart", title="Båda sidors ord")
words = ("Försvinner turen försvinner jobbet, praktiken och läkarbesöket. " * 20)[:1000]
pairs = [
    conflicts.write_conflict(
        by=guests[0], workshop=day, step=apart, title=title, words_a=words, words_b=words,
        where="Hällefors och Karlskoga", gains="Många", loses="Några",
    ).pk
    for title in ("Buss eller vård", "Åker eller bostäder")
]
steps.reveal(by=System(), workshop=day, step=apart)
result = pairs
"""


def test_one_conflict_is_chosen_for_the_wall_by_keyboard(
    day: Day, chromium_browser: Browser
) -> None:
    _, second = day.server.do(LONGEST)
    page, keys = day.page, day.page.keyboard
    context = chromium_browser.new_context(viewport={"width": 1280, "height": 720}, locale="sv-SE")
    wall = context.new_page()
    wall.goto(f"{day.bridge}wall/?key={day.made['key']}")
    page.locator(f"#do-{second}-wall").focus()
    keys.press("Enter")
    shown = wall.locator(f"#conflict-{second}")
    expect(shown).to_be_visible()
    expect(wall.locator(".pairs > li")).to_have_count(1)
    expect(wall.locator(".wall__more")).to_be_hidden()
    lowest = "main => main.querySelector('.pair-facts').getBoundingClientRect().bottom <= main.getBoundingClientRect().bottom"
    assert wall.locator(".wall__main").evaluate(lowest), "the longest words are not cut"
    assert Axe().run(wall, options={"runOnly": RULES}).response["violations"] == []
    expect(page.locator(f"#do-{second}-wall")).to_contain_text("Visa alla på väggen igen")
    assert focused(page) == f"do-{second}-wall"
    assert Axe().run(page, options={"runOnly": RULES}).response["violations"] == []
    keys.press("Enter")
    expect(wall.locator(".pairs > li")).to_have_count(2)
    keys.press("u")
    expect(wall.locator(".pairs > li")).to_have_count(1)
    keys.press("u")
    expect(wall.locator(".pairs > li")).to_have_count(0)
    assert day.complaints == []
    context.close()


def test_whoever_hides_a_voice_stays_in_the_result(day: Day) -> None:
    page, keys = day.page, day.page.keyboard
    keys.press("r")
    voice = day.made["voices"][0]
    page.locator(f"#more-{voice}").focus()
    keys.press("Enter")
    page.locator("#hide-why").fill("Namnger en kollega")
    keys.press("Enter")
    expect(page.locator(f"#voice-{voice} .voice--hidden")).to_have_count(1)
    assert focused(page) == "live-result"


def test_a_day_is_led_by_keyboard_alone(day: Day) -> None:
    page, keys = day.page, day.page.keyboard
    expect(page.locator("#written")).to_have_text("4")
    keys.press("r")
    expect(page.get_by_text("Bussen går för sällan", exact=True)).to_be_visible()
    keys.press("u")
    expect(page.locator(SAID)).to_have_text("Ångrat: visa för rummet.")
    expect(page.get_by_text("Bussen går för sällan", exact=True)).to_have_count(0)
    keys.press("t")
    expect(page.locator("#do-timer")).to_contain_text("Starta")
    keys.press("o")
    expect(page.locator("#do-open")).to_contain_text("Öppna steget")
    keys.press("n")
    expect(page.locator("#step-title")).to_have_text("Samla")
    keys.press("?")
    expect(page.locator("#keys")).to_be_visible()
    keys.press("n")
    expect(page.locator("#step-title")).to_have_text("Samla")
    keys.press("Escape")
    keys.press("n")
    expect(page.locator("#step-title")).to_have_text("Vad tar vi med oss?")
    assert day.complaints == []


def test_grouping_by_keyboard_alone(day: Day) -> None:
    page, keys = day.page, day.page.keyboard
    to_the_cards(day)
    first, _, third, fourth = (f"pick-v{number}" for number in day.made["voices"])
    assert focused(page) == first
    # two cards picked become a group, named with the hands on the keys
    keys.press("Space")
    keys.press("ArrowDown")
    keys.press("Space")
    expect(page.locator("[data-picked]")).to_have_text("2 markerade")
    keys.press("+")
    expect(page.locator("[data-number='1'] [data-card]")).to_have_count(2)
    assert focused(page) == third, "the next card to place is at hand"
    page.locator("[data-number='1'] textarea").focus()
    keys.type("Nära till")
    keys.press("Enter")
    expect(page.locator(SAID)).to_have_text("")
    # a digit moves the card to that group, and undo brings it back
    keys.press("Tab")
    page.locator(f"#{third}").focus()
    keys.press("1")
    expect(page.locator("[data-number='1'] [data-card]")).to_have_count(3)
    assert focused(page) == fourth
    keys.press("u")
    expect(page.locator("[data-number='1'] [data-card]")).to_have_count(2)
    # every card has its choices without any key of ours: the link, the list, Enter
    page.locator(f"#more-v{day.made['voices'][3]}").focus()
    keys.press("Enter")
    expect(page.locator("#about-card")).to_be_visible()
    assert focused(page) == "card-to"
    keys.press("ArrowDown")
    keys.press("Tab")
    keys.press("Enter")
    expect(page.locator("#about-card")).to_be_hidden()
    expect(page.locator(SAID)).to_have_text("Flyttat till Nära till.")
    assert focused(page) == f"more-v{day.made['voices'][3]}", "focus is where the person was"
    assert day.grouped() == [
        ["Nära till", "Bussen går för sällan", "Vården ligger långt bort", "Skolan har få lärare"]
    ]
    assert day.complaints == []


def test_what_may_belong_together_goes_when_the_room_goes_on(day: Day) -> None:
    page = day.page
    to_the_cards(day)
    page.get_by_role("link", name="Lika?").click()
    expect(page.get_by_role("heading", name="Kanske hör de ihop")).to_be_visible()
    page.keyboard.press("n")
    expect(page.locator("#step-title")).to_have_text("Vad tar vi med oss?")
    expect(page.locator("[data-suggestions]")).to_be_hidden()


def test_what_is_typed_stays_while_the_room_goes_on(day: Day) -> None:
    page, keys = day.page, day.page.keyboard
    to_the_cards(day)
    keys.press("+")
    name = page.locator("[data-number='1'] textarea")
    expect(name).to_have_count(1)
    name.focus()
    keys.type("Halvt skri")
    day.say("En röst till")
    expect(page.locator("[data-card] > p", has_text="En röst till")).to_have_count(1)
    expect(name).to_have_value("Halvt skri")
    keys.type("vet")
    keys.press("Enter")
    expect(page.locator("#do-undo")).to_contain_text("byta namn på gruppen")
    assert day.grouped()[0][0] == "Halvt skrivet"
    page.locator("#do-undo").click()
    expect(page.locator(SAID)).to_contain_text("byta namn på gruppen")
    expect(name).to_have_value("")


def test_another_facilitator_sees_it_and_takes_over(day: Day) -> None:
    other = day.context.new_page()
    other.goto(day.bridge)
    day.page.keyboard.press("n")
    expect(other.locator("#step-title")).to_have_text("Samla")
    day.page.close()
    other.keyboard.press("u")
    expect(other.locator(SAID)).to_have_text("Ångrat: gå till steget.")
    expect(other.locator("#step-title")).to_have_text("Skriv")


def test_the_wall_follows_with_its_key_alone(day: Day, chromium_browser: Browser) -> None:
    context = chromium_browser.new_context(**WALL, locale="sv-SE")
    wall = context.new_page()
    wall.goto(f"{day.bridge}wall/?key={day.made['key']}")
    expect(wall.locator("body")).to_have_attribute("data-connection", "live")
    expect(wall.locator(".wall__door .qr")).to_be_visible()
    day.page.keyboard.press("r")
    expect(day.page.get_by_text("Vi möts för sent", exact=True)).to_be_visible()
    expect(wall.locator("#written")).to_have_text("4")
    expect(wall.get_by_text("Vi möts för sent", exact=True)).to_have_count(0)
    day.page.keyboard.press("w")
    expect(wall.get_by_text("Vi möts för sent", exact=True)).to_be_visible()
    day.page.locator("a[data-opens=doors]").click()
    day.page.get_by_role("button", name="Stäng dörren").click()
    expect(wall.locator(".wall__door")).to_be_hidden()
    assert wall.evaluate("document.documentElement.scrollHeight <= innerHeight")
    context.close()


def test_the_groups_names_come_before_what_was_said(day: Day, chromium_browser: Browser) -> None:
    day.say("Unga har ingenstans att vara på kvällarna. " * 11)
    to_the_cards(day)
    for made in range(1, 6):
        day.page.keyboard.press("+")
        expect(day.page.locator("[data-number]:has(textarea)")).to_have_count(made)
    day.page.keyboard.press("w")
    for height in (720, 400):
        context = chromium_browser.new_context(
            viewport={"width": 1280, "height": height}, locale="sv-SE"
        )
        wall = context.new_page()
        wall.goto(f"{day.bridge}wall/?key={day.made['key']}")
        expect(wall.locator(".group-tile:visible")).to_have_count(5)
        expect(wall.locator(".wall__more")).to_be_hidden()
        context.close()


def test_cards_are_dragged(day: Day) -> None:
    page = day.page
    to_the_cards(day)
    page.keyboard.press("+")
    expect(page.locator("[data-number='1'] [data-card]")).to_have_count(1)
    # the pointer goes there only when the card lies still: the board may just be drawn
    page.locator(f"#card-v{day.made['voices'][1]}").hover(position={"x": 90, "y": 12})
    card = page.locator(f"#card-v{day.made['voices'][1]}").bounding_box()
    group = page.locator("[data-number='1']").bounding_box()
    assert card
    assert group
    page.mouse.down()
    page.mouse.move(card["x"] + 120, card["y"] + 20)
    expect(page.locator(".ghost")).to_be_visible()
    page.mouse.move(group["x"] + 60, group["y"] + 20, steps=4)
    page.mouse.up()
    expect(page.locator("[data-number='1'] [data-card]")).to_have_count(2)
    expect(page.locator(".ghost")).to_have_count(0)


def test_nothing_is_cut_off_and_nothing_stands_in_the_way(day: Day) -> None:
    """Each step on a small laptop, by the rules of WCAG, without a page that scrolls."""
    page = day.page
    for _ in range(3):
        expect(page.locator("#controls-next button").last).to_be_in_viewport(ratio=1)
        assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
        found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
        assert [
            f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]
        ] == []
        page.keyboard.press("n")
        page.wait_for_timeout(400)


def test_shortcuts_can_be_turned_off(day: Day) -> None:
    page = day.page
    page.keyboard.press("?")
    page.get_by_label("Använd kortkommandon på den här datorn").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.wait_for_timeout(300)
    expect(page.locator("#step-title")).to_have_text("Skriv")
    page.reload()
    page.keyboard.press("n")
    page.wait_for_timeout(300)
    expect(page.locator("#step-title")).to_have_text("Skriv")
