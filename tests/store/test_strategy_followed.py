"""A room shows the areas and goals of its strategy: whoever follows it hears of every change there."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from farled.store.actions import strategy as whole
from farled.store.actions import strategy_parts as parts
from farled.store.gates import Person
from farled.store.models import Event, Goal, Strategy, Workshop
from farled.store.queries.strategy import strategy_value
from farled.store.queries.workshop import workshop_state
from tests.support import make
from tests.support.followed import followed

pytestmark = pytest.mark.django_db


class House:
    """A strategy with two inventories, one workshop in each."""

    def __init__(self) -> None:
        region = make.region()
        self.by = Person(make.person("facilitator", region=region))
        self.strategy: Strategy = make.strategy(region)
        self.goal = Goal.objects.get(strategy=self.strategy, level="outcome")
        self.workshop, self.other = (
            make.workshop(make.inventory(region, strategy=self.strategy)) for _ in range(2)
        )

    def add(self) -> None:
        parts.add_part(
            by=self.by, strategy=self.strategy, kind="goal", level="outcome", name="Minskad klimatpåverkan"
        )  # fmt: skip

    def change(self) -> None:
        parts.change_part(by=self.by, strategy=self.strategy, part=self.goal, name="God hälsa")

    def remove(self) -> None:
        parts.remove_part(by=self.by, strategy=self.strategy, part=self.goal)

    def restore(self) -> None:
        parts.restore_part(by=self.by, strategy=self.strategy, part=self.goal)

    def move(self) -> None:
        parts.move_part(by=self.by, strategy=self.strategy, part=self.goal, steps=1)

    def replace(self) -> None:
        before = strategy_value(self.strategy)
        whole.replace_strategy(
            by=self.by, strategy=self.strategy, value=replace(before, areas=()), before=before, name="2026"
        )  # fmt: skip

    def choose_model(self) -> None:
        whole.choose_model(by=self.by, strategy=self.strategy, model="holmberg")


ACTS: dict[str, Callable[[House], None]] = {
    name: getattr(House, name)
    for name in ("add", "change", "remove", "restore", "move", "replace", "choose_model")
}


@pytest.fixture
def house() -> House:
    return House()


@pytest.mark.parametrize("name", ACTS)
def test_every_room_follows(house: House, name: str) -> None:
    if name == "restore":
        house.remove()
    with followed(house.workshop), followed(house.other):
        ACTS[name](house)


def goals(workshop: Workshop) -> list[str]:
    return [name for _, name in workshop_state(workshop).frame.goals]


def test_rooms_of_other_strategies_hear_nothing(house: House) -> None:
    other = make.workshop(make.inventory(make.region("Region Värmland")))
    house.add()
    assert "Minskad klimatpåverkan" in goals(house.workshop)
    assert not Event.objects.filter(workshop=other).exists()
