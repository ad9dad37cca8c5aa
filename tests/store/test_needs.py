"""Needs: made, edited, merged, taken away, and back again."""

from collections.abc import Callable
from typing import Any

import pytest

from farled.core.finding import Invalid
from farled.store.actions import needs, placing, stakeholders, themes
from farled.store.actions.inventory_undo import undo
from farled.store.actions.voices import write_voice
from farled.store.models import (
    Audit,
    Event,
    GoalConflict,
    Group,
    Inventory,
    InventoryUndo,
    Item,
    Need,
    Step,
    Voice,
)
from farled.store.queries.conflicts import conflicts_naming
from farled.store.queries.inventory import newest_undo
from farled.store.queries.needs import need_in, picture
from farled.store.queries.voices import stakes_of_need, voices, voices_of_need
from tests.support import make
from tests.support.followed import followed
from tests.support.gathered import SAID, Gathered

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Gathered:
    return Gathered()


def of(scene: Gathered) -> dict[str, Any]:
    return {"by": scene.person, "inventory": scene.inventory}


def from_group(scene: Gathered, group: Group, **fields: Any) -> Need:
    return needs.need_from_group(by=scene.person, workshop=scene.workshop, group=group, **fields)


def taken_back(scene: Gathered) -> None:
    entry = newest_undo(scene.inventory, scene.person)
    assert entry is not None
    undo(by=scene.person, inventory=scene.inventory, entry=entry)


def everything(inventory: Inventory) -> Any:
    inventory.refresh_from_db()
    return picture(inventory), voices(inventory)


def test_a_group_becomes_a_need_with_what_its_voices_said(scene: Gathered) -> None:
    need = from_group(scene, scene.bus)
    assert (need.what, need.for_whom, need.number) == ("Kollektivtrafiken", "Pendlare", 1)
    assert (list(need.areas.all()), need.dimensions) == ([scene.area], ["social"])
    assert [v.text for v in voices_of_need(scene.inventory, need)] == list(SAID[:2])


def test_own_words_come_before_the_groups(scene: Gathered) -> None:
    assert from_group(scene, scene.bus, what="Bussen räcker inte till").what.startswith("Bussen")


def test_a_group_becomes_one_need_only(scene: Gathered) -> None:
    from_group(scene, scene.bus)
    with pytest.raises(Invalid, match=r"need\.group_has_need"):
        from_group(scene, scene.bus)
    assert Need.objects.count() == 1


def test_a_group_of_another_workshop_does_not(scene: Gathered) -> None:
    other = make.workshop(make.inventory(make.region()))
    with pytest.raises(Invalid, match=r"need\.group_gone"):
        needs.need_from_group(by=scene.person, workshop=other, group=scene.bus)


def test_the_voices_of_groups_that_plenary_took_up_follow(scene: Gathered) -> None:
    Group.objects.filter(pk=scene.land.pk).update(merged_into=scene.bus)
    need = from_group(scene, scene.bus)
    assert len(voices_of_need(scene.inventory, need)) == 3


def test_a_hidden_voice_is_never_shown(scene: Gathered) -> None:
    need = from_group(scene, scene.bus)
    Voice.objects.filter(pk=scene.voices[0].pk).update(state="hidden")
    assert [v.text for v in voices_of_need(scene.inventory, need)] == [SAID[1]]


def test_what_its_room_has_not_been_shown_nobody_sees(scene: Gathered) -> None:
    need = from_group(scene, scene.bus)
    scene.write.revealed = False
    scene.write.save()
    assert voices_of_need(scene.inventory, need) == ()
    assert picture(scene.inventory).needs[0].voices == ()


def test_a_voice_tells_its_table_only_where_the_table_is_large_enough(scene: Gathered) -> None:
    need = from_group(scene, scene.bus)
    assert voices_of_need(scene.inventory, need)[0].table == "Fönsterbordet"
    for guest in scene.guests[:2]:
        guest.participant.removed = True
        guest.participant.save()
    assert voices_of_need(scene.inventory, need)[0].table == ""


def test_numbers_are_not_used_again(scene: Gathered) -> None:
    first = make.need(scene.inventory)
    needs.remove_need(**of(scene), need=first)
    assert make.need(scene.inventory).number == 2


def test_who_edits_an_older_version_overwrites_nothing(scene: Gathered) -> None:
    need = make.need(scene.inventory)
    needs.edit_need(**of(scene), need=need, version=1, what="Bussen går för sällan på kvällen")
    with pytest.raises(Invalid, match=r"need\.changed_meanwhile"):
        needs.edit_need(**of(scene), need=need, version=1, what="Något annat")
    assert need_in(scene.inventory, 1).what == "Bussen går för sällan på kvällen"  # type: ignore[union-attr]


