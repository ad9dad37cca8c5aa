"""One workshop's room: who sits in it, and what their phones send."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol

from farled.cli.replay.story import Story, Told
from farled.store.actions.acts import perform
from farled.store.actions.journal import Batch, batch
from farled.store.actions.voices import write_voice
from farled.store.gates import Guest, Person
from farled.store.models import Area, Goal, Group, Need, Step, Workshop


@dataclass
class Made:
    """What the story's numbers and keys became."""

    areas: dict[str, int]
    goals: dict[str, int]
    voices: dict[int, int] = field(default_factory=dict)
    groups: dict[int, Group] = field(default_factory=dict)
    needs: dict[int, Need] = field(default_factory=dict)

    def linked(self, told: Told) -> dict[str, Any]:
        """The fields of a contribution that are no plain text, as a phone would send them."""
        plain = ("dimensions", "for_whom", "where")
        found: dict[str, Any] = {name: told[name] for name in plain if name in told}
        if "areas" in told:
            found["areas"] = [self.areas[key] for key in told["areas"]]
        if "goals" in told:
            found["goals"] = [self.goals[key] for key in told["goals"]]
        return found


def made_with(strategy: int) -> Made:
    areas = Area.objects.filter(strategy=strategy).values_list("key", "pk")
    goals = Goal.objects.filter(strategy=strategy).values_list("key", "pk")
    return Made(dict(areas), dict(goals))


class Send(Protocol):
    """A participant's phone (by index) does an act; what it is answered."""

    def __call__(self, index: int, act: str, **data: Any) -> dict[str, Any]: ...


@dataclass
class Room:
    """`people` are the story's participants by index, `guests` who they became."""

    story: Story
    key: str
    by: Person
    workshop: Workshop
    made: Made
    people: dict[int, Told] = field(default_factory=dict)
    guests: dict[int, Guest] = field(default_factory=dict)
    tokens: dict[tuple[int, int], str] = field(default_factory=dict)

    def is_paper(self, index: int) -> bool:
        return bool(self.people[index]["kind"] == "paper")

    def token(self, index: int, step: Step) -> str:
        """As a phone makes one for each anonymous step, and keeps it."""
        return self.tokens.setdefault((index, step.pk), secrets.token_urlsafe(24))

    @contextmanager
    def phones(self, step: Step | None = None) -> Iterator[Send]:
        """What phones send while this lasts is committed together, as the server does it."""
        with batch() as sent:
            yield partial(self._send, sent=sent, in_step=step)

    def _send(
        self, index: int, act: str, *, sent: Batch, in_step: Step | None, **data: Any
    ) -> dict[str, Any]:
        body = {"act": act, "key": secrets.token_hex(12), **data}
        if in_step is not None:
            body["step"] = in_step.pk
        if in_step is not None and in_step.anonymity == "anonymous":
            body["token"] = self.token(index, in_step)
        return perform(self.guests[index], slug=self.workshop.slug, data=body, gathered=sent)


@dataclass
class Scene:
    """A step of the agenda, the `at`th from 0, while it is open."""

    room: Room
    at: int
    step: Step

    @property
    def led(self) -> dict[str, Any]:
        """What every act of the facilitator is told."""
        return {"by": self.room.by, "workshop": self.room.workshop, "step": self.step}

    def type_in(self, index: int, text: str, **details: Any) -> int:
        """What somebody without a device wrote on a card; the voice's number."""
        guest, token = self.room.guests[index], self.room.token(index, self.step)
        details |= {"workshop": self.room.workshop, "step": self.step, "token": token}
        return write_voice(by=guest, text=text, typed_in=True, **details).pk

    def tells(self, part: str) -> list[Told]:
        return [one for one in self.room.story.of(part, self.room.key) if one["step"] == self.at]
