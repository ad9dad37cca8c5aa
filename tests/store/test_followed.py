"""For every action: its events bring a follower from the state before to the state read afresh."""

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from farled.core.finding import Invalid
from farled.store import actions
from farled.store.actions import (
    conflict_words,
    conflicts,
    declining,
    grouping,
    items,
    purge,
    room,
    steps,
    undo,
    voices,
    votes,
    workshop_plan,
)
from farled.store.gates import Guest, Person, System
from farled.store.models import Event, Group, Item, Step, Voice, Workshop
from farled.store.queries.workshop import caught_up, workshop_state
from tests.support import make
from tests.support.followed import followed

pytestmark = pytest.mark.django_db
TOKEN = "a-token-that-the-phone-made-itself"


class Scene:
    """A workshop with something of everything, and one facilitator and one guest."""

    def __init__(self) -> None:
        self.region = make.region()
        self.inventory = make.inventory(self.region)
        self.workshop = make.workshop(self.inventory, seating="choice")
        self.person = Person(make.person("facilitator", region=self.region))
        self.tables = room.set_tables(by=self.person, workshop=self.workshop, count=2)
        self.guest = make.guest(self.workshop, organisation="Region Örebro län")
        self.write = make.open_step(self.workshop, "write")
        self.voices = [self.voice(f"Röst {n}") for n in range(4)]
        self.group_step = make.open_step(self.workshop, "group", source=self.write)
        self.groups = [
            grouping.new_group(
                by=self.person, workshop=self.workshop, step=self.group_step, name=n, voices=v
            )
            for n, v in (("Bussar", self.voices[:2]), ("Skog", self.voices[2:]))
        ]
        self.plenary = make.open_step(
            self.workshop, "group", source=self.write, settings={"where": "plenary"}
        )
        self.whole = grouping.new_group(
            by=self.person, workshop=self.workshop, step=self.plenary, name="Land"
        )
        self.dots = make.open_step(
            self.workshop,
            "prioritise",
            anonymity="anonymous",
            settings={"dots": 5, "most_on_one": 5},
        )
        # it opened before its source had groups
        self.dots.source = self.group_step
        self.dots.save()
        self.item = votes.add_item(
            by=self.person, workshop=self.workshop, step=self.dots, text="Fler turer"
        )
        self.apart = make.open_step(self.workshop, "pulling_apart")
        self.conflict = conflicts.write_conflict(
            by=self.guest,
            workshop=self.workshop,
            step=self.apart,
            words_a="Spara",
            words_b="Behåll turerna",
        )
        for voice in self.voices:
            voice.refresh_from_db()

    def voice(self, text: str) -> Voice:
        return voices.write_voice(by=self.guest, workshop=self.workshop, step=self.write, text=text)

    @property
    def common(self) -> dict[str, Any]:
        return {"by": self.person, "workshop": self.workshop}

    @property
    def own(self) -> dict[str, Any]:
        return {"by": self.guest, "workshop": self.workshop}


@pytest.fixture
def scene() -> Scene:
    return Scene()


