"""The phone page, what is mine, and my table's board."""

import json
import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from farled.core.finding import Invalid
from farled.core.workshop.activities import ACTIVITIES
from farled.store.actions import conflicts, grouping, room, steps, voices, votes
from farled.store.actions.acts import perform
from farled.store.actions.ballots import ballot_of
from farled.store.actions.journal import batch
from farled.store.gates import Guest, System
from farled.store.models import Audit, GoalConflict, Group, Item, Need, Step, Table, Voice, Workshop
from farled.store.queries.workshop import workshop_state
from farled.web.workshop.regions import regions
from tests.support import make

pytestmark = pytest.mark.django_db
ELEMENTS = {
    "check_in": "farled-check-in", "write": "farled-write", "group": "farled-table",
    "prioritise": "farled-dots", "larger": "farled-larger", "pulling_apart": "farled-apart",
    "no_voice": "farled-resistance", "reflect": "farled-answers",
}  # fmt: skip
TOKEN = "t" * 32


@pytest.fixture
def workshop() -> Workshop:
    region = make.region()
    make.person("owner", region=region)
    return make.workshop(make.inventory(region))


@pytest.fixture
def guest(workshop: Workshop) -> Guest:
    return make.guest(workshop, name="Cecilia", organisation="Länsstyrelsen")


@pytest.fixture
def phone(guest: Guest) -> Client:
    return make.phone(guest.participant)


def page(phone: Client, workshop: Workshop) -> str:
    answer = phone.get(f"/w/{workshop.slug}/")
    assert answer.status_code == 200
    return answer.content.decode()


def opened(workshop: Workshop, activity: str, **fields: Any) -> Step:
    step = make.step(workshop, activity, **fields)
    for text in ("Ta sig till praktik", "Mat från länet"):
        Item.objects.create(step=step, kind="proposal", text=text)
    if activity == "group":
        step.source = make.step(workshop, "write")
        step.save()
    steps.go_to_step(by=System(), workshop=workshop, step=step)
    workshop.refresh_from_db()
    step.refresh_from_db()
    return step


def mine(phone: Client, workshop: Workshop, tokens: Any = None, **headers: str) -> Any:
    body = json.dumps({"tokens": tokens or {}})
    return phone.post(
        f"/w/{workshop.slug}/mine/",
        body,
        content_type="application/json",
        headers={"X-Farled": "1"} | headers,
    )


def me_in(html: str) -> Any:
    return json.loads(re.search(r'id="me">(.*?)</script>', html)[1])


def test_without_script_it_says_so(phone, workshop):
    words = re.search(r"<noscript>(.*?)</noscript>", page(phone, workshop))[1]
    assert "behöver JavaScript" in words
    assert "kort och en penna" in words


def test_before_it_begins(phone, workshop):
    assert "Du är med" in page(phone, workshop)


@pytest.mark.parametrize("activity", [*ELEMENTS, "pause"])
def test_every_activity_has_a_task(phone, workshop, activity):
    step = opened(workshop, activity, title="Rubriken")
    html = page(phone, workshop)
    assert f'data-task-step="{step.pk}"' in html
    assert "Rubriken</h1>" in html
    if activity in ELEMENTS:
        assert f"<{ELEMENTS[activity]} id=" in html
    assert set(ELEMENTS) | {"pause"} == set(ACTIVITIES)


def test_statements_are_another_way_to_prioritise(phone, workshop):
    opened(workshop, "prioritise", settings={"mode": "statements"})
    assert "<farled-statements id=" in page(phone, workshop)


@pytest.mark.parametrize(
    ("anonymity", "tables", "words"),
    [
        ("open", 0, "visas med din roll"),
        ("group", 0, "visas utan ditt namn"),
        ("group", 2, "visas med ditt bord men inte med dig"),
        ("anonymous", 2, "Vi sparar inte vem som svarar"),
    ],
)
def test_the_promise_is_one_sentence(phone, workshop, anonymity, tables, words):
    room.set_tables(by=System(), workshop=workshop, count=tables)
    opened(workshop, "write", anonymity=anonymity)
    html = page(phone, workshop)
    assert words in html
    assert ("data-anonymous" in html) == (anonymity == "anonymous")
    told = re.search(r"visas [^<]*|Vi sparar [^<]*", html)
    bridge = regions(workshop_state(workshop), "bridge", "sv")["result"]
    assert told
    assert told[0] in bridge


def test_a_closed_step_says_so_and_has_no_form(phone, workshop):
    step = opened(workshop, "write")
    steps.close_step(by=System(), workshop=workshop, step=step)
    html = page(phone, workshop)
    assert "Steget är stängt" in html
    assert "<farled-write" not in html


