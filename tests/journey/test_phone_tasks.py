"""Every activity on the phone: by thumb, by keyboard, by two phones of a table, and for everybody."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.support import chromium
from tests.support.phone import SAVED, Workshop, mine, write
from tests.support.server import Server, running

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(Path(tmp_path_factory.mktemp("phone"))) as started:
        yield started
        assert "Traceback" not in started.log


@pytest.fixture
def workshop(server: Server) -> Workshop:
    return Workshop(server)


@pytest.fixture
def context(chromium_browser: Browser) -> Iterator[BrowserContext]:
    made = chromium_browser.new_context(**chromium.PHONE, locale="sv-SE")
    yield made
    made.close()


def test_dots_are_shown_at_once_and_stay_within_the_budget(workshop, context):
    step = workshop.open(
        "prioritise",
        anonymity="anonymous",
        mode="dots",
        dots=3,
        most_on_one=2,
        proposals=["Buss", "Mat", "Vård"],
    )
    page = workshop.join(context)
    add = {
        text: page.get_by_role("button", name=f"Lägg en prick på: {text}")
        for text in ("Buss", "Mat", "Vård")
    }
    remove = page.get_by_role("button", name="Ta bort en prick från: Buss")
    add["Buss"].click()
    add["Buss"].click()
    expect(add["Buss"]).to_have_attribute("aria-disabled", "true")
    expect(page.get_by_text("En prick kvar")).to_be_visible()
    context.set_offline(True)
    add["Mat"].click()
    expect(page.get_by_text("Alla prickar är lagda")).to_be_visible()
    remove.click()
    remove.click()
    add["Vård"].click()
    add["Vård"].click()
    context.set_offline(False)
    expect(page.locator(SAVED)).to_be_visible(timeout=20_000)
    assert workshop.votes(step) == {"Mat": 1, "Vård": 2}
    page.reload()
    expect(page.get_by_text("Alla prickar är lagda")).to_be_visible()


def test_statements_by_keyboard_and_back_again(workshop, context):
    step = workshop.open(
        "prioritise", anonymity="anonymous", mode="statements", proposals=["Ett", "Två", "Tre"]
    )
    page = workshop.join(context)
    page.get_by_role("button", name="Håller med", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name="Två")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name="Tre")).to_be_visible()
    page.reload()
    expect(page.get_by_role("group", name="Tre")).to_be_visible()
    page.get_by_role("button", name="Hoppa över").click()
    expect(page.locator("[data-done]")).to_be_focused()
    page.get_by_role("button", name="Tillbaka").click()
    expect(page.get_by_role("button", name="Hoppa över")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(SAVED)).to_be_visible()
    assert workshop.votes(step) == {"Ett": 1, "Två": -1, "Tre": 0}


def test_much_resistance_is_asked_what_it_takes(workshop, context):
    step = workshop.open(
        "no_voice",
        anonymity="anonymous",
        proposals=["Stäng linjen"],
        do_nothing="Vi gör ingenting nu",
    )
    page = workshop.join(context)
    proposal = page.locator("li[data-item]", has_text="Stäng linjen")
    proposal.get_by_text("3", exact=True).click()
    expect(proposal.get_by_label("Vad behöver du för att följa med?")).to_be_hidden()
    proposal.get_by_text("9", exact=True).click()
    proposal.get_by_label("Vad behöver du för att följa med?").fill("Att skolskjutsen blir kvar")
    proposal.get_by_role("button", name="Skicka").click()
    expect(mine(page, "skolskjutsen").get_by_text("Sparat")).to_be_visible()
    expect(page.locator(SAVED)).to_be_visible()
    assert workshop.votes(step) == {"Stäng linjen": 9}
    page.reload()
    expect(proposal.get_by_label("9", exact=True)).to_be_checked()


def test_a_table_groups_its_own_with_two_phones(server, workshop, context, chromium_browser):
    server.do("room.set_tables(by=System(), workshop=w, count=2)")
    source = workshop.open("write")
    one = workshop.join(context)
    with_two = chromium_browser.new_context(**chromium.PHONE, locale="sv-SE")
    other = workshop.join(with_two)
    for page, text in ((one, "Bussen går för sällan"), (other, "Tåget stannar inte")):
        page.get_by_role("button", name="Bord 1").click()
        expect(page.get_by_text("Du sitter vid Bord 1")).to_be_visible()
        write(page, text)
        expect(page.locator(SAVED)).to_be_visible()
    step = workshop.open("group", where="tables")
    server.do(f"models.Step.objects.filter(pk={step}).update(source={source})")
    workshop.go_to(step)
    for page in (one, other):
        page.reload()
        expect(page.locator(".board__card")).to_have_count(2)
    card = one.locator(".board__card", has_text="Bussen")
    card.get_by_role("combobox").select_option(label="Ny grupp")
    card.get_by_role("button").click()
    one.get_by_label("Gruppens namn").fill("Resor")
    one.keyboard.press("Enter")
    expect(other.get_by_role("heading", name="Resor").first).to_be_visible(timeout=10_000)
    card = other.locator(".board__card", has_text="Tåget")
    card.get_by_role("combobox").select_option(label="Resor")
    card.get_by_role("button").click()
    expect(one.get_by_text("Alla röster ligger i en grupp")).to_be_visible(timeout=10_000)
    grouped = server.do(
        "result = list(models.Voice.objects.filter(group__name='Resor').values_list('text', flat=True))"
    )
    assert sorted(grouped) == ["Bussen går för sällan", "Tåget stannar inte"]
    with_two.close()


def test_a_conflict_is_written_and_changed(server, workshop, context):
    step = workshop.open("pulling_apart")
    page = workshop.join(context)
    words = page.get_by_label("Med ord som den sidan skulle skriva under på")
    words.nth(0).fill("Mer mat härifrån")
    page.get_by_role("button", name="Skicka").click()
    expect(page.get_by_text("Skriv båda sidornas ord")).to_be_visible()
    words.nth(1).fill("Fler arter kvar")
    page.get_by_role("button", name="Skicka").click()
    item = mine(page, "Mer mat härifrån × Fler arter kvar")
    expect(item.get_by_text("Sparat")).to_be_visible()
    item.get_by_role("button", name="Ändra").click()
    expect(words.nth(0)).to_have_value("Mer mat härifrån")
    page.get_by_label("Var märks det?").fill("På slätten")
    page.get_by_role("button", name="Skicka").click()
    expect(page.locator(SAVED)).to_be_visible()
    rows = server.do(
        f"result = list(models.GoalConflict.objects.filter(step={step}).values_list('where', 'version'))"
    )
    assert rows == [["På slätten", 2]]
    item.get_by_role("button", name="Ändra").click()
    item.get_by_role("button", name="Ta tillbaka den").click()
    item.get_by_role("group").get_by_role("button", name="Ta tillbaka").click()
    expect(item).to_have_count(0)
    expect(page.locator(SAVED)).to_be_visible()
    expect(page.locator("[data-changing]")).to_be_hidden()
    expect(words.nth(0)).to_have_value("Mer mat härifrån")
    assert server.do(f"result = models.GoalConflict.objects.get(step={step}).words_a") == ""


def test_check_in_reflect_and_larger_reach_the_server(server, workshop, context):
    check_in = workshop.open("check_in", anonymity="open")
    page = workshop.join(context)
    page.get_by_label("Organisation", exact=True).fill("Byalaget")
    page.get_by_label("Vad ser du från din plats").fill("Vägarna")
    page.get_by_role("button", name="Checka in").click()
    expect(mine(page, "Vägarna").get_by_text("Sparat")).to_be_visible()
    assert (
        server.do("result = models.Participant.objects.get(workshop=w).organisation") == "Byalaget"
    )
    larger = workshop.open("larger", proposals=["Ta sig till praktik"])
    page.get_by_role("button", name="Nästa").click()
    page.locator("farled-stake:visible textarea").fill("Klimatet")
    page.locator("farled-stake:visible").get_by_role("button", name="Skicka").click()
    expect(mine(page, "Klimatet").get_by_text("Sparat")).to_be_visible()
    stake = server.do(
        f"v = models.Voice.objects.get(step={larger}); result = [v.dimensions, v.item.text]"
    )
    assert stake == [["environmental"], "Ta sig till praktik"]
    reflect = workshop.open("reflect")
    page.get_by_label("En insikt jag fick").fill("Vi är lika")
    page.get_by_label("Det jag tar med mig").fill("Att ringa")
    page.get_by_role("button", name="Skicka").click()
    expect(mine(page, "Att ringa").get_by_text("Sparat")).to_be_visible()
    expect(page.locator(SAVED)).to_be_visible()
    assert sorted(workshop.voices(reflect)) == ["Att ringa", "Vi är lika"]
    assert workshop.voices(check_in) == ["Vägarna"]


def test_check_in_does_not_ask_again_where_one_comes_from(server, workshop, context):
    workshop.open("check_in", anonymity="open")
    page = workshop.join(context, own_organisation="Byalaget")
    home = page.locator("farled-check-in [data-home]")
    field = page.get_by_label("Organisation", exact=True)
    expect(home).to_contain_text("Byalaget")
    expect(field).to_be_hidden()
    page.get_by_label("Roll eller uppdrag").fill("Ordförande")
    page.get_by_role("button", name="Ändra organisation").click()
    expect(field).to_be_focused()
    field.fill("Hembygdsföreningen")
    page.get_by_role("button", name="Checka in").click()
    expect(home).to_contain_text("Hembygdsföreningen")
    expect(field).to_be_hidden()
    expect(page.locator(SAVED)).to_be_visible()
    rows = "models.Participant.objects.filter(workshop=w).values_list('organisation', 'role')"
    assert server.do(f"result = list({rows})") == [["Hembygdsföreningen", "Ordförande"]]


MOVE_FIRST = """
one = models.Participant.objects.filter(workshop=w).order_by("pk").first()
table = models.Table.objects.filter(workshop=w, name="Bord 2").get()
room.take_seat(by=System(), workshop=w, participant=one, table=table)
"""


def test_whom_the_facilitator_moves_hears_of_it_and_nobody_else_asks(
    server, workshop, context, chromium_browser
):
    workshop.open("write")
    server.do("room.set_tables(by=System(), workshop=w, count=2)")
    page = workshop.join(context)
    elsewhere = chromium_browser.new_context(**chromium.PHONE, locale="sv-SE")
    other = workshop.join(elsewhere)
    asked: list[str] = []
    other.on("request", lambda request: asked.append(request.url))
    server.do(MOVE_FIRST)
    expect(page.locator("farled-seat")).to_contain_text("Du sitter vid Bord 2")
    server.do("from farled.store.actions import undo; undo.undo_last(by=System(), workshop=w)")
    expect(page.locator("farled-seat [data-here]")).to_be_hidden()
    assert not [url for url in asked if url.endswith("/mine/")]
    elsewhere.close()


def test_the_table_is_asked_for_once(server, workshop, context):
    workshop.open("write", title="Första")
    server.do("w.seating = 'choice'; w.save(); room.set_tables(by=System(), workshop=w, count=2)")
    page = workshop.join(context)
    question = page.get_by_role("group", name="Vid vilket bord sitter du?")
    expect(question).to_be_visible()
    workshop.open("write", title="Andra")
    expect(page.locator("#task-title")).to_have_text("Andra")
    expect(question).to_be_hidden()
    expect(page.get_by_text("Du har inte valt något bord")).to_be_visible()
    page.get_by_role("button", name="Välj bord").click()
    page.get_by_role("button", name="Jag sitter inte vid något bord").click()
    expect(page.get_by_role("button", name="Välj bord")).to_be_focused()
    workshop.open("write", title="Tredje")
    expect(page.locator("#task-title")).to_have_text("Tredje")
    expect(question).to_be_hidden()
    page.get_by_role("button", name="Välj bord").click()
    page.get_by_role("button", name="Bord 2").click()
    expect(page.get_by_text("Du sitter vid Bord 2")).to_be_visible()
    expect(page.locator(SAVED)).to_be_visible()
    page.get_by_role("button", name="Byt", exact=True).click()
    page.get_by_role("button", name="Jag sitter inte vid något bord").click()
    expect(page.get_by_text("Du har inte valt något bord")).to_be_visible()
    expect(page.locator(SAVED)).to_be_visible()
    assert server.do("result = models.Participant.objects.get(workshop=w).table_id") is None


RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
TASKS = {
    "check_in": {}, "write": {"areas": True, "dimensions": True, "for_whom": True, "where": True, "examples": ["Så här"]},
    "group": {}, "prioritise": {"proposals": ["Ett", "Två"]}, "larger": {"proposals": ["Ett"]}, "pulling_apart": {},
    "no_voice": {"proposals": ["Ett"], "ask_conditions": True}, "reflect": {}, "pause": {},
}  # fmt: skip
SMALL_TARGETS = """() => [...document.querySelectorAll("main :is(button, a, select, input, textarea, summary)")]
    .filter((one) => one.checkVisibility())
    .map((one) => one.matches("[type=checkbox], [type=radio]") ? one.closest("label") ?? one : one)
    .filter((one) => one.getBoundingClientRect().height < 44)
    .map((one) => one.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize(("language", "theme"), [("sv", "light"), ("en", "night")])
def test_every_task_is_for_everybody(server, workshop, chromium_browser, language, theme):
    narrow = chromium_browser.new_context(
        viewport={"width": 320, "height": 640}, has_touch=True, locale="sv-SE"
    )
    cookies = [("farled_language", language), ("farled_theme", theme)]
    narrow.add_cookies(
        [{"name": name, "value": value, "url": server.address} for name, value in cookies]
    )
    server.do("room.set_tables(by=System(), workshop=w, count=12)")
    page = narrow.new_page()
    page.goto(f"{server.address}/j/{workshop.code}/")
    looked_at(page, "join")
    page.locator("main button").click()
    page.wait_for_url("**/w/**")
    for activity, settings in TASKS.items():
        step = workshop.open(activity, anonymity="group", **settings)
        page.wait_for_selector(f'[data-task-step="{step}"]')
        page.evaluate(
            "document.querySelectorAll('main details').forEach((fold) => (fold.open = true))"
        )
        looked_at(page, activity)
    narrow.close()


def looked_at(page: Page, what: str) -> None:
    faults = Axe().run(page, options=RULES).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in faults] == [], what
    assert page.evaluate(SMALL_TARGETS) == [], what
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, what