CASES: dict[str, Callable[[Scene], object]] = {
    "voices.write_voice": lambda s: voices.write_voice(
        **s.own,
        step=s.write,
        text="Ny",
        areas=[a.pk for a in s.inventory.strategy.areas.all()],
        dimensions=["social"],
    ),
    "voices.change_voice": lambda s: voices.change_voice(
        **s.own, step=s.write, voice=s.voices[0], text="Annat"
    ),
    "voices.withdraw_voice": lambda s: voices.withdraw_voice(
        **s.own, step=s.write, voice=s.voices[0]
    ),
    "voices.hide_voice": lambda s: voices.hide_voice(
        **s.common, voice=s.voices[0], reason="Ett namn"
    ),
    "voices.show_voice": lambda s: voices.show_voice(**s.common, voice=s.voices[0]),
    "voices.mask_voice": lambda s: voices.mask_voice(
        **s.common, voice=s.voices[0], text="[maskerat]"
    ),
    "voices.leave_alone": lambda s: voices.leave_alone(
        **s.common, voice=s.voices[0], reason="Står för sig"
    ),
    "grouping.new_group": lambda s: grouping.new_group(
        **s.common, step=s.group_step, name="Ny", table=s.tables[0], voices=s.voices[:1]
    ),
    "grouping.move_voices": lambda s: grouping.move_voices(
        **s.common, step=s.group_step, voices=s.voices[:3], group=s.groups[1]
    ),
    "grouping.rename_group": lambda s: grouping.rename_group(
        **s.common, group=s.groups[0], name="Resor"
    ),
    "grouping.merge_groups": lambda s: grouping.merge_groups(
        **s.common, into=s.groups[0], groups=s.groups
    ),
    "grouping.take_up_groups": lambda s: grouping.take_up_groups(
        **s.common, into=s.whole, groups=s.groups
    ),
    "grouping.place": lambda s: grouping.place(
        **s.common, step=s.plenary, groups=s.groups, into=s.whole
    ),
    "grouping.place_in_new": lambda s: grouping.place_in_new(
        **s.common, step=s.plenary, groups=s.groups[:1], name="Nytt"
    ),
    "grouping.split_group": lambda s: grouping.split_group(
        **s.common, group=s.groups[0], voices=s.voices[:1], name="Del"
    ),
    "grouping.remove_group": lambda s: grouping.remove_group(**s.common, group=s.groups[0]),
    "items.gather_items": lambda s: items.gather_items(**s.common, step=s.dots),
    "items.focus_on": lambda s: items.focus_on(**s.common, step=s.dots, item=s.item),
    "items.ask_conditions": lambda s: items.ask_conditions(**s.common, step=s.dots, asked=True),
    "workshop_plan.edit_workshop": lambda s: workshop_plan.edit_workshop(
        **s.common, name="Ny dag", organisations=["Kommunen"], wall_shows_unmoderated=True
    ),
    "workshop_plan.archive_workshop": lambda s: workshop_plan.archive_workshop(
        **s.common, archived_at=timezone.now()
    ),
    "purge.purge_workshop": lambda s: purge.purge_workshop(**s.common, decision="Beslut 7"),
    "declining.decline_suggestion": lambda s: declining.decline_suggestion(
        **s.common, step=s.group_step, name="v1+g2>new"
    ),
    "declining.suggest_again": lambda s: declining.suggest_again(**s.common, step=s.group_step),
    "votes.vote": lambda s: votes.vote(**s.own, step=s.dots, item=s.item.pk, value=2, token=TOKEN),
    "votes.add_item": lambda s: votes.add_item(**s.common, step=s.dots, text="Mer"),
    "votes.remove_item": lambda s: votes.remove_item(**s.common, item=s.item),
    "conflicts.write_conflict": lambda s: conflicts.write_conflict(
        **s.own, step=s.apart, words_a="Växa", words_b="Minska utsläpp"
    ),
    "conflicts.change_conflict": lambda s: conflicts.change_conflict(
        **s.own, conflict=s.conflict, version=1, words_a="Spara mer"
    ),
    "conflicts.withdraw_conflict": lambda s: conflicts.withdraw_conflict(
        **s.own, step=s.apart, conflict=s.conflict
    ),
    "conflict_words.correct_conflict": lambda s: conflict_words.correct_conflict(
        by=s.person,
        inventory=s.inventory,
        conflict=s.conflict,
        version=1,
        words_a="Hålla budget",
        words_b="Behålla turerna",
    ),
    "conflicts.hide_conflict": lambda s: conflicts.hide_conflict(
        **s.common, conflict=s.conflict, reason="Nämner någon"
    ),
    "conflicts.show_conflict": lambda s: conflicts.show_conflict(**s.common, conflict=s.conflict),
    "conflicts.put_on_wall": lambda s: conflicts.put_on_wall(**s.common, conflict=s.conflict),
    "conflicts.put_all_on_wall": lambda s: conflicts.put_all_on_wall(**s.common, step=s.apart),
    "room.join": lambda s: room.join(workshop=s.workshop, organisation="Länsstyrelsen"),
    "room.check_in": lambda s: room.check_in(**s.own, organisation="Länsstyrelsen", role="Strateg"),
    "room.change_name": lambda s: room.change_name(**s.own, name="Cecilia"),
    "room.take_seat": lambda s: room.take_seat(
        **s.own, participant=s.guest.participant, table=s.tables[1]
    ),
    "room.spread_seats": lambda s: room.spread_seats(**s.common),
    "room.set_tables": lambda s: room.set_tables(**s.common, count=1),
    "room.add_table": lambda s: room.add_table(**s.common, name="Fönsterbordet"),
    "room.rename_table": lambda s: room.rename_table(
        **s.common, table=s.tables[0], name="Vid dörren"
    ),
    "room.set_joining": lambda s: room.set_joining(**s.common, is_open=False),
    "room.remove_participant": lambda s: room.remove_participant(
        **s.common, participant=s.guest.participant
    ),
    "room.restore_participant": lambda s: room.restore_participant(
        **s.common, participant=s.guest.participant
    ),
    "steps.go_to_step": lambda s: steps.go_to_step(**s.common, step=s.write),
    "steps.open_step": lambda s: steps.open_step(**s.common, step=s.dots),
    "steps.close_step": lambda s: steps.close_step(**s.common, step=s.apart),
    "steps.reveal": lambda s: steps.reveal(**s.common, step=s.write),
    "steps.conceal": lambda s: steps.conceal(**s.common, step=s.group_step),
    "steps.show_on_wall": lambda s: steps.show_on_wall(**s.common, step=s.write, shown=True),
    "steps.start_timer": lambda s: steps.start_timer(**s.common, step=s.write),
    "steps.pause_timer": lambda s: steps.pause_timer(**s.common, step=s.apart),
    "steps.add_minutes": lambda s: steps.add_minutes(**s.common, step=s.apart, minutes=5),
    "steps.stop_timer": lambda s: steps.stop_timer(**s.common, step=s.apart),
    "steps.finish_workshop": lambda s: steps.finish_workshop(**s.common),
    "steps.reopen_workshop": lambda s: steps.reopen_workshop(**s.common),
    "steps.add_step": lambda s: steps.add_step(
        **s.common, activity="reflect", title="Reflektion", minutes=5
    ),
    "steps.edit_step": lambda s: steps.edit_step(**s.common, step=s.write, title="Skriv själv"),
    "steps.remove_step": lambda s: steps.remove_step(**s.common, step=s.write),
    "steps.order_steps": lambda s: steps.order_steps(**s.common, numbers=[s.dots.pk, s.write.pk]),
    "undo.undo_last": lambda s: undo.undo_last(**s.common),
}
# they go through another action of the list, or belong to no workshop's live state
COVERED_ELSEWHERE = {"steps.next_step"}


