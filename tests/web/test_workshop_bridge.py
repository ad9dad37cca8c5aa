"""The bridge: what the facilitator's forms do, with and without script."""

import json
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from farled.store.actions import conflicts, grouping, steps, workshop_plan
from farled.store.actions import voices as voice_actions
from farled.store.actions.purge import purge_workshop
from farled.store.gates import Person
from farled.store.models import Group, Item, Need, Step, Voice, Workshop
from farled.store.queries.workshop import workshop_state
from farled.web.workshop.controls import CONTROLS
from tests.support import make

pytestmark = pytest.mark.django_db
SCRIPT = {"X-Farled": "1"}


class Day:
    """A workshop with voices written and a step that groups them."""

    def __init__(self) -> None:
        self.region = make.region()
        self.user = make.person("facilitator", region=self.region)
        self.by = Person(self.user)
        self.client = make.signed_in(self.user)
        self.workshop = make.workshop(make.inventory(self.region))
        self.write = make.open_step(self.workshop, "write", settings={"prompt": "Vad behövs?"})
        self.voices = [self.say(f"Röst nummer {n}") for n in range(4)]
        self.group_step = make.open_step(
            self.workshop, "group", source=self.write, settings={"where": "plenary"}
        )

    def say(self, text: str) -> Voice:
        guest = make.guest(self.workshop, organisation="Region Örebro län")
        return voice_actions.write_voice(
            by=guest, workshop=self.workshop, step=self.write, text=text
        )

    def do(self, act: str, *, script: bool = True, **data: Any) -> Any:
        path = reverse("workshop:do", args=[self.workshop.slug, act])
        return self.client.post(path, data, headers=SCRIPT if script else {})

    def page(self) -> str:
        return self.client.get(
            reverse("workshop:bridge", args=[self.workshop.slug])
        ).content.decode()

    def step(self, step: Step) -> Step:
        return Step.objects.get(pk=step.pk)


@pytest.fixture
def day() -> Day:
    return Day()


def test_the_bridge_shows_the_agenda_the_step_and_what_undo_takes_back(day: Day) -> None:
    page = day.page()
    assert "Röst nummer 1" in page
    assert "Ångra: gå till steget" in page
    assert 'data-live="/live/' in page
    assert page.count("<form") == page.count("csrfmiddlewaretoken"), (
        "each form works without script"
    )


def test_the_page_and_the_stream_draw_the_same(day: Day) -> None:
    answer = day.do("close_step", step=day.group_step.pk)
    fresh = json.loads(answer.content)["regions"]
    assert set(fresh) == {"agenda", "head", "result", "controls", "room"}
    assert "csrfmiddlewaretoken" not in "".join(fresh.values())
    page = day.page()
    assert fresh["agenda"].split("<form")[0] in page
    assert fresh["head"] in page


@pytest.mark.parametrize(
    ("act", "shows"),
    [
        ("close_step", {"state": "closed"}), ("reveal", {"revealed": True}),
        ("conceal", {"revealed": False}), ("show_on_wall", {"on_wall": True}),
        ("stop_timer", {"timer_ends_at": None}), ("pause_timer", {"timer_ends_at": None}),
    ],
)  # fmt: skip
def test_the_step_is_steered(day: Day, act: str, shows: dict[str, Any]) -> None:
    assert day.do(act, step=day.group_step.pk).status_code == 200
    step = day.step(day.group_step)
    assert {name: getattr(step, name) for name in shows} == shows


def test_next_goes_through_the_agenda_and_stops_at_its_end(day: Day) -> None:
    last = make.step(day.workshop, "reflect")
    assert day.do("next_step").status_code == 200
    assert Workshop.objects.get(pk=day.workshop.pk).current_step == last
    answer = day.do("next_step")
    assert answer.status_code == 422
    assert answer.json()["why"] == "Det här är det sista steget."


def test_undo_says_what_it_took_back(day: Day) -> None:
    day.do("close_step", step=day.group_step.pk)
    answer = day.do("undo")
    assert answer.json()["said"] == "Ångrat: stänga steget."
    assert day.step(day.group_step).state == "open"