def test_the_page_shows_what_the_stream_sends(phone, workshop):
    opened(workshop, "write")
    html = page(phone, workshop)
    for name, region in regions(workshop_state(workshop), "phone", "sv").items():
        assert region in html, name


def test_the_regions_are_the_same_for_everybody(workshop, phone, guest):
    opened(workshop, "check_in")
    for region in regions(workshop_state(workshop), "phone", "sv").values():
        assert "Cecilia" not in region
        assert "csrf" not in region
        assert guest.participant.key not in region


def test_the_page_knows_its_owner_and_keeps_the_key_to_itself(phone, workshop, guest):
    html = page(phone, workshop)
    assert guest.participant.key not in html
    assert me_in(html)["organisation"] == "Länsstyrelsen"
    assert (
        me_in(html)["mark"] != me_in(page(make.phone(make.participant(workshop)), workshop))["mark"]
    )


def test_names_cannot_break_out_of_the_page(workshop):
    participant = make.participant(workshop, name="</script><script>x", role="<!--<script>")
    html = page(make.phone(participant), workshop)
    assert "<script>x" not in html
    assert me_in(html)["name"] == "</script><script>x"


def test_it_speaks_the_workshops_language_unless_one_has_chosen(phone, workshop):
    Workshop.objects.update(language="en")
    opened(workshop, "write")
    assert ">Send<" in page(phone, workshop)
    assert "?lang=en" in page(phone, workshop)
    phone.cookies["farled_language"] = "sv"
    assert ">Skicka<" in page(phone, workshop)


def test_two_queries_and_no_session(phone, workshop):
    opened(workshop, "write")
    page(phone, workshop)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page(phone, workshop)
    assert len(queries) == 2
    assert not any("session" in query["sql"] for query in queries)


def test_who_comes_does_not_make_every_page_be_drawn_anew(phone, workshop):
    opened(workshop, "write")
    page(phone, workshop)
    make.participant(workshop)
    with CaptureQueriesContext(connection) as queries:
        page(phone, workshop)
    assert len(queries) <= 8
    opened(workshop, "reflect")
    assert "<farled-answers" in page(phone, workshop)


def test_hints_tell_marks_and_never_words(phone, workshop, guest):
    step = opened(workshop, "group")
    voices.write_voice(by=guest, workshop=workshop, step=step.source, text="En hemlig tanke")
    hints = json.loads(unescape(re.search(r'data-hints="(.*?)"', page(phone, workshop))[1]))
    assert list(hints["tables"]) == ["0"]
    assert re.fullmatch("[0-9a-f]{8}", hints["tables"]["0"])
    assert "hemlig" not in page(phone, workshop)


def test_what_is_mine_with_what_became_of_it(phone, workshop, guest):
    step = opened(workshop, "write")
    common = {"by": guest, "workshop": workshop, "step": step}
    for text in ("Ett", "Två", "Tre", "Fyra"):
        voices.write_voice(text=text, **common)
    one, two, three, _ = Voice.objects.order_by("pk")
    voices.hide_voice(by=System(), workshop=workshop, voice=one, reason="Namnger någon")
    need = Need.objects.create(inventory=workshop.inventory, number=1, what="Ta sig till praktik")
    plenary = Group.objects.create(step=step, name="Resor", need=need)
    table = Group.objects.create(step=step, name="Bussar", merged_into=plenary)
    grouping.move_voices(by=System(), workshop=workshop, step=step, voices=[two], group=table)
    voices.withdraw_voice(voice=three, **common)
    make_noise(workshop, step)
    answer = mine(phone, workshop).json()
    told = {voice["text"]: voice for voice in answer["voices"]}
    assert set(told) == {"Ett", "Två", "Fyra"}
    assert (told["Ett"]["state"], told["Ett"]["hide_reason"]) == ("hidden", "Namnger någon")
    assert (told["Två"]["group"], told["Två"]["need"]) == ("Resor", "Ta sig till praktik")
    assert told["Fyra"]["group"] == ""
    assert answer["steps"] == {str(step.pk): step.title}
    assert answer["me"]["name"] == "Cecilia"