@pytest.mark.parametrize("name", CASES)
def test_events_tell_all(scene: Scene, name: str) -> None:
    if name == "voices.show_voice":
        voices.hide_voice(**scene.common, voice=scene.voices[0], reason="Prov")
    if name == "conflict_words.correct_conflict":
        steps.close_step(**scene.common, step=scene.apart)
        scene.apart.refresh_from_db()
    if name == "steps.reopen_workshop":
        steps.finish_workshop(**scene.common)
    with followed(scene.workshop):
        CASES[name](scene)


def test_next_step_is_followed_too(scene: Scene) -> None:
    steps.go_to_step(**scene.common, step=scene.write)
    with followed(scene.workshop):
        steps.next_step(**scene.common)


def test_no_action_is_forgotten() -> None:
    """Every public function of all actions that opens an act in a workshop stands in the list."""
    acting = {
        f"{path.stem}.{name}"
        for path in Path(actions.__path__[0]).glob("*.py")
        for name in opening_acts(ast.parse(path.read_text()))
    }
    assert acting - COVERED_ELSEWHERE == set(CASES)


def opening_acts(module: ast.Module) -> set[str]:
    """Public functions that open an act with a workshop, themselves or by a private one beside them."""
    found = [node for node in module.body if isinstance(node, ast.FunctionDef)]
    opening = {node.name for node in found if calls(node, {"act"}, keyword="workshop")}
    through = {node.name for node in found if calls(node, {n for n in opening if n[0] == "_"})}
    return {name for name in opening | through if not name.startswith("_")}


def calls(node: ast.FunctionDef, names: set[str], *, keyword: str = "") -> bool:
    return any(
        isinstance(one, ast.Call)
        and getattr(one.func, "id", "") in names
        and (not keyword or keyword in {given.arg for given in one.keywords})
        for one in ast.walk(node)
    )


UNDONE = [
    name
    for name in CASES
    if name.split(".")[0] in ("grouping", "steps")
    and "timer" not in name
    and name not in ("steps.add_minutes", "steps.edit_step", "steps.finish_workshop")
] + [
    "voices.hide_voice",
    "voices.leave_alone",
    "votes.add_item",
    "votes.remove_item",
    "conflicts.hide_conflict",
    "conflicts.put_on_wall",
    "conflicts.put_all_on_wall",
    "items.focus_on",
    "items.ask_conditions",
]


