"""Planning: workshops from templates, their agendas, copies."""

from typing import Any

import pytest
from django.utils import timezone

from farled.core.finding import Invalid
from farled.core.workshop.activities import ACTIVITIES
from farled.store.actions import grouping, items, steps, undo, votes
from farled.store.actions import voices as voice_actions
from farled.store.actions import workshop_plan as plan
from farled.store.actions.agenda_templates import ORDER, agenda_template, agenda_templates
from farled.store.gates import Person
from farled.store.models import Audit, Group, Inventory, Item, Step, Table, Undo, Voice, Workshop
from farled.store.queries.workshop import caught_up, workshop_state
from tests.support import make
from tests.support.followed import followed

pytestmark = pytest.mark.django_db


@pytest.fixture
def inventory() -> Inventory:
    return make.inventory(make.region())


@pytest.fixture
def by(inventory: Inventory) -> Person:
    return Person(make.person("facilitator", region=inventory.region))


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("key", ORDER)
def test_every_template_becomes_a_workshop(
    inventory: Inventory, by: Person, key: str, language: str
) -> None:
    template = agenda_template(key, language)
    made = plan.create_workshop(
        by=by, inventory=inventory, template=template, name="Dagen", language=language, tables="2"
    )
    rows = list(Step.objects.filter(workshop=made))
    assert [row.title for row in rows] == [step.title for step in template.steps]
    for row, step in zip(rows, template.steps, strict=True):
        assert row.activity in ACTIVITIES
        if isinstance(step.source, int):
            assert row.source == rows[step.source]
        else:
            assert row.settings.get("source") == step.source
    assert sum(row.minutes for row in rows) == template.minutes
    assert Table.objects.filter(workshop=made).count() == 2
    assert Audit.objects.filter(act="create_workshop", workshop=made).count() == 1


def test_making_a_workshop_is_not_undone_on_the_bridge(inventory: Inventory, by: Person) -> None:
    template = agenda_template("rapid-dialogue", "sv")
    made = plan.create_workshop(
        by=by, inventory=inventory, template=template, name="Dagen", tables=3
    )
    assert not Undo.objects.filter(workshop=made).exists()
    with pytest.raises(Invalid, match="nothing_to_undo"):
        undo.undo_last(by=by, workshop=made)


def test_an_unknown_template_is_refused() -> None:
    with pytest.raises(Invalid, match="unknown_template"):
        agenda_template("finns-inte", "sv")
    assert len(agenda_templates("sv")) == 4


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""), ("name", "x" * 201), ("language", "de"), ("seating", "stolar"),
        ("tables", "många"), ("tables", "-1"), ("tables", "9" * 30), ("records_status", "hemligt"),
        ("organisations", "rad\n" * 500), ("privacy_notice", "x" * 6001),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_with_its_field(
    inventory: Inventory, by: Person, field: str, value: str
) -> None:
    fields = {"name": "Dagen", "tables": "2", field: value}
    with pytest.raises(Invalid) as wrong:
        plan.create_workshop(by=by, inventory=inventory, **fields)
    assert wrong.value.field == field
    assert not Workshop.objects.exists()


def test_organisations_are_one_a_line_each_once(inventory: Inventory, by: Person) -> None:
    made = plan.create_workshop(
        by=by, inventory=inventory, name="Dagen", organisations="Regionen\n\nKommunen\nRegionen\n"
    )
    assert made.organisations == ["Regionen", "Kommunen"]


def test_records_cannot_become_less_public(inventory: Inventory, by: Person) -> None:
    made = plan.create_workshop(by=by, inventory=inventory, name="Dagen", records_status="delat")
    with pytest.raises(Invalid, match=r"records\.stays\.delat"):
        plan.edit_workshop(by=by, workshop=made, records_status="arbetsmaterial")
    plan.edit_workshop(by=by, workshop=made, records_status="arkiverat", place="Saluhallen")
    assert (made.records_status, made.place) == ("arkiverat", "Saluhallen")