def test_whoever_wrote_a_hidden_conflict_reads_why(phone, workshop, guest):
    step = opened(workshop, "pulling_apart")
    common = {"by": guest, "workshop": workshop, "step": step}
    written = conflicts.write_conflict(**common, words_a="Fler turer", words_b="Spara")
    by = {"by": System(), "workshop": workshop, "conflict": written}
    conflicts.hide_conflict(**by, reason="Nämner någon")
    [told] = mine(phone, workshop).json()["conflicts"]
    assert (told["hidden"], told["hide_reason"]) == (True, "Nämner någon")
    hints = json.loads(unescape(re.search(r'data-hints="(.*?)"', page(phone, workshop))[1]))
    assert hints["apart"] == [written.pk]
    conflicts.show_conflict(**by)
    [told] = mine(phone, workshop).json()["conflicts"]
    assert (told["hidden"], told["hide_reason"]) == (False, "")


def make_noise(workshop: Workshop, step: Step) -> None:
    voices.write_voice(by=make.guest(workshop), workshop=workshop, step=step, text="Någon annans")


def test_what_is_anonymous_is_shown_to_whoever_holds_the_token(phone, workshop, guest):
    step = opened(workshop, "prioritise", anonymity="anonymous")
    item = step.items.first()
    votes.vote(by=guest, workshop=workshop, step=step, item=item.pk, value=2, token=TOKEN)
    assert mine(phone, workshop).json()["votes"] == {}
    own = {str(step.pk): TOKEN}
    assert mine(phone, workshop, own).json()["votes"] == {str(step.pk): {str(item.pk): 2}}
    assert mine(phone, workshop, {str(step.pk): "x" * 32}).json()["votes"] == {}
    # the ballot is what the server has; it opens nothing
    assert (
        mine(phone, workshop, {str(step.pk): ballot_of(TOKEN, step=step.pk)}).json()["votes"] == {}
    )


@pytest.mark.parametrize(
    "body",
    ["{", "[]", "null", '"x"', '{"tokens": []}', '{"tokens": null}', "[" * 100_000, '{"tokens": {"1": ' + "[" * 5_000, "\x00", "9" * 6_000],
    ids=range(10),
)  # fmt: skip
def test_a_strange_body_is_refused(phone, workshop, body):
    answer = phone.post(
        f"/w/{workshop.slug}/mine/",
        body,
        content_type="application/json",
        headers={"X-Farled": "1"},
    )
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "tokens",
    [{"x": TOKEN}, {"1" * 500: TOKEN}, {"-1": TOKEN}, {"1": 5}, {"1": "\ud800" * 30}, {"1": "x" * 900_000}, {"٣": TOKEN},
     {str(n): TOKEN for n in range(5_000)}],
    ids=range(8),
)  # fmt: skip
def test_strange_tokens_open_nothing(phone, workshop, tokens):
    assert mine(phone, workshop, tokens).json()["voices"] == []


def test_other_sites_strangers_and_wrong_methods(phone, workshop, client):
    path = f"/w/{workshop.slug}/mine/"
    assert phone.get(path).status_code == 405
    assert (
        phone.post(path, "{}", content_type="text/plain", headers={"X-Farled": "1"}).status_code
        == 415
    )
    assert phone.post(path, "{}", content_type="application/json").status_code == 415
    assert mine(client, workshop).status_code == 404
    assert client.get(f"/w/{workshop.slug}/table/").status_code == 404
    assert (
        Client(enforce_csrf_checks=True)
        .post(path, "{}", content_type="application/json")
        .status_code
        == 415
    )


@pytest.fixture
def tables(workshop: Workshop) -> list[Table]:
    return room.set_tables(by=System(), workshop=workshop, count=2)


def test_my_tables_board_and_no_others(phone, workshop, guest, tables):
    step = opened(workshop, "group")
    for table, text in zip(tables, ("Vårt", "Deras"), strict=True):
        writer = make.guest(workshop)
        room.take_seat(by=System(), workshop=workshop, participant=writer.participant, table=table)
        voices.write_voice(by=writer, workshop=workshop, step=step.source, text=text)
    room.take_seat(by=System(), workshop=workshop, participant=guest.participant, table=tables[0])
    group = grouping.new_group(
        by=System(), workshop=workshop, step=step, name="En <grupp>", table=tables[0],
        voices=list(Voice.objects.filter(text="Vårt")),
    )  # fmt: skip
    html = phone.get(f"/w/{workshop.slug}/table/").content.decode()
    assert f'data-board="{tables[0].pk}"' in html
    assert f'id="group-{group.pk}"' in html
    assert "En &lt;grupp&gt;" in html
    assert "Vårt" in html
    assert "Deras" not in html
    assert "Alla röster ligger i en grupp" in html