def test_time_is_added_in_minutes_that_make_sense(day: Day) -> None:
    before = day.step(day.group_step).timer_ends_at
    assert before is not None
    day.do("add_minutes", step=day.group_step.pk, minutes=5)
    after = day.step(day.group_step).timer_ends_at
    assert after is not None
    assert (after - before).total_seconds() == 300
    assert day.do("add_minutes", step=day.group_step.pk, minutes=10**30).status_code == 422


def test_a_voice_is_hidden_with_a_reason_and_shown_again(day: Day) -> None:
    voice = day.voices[0]
    assert day.do("hide_voice", voice=voice.pk, reason="").status_code == 422
    day.do("hide_voice", voice=voice.pk, reason="Ett namn står i texten")
    voice.refresh_from_db()
    assert (voice.state, voice.hide_reason) == ("hidden", "Ett namn står i texten")
    assert "Ett namn står i texten" in day.page()
    day.do("show_voice", voice=voice.pk)
    voice.refresh_from_db()
    assert voice.state == "written"


def test_masked_words_are_gone_for_good(day: Day) -> None:
    voice = day.voices[0]
    day.do("mask_voice", voice=voice.pk, text="Någon på vården")
    voice.refresh_from_db()
    assert (voice.text, voice.original) == ("Någon på vården", "")


def test_cards_move_to_a_new_group_and_out_again(day: Day) -> None:
    numbers = [voice.pk for voice in day.voices[:2]]
    day.do("move", step=day.group_step.pk, voices=numbers, to="new", name="Bussen")
    group = Group.objects.get(step=day.group_step)
    assert group.name == "Bussen"
    assert Voice.objects.filter(group=group).count() == 2
    day.do("move", step=day.group_step.pk, voices=numbers[:1], to="none")
    assert Voice.objects.filter(group=group).count() == 1
    day.do("move", step=day.group_step.pk, voices=numbers[:1], to=group.pk)
    assert Voice.objects.filter(group=group).count() == 2


def test_what_is_not_on_the_board_does_not_move(day: Day) -> None:
    elsewhere = Day()
    answer = day.do("move", step=day.group_step.pk, voices=[elsewhere.voices[0].pk], to="new")
    assert answer.status_code == 422
    assert answer.json()["why"] == "Markera minst ett kort först."
    foreign = grouping.new_group(
        by=elsewhere.by, workshop=elsewhere.workshop, step=elsewhere.group_step, name="Deras"
    )
    answer = day.do("move", step=day.group_step.pk, voices=[day.voices[0].pk], to=foreign.pk)
    assert answer.status_code == 422


def test_groups_are_renamed_merged_split_and_removed(day: Day) -> None:
    for number, name in enumerate(("Bussen", "Resor")):
        pair = [voice.pk for voice in day.voices[2 * number : 2 * number + 2]]
        day.do("move", step=day.group_step.pk, voices=pair, to="new", name=name)
    first, second = Group.objects.filter(step=day.group_step)
    day.do("rename_group", group=first.pk, name="Resor i vardagen")
    day.do("merge_groups", into=first.pk, group=second.pk)
    first.refresh_from_db()
    assert first.name == "Resor i vardagen"
    assert Voice.objects.filter(group=first).count() == 4
    day.do("split_group", group=first.pk, voices=[day.voices[0].pk], name="Ensam")
    assert Voice.objects.get(pk=day.voices[0].pk).group != first
    day.do("remove_group", group=first.pk)
    assert Voice.objects.filter(group=first).count() == 0
    assert day.do("rename_group", group=first.pk, name="Borta").status_code == 422


def test_a_group_becomes_a_need_of_the_inventory(day: Day) -> None:
    day.do("move", step=day.group_step.pk, voices=[day.voices[0].pk], to="new", name="Bussen")
    group = Group.objects.get(step=day.group_step)
    answer = day.do("make_need", group=group.pk)
    assert answer.status_code == 200, answer.content
    need = Need.objects.get(inventory=day.workshop.inventory)
    group.refresh_from_db()
    assert (need.what, group.need) == ("Bussen", need)
    assert "är ett behov" in answer.json()["regions"]["result"]