def test_a_copy_has_the_agenda_and_nothing_of_the_day(inventory: Inventory, by: Person) -> None:
    template = agenda_template("needs-inventory", "sv")
    first = plan.create_workshop(
        by=by, inventory=inventory, template=template, name="Dagen", tables=2, diary_number="RS 1"
    )
    step = Step.objects.filter(workshop=first, activity="write").first()
    assert step is not None
    steps.go_to_step(by=by, workshop=first, step=step)
    voice_actions.write_voice(by=make.guest(first), workshop=first, step=step, text="Ett behov")
    copied = plan.copy_workshop(by=by, workshop=first, name="Dag två")
    assert copied.code != first.code
    assert (copied.state, copied.diary_number) == ("planned", "")
    assert workshop_state(copied).attendance.people == 0
    assert not Voice.objects.filter(step__workshop=copied).exists()
    rows = Step.objects.filter(workshop=copied)
    assert [row.title for row in rows] == [one.title for one in template.steps]
    assert {row.state for row in rows} == {"waiting"}
    assert all(row.source is None or row.source.workshop_id == copied.pk for row in rows)
    assert rows.filter(activity="group").exclude(source=None).count() == 4


def test_a_step_is_planned_with_the_settings_of_its_activity(
    inventory: Inventory, by: Person
) -> None:
    workshop = make.workshop(inventory, "write")
    write = Step.objects.get(workshop=workshop)
    step = plan.plan_step(
        by=by, workshop=workshop, activity="group", title="Samla", minutes="25",
        settings={"where": "plenary", "okänt": 1}, source=str(write.pk),
    )  # fmt: skip
    assert step.settings == {"where": "plenary"}
    assert step.source == write
    assert (step.position, step.minutes) == (2, 25)


@pytest.mark.parametrize(
    ("activity", "fields", "field"),
    [
        ("dansa", {}, "activity"),
        ("write", {"title": ""}, "title"),
        ("write", {"minutes": "0"}, "minutes"),
        ("write", {"minutes": "10" * 20}, "minutes"),
        ("write", {"anonymity": "hemligt"}, "anonymity"),
        ("write", {"settings": {"max_length": "5"}}, "max_length"),
        ("prioritise", {"settings": {"dots": "1000"}}, "dots"),
        ("group", {"source": "needs"}, "source"),
        ("group", {"source": "999999"}, "source"),
        ("prioritise", {"source": "10" * 20}, "source"),
    ],
)
def test_a_step_that_cannot_be_is_refused(
    inventory: Inventory, by: Person, activity: str, fields: dict[str, object], field: str
) -> None:
    workshop = make.workshop(inventory)
    given = {"title": "Ett steg", "minutes": "10", **fields}
    with pytest.raises(Invalid) as wrong:
        plan.plan_step(by=by, workshop=workshop, activity=activity, **given)
    assert wrong.value.field == field


def test_another_workshops_step_is_no_source(inventory: Inventory, by: Person) -> None:
    elsewhere = Step.objects.get(workshop=make.workshop(inventory, "write"))
    with pytest.raises(Invalid, match="unknown_choice"):
        plan.plan_step(
            by=by, workshop=make.workshop(inventory), activity="group", title="Samla", minutes=5,
            source=str(elsewhere.pk),
        )  # fmt: skip


def test_anonymity_is_locked_once_the_step_has_been_open(inventory: Inventory, by: Person) -> None:
    workshop = make.workshop(inventory)
    step = make.open_step(workshop, "write", anonymity="anonymous")
    with pytest.raises(Invalid, match="anonymity_promised"):
        plan.change_step(
            by=by, workshop=workshop, step=step, title="Skriv", minutes=5, anonymity="open"
        )
    plan.change_step(by=by, workshop=workshop, step=step, title="Skriv nu", minutes=5)
    step.refresh_from_db()
    assert (step.title, step.anonymity) == ("Skriv nu", "anonymous")


def test_changing_a_step_keeps_what_it_is_about_now(inventory: Inventory, by: Person) -> None:
    workshop = make.workshop(inventory)
    step = make.open_step(workshop, "larger")
    item = votes.add_item(by=by, workshop=workshop, step=step, text="Bussen")
    items.focus_on(by=by, workshop=workshop, step=step, item=item)
    step.refresh_from_db()
    plan.change_step(by=by, workshop=workshop, step=step, title="Större", minutes=5)
    step.refresh_from_db()
    assert step.settings["focus"] == item.pk


