"""Participants' acts: once however often sent, all or nothing, past gate and rules, and never a name in the journal."""

import json
from typing import Any

import pytest
from django.utils import timezone

from farled.core.access import Permission
from farled.live.acts import Answer, Sent, commit_together
from farled.store.gates import Guest, workshop_for
from farled.store.guests import cookie_name, cookie_value
from farled.store.models import (
    AnsweredRequest,
    Audit,
    Authorship,
    Event,
    Participant,
    Step,
    Undo,
    Voice,
    Vote,
    Workshop,
)
from farled.store.queries.workshop import caught_up, workshop_state
from tests.support import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop() -> Workshop:
    return make.workshop(make.inventory(make.region()))


@pytest.fixture
def step(workshop: Workshop) -> Step:
    return make.open_step(workshop, "write")


def sent(participant: Participant, act: str, *, key: str = "key-00000001", **data: Any) -> Sent:
    workshop = participant.workshop
    cookies = {cookie_name(workshop.slug): cookie_value(participant)}
    return Sent(workshop.slug, cookies, {"act": act, "key": key, **data})


def one(*requests: Sent) -> list[Answer]:
    return commit_together(list(requests))


def test_it_writes_a_voice(step: Step) -> None:
    [(status, answer)] = one(
        sent(make.participant(step.workshop), "write_voice", step=step.pk, text="Fler bussar")
    )
    assert (status, Voice.objects.get(pk=answer["voice"]).text) == (200, "Fler bussar")


def test_it_checks_access(step: Step) -> None:
    """A participant of another workshop, a removed one and a forged cookie are all told the same."""
    other = make.participant(make.workshop(step.workshop.inventory))
    removed = make.participant(step.workshop)
    Participant.objects.filter(pk=removed.pk).update(removed=True)
    name = cookie_name(step.workshop.slug)
    data = {"act": "write_voice", "key": "key-00000001", "step": step.pk, "text": "x"}
    for cookie in (cookie_value(other), cookie_value(removed), "forged:abc", "", "\x00"):
        assert one(Sent(step.workshop.slug, {name: cookie}, data))[0][0] == 404
    assert not Voice.objects.exists()


def test_sent_again_it_is_answered_again_and_not_done_again(step: Step) -> None:
    request = sent(make.participant(step.workshop), "write_voice", step=step.pk, text="En gång")
    first = one(request, request)
    assert first[0] == first[1] == one(request)[0]
    assert Voice.objects.count() == Event.objects.filter(act="write_voice").count() == 1


def test_the_same_key_in_two_workshops_are_two_acts(step: Step) -> None:
    other = make.open_step(make.workshop(step.workshop.inventory), "write")
    answers = one(
        sent(make.participant(step.workshop), "write_voice", step=step.pk, text="Här"),
        sent(make.participant(other.workshop), "write_voice", step=other.pk, text="Där"),
    )
    assert [status for status, _ in answers] == [200, 200]
    assert set(Voice.objects.values_list("text", flat=True)) == {"Här", "Där"}


def test_what_fails_leaves_nothing_behind_and_harms_no_neighbour(step: Step) -> None:
    """check_in changes the participant and then fails on its words: both are undone, events included."""
    check_in = make.open_step(step.workshop, "check_in")
    people = [make.participant(step.workshop, organisation="Före") for _ in range(2)]
    before = workshop_state(step.workshop)
    answers = one(
        sent(people[0], "check_in", step=check_in.pk, organisation="Efter", text="x" * 5000),
        sent(people[1], "check_in", step=check_in.pk, organisation="Efter", text="Ser bussarna"),
    )
    assert [status for status, _ in answers] == [422, 200]
    assert answers[0][1]["field"] == "text"
    assert sorted(Participant.objects.values_list("organisation", flat=True)) == ["Efter", "Före"]
    assert caught_up(step.workshop, before) == workshop_state(step.workshop)
    assert AnsweredRequest.objects.count() == 1


def test_parallel_double_votes_are_one(workshop: Workshop) -> None:
    step = make.open_step(
        workshop, "prioritise", anonymity="group", settings={"mode": "statements"}
    )
    from farled.store.actions.votes import add_item
    from farled.store.gates import System

    item = add_item(by=System(), workshop=workshop, step=step, text="Fler turer")
    person = make.participant(workshop)
    votes = [
        sent(person, "vote", key=f"key-{n:08}", step=step.pk, item=item.pk, value=v)
        for n, v in enumerate((1, -1, 1))
    ]
    assert [status for status, _ in one(*votes)] == [200] * 3
    assert list(Vote.objects.values_list("value", flat=True)) == [1]


