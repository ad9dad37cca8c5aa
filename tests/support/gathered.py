"""An inventory after a workshop: voices written, grouped at a table, shown; nothing is a need yet."""

from farled.store.actions import grouping, room, voices
from farled.store.gates import Person
from farled.store.models import Area, Group, Voice
from tests.support import make

SAID = (
    "Sista bussen från Hällefors går klockan sex",
    "Den som jobbar kväll kommer inte hem med buss",
    "Åkermark blir lagerlokaler",
    "Vi hinner aldrig pröva nytt",
)


class Gathered:
    """Astrid's region: two groups with two voices each; and Dag, who is from another."""

    def __init__(self) -> None:
        self.region = make.region()
        self.inventory = make.inventory(self.region, name="Bergslagens behov")
        self.area = Area.objects.get(strategy=self.inventory.strategy)
        self.workshop = make.workshop(self.inventory)
        self.person = Person(make.person("member", region=self.region))
        self.table = room.add_table(by=self.person, workshop=self.workshop, name="Fönsterbordet")
        self.guests = [
            make.guest(self.workshop, organisation="Region Örebro län") for _ in range(6)
        ]
        for guest in self.guests:
            room.take_seat(
                by=self.person,
                workshop=self.workshop,
                participant=guest.participant,
                table=self.table,
            )
        self.write = make.open_step(self.workshop, "write")
        self.voices = [self.say(text) for text in SAID]
        self.grouping = make.open_step(self.workshop, "group", source=self.write)
        self.bus = self.group("Kollektivtrafiken", self.voices[:2])
        self.land = self.group("Marken", self.voices[2:3])

    def say(self, text: str) -> Voice:
        return voices.write_voice(
            by=self.guests[0],
            workshop=self.workshop,
            step=self.write,
            text=text,
            areas=[self.area.pk],
            dimensions=["social"],
            for_whom="Pendlare",
        )

    def group(self, name: str, members: list[Voice]) -> Group:
        return grouping.new_group(
            by=self.person,
            workshop=self.workshop,
            step=self.grouping,
            name=name,
            voices=members,
            table=self.table,
        )