def test_steps_change_places_and_come_back(inventory: Inventory, by: Person) -> None:
    workshop = make.workshop(inventory, "check_in", "write", "reflect")
    first, second, third = Step.objects.filter(workshop=workshop)
    before = workshop_state(workshop)
    plan.move_step(by=by, workshop=workshop, step=third, places=-1)
    assert [s.pk for s in Step.objects.filter(workshop=workshop)] == [first.pk, third.pk, second.pk]
    plan.move_step(by=by, workshop=workshop, step=first, places=-1)
    assert caught_up(workshop, before) == workshop_state(workshop)
    undo.undo_last(by=by, workshop=workshop)
    undo.undo_last(by=by, workshop=workshop)
    assert [s.pk for s in Step.objects.filter(workshop=workshop)] == [first.pk, second.pk, third.pk]


def test_going_to_a_grouping_step_shows_what_is_to_be_grouped(
    inventory: Inventory, by: Person
) -> None:
    workshop = make.workshop(inventory)
    write = make.open_step(workshop, "write")
    make.open_step(workshop, "group", source=write, settings={"where": "tables"})
    write.refresh_from_db()
    assert write.revealed


def test_a_step_takes_the_groups_of_plenary_and_leaves_the_nameless(
    inventory: Inventory, by: Person
) -> None:
    workshop = make.workshop(inventory)
    write = make.open_step(workshop, "write")
    voice = voice_actions.write_voice(
        by=make.guest(workshop), workshop=workshop, step=write, text="En röst"
    )
    plenary = make.open_step(workshop, "group", source=write, settings={"where": "plenary"})
    grouping.place_in_new(by=by, workshop=workshop, step=plenary, voices=[voice], name="Resor")
    grouping.new_group(by=by, workshop=workshop, step=plenary, name="")
    vote = make.open_step(workshop, "prioritise", source=plenary)
    assert list(Item.objects.filter(step=vote).values_list("text", flat=True)) == ["Resor"]
    Group.objects.filter(step=plenary, name="").update(name="Vård")
    items.gather_items(by=by, workshop=workshop, step=vote)
    assert list(Item.objects.filter(step=vote).values_list("text", flat=True)) == ["Resor", "Vård"]


def test_placing_cards_is_one_act_and_one_undo(inventory: Inventory, by: Person) -> None:
    workshop = make.workshop(inventory)
    write = make.open_step(workshop, "write")
    voice = voice_actions.write_voice(
        by=make.guest(workshop), workshop=workshop, step=write, text="En röst"
    )
    at_tables = make.open_step(workshop, "group", source=write, settings={"where": "tables"})
    group = grouping.new_group(by=by, workshop=workshop, step=at_tables, name="Bussen")
    plenary = make.open_step(workshop, "group", source=write, settings={"where": "plenary"})
    before = workshop_state(workshop)
    made = grouping.place_in_new(
        by=by, workshop=workshop, step=plenary, voices=[voice], groups=[group]
    )
    assert made.name == "Bussen"
    group.refresh_from_db()
    voice.refresh_from_db()
    assert (group.merged_into, voice.group) == (made, made)
    assert caught_up(workshop, before) == workshop_state(workshop)
    assert workshop_state(workshop).last_act.name == "new_group"
    undo.undo_last(by=by, workshop=workshop)
    assert caught_up(workshop, before).values["group"] == before.values["group"]
    assert caught_up(workshop, before).values["voice"] == before.values["voice"]


def test_whoever_follows_the_events_sees_what_was_planned(inventory: Inventory, by: Person) -> None:
    workshop = make.workshop(inventory)
    step = make.open_step(workshop, "larger", settings={"source": "needs"})
    common: dict[str, Any] = {"by": by, "workshop": workshop}
    item = votes.add_item(**common, step=step, text="Bussen")
    make.need(inventory, "Kortare vägar")
    with followed(workshop):
        items.gather_items(**common, step=step)
    with followed(workshop):
        items.focus_on(**common, step=step, item=item)
    with followed(workshop):
        items.ask_conditions(**common, step=step, asked=True)
    with followed(workshop):
        plan.plan_step(**common, activity="pause", title="Fika", minutes="15")
    with followed(workshop):
        plan.change_step(**common, step=step, title="Större", minutes="5")
    with followed(workshop):
        plan.move_step(**common, step=step, places=1)
    with followed(workshop):
        plan.edit_workshop(**common, name="Dag två")
    with followed(workshop):
        plan.archive_workshop(**common, archived_at=timezone.now())
