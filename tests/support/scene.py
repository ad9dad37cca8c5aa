"""One of everything in a region, and a browser for everybody who might come to its door."""

from dataclasses import replace
from typing import Any

from django.test import Client
from django.utils import timezone

from farled.core.dialogue.summary_json import fingerprint, format_summary
from farled.store.actions import (
    account,
    conflicts,
    dialogue,
    grouping,
    inventory,
    members,
    needs,
    own_agendas,
    room,
    stakeholders,
    steps,
    strategy,
    strategy_parts,
    themes,
    voices,
    votes,
)
from farled.store.gates import Guest, Person
from farled.store.models import Goal, OwnAgenda, Step, User, Voice, Workshop
from farled.store.queries.dialogue import prepared
from farled.store.queries.strategy import strategy_value
from tests.support import make

ROLES = ("viewer", "member", "facilitator", "owner")
ROOM = 6
TOKEN = "a-token-of-the-phone-{}-long"


class Place:
    """A region with people, a strategy, an inventory, a workshop under way and one that is planned."""

    def __init__(self, name: str) -> None:
        self.region = make.region(
            name,
            privacy_notice="Vi sparar det du skriver i två år.",
            records_notice="Det du skriver kan bli allmän handling.",
            accessibility_contact="tillganglighet@example.org",
        )
        self.people: dict[str, User] = {
            role: make.person(role, region=self.region) for role in ROLES
        }
        self.owner = Person(self.people["owner"])
        self.facilitator = Person(self.people["facilitator"])
        self._strategy()
        self._inventory()
        self._workshop()
        self._needs()
        self._doors()

    def _strategy(self) -> None:
        self.strategy = make.strategy(
            self.region, name="RUS", vision="En region där fler trivs", source="Beslut 2022"
        )
        goals = Goal.objects.filter(strategy=self.strategy)
        self.overarching, self.goal = goals.get(level="overarching"), goals.get(level="outcome")
        self.area = self.strategy.areas.get()
        self.direction = self._part("direction", name="Kortare restider", area=self.area.pk)
        self.perspective = self._part("perspective", name="Barnrätt", description="Alltid prövad")
        self.indicator = self._part(
            "indicator", name="Resor", goal=self.goal.pk, comparators="Dalarna", unit="procent",
            base_value="18 340", target_value="fler", source="SCB", note="Varje år",
        )  # fmt: skip
        self.gone_goal = self._part("goal", name="Borttaget mål", level="outcome")
        strategy_parts.remove_part(by=self.facilitator, strategy=self.strategy, part=self.gone_goal)

    def _part(self, kind: str, **fields: Any) -> Any:
        return strategy_parts.add_part(
            by=self.facilitator, strategy=self.strategy, kind=kind, **fields
        )

    def _inventory(self) -> None:
        self.inventory = inventory.create_inventory(
            by=self.facilitator,
            region=self.region,
            name="Behov 2026",
            question="Vad behöver länet?",
            owning_authority="Regionen",
            partners="Länsstyrelsen\nKommunerna",
            diary_number="26RS1",
            sharing_purpose="Lära av varandra",
            strategy=self.strategy,
        )
        by = {"by": self.facilitator, "inventory": self.inventory}
        self.stakeholder = stakeholders.add_stakeholder(
            **by, name="Ungdomsrådet", contribution="Röster", attitude="Nyfikna",
            planned_part="Workshop", actual_part="Enkät",
        )  # fmt: skip
        inventory.set_lfa_step(**by, key="1", state="under_way", note="Börjat läsa")
        self.sharing = inventory.log_sharing(
            **by, what="Sammanfattning", recipient="Region Dalarna", purpose="Lärande"
        )

    def _workshop(self) -> None:
        self.workshop = make.workshop(
            self.inventory,
            name="Halvdag",
            purpose="Samla behov",
            place="Örebro",
            owning_authority="Regionen",
            diary_number="26RS2",
            privacy_notice="Så här gör vi i dag.",
            organisations=["Regionen", "Länsstyrelsen"],
        )
        self.table = room.add_table(by=self.facilitator, workshop=self.workshop, name="Fönstret")
        self.guests = [self._guest(number) for number in range(ROOM)]
        self.guest = self.guests[0]
        self._written()
        self._grouped()
        self._judged()
        self.elsewhere = make.workshop(self.inventory, "write", name="Den andra dagen")
        self.agenda = self._agenda("Halvdag hos oss")
        self.gone_agenda = self._agenda("Halvdagen som den var")
        own_agendas.remove_agenda(by=self.facilitator, agenda=self.gone_agenda)
        self.elsewhere_guest = make.guest(self.elsewhere, name="Cecilia", organisation="Kommunen")

    def _agenda(self, name: str) -> OwnAgenda:
        return own_agendas.save_agenda(
            by=self.facilitator, workshop=self.workshop, name=name, fits="När många ska höras"
        )

    def _guest(self, number: int) -> Guest:
        guest = make.guest(
            self.workshop, name="Cecilia", organisation="Regionen", role="Handläggare"
        )
        room.take_seat(
            by=self.facilitator,
            workshop=self.workshop,
            participant=guest.participant,
            table=self.table,
        )
        return guest

    def step(self, activity: str, **fields: Any) -> Step:
        return make.open_step(
            self.workshop, activity, title=f"Steg {activity}", instruction="Gör så här", **fields
        )

    def say(self, text: str, step: Step, **fields: Any) -> Voice:
        by = fields.pop("by", self.guest)
        return voices.write_voice(by=by, workshop=self.workshop, step=step, text=text, **fields)

    def _written(self) -> None:
        self.check_in = self.step("check_in", settings={"prompt": "Vem är du?"})
        self.say("Jag reser varje dag", self.check_in, prompt="perspective")
        self.write = self.step("write", settings={"prompt": "Vad behövs?"})
        details = {"for_whom": "Pendlare", "where": "Hällefors", "areas": [self.area.pk]}
        self.voices = [self.say(f"Fler turer {n}", self.write, **details) for n in range(4)]
        self.hidden = self.say("Nämner en person", self.write, by=self.guests[1])
        steps.reveal(by=self.facilitator, workshop=self.workshop, step=self.write)
        voices.hide_voice(
            by=self.facilitator, workshop=self.workshop, voice=self.hidden, reason="Ett namn"
        )
        self.unseen = self.step("write", settings={})
        self.unseen_voice = self.say("Inte visat än", self.unseen)

    def _grouped(self) -> None:
        self.group_step = self.step("group", source=self.write, settings={"where": "tables"})
        common = {"by": self.facilitator, "workshop": self.workshop}
        self.group = grouping.new_group(
            **common, step=self.group_step, name="Resor", table=self.table, voices=self.voices[:2]
        )
        self.other_group = grouping.new_group(
            **common, step=self.group_step, name="Tider", table=self.table, voices=self.voices[2:3]
        )
        voices.leave_alone(**common, voice=self.voices[3], reason="Hör inte hit")

    def _judged(self) -> None:
        by = {"by": self.facilitator, "workshop": self.workshop}
        self.items = {}
        for activity, anonymity in (("no_voice", "anonymous"), ("larger", "group")):
            opened = self.step(activity, anonymity=anonymity, settings={"ask_conditions": True})
            self.items[activity] = votes.add_item(**by, step=opened, text=f"Förslag {activity}")
        self._answered(opened)
        pulling = self.step("pulling_apart")
        self.conflict = conflicts.write_conflict(
            by=self.guest, workshop=self.workshop, step=pulling, goal_a=self.goal.pk,
            goal_b=self.overarching.pk, words_a="Fler resor", words_b="Mindre utsläpp",
            where="E18", gains="Pendlare", loses="Klimatet", title="Resor och klimat",
        )  # fmt: skip
        self.say("Vi behöver prata mer", self.step("reflect"), prompt="insight")
        self.dots = self.step("prioritise", anonymity="group", settings={"dots": 5, "most_on_one": 5, "show_running": True})  # fmt: skip
        self.item = votes.add_item(**by, step=self.dots, text="Kunna resa")
        for guest in self.guests:
            votes.vote(by=guest, workshop=self.workshop, step=self.dots, item=self.item.pk, value=1)

    def _answered(self, larger: Step) -> None:
        no_voice = self.items["no_voice"]
        for number, guest in enumerate(self.guests):
            token = TOKEN.format(number)
            votes.vote(
                by=guest, workshop=self.workshop, step=no_voice.step, item=no_voice.pk, value=7,
                token=token,
            )  # fmt: skip
        self.say("Om bussen går", no_voice.step, prompt="condition", token=TOKEN.format(0), item=no_voice.pk)  # fmt: skip
        self.say("Jobbet", larger, prompt="stake", item=self.items["larger"].pk)

    def _needs(self) -> None:
        by = {"by": self.facilitator, "inventory": self.inventory}
        self.need = needs.need_from_group(
            by=self.facilitator, workshop=self.workshop, group=self.group, what="Kunna resa",
            description="Till jobbet", women="Fler reser", men="Färre reser",
        )  # fmt: skip
        self.other_need = make.need(self.inventory, "Billigare kort", not_relevant_because="Lika")
        self.gone_need = make.need(self.inventory, "Borttaget behov")
        needs.remove_need(**by, need=self.gone_need)
        self.theme = themes.create_theme(
            **by, name="Vardagens resor", reason="Hör ihop", proposal="Pröva anropstrafik",
            proposal_kind="expedition", carried_by="Regionen", needs=[self.need],
        )  # fmt: skip
        inventory.edit_inventory(**by, question="Vad behöver länet nu?")
        self.undo = self.inventory.undos.order_by("-pk")[0]

    def _doors(self) -> None:
        self.token, self.secret = account.make_token(by=self.owner, region=self.region, name="BI")
        self.invitation, self.key = members.invite(
            by=self.owner, region=self.region, role="member", email="inbjuden@example.org"
        )

    def settle(self) -> None:
        """What holds a copy of other texts, as they are now: versions, summaries."""
        self.strategy.refresh_from_db()
        self.inventory.refresh_from_db()
        for number in (1, 2):
            self.version = strategy.make_version(
                by=self.facilitator, strategy=self.strategy, name=f"Version {number}",
                value=strategy_value(self.strategy), dated=timezone.localdate(), note="Antagen",
            )  # fmt: skip
        found = prepared(self.inventory)
        self.shared = dialogue.share_summary(
            by=self.facilitator, inventory=self.inventory, summary=found.summary,
            looked_at=fingerprint(found.summary), way="delat", purpose="Lärande", days=90,
            recipient="Region Dalarna", what="Sammanfattning", findings=len(found.findings),
            findings_read=True,
        )  # fmt: skip
        self.received = dialogue.keep_received(
            by=self.facilitator,
            region=self.region,
            # its address is made of its title, which must not carry what is planted
            text=format_summary(replace(found.summary, title="Från en annan region")),
            note="Inkommen",
        )

    def sit_down(self, role: str) -> Client:
        return make.signed_in(self.people[role])

    def live(self) -> Workshop:
        self.workshop.refresh_from_db()
        return self.workshop