def test_items_are_added_gathered_brought_up_and_removed(day: Day) -> None:
    step = make.open_step(day.workshop, "larger", settings={"source": "needs"})
    day.do("add_item", step=step.pk, text="Fler turer")
    item = Item.objects.get(step=step)
    day.do("focus_on", item=item.pk)
    assert day.step(step).settings["focus"] == item.pk
    make.need(day.workshop.inventory, "Kortare vägar")
    day.do("gather_items", step=step.pk)
    assert Item.objects.filter(step=step).count() == 2
    day.do("remove_item", item=item.pk)
    item.refresh_from_db()
    assert item.removed
    day.do("undo")
    item.refresh_from_db()
    assert not item.removed


def test_a_conflict_is_chosen_for_the_wall_and_undo_takes_it_back(day: Day) -> None:
    step = make.open_step(day.workshop, "pulling_apart")
    written = conflicts.write_conflict(
        by=day.by, workshop=day.workshop, step=step, words_a="Spara", words_b="Bygg ut"
    )
    elsewhere = make.open_step(make.workshop(day.workshop.inventory), "pulling_apart")
    other = conflicts.write_conflict(
        by=day.by, workshop=elsewhere.workshop, step=elsewhere, words_a="Ett", words_b="Annat"
    )
    assert day.do("put_on_wall", conflict=other.pk).status_code == 422
    steps.reveal(by=day.by, workshop=day.workshop, step=step)
    day.do("put_on_wall", conflict=written.pk)
    assert day.step(step).settings["focus"] == written.pk
    assert day.step(step).on_wall
    assert "Ångra: visa en målkonflikt på väggen" in day.page()
    day.do("put_all_on_wall", step=step.pk)
    assert not day.step(step).settings["focus"]
    day.do("undo")
    assert day.step(step).settings["focus"] == written.pk
    day.do("undo")
    assert "focus" not in day.step(step).settings
    assert not day.step(step).on_wall


def test_the_no_voice_asks_for_conditions_in_its_second_turn(day: Day) -> None:
    step = make.open_step(day.workshop, "no_voice")
    day.do("ask_conditions", step=step.pk)
    assert day.step(step).settings["ask_conditions"] is True
    day.do("stop_asking", step=step.pk)
    assert day.step(step).settings["ask_conditions"] is False


def test_the_door_opens_and_closes_and_the_day_ends(day: Day) -> None:
    day.do("close_joining")
    assert not Workshop.objects.get(pk=day.workshop.pk).joining_open
    day.do("open_joining")
    day.do("finish")
    workshop = Workshop.objects.get(pk=day.workshop.pk)
    assert (workshop.state, workshop.joining_open) == ("finished", False)
    day.do("undo")
    assert Workshop.objects.get(pk=day.workshop.pk).state == "live"


def test_a_day_finished_too_soon_is_opened_again_by_its_own_button(day: Day) -> None:
    day.do("finish")
    page = day.page()
    assert "Öppna igen" in page
    assert 'id="do-open"' not in page
    assert 'id="do-next_step"' not in page
    for act in ("go_to_step", "open_step", "next_step"):
        answer = day.do(act, step=day.write.pk)
        assert (answer.status_code, answer.json()["field"]) == (422, "step")
        assert "avslutad" in answer.json()["why"]
    assert Workshop.objects.get(pk=day.workshop.pk).state == "finished"
    assert "öppen igen" in day.do("reopen").json()["said"]
    assert Workshop.objects.get(pk=day.workshop.pk).state == "live"
    assert "Ångra: öppna workshoppen igen" in day.page()
    day.do("undo")
    assert Workshop.objects.get(pk=day.workshop.pk).state == "finished"