def test_hidden_voices_are_on_no_table(phone, workshop, guest):
    step = opened(workshop, "group")
    voice = voices.write_voice(by=guest, workshop=workshop, step=step.source, text="Olämpligt")
    assert "Olämpligt" in phone.get(f"/w/{workshop.slug}/table/").content.decode()
    voices.hide_voice(by=System(), workshop=workshop, voice=voice, reason="Namn")
    assert "Olämpligt" not in phone.get(f"/w/{workshop.slug}/table/").content.decode()


def test_no_board_in_other_steps_or_in_plenary(phone, workshop):
    opened(workshop, "write")
    assert "data-board" not in phone.get(f"/w/{workshop.slug}/table/").content.decode()
    step = opened(workshop, "group", settings={"where": "plenary"})
    assert "data-board" not in phone.get(f"/w/{workshop.slug}/table/").content.decode()
    assert step.state == "open"


def test_own_things_cost_few_queries(phone, workshop, guest):
    step = opened(workshop, "write")
    for number in range(12):
        voices.write_voice(by=guest, workshop=workshop, step=step, text=f"Röst {number}")
    with CaptureQueriesContext(connection) as queries:
        mine(phone, workshop)
    assert len(queries) <= 9


def test_tables_to_choose_are_on_the_page(phone, workshop, tables):
    html = page(phone, workshop)
    assert f'data-seat="{tables[1].pk}"' in html
    Workshop.objects.update(seating="spread")
    opened(workshop, "write")
    html = page(phone, workshop)
    assert "data-seat=" not in html
    assert "<farled-seat" in html


def test_finished(phone, workshop):
    opened(workshop, "write")
    steps.finish_workshop(by=System(), workshop=workshop)
    html = page(phone, workshop)
    assert "Tack för att du var med" in html
    assert "<farled-write" not in html


@pytest.mark.parametrize("anonymity", ["group", "anonymous"])
def test_a_conflict_taken_back_is_gone_for_good_and_only_by_its_author(
    phone: Client, workshop: Workshop, guest: Guest, anonymity: str
) -> None:
    step = opened(workshop, "pulling_apart", anonymity=anonymity)
    common = {"by": guest, "workshop": workshop, "step": step, "token": TOKEN}
    words = {"words_a": "Hemligt ena", "words_b": "Hemligt andra", "types": ["tid"]}
    written = conflicts.write_conflict(**common, **words)
    taken = {"act": "withdraw_conflict", "step": step.pk, "conflict": written.pk}
    stranger = make.guest(workshop)
    with pytest.raises(Invalid):
        done(stranger, workshop, taken | {"token": "s" * 32})
    assert mine(phone, workshop, {step.pk: TOKEN}).json()["conflicts"]
    assert done(guest, workshop, taken | {"token": TOKEN}) == {"conflict": written.pk}
    assert mine(phone, workshop, {step.pk: TOKEN}).json()["conflicts"] == []
    everything = str(list(GoalConflict.objects.values())) + str(list(Audit.objects.values()))
    assert "Hemligt" not in everything
    audit = Audit.objects.get(act="withdraw_conflict")
    assert (audit.user, audit.about, audit.detail) == (None, "", {})


def done(by: Guest, workshop: Workshop, data: dict[str, Any]) -> Any:
    with batch() as gathered:
        return perform(by, slug=workshop.slug, data={"key": "k" * 20, **data}, gathered=gathered)


def test_a_conflict_is_taken_back_only_while_its_step_is_open(
    workshop: Workshop, guest: Guest
) -> None:
    step = opened(workshop, "pulling_apart")
    common = {"by": guest, "workshop": workshop, "step": step}
    written = conflicts.write_conflict(**common, words_a="Ena", words_b="Andra")
    steps.close_step(by=System(), workshop=workshop, step=step)
    with pytest.raises(Invalid):
        done(guest, workshop, {"act": "withdraw_conflict", "step": step.pk, "conflict": written.pk})
    written.refresh_from_db()
    assert written.words_a == "Ena"


@pytest.mark.parametrize(("language", "words"), [("sv", "Byt namn"), ("en", "Change name")])
def test_a_person_changes_name_and_a_table_is_renamed(
    phone: Client, workshop: Workshop, language: str, words: str
) -> None:
    phone.cookies["farled_language"] = language
    assert f"data-change-name>{words}</button>" in page(phone, workshop)
    assert f'"change_name": "{words}"' in page(phone, workshop)
    with translation.override("en"):
        assert translation.gettext("Byt namn") == "Rename"


def test_that_one_may_answer_what_one_likes_is_said_once(phone: Client, workshop: Workshop) -> None:
    opened(workshop, "reflect", instruction="Skriv en insikt. Svara på det du vill.")
    html = page(phone, workshop)
    assert html.count("Svara på det du vill") == 1
    assert "En rad räcker." in html