@pytest.mark.parametrize("name", UNDONE)
def test_undo_brings_the_former_state_back(scene: Scene, name: str) -> None:
    before = visible(scene.workshop)
    CASES[name](scene)
    assert visible(scene.workshop) != before or name == "steps.show_on_wall"
    undo.undo_last(**scene.common)
    assert visible(scene.workshop) == before


def visible(workshop: Workshop) -> dict[str, Any]:
    return dict(workshop_state(workshop).values)


def test_undo_of_a_choice_leaves_what_was_settled_since(scene: Scene) -> None:
    conflicts.put_on_wall(**scene.common, conflict=scene.conflict)
    settings = {**Step.objects.get(pk=scene.apart.pk).settings, "source": "needs"}
    steps.edit_step(**scene.common, step=scene.apart, settings=settings)
    undo.undo_last(**scene.common)
    assert Step.objects.get(pk=scene.apart.pk).settings == {"source": "needs"}


def test_undo_goes_back_one_act_at_a_time(scene: Scene) -> None:
    grouping.rename_group(**scene.common, group=scene.groups[0], name="Ett")
    grouping.rename_group(**scene.common, group=scene.groups[0], name="Två")
    undo.undo_last(**scene.common)
    assert Group.objects.get(pk=scene.groups[0].pk).name == "Ett"
    undo.undo_last(**scene.common)
    assert Group.objects.get(pk=scene.groups[0].pk).name == "Bussar"


def test_undo_never_brings_back_what_its_author_took_back(scene: Scene) -> None:
    voices.hide_voice(**scene.common, voice=scene.voices[0], reason="Prov")
    voices.withdraw_voice(**scene.own, step=scene.write, voice=scene.voices[0])
    undo.undo_last(**scene.common)
    kept = Voice.objects.get(pk=scene.voices[0].pk)
    assert (kept.state, kept.text) == ("withdrawn", "")


def test_nothing_to_undo_says_so() -> None:
    workshop = make.workshop(make.inventory(make.region()))
    with pytest.raises(Invalid, match="nothing_to_undo"):
        undo.undo_last(by=System(), workshop=workshop)


def test_dots_are_a_budget(scene: Scene) -> None:
    other = votes.add_item(**scene.common, step=scene.dots, text="Annat")
    votes.vote(**scene.own, step=scene.dots, item=scene.item.pk, value=3, token=TOKEN)
    with pytest.raises(Invalid, match="no_dots_left"):
        votes.vote(**scene.own, step=scene.dots, item=other.pk, value=3, token=TOKEN)
    votes.vote(**scene.own, step=scene.dots, item=scene.item.pk, value=0, token=TOKEN)
    votes.vote(**scene.own, step=scene.dots, item=other.pk, value=5, token=TOKEN)
    assert [v.value for v in Item.objects.get(pk=other.pk).votes.all()] == [5]


def test_an_anonymous_ballot_is_one_and_leads_to_nobody(scene: Scene) -> None:
    votes.vote(**scene.own, step=scene.dots, item=scene.item.pk, value=1, token=TOKEN)
    with pytest.raises(Invalid, match="ballot_elsewhere"):
        votes.vote(**scene.own, step=scene.dots, item=scene.item.pk, value=1, token="x" * 30)
    ballot = scene.item.votes.get().ballot
    assert not scene.guest.participant.authorships.filter(ballot=ballot).exists()
    assert not scene.guest.participant.authorships.filter(step=scene.dots).exists()


def test_anonymity_is_fixed_once_a_step_was_open(scene: Scene) -> None:
    with pytest.raises(Invalid, match="anonymity_promised"):
        steps.edit_step(**scene.common, step=Step.objects.get(pk=scene.dots.pk), anonymity="open")


def test_a_guest_of_another_workshop_owns_nothing_here(scene: Scene) -> None:
    stranger: Guest = make.guest(make.workshop(scene.inventory))
    from farled.store.actions.ballots import own_ballots

    with pytest.raises(Invalid, match="voice_gone"):
        voices.own_voice(scene.voices[0].pk, ballots=own_ballots(stranger, {}), step=scene.write)


def test_who_is_further_behind_than_the_events_reads_everything_afresh(scene: Scene) -> None:
    before = workshop_state(scene.workshop)
    for n in range(4):
        grouping.rename_group(**scene.common, group=scene.groups[0], name=f"Namn {n}")
    Event.objects.filter(workshop=scene.workshop, seq__lte=before.seq + 2).delete()
    assert caught_up(scene.workshop, before) == workshop_state(scene.workshop)
