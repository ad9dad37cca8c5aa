"""A name changed during the day: shown anew where it stands, and telling nothing where it does not."""

from typing import Any

import pytest

from farled.core.finding import Invalid
from farled.live.acts import Answer, Sent, commit_together
from farled.store.actions import room, steps, voices
from farled.store.gates import Guest, System
from farled.store.guests import cookie_name, cookie_value
from farled.store.models import Event, Participant, Step, Voice, Workshop
from farled.store.queries.workshop import workshop_state
from tests.support import make
from tests.support.followed import followed

pytestmark = pytest.mark.django_db
TOKEN = "a-token-that-the-phone-made-itself"


class Room:
    """One who has written in a step of each kind of anonymity, and another who has not."""

    def __init__(self) -> None:
        self.workshop = make.workshop(make.inventory(make.region()))
        self.guest = make.guest(self.workshop, name="Astrid", organisation="Kumla kommun")
        other = make.guest(self.workshop, name="Birger")
        self.steps = {kind: self.opened(kind) for kind in ("open", "group", "anonymous")}
        self.voices = {kind: self.say(step, self.guest) for kind, step in self.steps.items()}
        self.say(self.steps["open"], other)

    def opened(self, anonymity: str) -> Step:
        return make.open_step(self.workshop, "write", anonymity=anonymity)

    def say(self, step: Step, by: Guest) -> Voice:
        return voices.write_voice(
            by=by, workshop=self.workshop, step=step, text="Fler turer", token=TOKEN
        )

    def author(self, kind: str) -> str:
        return workshop_state(self.workshop).values["voice"][self.voices[kind].pk].author

    def touched(self) -> set[tuple[str, int]]:
        event = Event.objects.filter(workshop=self.workshop).latest("seq")
        return {(kind, number) for kind, number in event.touched}

    def send(self, **data: Any) -> Answer:
        cookies = {cookie_name(self.workshop.slug): cookie_value(self.guest.participant)}
        data = {"act": "change_name", "key": "key-00000001", **data}
        return commit_together([Sent(self.workshop.slug, cookies, data)])[0]


@pytest.fixture
def day() -> Room:
    return Room()


def test_whoever_follows_sees_the_new_name(day: Room) -> None:
    with followed(day.workshop):
        room.change_name(by=day.guest, workshop=day.workshop, name="  Cecilia ")
    assert day.author("open") == "Cecilia, Kumla kommun"
    assert day.author("group") == day.author("anonymous") == ""


def test_checking_in_later_changes_what_stands_with_the_name_too(day: Room) -> None:
    with followed(day.workshop):
        room.check_in(by=day.guest, workshop=day.workshop, organisation="Hallsberg", role="Lots")
    assert day.author("open") == "Astrid, Lots, Hallsberg"


@pytest.mark.parametrize("act", [room.change_name, room.check_in])
def test_no_event_tells_whose_the_unnamed_voices_are(day: Room, act: Any) -> None:
    act(by=day.guest, workshop=day.workshop, name="Cecilia")
    assert day.touched() == {("attendance", 0), ("voice", day.voices["open"].pk)}


def test_a_phone_changes_it_outside_every_step(day: Room) -> None:
    assert day.send(name="Cecilia") == (200, {"name": "Cecilia"})
    assert day.send(name="", key="key-00000002") == (200, {"name": ""})
    assert Participant.objects.get(pk=day.guest.participant.pk).name == ""


def test_what_is_too_long_is_refused_with_its_field(day: Room) -> None:
    status, why = day.send(name="x" * 81)
    assert (status, why["field"]) == (422, "name")
    assert Participant.objects.get(pk=day.guest.participant.pk).name == "Astrid"


def test_when_it_is_over_the_name_stands(day: Room) -> None:
    steps.finish_workshop(by=System(), workshop=day.workshop)
    status, why = day.send(name="Cecilia")
    assert (status, why["field"]) == (422, "name")
    with pytest.raises(Invalid):
        room.change_name(by=day.guest, workshop=Workshop.objects.get(), name="Cecilia")
    assert Participant.objects.get(pk=day.guest.participant.pk).name == "Astrid"