def test_a_closed_step_says_so_and_takes_nothing(step: Step) -> None:
    Step.objects.filter(pk=step.pk).update(state="closed")
    [(status, answer)] = one(
        sent(make.participant(step.workshop), "write_voice", step=step.pk, text="För sent")
    )
    assert (status, answer["why"].key, Voice.objects.count()) == (422, "workshop.step_closed", 0)


HOSTILE: tuple[dict[str, Any], ...] = (
    {"text": ""},
    {"text": "   \u200b "},
    {"text": "x" * 60_000},
    {"text": None},
    {"text": 10**30},
    {"text": ["a"]},
    {"text": "a", "step": "1"},
    {"text": "a", "step": 10**30},
    {"text": "a", "step": -1},
    {"text": "a", "step": True},
    {"text": "a", "key": "short"},
    {"text": "a", "key": "a" * 65},
    {"text": "a", "key": 7},
    {"text": "a", "prompt": "other"},
    {"text": "a", "act": "drop_table"},
    {"text": "a", "act": ["write_voice"]},
    {"text": "a", "for_whom": "y" * 300},
    {"text": "a", "for_whom": {"a": 1}},
)


@pytest.mark.parametrize("data", HOSTILE, ids=lambda d: str(d)[:40])
def test_bad_input_is_answered_with_a_field_to_mend(step: Step, data: dict[str, Any]) -> None:
    request = sent(make.participant(step.workshop), "write_voice", step=step.pk)
    [(status, answer)] = one(Sent(request.slug, request.cookies, {**request.data, **data}))
    assert status == 422
    assert answer["field"]
    assert not Voice.objects.exists()


def test_strange_but_harmless_text_is_kept_without_its_tricks(step: Step) -> None:
    text = "<script>alert(1)</script> a\u202eb\x00c \ud800d 🚌"
    person = make.participant(step.workshop)
    [(status, _)] = one(
        sent(
            person,
            "write_voice",
            step=step.pk,
            text=text,
            areas="x",
            goals=[10**30, "a"],
            dimensions=[["a"], "social"],
        )
    )
    kept = Voice.objects.get()
    assert (status, kept.text, kept.dimensions) == (
        200,
        "<script>alert(1)</script> abc d 🚌",
        ["social"],
    )


def test_nothing_in_the_journal_names_the_author(step: Step) -> None:
    person = make.participant(step.workshop, name="Cecilia", organisation="Länsstyrelsen")
    one(sent(person, "write_voice", step=step.pk, text="Ord"))
    audit = Audit.objects.get(act="write_voice")
    assert (audit.actor, audit.user, audit.about, audit.detail, audit.step) == (
        "participant",
        None,
        "",
        {},
        step,
    )
    written = json.dumps(
        [*Event.objects.values("act", "touched"), *AnsweredRequest.objects.values("key", "answer")]
    )
    assert "Cecilia" not in written
    assert not Undo.objects.filter(act="write_voice").exists()
    assert Authorship.objects.get().participant == person


def test_only_a_tables_own_voices_can_be_moved(step: Step) -> None:
    from farled.store.actions import room
    from farled.store.gates import System

    first, second = room.set_tables(by=System(), workshop=step.workshop, count=2)
    here, there = make.participant(step.workshop), make.participant(step.workshop)
    Participant.objects.filter(pk=here.pk).update(table=first)
    Participant.objects.filter(pk=there.pk).update(table=second)
    [(_, answer)] = one(sent(here, "write_voice", step=step.pk, text="Vårt bord"))
    grouping = make.open_step(step.workshop, "group", source=step)
    move = {"step": grouping.pk, "voice": answer["voice"], "group": "new", "name": "Resor"}
    assert one(sent(there, "move_voice", key="key-00000002", **move))[0][0] == 422
    assert one(sent(here, "move_voice", key="key-00000003", **move))[0][0] == 200
    assert Voice.objects.get().group is not None


def test_a_guest_passes_only_the_participants_permissions(workshop: Workshop) -> None:
    from django.core.exceptions import PermissionDenied

    guest = Guest(make.participant(workshop))
    assert workshop_for(guest, workshop.slug, Permission.WRITE) == workshop
    with pytest.raises(PermissionDenied):
        workshop_for(guest, workshop.slug, Permission.LEAD_WORKSHOP)


def test_a_workshop_that_was_put_away_takes_nothing_more(step: Step) -> None:
    person = make.participant(step.workshop)
    Workshop.objects.filter(pk=step.workshop.pk).update(archived_at=timezone.now())
    [(status, _)] = one(sent(person, "write_voice", step=step.pk, text="För sent"))
    assert (status, Voice.objects.count()) == (404, 0)
