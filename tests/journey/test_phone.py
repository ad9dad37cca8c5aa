"""A participant's phone in a real browser, with a real server that may be cut off or killed."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Route, expect

from tests.support import chromium
from tests.support.phone import SAVED, STATE, Workshop, connected, mine, write
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


def test_from_the_code_to_a_saved_voice(server, workshop, context):
    step = workshop.open("write", title="Behoven i länet", prompt="Vilka behov ser du?")
    page = context.new_page()
    page.goto(f"{server.address}/j/")
    page.get_by_label("Kod").fill(f" {workshop.code[:4].lower()}-{workshop.code[4:].lower()} ")
    page.get_by_role("button", name="Fortsätt").click()
    page.get_by_text("Länsstyrelsen").click()
    page.get_by_role("button", name="Gå med").click()
    expect(page.get_by_role("heading", name="Behoven i länet")).to_be_visible()
    write(page, "Sista bussen går för tidigt.")
    expect(mine(page, "Sista bussen").get_by_text("Sparat")).to_be_visible()
    expect(page.locator(SAVED)).to_contain_text("Allt är sparat")
    expect(page.locator("farled-write textarea")).to_have_value("")
    expect(page.locator("farled-write textarea")).to_be_focused()
    assert workshop.voices(step) == ["Sista bussen går för tidigt."]
    page.goto(f"{server.address}/j/{workshop.code}/")
    expect(mine(page, "Sista bussen")).to_be_visible()


def test_words_sent_before_the_scripts_have_come_wait_for_them(server, workshop, context):
    step = workshop.open("write", title="Behoven i länet", prompt="Vilka behov ser du?")
    page = context.new_page()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    # the page's own script stays on its way, as on a slow net
    page.route("**/join/phone*.js", hold)
    page.goto(f"{server.address}/j/{workshop.code}/")
    page.get_by_role("button", name="Gå med").click(no_wait_after=True)
    box = page.locator("farled-write textarea")
    box.fill("Sista bussen går för tidigt.")
    for _ in range(2):
        page.locator("farled-write").get_by_role("button", name="Skicka").click(no_wait_after=True)
    expect(box).to_have_value("Sista bussen går för tidigt.")
    assert "?" not in page.url
    for route in held:
        route.continue_()
    expect(mine(page, "Sista bussen").get_by_text("Sparat")).to_be_visible()
    assert workshop.voices(step) == ["Sista bussen går för tidigt."]


def test_without_network_for_a_while_everything_is_saved_once(workshop, context):
    step = workshop.open("write")
    page = workshop.join(context)
    write(page, "Före")
    expect(mine(page, "Före").get_by_text("Sparat")).to_be_visible()
    context.set_offline(True)
    for text in ("Under ett", "Under två", "Under tre"):
        write(page, text)
    expect(mine(page, "Under tre").get_by_text("Väntar på nätet")).to_be_visible()
    expect(page.locator(STATE)).to_contain_text("3 saker väntar på nätet")
    page.wait_for_timeout(2_500)
    context.set_offline(False)
    expect(page.locator(SAVED)).to_be_visible(timeout=20_000)
    assert workshop.voices(step) == ["Före", "Under ett", "Under två", "Under tre"]
    page.reload()
    expect(page.locator("[data-mine-list] > li")).to_have_count(4)


def test_what_waits_survives_that_the_page_is_closed(workshop, context):
    step = workshop.open("write")
    page = workshop.join(context)
    address = page.url
    context.set_offline(True)
    write(page, "Skrivet i tunneln")
    expect(mine(page, "Skrivet i tunneln")).to_be_visible()
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(address)
    expect(mine(again, "Skrivet i tunneln").get_by_text("Sparat")).to_be_visible()
    assert workshop.voices(step) == ["Skrivet i tunneln"]


def test_an_answer_that_is_lost_doubles_nothing(workshop, context):
    step = workshop.open("write")
    page = workshop.join(context)
    lost = []

    def deliver_and_lose(route: Any) -> None:
        route.fetch()
        lost.append(route.request.post_data_json["key"])
        route.abort("connectionreset")

    page.route("**/act/**", deliver_and_lose, times=2)
    write(page, "Kom fram men hördes inte")
    expect(mine(page, "Kom fram").get_by_text("Sparat")).to_be_visible(timeout=20_000)
    assert len(lost) == 2
    assert len(set(lost)) == 1
    assert workshop.voices(step) == ["Kom fram men hördes inte"]


def test_kill_9_and_restart_in_the_middle(server, workshop, context):
    step = workshop.open("write")
    page = workshop.join(context)
    write(page, "Före")
    expect(page.locator(SAVED)).to_be_visible()
    server.kill()
    write(page, "Medan servern var borta")
    page.locator("farled-write textarea").fill("Ett halvt utk")
    expect(page.locator(STATE)).to_contain_text("väntar på nätet")
    server.start()
    expect(page.locator(SAVED)).to_be_visible(timeout=30_000)
    expect(page.locator("farled-write textarea")).to_have_value("Ett halvt utk")
    connected(page)
    write(page, "Efter")
    expect(mine(page, "Efter").get_by_text("Sparat")).to_be_visible()
    assert workshop.voices(step) == ["Före", "Medan servern var borta", "Efter"]


def test_drafts_are_there_after_a_reload(workshop, context):
    workshop.open("write", areas=True, for_whom=True)
    page = workshop.join(context)
    page.locator("farled-write textarea").fill("Halvskrivet med åäö")
    page.get_by_text("Lägg till mer").click()
    page.get_by_label("För vem?").fill("Unga")
    page.get_by_text("Transporter och infrastruktur").click()
    page.reload()
    expect(page.locator("farled-write textarea")).to_have_value("Halvskrivet med åäö")
    page.get_by_text("Lägg till mer").click()
    expect(page.get_by_label("För vem?")).to_have_value("Unga")
    expect(page.get_by_label("Transporter och infrastruktur")).to_be_checked()


def test_typing_survives_news_and_a_step_that_changes(workshop, context):
    step = workshop.open("write", title="Första")
    page = workshop.join(context)
    area = page.locator("farled-write textarea")
    area.press_sequentially("Mitt i en")
    workshop.server.do(
        f"steps.edit_step(by=System(), workshop=w, step=models.Step.objects.get(pk={step}), instruction='Ny anvisning')"
    )
    expect(page.get_by_text("Ny anvisning")).to_be_visible()
    expect(area).to_be_focused()
    area.press_sequentially(" mening")
    expect(area).to_have_value("Mitt i en mening")
    workshop.open("reflect", title="Andra")
    expect(page.get_by_role("heading", name="Andra")).to_be_visible()
    expect(page.get_by_text("Nästa steg började medan du skrev")).to_be_visible()
    expect(mine(page, "Mitt i en mening").get_by_text("Utkast, inte skickat")).to_be_visible()
    workshop.go_to(step)
    expect(area).to_have_value("Mitt i en mening")
    expect(mine(page, "Mitt i en mening")).to_have_count(0)
    assert workshop.voices(step) == []


def test_settings_that_change_under_the_hands_lose_nothing(workshop, context):
    step = workshop.open("write", prompt="Gammal fråga")
    page = workshop.join(context)
    area = page.locator("farled-write textarea")
    area.press_sequentially("Det jag skrev")
    workshop.server.do(
        f"steps.edit_step(by=System(), workshop=w, step=models.Step.objects.get(pk={step}), settings={{'prompt': 'Ny fråga'}})"
    )
    page.wait_for_timeout(800)
    area.blur()
    expect(page.get_by_label("Ny fråga")).to_have_value("Det jag skrev")


def test_what_is_refused_comes_back_with_the_reason(server, workshop, context):
    step = workshop.open("write", max_length=280)
    page = workshop.join(context)
    server.do(f"models.Step.objects.filter(pk={step}).update(settings={{'max_length': 20}})")
    write(page, "Det här är längre än tjugo tecken")
    expect(page.get_by_text("Texten är för lång")).to_be_visible()
    area = page.locator("farled-write textarea")
    expect(area).to_have_value("Det här är längre än tjugo tecken")
    expect(area).to_have_attribute("aria-invalid", "true")
    write(page, "Kort nog")
    expect(mine(page, "Kort nog").get_by_text("Sparat")).to_be_visible()
    assert workshop.voices(step) == ["Kort nog"]


def test_refused_while_something_new_is_typed_waits_in_the_list(server, workshop, context):
    step = workshop.open("write", max_length=280)
    page = workshop.join(context)
    server.do(f"models.Step.objects.filter(pk={step}).update(settings={{'max_length': 20}})")
    context.set_offline(True)
    write(page, "Det här är längre än tjugo tecken")
    page.locator("farled-write textarea").fill("Nytt")
    context.set_offline(False)
    lost = mine(page, "längre än tjugo")
    expect(lost.get_by_text("Inte sparat")).to_be_visible(timeout=20_000)
    expect(page.locator("farled-write textarea")).to_have_value("Nytt")
    write(page, "Nytt")
    expect(mine(page, "Nytt").get_by_text("Sparat")).to_be_visible()
    lost.get_by_role("button", name="Lägg tillbaka i fältet").click()
    expect(page.locator("farled-write textarea")).to_have_value("Det här är längre än tjugo tecken")
    assert workshop.voices(step) == ["Nytt"]


def test_change_and_take_back(workshop, context):
    step = workshop.open("write")
    page = workshop.join(context)
    for text in ("Stavfel", "Ångrat"):
        write(page, text)
    expect(page.locator(SAVED)).to_be_visible()
    mine(page, "Stavfel").get_by_role("button", name="Ändra").click()
    page.get_by_label("Ändra texten").fill("Rätt stavat")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(mine(page, "Rätt stavat").get_by_text("Sparat")).to_be_visible()
    mine(page, "Ångrat").get_by_role("button", name="Ta tillbaka").click()
    page.get_by_role("group").get_by_role("button", name="Ta tillbaka").click()
    expect(mine(page, "Ångrat")).to_have_count(0)
    assert workshop.voices(step) == ["Rätt stavat"]


def test_taken_back_without_network_after_it_may_have_arrived(workshop, context):
    step = workshop.open("write")
    page = workshop.join(context)
    page.route("**/act/**", lambda route: (route.fetch(), route.abort("connectionreset")), times=1)
    write(page, "Skickat för fort")
    mine(page, "Skickat för fort").get_by_role("button", name="Ta tillbaka").click()
    expect(mine(page, "Skickat för fort")).to_have_count(0, timeout=20_000)
    expect(page.locator(SAVED)).to_be_visible()
    assert workshop.voices(step) == []


def test_hidden_is_told_to_its_author_with_the_reason(server, workshop, context, chromium_browser):
    step = workshop.open("write")
    page = workshop.join(context)
    write(page, "Nämner någon vid namn")
    expect(page.locator(SAVED)).to_be_visible()
    server.do(
        "from farled.store.actions import voices\n"
        f"voices.hide_voice(by=System(), workshop=w, voice=models.Voice.objects.get(step={step}), reason='Ett namn')"
    )
    expect(mine(page, "Nämner någon").get_by_text("Dold för andra")).to_be_visible(timeout=10_000)
    expect(page.get_by_text("Ett namn")).to_be_visible()


def test_two_tabs_send_each_thing_once(workshop, context):
    step = workshop.open("write")
    one = workshop.join(context)
    other = context.new_page()
    other.goto(one.url)
    sent: list[str] = []
    context.on(
        "request",
        lambda request: (
            sent.append(request.post_data_json["key"]) if "/act/" in request.url else None
        ),
    )
    context.set_offline(True)
    write(one, "Från första fliken")
    write(other, "Från andra fliken")
    context.set_offline(False)
    for page in (one, other):
        expect(page.locator(SAVED)).to_be_visible(timeout=20_000)
    assert sorted(workshop.voices(step)) == ["Från andra fliken", "Från första fliken"]
    for page in (one, other):
        expect(page.locator("[data-mine-list] > li")).to_have_count(2)


# what a browser does with a tab it has put to sleep: nothing reaches it
SLEEPS = """
globalThis.BroadcastChannel = class extends BroadcastChannel {
  set onmessage(hear) { super.onmessage = (event) => globalThis.isAsleep || hear(event); }
};
"""


def test_a_tab_that_slept_through_a_restart_shows_what_is_now(server, workshop, context):
    for title in ("Ett", "Två", "Tre"):
        workshop.open("write", title=title)
    one = workshop.join(context)
    other = context.new_page()
    other.add_init_script(SLEEPS)
    other.goto(one.url)
    for title in ("Fyra", "Fem", "Sex"):
        workshop.open("write", title=title)
        expect(other.get_by_role("heading", name=title)).to_be_visible()
    other.evaluate("globalThis.isAsleep = true")
    server.restart()
    workshop.open("write", title="Efter omstarten")
    expect(one.get_by_role("heading", name="Efter omstarten")).to_be_visible(timeout=20_000)
    other.evaluate(
        "globalThis.isAsleep = false; document.dispatchEvent(new Event('visibilitychange'))"
    )
    expect(other.get_by_role("heading", name="Efter omstarten")).to_be_visible()


def test_the_name_is_changed_at_any_time(server, workshop, context):
    workshop.open("write", anonymity="open")
    page = workshop.join(context, name="Astrid")
    box = page.locator("[data-me]")
    expect(box).to_contain_text("Astrid")
    box.get_by_role("button", name="Byt namn").click()
    expect(box.get_by_label("Ditt namn")).to_be_focused()
    box.get_by_label("Ditt namn").fill("Cecilia")
    context.set_offline(True)
    box.get_by_role("button", name="Spara").click()
    expect(box).to_contain_text("Cecilia")
    expect(box.get_by_role("button", name="Byt namn")).to_be_focused()
    expect(page.locator(STATE)).to_contain_text("En sak väntar på nätet")
    context.set_offline(False)
    expect(page.locator(SAVED)).to_be_visible(timeout=20_000)
    assert server.do("result = models.Participant.objects.get(workshop=w).name") == "Cecilia"
    page.reload()
    expect(box).to_contain_text("Cecilia")
    box.get_by_role("button", name="Byt namn").click()
    box.get_by_label("Ditt namn").fill("Dag")
    page.keyboard.press("Escape")
    expect(box).to_contain_text("Cecilia")
    server.do("steps.finish_workshop(by=System(), workshop=w)")
    expect(box).to_be_hidden()


def test_an_anonymous_step_keeps_its_promise(server, workshop, context):
    step = workshop.open("write", anonymity="anonymous")
    page = workshop.join(context, name="Cecilia")
    expect(page.get_by_text("Vi sparar inte vem som svarar")).to_be_visible()
    write(page, "Ingen vet att det är jag")
    expect(page.locator(SAVED)).to_be_visible()
    token = page.evaluate(
        f"JSON.parse(localStorage.getItem(Object.keys(localStorage).find((k) => k.endsWith('token.{step}'))))"
    )
    dump = server.do(f"""