def test_a_finished_day_offers_no_step_to_go_to_and_says_why(day: Day) -> None:
    go = reverse("workshop:do", args=[day.workshop.slug, "go_to_step"])
    assert f'action="{go}"' in day.page()
    day.do("finish")
    assert f'action="{go}"' not in day.page()
    assert "Öppna den igen för att gå till ett steg" in day.page()
    assert day.write.title in day.page()
    assert 'id="controls-timer"' not in day.page(), "nor a clock to start"
    day.do("reopen")
    assert f'action="{go}"' in day.page()


def test_a_disposed_workshop_stays_finished(day: Day) -> None:
    purge_workshop(by=day.by, workshop=day.workshop, decision="RUN 2026/12")
    assert "gallrat" in day.do("reopen").json()["why"]
    assert Workshop.objects.get(pk=day.workshop.pk).state == "finished"


@pytest.mark.parametrize("act", sorted(CONTROLS))
def test_no_control_falls_over_an_empty_form(day: Day, act: str) -> None:
    before = workshop_state(day.workshop)
    answer = day.do(act)
    assert answer.status_code in (200, 422)
    if answer.status_code == 422:
        assert workshop_state(day.workshop) == before
        assert answer.json()["why"]


@pytest.mark.parametrize("raw", ["", "0", "-1", "1" * 40, "x\x00", "٣"])
def test_numbers_from_elsewhere_find_nothing(day: Day, raw: str) -> None:
    assert day.do("hide_voice", voice=raw, reason="Därför").status_code == 422


def test_without_script_a_form_leads_back_to_the_bridge(day: Day) -> None:
    answer = day.do("hide_voice", script=False, voice=day.voices[0].pk, reason="Ett namn")
    assert answer.status_code == 302
    assert answer.url == reverse("workshop:bridge", args=[day.workshop.slug])
    wrong = day.do(
        "rename_group", script=False, group=10**9, name="Ett namn som inte får gå förlorat"
    )
    assert wrong.status_code == 422
    assert "Ett namn som inte får gå förlorat" in wrong.content.decode()


@pytest.mark.parametrize("there", ["https://example.org/", "//example.org", "/inventory/"])
def test_no_form_leads_away(day: Day, there: str) -> None:
    answer = day.do("close_step", script=False, step=day.group_step.pk, next=there)
    assert answer.url == reverse("workshop:bridge", args=[day.workshop.slug])


def test_an_unknown_control_is_not_there(day: Day) -> None:
    assert day.do("dansa").status_code == 404


@pytest.mark.parametrize(("role", "status"), [("member", 403), ("viewer", 403), (None, 404)])
def test_who_may_not_lead_may_not_steer(day: Day, role: str | None, status: int) -> None:
    client = make.signed_in(make.person(role, region=day.region if role else None))
    for name in ("bridge", "people"):
        assert (
            client.get(reverse(f"workshop:{name}", args=[day.workshop.slug])).status_code == status
        )
    path = reverse("workshop:do", args=[day.workshop.slug, "close_step"])
    assert client.post(path, {"step": day.group_step.pk}).status_code == status
    assert day.step(day.group_step).state == "open"


def test_a_participant_does_not_reach_the_bridge(day: Day) -> None:
    phone = make.phone(make.participant(day.workshop))
    path = reverse("workshop:bridge", args=[day.workshop.slug])
    assert phone.get(path).status_code == 302
    assert "/account/sign-in/" in phone.get(path).url


def test_a_card_has_a_page_of_its_own_and_an_inside_for_the_dialog(day: Day) -> None:
    path = reverse("workshop:voice", args=[day.workshop.slug, day.voices[0].pk])
    whole = day.client.get(path, {"step": day.group_step.pk})
    assert "<html" in whole.content.decode()
    inside = day.client.get(path, {"step": day.group_step.pk}, headers=SCRIPT).content.decode()
    assert "<html" not in inside
    assert "Flytta till" in inside
    assert "Röst nummer 0" in inside
    elsewhere = Day()
    assert (
        day.client.get(
            reverse("workshop:voice", args=[day.workshop.slug, elsewhere.voices[0].pk])
        ).status_code
        == 404
    )


