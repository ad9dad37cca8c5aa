"""The Örebro example lived through once more: nothing is lost, nothing is written past the actions."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from farled.cli import example
from farled.cli.replay import workshop as replayed
from farled.cli.replay.story import story
from farled.core.strategy.changes import changes
from farled.core.workshop.audience import view_for
from farled.core.workshop.state import WorkshopState
from farled.store.models import (
    AnonymousBallot,
    Audit,
    Authorship,
    Event,
    GoalConflict,
    Inventory,
    Membership,
    Participant,
    ReceivedSummary,
    SharingEntry,
    Stakeholder,
    Step,
    Strategy,
    StrategyVersion,
    User,
    Voice,
    Vote,
    Workshop,
)
from farled.store.queries.own_agendas import own_agendas
from farled.store.queries.strategy import strategy_value, version_value
from farled.store.queries.voices import unshown, voices
from farled.store.queries.workshop import caught_up, workshop_state
from tests.support import content
from tests.support.content import BOTH

pytestmark = pytest.mark.django_db
THURSDAY = date(2027, 3, 4)
FOLLOWED: dict[int, WorkshopState] = {}


@pytest.fixture(scope="module", autouse=True)
def example_data(django_db_setup: Any, django_db_blocker: Any) -> Iterator[None]:
    """Loaded once and rolled back; each workshop's state is kept from before anybody came."""
    plan = replayed.plan

    def planned(*arguments: Any, **keywords: Any) -> Workshop:
        made = plan(*arguments, **keywords)
        FOLLOWED[made.pk] = workshop_state(made)
        return made

    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(replayed, "plan", planned)
        example.load_example()
        yield
        transaction.set_rollback(True)
        FOLLOWED.clear()


def inventory(language: str) -> Inventory:
    return Inventory.objects.get(language=language)


def workshop(language: str, key: str) -> Workshop:
    [name] = [one["name"] for one in content.story(language)["workshops"] if one["key"] == key]
    return Workshop.objects.get(language=language, name=name)


@BOTH
@pytest.mark.parametrize("key", ["a", "b"])
def test_who_followed_the_events_saw_it_all(language: str, key: str) -> None:
    held = workshop(language, key)
    assert caught_up(held, FOLLOWED[held.pk]) == workshop_state(held)
    numbers = Event.objects.filter(workshop=held).order_by("seq").values_list("seq", flat=True)
    assert list(numbers) == list(range(1, held.seq + 1))
    acts = Counter(Event.objects.filter(workshop=held).values_list("act", flat=True))
    audited = Counter(Audit.objects.filter(workshop=held).values_list("act", flat=True))
    # an inventory's act is told in each of its rooms, and stands once in the log, as the inventory's own
    told = acts - audited
    of_inventories = Counter(Audit.objects.filter(workshop=None).values_list("act", flat=True))
    assert audited + told == acts
    assert set(told) == {
        "create_theme",
        "edit_stakeholder",
        "merge_needs",
        "need_from_group",
    } & set(acts)
    assert told <= of_inventories


@BOTH
def test_every_voice_is_in_a_need_or_knowingly_left_alone(language: str) -> None:
    lines = voices(inventory(language))
    told = content.voices(language)
    assert Counter(line.text for line in lines) == Counter(one["text"] for one in told)
    assert unshown(inventory(language)) == 0
    for line in lines:
        assert bool(line.need) != bool(line.left_alone), line.text


@BOTH
def test_needs_keep_their_own_voices(language: str) -> None:
    """By the story's own numbers: voice → table's group → plenary group → need."""
    told = content.story(language)
    into = {n: one["id"] for one in told["groups"] for n in one.get("merged_from", ())}
    named = {one["id"]: one["what"] for one in told["needs"]}
    need_of = {one["group"]: one["what"] for one in told["needs"]}
    need_of |= {one["id"]: named[one["need"]] for one in told["groups"] if "need" in one}
    known = {need.pk: need.what for need in inventory(language).needs.filter(removed_at=None)}
    assert sorted(known.values()) == sorted(named.values())
    plenary = {
        v["text"]: into.get(v.get("group"), v.get("group")) for v in content.voices(language)
    }
    wanted = {text: need_of.get(group) for text, group in plenary.items()}
    found = {line.text: known.get(line.need or 0) for line in voices(inventory(language))}
    assert found == wanted


