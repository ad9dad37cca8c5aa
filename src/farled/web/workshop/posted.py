"""What a form sent, as rows of the workshop behind the gate: a number from elsewhere finds nothing."""

from dataclasses import dataclass
from typing import TypeVar

from django.http import QueryDict

from farled.core.finding import Invalid, Say
from farled.store.gates import Actor
from farled.store.models import (
    GoalConflict,
    Group,
    Item,
    Participant,
    Step,
    Table,
    Voice,
    Workshop,
)

MOST_PICKED = 500
Row = TypeVar("Row")


@dataclass(frozen=True)
class Posted:
    """One form of the bridge."""

    by: Actor
    workshop: Workshop
    data: QueryDict

    def text(self, name: str) -> str:
        return self.data.get(name, "")

    def number(self, name: str) -> int:
        return as_number(self.text(name))

    def numbers(self, name: str) -> list[int]:
        return [as_number(raw) for raw in self.data.getlist(name)[:MOST_PICKED]]

    def step(self, name: str = "step") -> Step:
        rows = Step.objects.filter(workshop=self.workshop, removed=False)
        step = rows.select_related("source").filter(pk=self.number(name)).first()
        if step is None:
            raise Invalid("step", Say("workshop.step_gone"))
        step.workshop = self.workshop
        return step

    def voice(self) -> Voice:
        return first(self.voices([self.number("voice")]), "voice", "workshop.voice_gone")

    def voices(self, numbers: list[int]) -> list[Voice]:
        rows = Voice.objects.filter(step__workshop=self.workshop, pk__in=numbers)
        return list(rows.exclude(state="withdrawn").select_related("step"))

    def group(self, name: str = "group") -> Group:
        return first(self.groups([self.number(name)]), name, "workshop.group_gone")

    def groups(self, numbers: list[int]) -> list[Group]:
        rows = Group.objects.filter(step__workshop=self.workshop, removed=False, pk__in=numbers)
        return list(rows.select_related("step", "table"))

    def item(self) -> Item:
        rows = Item.objects.filter(step__workshop=self.workshop, removed=False)
        found = list(rows.filter(pk=self.number("item")).select_related("step"))
        return first(found, "item", "workshop.item_gone")

    def conflict(self) -> GoalConflict:
        rows = GoalConflict.objects.filter(step__workshop=self.workshop, removed_at=None)
        found = list(rows.filter(pk=self.number("conflict")).select_related("step"))
        return first(found, "conflict", "workshop.voice_gone")

    def table(self, name: str = "table") -> Table | None:
        """None for no table at all (0 or empty). Raises Invalid for one that is gone."""
        if self.text(name) in ("", "0"):
            return None
        rows = Table.objects.filter(workshop=self.workshop, removed=False, pk=self.number(name))
        return first(list(rows), name, "workshop.table_gone")

    def participant(self) -> Participant:
        rows = Participant.objects.filter(workshop=self.workshop, removed=False)
        found = list(rows.filter(pk=self.number("participant")).select_related("table"))
        return first(found, "participant", "workshop.participant_gone")


def first(rows: list[Row], field: str, why: str) -> Row:
    if not rows:
        raise Invalid(field, Say(why))
    return rows[0]


def as_number(raw: str) -> int:
    """A row's number, or 0, which no row has."""
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 19 else 0