def test_areas_of_another_strategy_are_left_out(scene: Gathered) -> None:
    foreign = make.strategy(make.region()).areas.get()
    need = make.need(scene.inventory, areas=[foreign.pk, scene.area.pk, 10**30, "x"])
    assert list(need.areas.all()) == [scene.area]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"what": " "}, "what"),
        ({"what": "x" * 301}, "what"),
        ({"what": "x", "women": "x" * 1001}, "women"),
        ({"what": "x", "theme": 10**30}, "theme"),
        ({"what": ["x"]}, "what"),
    ],
)
def test_what_cannot_be_used_names_its_field(
    scene: Gathered, fields: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as error:
        needs.create_need(**of(scene), **fields)
    assert error.value.field == field
    assert not Need.objects.exists()


def test_merging_lets_the_voices_follow_and_loses_no_word(scene: Gathered) -> None:
    bus = from_group(scene, scene.bus)
    land = from_group(scene, scene.land, where="Örebro", dimensions=["economic"])
    needs.merge_needs(**of(scene), into=bus, needs=[bus, land])
    assert len(voices_of_need(scene.inventory, bus)) == 3
    assert (bus.where, bus.dimensions) == ("Örebro", ["social", "economic"])
    assert need_in(scene.inventory, 2).merged_into == bus  # type: ignore[union-attr]
    assert [need.number for need in picture(scene.inventory).needs] == [1]


def test_merging_with_itself_is_refused(scene: Gathered) -> None:
    need = make.need(scene.inventory)
    with pytest.raises(Invalid, match=r"need\.nothing_to_merge"):
        needs.merge_needs(**of(scene), into=need, needs=[need])


def test_a_loose_voice_is_placed_in_the_needs_group_of_its_step(scene: Gathered) -> None:
    need = from_group(scene, scene.bus)
    placing.place_voices(**of(scene), voices=[scene.voices[3]], need=need)
    scene.voices[3].refresh_from_db()
    assert scene.voices[3].group == scene.bus


def test_a_need_without_a_group_there_gets_one(scene: Gathered) -> None:
    need = make.need(scene.inventory)
    placing.place_voices(**of(scene), voices=scene.voices[2:], need=need)
    made = Group.objects.get(need=need)
    assert (made.step, made.name, made.voices.count()) == (scene.grouping, need.what, 2)


def test_hidden_voices_and_those_of_others_cannot_be_placed(scene: Gathered) -> None:
    other = Gathered()
    Voice.objects.filter(pk=scene.voices[0].pk).update(state="hidden")
    need = make.need(scene.inventory)
    with pytest.raises(Invalid, match=r"voice\.none_chosen"):
        placing.place_voices(**of(scene), voices=[scene.voices[0], other.voices[0]], need=need)


ACTS: dict[str, Callable[[Gathered, Need, Need], object]] = {
    "create": lambda s, a, b: make.need(s.inventory, "Ny", areas=[s.area.pk]),
    "edit": lambda s, a, b: needs.edit_need(
        **of(s), need=a, version=a.version, what="Annat", areas=[], goals=[], women="x"
    ),
    "merge": lambda s, a, b: needs.merge_needs(**of(s), into=a, needs=[a, b]),
    "remove": lambda s, a, b: needs.remove_need(**of(s), need=a),
    "theme": lambda s, a, b: themes.create_theme(**of(s), name="Resor", needs=[a, b]),
    "move": lambda s, a, b: themes.move_needs(**of(s), needs=[a, b], grouping="area", to=None),
    "move to dimension": lambda s, a, b: themes.move_needs(
        **of(s), needs=[a], grouping="dimension", to="economic", away_from={a.pk: ["social"]}
    ),
    "place": lambda s, a, b: placing.place_voices(
        **of(s), voices=[s.voices[0], s.voices[3]], need=b
    ),
    "place in a new group": lambda s, a, b: placing.place_voices(
        **of(s), voices=s.voices, need=Need.objects.get(number=3)
    ),
    "leave alone": lambda s, a, b: placing.leave_voices_alone(
        **of(s), voices=s.voices, reason="Utanför länet"
    ),
    "take out": lambda s, a, b: placing.take_out_voices(**of(s), voices=s.voices),
    "dismiss hint": lambda s, a, b: needs.dismiss_hint(
        **of(s), need=a, hint="need.theme_not_problem", reason="Ett läge"
    ),
    "stakeholder": lambda s, a, b: stakeholders.add_stakeholder(**of(s), name="Kommunerna"),
}


@pytest.mark.parametrize("name", ACTS)
def test_every_act_is_followed_by_its_room_and_undone(scene: Gathered, name: str) -> None:
    first, second = from_group(scene, scene.bus), from_group(scene, scene.land)
    make.need(scene.inventory, "Utan röster")
    before = everything(scene.inventory)
    with followed(scene.workshop):
        ACTS[name](scene, first, second)
    entry = InventoryUndo.objects.order_by("-pk").first()
    assert entry is not None
    with followed(scene.workshop):
        undo(by=scene.person, inventory=scene.inventory, entry=entry)
    assert everything(scene.inventory) == before


def test_making_a_need_is_one_event_and_one_audit_row(scene: Gathered) -> None:
    audited = Audit.objects.count()
    elsewhere = make.workshop(scene.inventory)
    with followed(scene.workshop), followed(elsewhere):
        from_group(scene, scene.bus)
    assert Audit.objects.count() == audited + 1
    assert Audit.objects.latest("pk").workshop is None, "a need is the inventory's"
    touched = Event.objects.filter(workshop=scene.workshop).order_by("-seq").first().touched  # type: ignore[union-attr]
    assert sorted(map(tuple, touched)) == [("frame", 0), ("group", scene.bus.pk)]


def test_undo_of_a_need_from_a_group_frees_the_group(scene: Gathered) -> None:
    from_group(scene, scene.bus)
    taken_back(scene)
    scene.bus.refresh_from_db()
    assert scene.bus.need is None
    assert from_group(scene, scene.bus).number == 2


def test_what_somebody_has_built_on_is_not_undone(scene: Gathered) -> None:
    need = from_group(scene, scene.bus)
    entry = newest_undo(scene.inventory, scene.person)
    needs.edit_need(**of(scene), need=need, version=1, what="Bussar på kvällen")
    assert entry is not None
    with pytest.raises(Invalid, match=r"inventory\.changed_since_then"):
        undo(by=scene.person, inventory=scene.inventory, entry=entry)
    taken_back(scene)
    taken_back(scene)
    assert picture(scene.inventory).needs == ()


def test_nothing_is_undone_twice(scene: Gathered) -> None:
    make.need(scene.inventory)
    entry = InventoryUndo.objects.get()
    undo(by=scene.person, inventory=scene.inventory, entry=entry)
    with pytest.raises(Invalid, match=r"inventory\.already_undone"):
        undo(by=scene.person, inventory=scene.inventory, entry=entry)


def test_an_undo_is_seen_by_who_has_the_need_open(scene: Gathered) -> None:
    need = make.need(scene.inventory)
    needs.edit_need(**of(scene), need=need, version=1, what="Annat")
    taken_back(scene)
    with pytest.raises(Invalid, match=r"need\.changed_meanwhile"):
        needs.edit_need(**of(scene), need=need, version=2, what="Tredje")


def test_every_act_raises_the_inventorys_seq(scene: Gathered) -> None:
    seq = Inventory.objects.get().seq
    make.need(scene.inventory)
    assert Inventory.objects.get().seq == seq + 1


def test_the_picture_costs_the_same_however_many_needs(
    scene: Gathered, django_assert_num_queries: Any
) -> None:
    for n in range(20):
        make.need(scene.inventory, f"Behov {n}", areas=[scene.area.pk])
    with django_assert_num_queries(9):
        assert len(picture(scene.inventory).needs) == 20


def test_what_was_said_of_a_need_follows_it_into_what_it_became(scene: Gathered) -> None:
    first, second, third = (make.need(scene.inventory) for _ in range(3))
    workshop = scene.grouping.workshop
    larger = make.open_step(workshop, "larger")
    item = Item.objects.create(step=larger, kind="need", text=first.what, need=first)
    stake = write_voice(
        by=make.guest(workshop), workshop=workshop, step=larger, text="Jobben", prompt="stake", item=item.pk
    )  # fmt: skip
    Step.objects.filter(pk=larger.pk).update(revealed=True)
    apart = GoalConflict.objects.create(
        inventory=scene.inventory, title="Buss × bil", need_a=first, words_a="a", words_b="b"
    )
    needs.merge_needs(**of(scene), into=second, needs=[first])
    second.refresh_from_db()
    needs.merge_needs(**of(scene), into=third, needs=[second])
    assert [line.id for line in stakes_of_need(scene.inventory, third)] == [stake.pk]
    assert conflicts_naming(third) == [apart]