@BOTH
def test_one_workshop_is_finished_and_one_is_under_way(language: str) -> None:
    finished, live = workshop(language, "a"), workshop(language, "b")
    assert (finished.state, finished.joining_open) == ("finished", False)
    assert finished.records_status == "delat_for_synpunkter"
    assert {step.state for step in finished.steps.all()} == {"closed"}
    assert (live.state, live.joining_open, live.held_on) == ("live", True, timezone.localdate())
    assert [step.state for step in live.steps.all()] == ["closed"] * 4 + ["open"] + ["waiting"] * 5
    assert live.current_step.timer_left == replayed.LEFT


@BOTH
def test_the_region_has_an_agenda_of_its_own(language: str) -> None:
    told = content.story(language)["own_agenda"]
    region = inventory(language).region
    [kept] = [one for one in own_agendas(region) if one.language == language]
    held = list(workshop(language, told["workshop"]).steps.all())
    assert (kept.name, kept.description) == (told["name"], told["fits"])
    assert [step.title for step in kept.steps] == [step.title for step in held]
    proposals = content.story(language)["no_voice"]["proposals"]
    assert [step.settings["proposals"] for step in kept.steps if step.activity == "no_voice"] == [
        proposals
    ]


@BOTH
def test_the_room_sits_as_the_story_says(language: str) -> None:
    for key in ("a", "b"):
        people = Participant.objects.filter(workshop=workshop(language, key)).order_by("pk")
        told = [one for one in content.story(language)["participants"] if one["workshop"] == key]
        found = [(p.table.position, p.kind, p.organisation, p.role, p.name) for p in people]
        fields = ("table", "kind", "organisation", "role")
        assert found == [(*(one[name] for name in fields), "") for one in told]


@BOTH
def test_dots_and_resistance_are_those_of_the_story(language: str) -> None:
    told, held = content.story(language), workshop(language, "a")
    named = {one["id"]: one["what"] for one in told["needs"]}
    given = Counter(named[n] for dots in told["dots"]["by_participant"] for n in dots)
    step = Step.objects.get(workshop=held, activity="prioritise")
    assert {i.text: sum(v.value for v in i.votes.all()) for i in step.items.all()} == given
    voters = sum(bool(dots) for dots in told["dots"]["by_participant"])
    assert view_for(workshop_state(held), "bridge").ballots_cast[step.pk] == voters
    asked = [*told["no_voice"]["proposals"], told["no_voice"]["do_nothing"]]
    grades = [row for row in told["no_voice"]["resistance"] if row]
    step = Step.objects.get(workshop=held, activity="no_voice")
    assert [item.text for item in step.items.all()] == asked
    for item, column in zip(step.items.all(), zip(*grades, strict=True), strict=True):
        assert sorted(item.votes.values_list("value", flat=True)) == sorted(column)


@BOTH
def test_nobody_stands_behind_what_was_sent_without_names(language: str) -> None:
    held = workshop(language, "a")
    for step in held.steps.filter(anonymity="anonymous"):
        assert not Authorship.objects.filter(step=step).exists()
        assert AnonymousBallot.objects.filter(step=step).exists()
    named = Audit.objects.filter(workshop=held, actor="participant").exclude(user=None)
    assert not named.exists()


@BOTH
def test_the_paper_participants_voices_are_typed_in(language: str) -> None:
    [paper] = [p for p in content.story(language)["participants"] if p["kind"] == "paper"]
    whose = ("a", paper["index"])
    wrote = [
        v["text"] for v in content.voices(language) if (v["workshop"], v["participant"]) == whose
    ]
    typed = Voice.objects.filter(step__workshop=workshop(language, "a"), typed_in=True)
    assert sorted(voice.text for voice in typed) == sorted([*wrote, paper["perspective"]])