def test_suggestions_come_when_asked_for_and_change_nothing(day: Day) -> None:
    day.say("Bussen går för sällan på kvällen")
    day.say("Sista bussen på kvällen går för sällan")
    path = reverse("workshop:similar", args=[day.workshop.slug, day.group_step.pk])
    before = workshop_state(day.workshop)
    page = day.client.get(path).content.decode()
    assert "Gör en grupp" in page
    assert workshop_state(day.workshop) == before
    assert (
        day.client.get(
            reverse("workshop:similar", args=[day.workshop.slug, day.write.pk])
        ).status_code
        == 404
    )


def test_a_suggestion_that_got_a_no_does_not_come_again(day: Day) -> None:
    day.say("Bussen går för sällan på kvällen")
    day.say("Sista bussen på kvällen går för sällan")
    path = reverse("workshop:similar", args=[day.workshop.slug, day.group_step.pk])
    offered = re.findall(r'name="name" value="([^"]+)"', day.client.get(path).content.decode())
    name = offered[0]
    answer = day.do("decline", step=day.group_step.pk, name=unescape(name), next=path, script=False)
    assert answer.url == path
    page = day.client.get(path).content.decode()
    assert name not in page
    assert "1 förslag har ni sagt nej till" in page
    day.do("suggest_again", step=day.group_step.pk)
    assert name in day.client.get(path).content.decode()


@pytest.mark.parametrize("name", ["", "x1>new", "v1", "v1>", "v1+>new", "v" + "1" * 99 + ">new"])
def test_a_no_to_nothing_known_is_refused(day: Day, name: str) -> None:
    assert day.do("decline", step=day.group_step.pk, name=name).status_code == 422
    assert "declined" not in day.step(day.group_step).settings


def test_a_no_survives_a_change_of_the_agenda(day: Day) -> None:
    day.do("decline", step=day.group_step.pk, name="v1+v2>new")
    step = day.step(day.group_step)
    workshop_plan.change_step(
        by=day.by, workshop=day.workshop, step=step, title="Nytt", minutes=5, anonymity="group",
        settings={"where": "plenary"}, source=day.write.pk,
    )  # fmt: skip
    assert day.step(step).settings["declined"] == ["v1+v2>new"]


def test_the_bridge_costs_few_queries(day: Day, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(32):
        day.page()


def test_refusals_are_in_the_language_of_the_reader(day: Day) -> None:
    day.user.language = "en"
    day.user.save()
    assert (
        day.do("move", step=day.group_step.pk, to="new").json()["why"]
        == "Select at least one card first."
    )


def test_outsiders_are_asked_to_sign_in(day: Day, client: Client) -> None:
    assert client.get(reverse("workshop:bridge", args=[day.workshop.slug])).status_code == 302


def many_more(day: Day, count: int) -> None:
    """As many voices as a whole hall writes, alike."""
    kept = Voice.objects.filter(step=day.write).first()
    assert kept is not None
    Voice.objects.bulk_create(
        Voice(step=day.write, text="Bussen går för sällan", prompt=kept.prompt, ballot=f"b{n}")
        for n in range(count)
    )


def test_a_whole_hall_that_says_the_same_can_be_told_no(day: Day) -> None:
    many_more(day, 150)
    path = reverse("workshop:similar", args=[day.workshop.slug, day.group_step.pk])
    offered = re.findall(r'name="name" value="([^"]+)"', day.client.get(path).content.decode())
    assert offered
    for name in offered:
        assert day.do("decline", step=day.group_step.pk, name=unescape(name)).status_code == 200
    assert 'name="name"' not in day.client.get(path).content.decode()


def test_more_than_can_be_compared_is_told(day: Day) -> None:
    many_more(day, 5_000)
    path = reverse("workshop:similar", args=[day.workshop.slug, day.group_step.pk])
    assert "för många på en gång" in day.client.get(path).content.decode()
