"""An inventory after a workshop with everything a summary may hold, and some things it must not."""

from farled.store.actions import conflicts, grouping, needs, steps, themes, votes
from farled.store.actions.voices import hide_voice, write_voice
from farled.store.gates import Person
from farled.store.models import Inventory, Voice, Workshop
from farled.store.queries.needs import needs_in
from tests.support import make

NAMES = ("Cecilia Hemlig", "Länsstyrelsen")  # a participant, and an organisation with three people
VOICE = "Jag slutar klockan nio och då går ingen buss hem till Hällefors"
HIDDEN = "Chefen på vårdcentralen sa att vi ska hålla tyst om det"


class Summarised:
    """Astrid's region: two needs (one with six voices), a theme, a conflict, resistance to two proposals."""

    def __init__(self) -> None:
        self.region = make.region()
        self.inventory: Inventory = make.inventory(
            self.region, name="Behov våren 2026", question="Vad behöver länet?"
        )
        self.birger = Person(make.person("facilitator", region=self.region))
        self.workshop: Workshop = make.workshop(
            self.inventory, name="Halvdag i Örebro", state="live"
        )
        self.guests = [
            make.guest(
                self.workshop,
                name=NAMES[0],
                organisation="Region Örebro län" if n < 6 else NAMES[1],
            )
            for n in range(9)
        ]
        self._write()
        self._make_needs()
        self._take_stands()

    @property
    def common(self) -> dict[str, object]:
        return {"by": self.birger, "workshop": self.workshop}

    def _write(self) -> None:
        step = make.open_step(self.workshop, "write")
        self.voices: list[Voice] = [
            write_voice(by=guest, workshop=self.workshop, step=step, text=f"{VOICE} {n}")
            for n, guest in enumerate(self.guests)
        ]
        hidden = write_voice(by=self.guests[0], workshop=self.workshop, step=step, text=HIDDEN)
        steps.reveal(**self.common, step=step)
        hide_voice(**self.common, voice=hidden, reason="Ett namn")
        self.written = step

    def _make_needs(self) -> None:
        step = make.open_step(self.workshop, "group", source=self.written)
        for name, voices in (("Kvällsbussar", self.voices[:6]), ("Landet", self.voices[6:8])):
            group = grouping.new_group(**self.common, step=step, name=name, voices=voices)
            need = needs.need_from_group(**self.common, group=group, what=f"{name} saknas")
            setattr(self, "bus" if name == "Kvällsbussar" else "land", need)
        self.theme = themes.create_theme(
            by=self.birger,
            inventory=self.inventory,
            name="Resor",
            reason="Hänger ihop",
            proposal_kind="expedition",
            proposal="Pröva anropsstyrd trafik",
            carried_by="Astrid Hemlig",
        )
        rows = needs_in(self.inventory, [self.bus.pk])
        themes.move_needs(
            by=self.birger, inventory=self.inventory, needs=rows, grouping="theme", to=self.theme
        )

    def _take_stands(self) -> None:
        dots = make.open_step(
            self.workshop,
            "prioritise",
            anonymity="group",
            settings={"mode": "dots", "dots": 5, "most_on_one": 5, "show_running": True},
        )
        self._vote(dots, "Bussar", 2, need=self.bus, people=6)
        self._vote(dots, "Land", 1, need=self.land, people=3)
        apart = make.open_step(self.workshop, "pulling_apart")
        self.conflict = conflicts.write_conflict(
            by=self.guests[0],
            workshop=self.workshop,
            step=apart,
            title="Besparing mot resor",
            words_a="Pengarna räcker inte till allt",
            words_b="Utan buss stannar länet",
            types=["resurs"],
        )
        steps.reveal(**self.common, step=apart)
        no_voice = make.open_step(self.workshop, "no_voice", anonymity="group")
        self._vote(no_voice, "Sänkt taxa", 3, people=6)
        self._vote(no_voice, "Färre hållplatser", 9, people=4)
        steps.reveal(**self.common, step=no_voice)

    def _vote(self, step: object, text: str, value: int, *, people: int, **of: object) -> None:
        kind = "need" if of else "proposal"
        item = votes.add_item(**self.common, step=step, text=text, kind=kind, **of)
        step.__dict__.pop("item_numbers", None)
        for guest in self.guests[:people]:
            votes.vote(by=guest, workshop=self.workshop, step=step, item=item.pk, value=value)