@BOTH
def test_the_process_around_it_stands(language: str) -> None:
    told, made = content.story(language), inventory(language)
    assert made.themes.count() == len(told["themes"])
    for one in told["themes"]:
        theme = made.themes.get(name=one["name"])
        assert list(theme.needs.order_by("number").values_list("number", flat=True)) == one["needs"]
    parts = dict(Stakeholder.objects.filter(inventory=made).values_list("name", "actual_part"))
    assert parts == {one["name"]: one["actual_part"] for one in told["stakeholders"]}
    stand = dict(made.lfa_steps.values_list("key", "state"))
    assert stand == {one["key"]: one["state"] for one in told["lfa"] if one["state"] != "not_begun"}
    conflicts = GoalConflict.objects.filter(inventory=made).values_list("title", flat=True)
    assert set(conflicts) == {one["title"] for one in told["pulling_apart"]}
    template = content.read(language, f"strategy/{told['strategy']}.toml")
    assert made.strategy.name == template["name"]
    assert made.strategy.areas.count() == 10


@BOTH
def test_the_neighbour_has_the_summary(language: str) -> None:
    told, made = content.story(language), inventory(language)
    [received] = ReceivedSummary.objects.filter(title=made.name)
    assert (received.region.name, received.note) == ("Region Annanstans", told["dialogue"]["note"])
    assert told["dialogue"]["asks"] in received.content.replace("\\n", "\n")
    assert SharingEntry.objects.get(inventory=made).recipient == "Region Annanstans"
    assert made.records_status == told["dialogue"]["way"]
    assert not any(one["text"] in received.content for one in content.voices(language))


def test_the_languages_are_alike_and_the_terminals_comes_first() -> None:
    counts = [
        (
            Voice.objects.filter(step__workshop__inventory=made).count(),
            Vote.objects.filter(item__step__workshop__inventory=made).count(),
            made.needs.count(),
        )
        for made in Inventory.objects.all()
    ]
    assert counts[0] == counts[1]
    assert [made.language for made in Inventory.objects.all()] == ["sv", "en"]


def test_the_four_have_their_roles() -> None:
    rows = Membership.objects.values_list("user__name", "region__name", "role")
    home = "Region Örebro län"
    assert set(rows) == {
        ("Astrid", home, "owner"),
        ("Birger", home, "facilitator"),
        ("Cecilia", home, "member"),
        ("Dag", "Region Annanstans", "owner"),
    }
    assert set(User.objects.values_list("language", flat=True)) == {""}
    assert Strategy.objects.filter(region__name="Region Annanstans").exists()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_doors_lead_into_the_terminals_workshop(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", language)
    live = workshop(language, "b")
    doors = example.doors()
    assert doors.join == reverse("join:join", args=[live.code])
    assert doors.wall.startswith(reverse("workshop:wall", args=[live.slug]) + "?key=")
    assert [door.person for door in doors.people] == ["Astrid", "Birger", "Cecilia", "Dag"]


def test_a_workshop_finished_in_the_demo_still_has_doors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "sv")
    with transaction.atomic():
        Workshop.objects.update(state="finished", joining_open=False)
        assert example.workshop_under_way("sv").language == "sv"
        Workshop.objects.update(archived_at=timezone.now())
        assert example.workshop_under_way("sv")
        transaction.set_rollback(True)


@pytest.mark.parametrize("day", range(7))
def test_dates_are_moved_to_the_days_around_today(day: int) -> None:
    today = THURSDAY + timedelta(days=day)
    told = story("sv", today=today)
    finished, live = told["workshops"]
    assert told.held_on(live) == today
    assert told.held_on(finished).weekday() < 5
    assert timedelta(days=35) <= today - told.held_on(finished) <= timedelta(days=40)
    first, last = told.period()
    assert (first.day, (last + timedelta(days=1)).day) == (1, 1)
    assert first < told.held_on(finished) < today < last


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("sv", "Begränsad klimatpåverkan", "Minskad klimatpåverkan"),
        ("en", "Limited climate impact", "Reduced climate impact"),
    ],
)
def test_the_strategy_has_a_past_of_one_reworded_goal(
    language: str, before: str, after: str
) -> None:
    strategy = inventory(language).strategy
    assert strategy is not None
    kept = StrategyVersion.objects.get(strategy=strategy)
    assert kept.dated <= timezone.localdate()
    [change] = changes(version_value(kept), strategy_value(strategy))
    assert (change.before, change.after) == (before, after)