from django.core import serializers
said = models.Voice.objects.get(step={step})
who = models.Participant.objects.get(workshop=w, name="Cecilia")
everything = "".join(
    serializers.serialize("json", model.objects.all())
    for model in [models.Participant, models.Authorship, models.Audit, models.Event, models.AnsweredRequest, models.AnonymousBallot, models.Undo]
)
result = {{
    "links": models.Authorship.objects.filter(participant=who, step={step}).count(),
    "token": {token!r} in everything or {token!r} in said.ballot,
    "ballot beside the person": said.ballot in serializers.serialize("json", models.Participant.objects.all()),
    "acts name nobody": all(row.user_id is None and not row.about and not row.detail for row in models.Audit.objects.filter(step={step}, actor="participant")),
}}""")
    assert dump == {
        "links": 0,
        "token": False,
        "ballot beside the person": False,
        "acts name nobody": True,
    }
    mine(page, "Ingen vet").get_by_role("button", name="Ändra").click()
    page.get_by_label("Ändra texten").fill("Fortfarande ingen")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(mine(page, "Fortfarande ingen").get_by_text("Sparat")).to_be_visible()
    page.evaluate("localStorage.clear()")
    page.reload()
    expect(page.locator("[data-mine-list] > li")).to_have_count(0)


def test_a_browser_that_may_keep_nothing_still_sends_and_says_so(workshop, context):
    step = workshop.open("write")
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"
    )
    page = workshop.join(context)
    expect(page.get_by_text("Den här webbläsaren får inte spara något")).to_be_visible()
    write(page, "Utan minne")
    expect(mine(page, "Utan minne").get_by_text("Sparat")).to_be_visible()
    assert workshop.voices(step) == ["Utan minne"]


def test_without_what_needs_https(workshop, context):
    step = workshop.open("write", anonymity="anonymous")
    context.add_init_script(
        "delete Crypto.prototype.randomUUID; Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined });"
        "Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });"
        "Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined });"
    )
    page = workshop.join(context)
    write(page, "På vanlig http")
    expect(mine(page, "På vanlig http").get_by_text("Sparat")).to_be_visible()
    assert workshop.voices(step) == ["På vanlig http"]


def test_the_next_task_begins_at_its_top(workshop, context):
    workshop.open("write", title="Skriv")
    page = workshop.join(context)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.evaluate("document.querySelector('main').style.paddingBottom = '100vh'")
    page.locator("farled-write textarea").fill("Ett halvt utkast")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    workshop.open("reflect", title="Vad tar vi med oss?")
    expect(page.locator("#task-title")).to_have_text("Vad tar vi med oss?")
    expect(page.locator("[data-notice]")).to_be_in_viewport()
    assert page.evaluate("scrollY") == 0
    page.locator("[data-notice-close]").click()
    expect(page.locator("[data-notice]")).to_be_hidden()
    expect(page.locator("main")).to_be_focused()
    assert complaints == []


def test_whoever_is_put_out_is_told_so_by_the_page_itself(server, workshop, context):
    workshop.open("write")
    page = workshop.join(context)
    page.locator("farled-write textarea").fill("Ett halvt utkast")
    loads: list[str] = []
    page.on("framenavigated", lambda frame: loads.append(frame.url))
    server.do(
        "room.remove_participant(by=System(), workshop=w, participant=models.Participant.objects.get(workshop=w))"
    )
    # streams are asked every fifteen seconds whether they may still see
    expect(page.get_by_text("Den här telefonen är inte med i workshoppen")).to_be_visible(
        timeout=30_000
    )
    assert loads == [page.url]
    expect(page.get_by_label("Kod")).to_be_visible()


def test_a_connection_that_stays_away_is_told_with_what_is_kept(server, workshop, context):
    workshop.open("write")
    page = workshop.join(context)
    sign = page.get_by_text("Ingen kontakt just nu")
    server.stop()
    page.wait_for_selector('body[data-connection="lost"]')
    assert not sign.is_visible(), "it may only be opening anew"
    expect(sign).to_be_visible(timeout=15_000)
    expect(sign).to_contain_text("ligger kvar i telefonen")
    server.start()
    connected(page)
    expect(sign).to_be_hidden()


def test_in_english_when_chosen(workshop, context):
    workshop.open("write")
    page = workshop.join(context)
    page.get_by_text("Språk och utseende").click()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("button", name="Send")).to_be_visible()
    page.locator("farled-write textarea").fill("In English")
    page.get_by_role("button", name="Send").click()
    expect(mine(page, "In English").get_by_text("Saved")).to_be_visible()


def test_nothing_personal_in_what_everybody_gets(workshop, context):
    workshop.open("write", anonymity="open")
    page = workshop.join(context, name="Cecilia")
    stream = page.evaluate(
        """(url) => new Promise((done) => { const s = new EventSource(url); s.addEventListener("news", ({data}) => { s.close(); done(data); }); })""",
        f"/live/{workshop.slug}/phone/?lang=sv",
    )
    assert set(json.loads(stream)["regions"]) == {"head", "task", "result", "hints", "seats"}
    assert "Cecilia" not in stream
