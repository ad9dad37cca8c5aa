"""A region's own agendas: taken off a workshop, started from, renamed, replaced, removed and brought back."""

import json
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from farled.core.access import Permission
from farled.core.finding import Invalid
from farled.core.workshop.activities import ACTIVITIES
from farled.core.workshop.agenda_template import plain_steps
from farled.store.actions import declining, grouping, items, room, votes
from farled.store.actions import own_agendas as own
from farled.store.actions import voices as voice_actions
from farled.store.actions import workshop_plan as plan
from farled.store.actions.agenda_templates import ORDER, agenda_template
from farled.store.gates import Person, own_agenda_for
from farled.store.models import Audit, OwnAgenda, Step, Workshop
from farled.store.queries.account import names_in
from farled.store.queries.own_agendas import own_agendas, template_of
from farled.store.queries.workshop import workshop_state
from tests.support import make

pytestmark = pytest.mark.django_db


class Desk:
    """A facilitator with a workshop that she has led."""

    def __init__(self) -> None:
        self.region = make.region()
        self.by = Person(make.person("facilitator", region=self.region))
        self.inventory = make.inventory(self.region)
        self.workshop = make.workshop(self.inventory, "check_in", "write", name="Halvdag")

    def save(self, name: str = "Halvdag hos oss", **fields: Any) -> OwnAgenda:
        given = {"workshop": self.workshop, "fits": "20 personer", **fields}
        return own.save_agenda(by=self.by, name=name, **given)

    def names(self, **how: bool) -> list[str]:
        return [one.name for one in own_agendas(self.region, **how)]

    def acts(self) -> list[str]:
        found = Audit.objects.filter(region=self.region, about__startswith="agenda:")
        return list(found.order_by("pk").values_list("act", flat=True))


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.mark.parametrize("key", ORDER)
def test_what_comes_back_is_the_agenda_that_was_saved(desk: Desk, key: str) -> None:
    """Out of the shared template, into a workshop, into an own template, into a second workshop: the same steps."""
    shared = agenda_template(key, "sv")
    first = plan.create_workshop(by=desk.by, inventory=desk.inventory, template=shared, name="Ett")
    saved = template_of(desk.save(workshop=first))
    second = plan.create_workshop(
        by=desk.by, inventory=make.inventory(desk.region), template=saved, name="Två"
    )
    assert saved.minutes == shared.minutes
    assert [(s.activity, s.title, s.instruction, s.minutes, s.anonymity, s.source) for s in saved.steps] == [
        (s.activity, s.title, s.instruction, s.minutes, s.anonymity, s.source) for s in shared.steps
    ]  # fmt: skip
    assert second.template == saved.key
    assert values(second) == values(first)


def values(workshop: Workshop) -> list[Any]:
    """A workshop's steps with all their settings; sources by place."""
    rows = list(Step.objects.filter(workshop=workshop))
    places = {row.pk: place for place, row in enumerate(rows)}
    fields = ("activity", "title", "instruction", "minutes", "anonymity", "settings", "position")
    return [
        (*(getattr(row, name) for name in fields), places.get(row.source_id or 0)) for row in rows
    ]


def test_an_agenda_of_another_version_is_read_as_far_as_it_goes(desk: Desk) -> None:
    saved = desk.save()
    first = saved.steps[0]
    less = {"activity": "write", "title": "Skriv"}
    OwnAgenda.objects.update(steps=[{**first, "colour": "red"}, less, {"activity": "pause"}])
    kind = ACTIVITIES["write"]
    checked, written, bare = template_of(OwnAgenda.objects.get()).steps
    assert plain_steps([checked]) == [first]
    assert (written.title, written.minutes, written.anonymity) == ("Skriv", kind.minutes, kind.anonymity)  # fmt: skip
    assert (written.source, written.settings, bare.title) == (None, {}, "pause")
    template = template_of(OwnAgenda.objects.get())
    made = plan.create_workshop(by=desk.by, inventory=desk.inventory, template=template, name="Ny")
    assert made.steps.count() == 3


def test_a_step_whose_activity_is_no_more_is_left_out_and_the_rest_kept(desk: Desk) -> None:
    desk.save()
    gone = {"activity": "dance", "title": "Vi dansar"}
    write, group = {"activity": "write", "title": "Skriv"}, {"activity": "group", "title": "Samla"}
    steps = [gone, write, {**group, "source": 1}, {"activity": "sing"}, {**group, "source": 0}]
    OwnAgenda.objects.update(steps=steps)
    [template] = own_agendas(desk.region)
    assert [step.title for step in template.steps] == ["Skriv", "Samla", "Samla"]
    assert [step.source for step in template.steps] == [None, 0, None], (
        "what was gathered is gone too"
    )
    assert template.left_out == ("Vi dansar", "sing")
    made = plan.create_workshop(by=desk.by, inventory=desk.inventory, template=template, name="Ny")
    written, samla, last = made.steps.all()
    assert (samla.source, last.source) == (written, None)


def test_nobody_and_nothing_written_goes_with_it(desk: Desk) -> None:
    shop, by = desk.workshop, desk.by
    guest = make.guest(shop, name="Cecilia", organisation="Kommunen", role="Strateg")
    table = room.add_table(by=by, workshop=shop, name="Fönsterbordet")
    write = make.open_step(shop, "write")
    voice = voice_actions.write_voice(by=guest, workshop=shop, step=write, text="Bussen är full")
    group = make.open_step(shop, "group", source=write)
    grouping.new_group(by=by, workshop=shop, step=group, name="Resor", table=table, voices=[voice])
    declining.decline_suggestion(by=by, workshop=shop, step=group, name="v1+g2>new")
    larger = make.open_step(shop, "larger", source=group)
    item = votes.add_item(by=by, workshop=shop, step=larger, text="Kunna resa")
    items.focus_on(by=by, workshop=shop, step=larger, item=item)
    no_voice = make.open_step(shop, "no_voice")
    items.ask_conditions(by=by, workshop=shop, step=no_voice, asked=True)
    saved = desk.save()
    kept = json.dumps(saved.steps)
    for word in ("Cecilia", "Kommunen", "Strateg", "Fönsterbordet", "Bussen", "Resor", "Kunna"):
        assert word not in kept
    for pressed in ("declined", "focus", "opened"):
        assert pressed not in kept
    made = plan.create_workshop(
        by=by, inventory=desk.inventory, template=template_of(saved), name="Ny"
    )
    assert workshop_state(made).attendance.people == 0
    assert {row.state for row in made.steps.all()} == {"waiting"}
    assert not made.steps.get(activity="no_voice").settings["ask_conditions"]
    assert not made.tables.exists()


def test_what_was_planned_and_not_pressed_goes_with_it(desk: Desk) -> None:
    plan.plan_step(
        by=desk.by, workshop=desk.workshop, activity="no_voice", title="Nej", minutes=5,
        settings={"ask_conditions": True},
    )  # fmt: skip
    assert desk.save().steps[-1]["settings"]["ask_conditions"] is True


def test_removed_steps_stay_behind_and_an_empty_agenda_is_refused(desk: Desk) -> None:
    Step.objects.filter(workshop=desk.workshop, activity="check_in").update(removed=True)
    assert [one["activity"] for one in desk.save().steps] == ["write"]
    Step.objects.filter(workshop=desk.workshop).update(removed=True)
    with pytest.raises(Invalid, match="no_steps"):
        desk.save("Tom")
    assert desk.names() == ["Halvdag hos oss"]


@pytest.mark.parametrize(
    ("field", "value"), [("name", ""), ("name", "x" * 201), ("fits", "x" * 301)]
)
def test_what_cannot_be_used_is_refused_with_its_field(desk: Desk, field: str, value: str) -> None:
    with pytest.raises(Invalid) as wrong:
        desk.save(**{field: value})
    assert wrong.value.field == field
    assert (desk.names(), desk.acts()) == ([], [])


def test_the_same_name_asks(desk: Desk) -> None:
    first = desk.save()
    for unsure in ("", "något annat"):
        with pytest.raises(Invalid, match="same_name") as asked:
            desk.save("HALVDAG  hos oss", same=unsure)
        assert asked.value.field == "same"
    assert desk.names() == ["Halvdag hos oss"]
    second = desk.save("HALVDAG hos oss", same="both")
    assert desk.names() == ["Halvdag hos oss", "HALVDAG hos oss (2)"]
    third = desk.save(same="replace", fits="Ny")
    assert desk.names() == ["Halvdag hos oss", "HALVDAG hos oss (2)"]
    assert desk.names(removed=True) == ["Halvdag hos oss"]
    assert [one.key for one in own_agendas(desk.region)] == [third.slug, second.slug]
    assert [one.key for one in own_agendas(desk.region, removed=True)] == [first.slug]
    assert desk.acts() == ["save_agenda", "save_agenda", "remove_agenda", "save_agenda"]


def test_a_long_name_leaves_room_for_its_number(desk: Desk) -> None:
    for same in ("", "both", "both"):
        desk.save("x" * 200, same=same)
    assert sorted(len(name) for name in desk.names()) == [196, 196, 200]


def test_the_database_keeps_names_apart_too(desk: Desk) -> None:
    desk.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        OwnAgenda.objects.create(region=desk.region, slug="x", name="Halvdag hos oss")


def test_a_template_is_renamed(desk: Desk) -> None:
    saved = desk.save()
    own.change_agenda(by=desk.by, agenda=saved, version=1, name="Heldag", fits="")
    assert (saved.name, saved.fits, saved.version) == ("Heldag", "", 2)
    assert desk.acts() == ["save_agenda", "change_agenda"]
    desk.save("Annan")
    with pytest.raises(Invalid, match="name_taken"):
        own.change_agenda(by=desk.by, agenda=saved, version=2, name="ANNAN", fits="")
    own.change_agenda(by=desk.by, agenda=saved, version=2, name="HELDAG", fits="")
    assert desk.names() == ["Annan", "HELDAG"]


def test_whoever_is_second_hears_what_stands(desk: Desk) -> None:
    saved = desk.save()
    own.change_agenda(by=desk.by, agenda=saved, version=1, name="Heldag", fits="Många")
    late = OwnAgenda.objects.get()
    with pytest.raises(Invalid, match="changed_meanwhile") as told:
        own.change_agenda(by=desk.by, agenda=late, version=1, name="Kvart", fits="Få")
    assert told.value.why.params == {"name": "Heldag", "fits": "Många"}
    assert late.version == 2
    assert desk.names() == ["Heldag"]


def test_a_template_is_removed_and_brought_back(desk: Desk) -> None:
    saved = desk.save()
    own.remove_agenda(by=desk.by, agenda=saved)
    assert (desk.names(), desk.names(removed=True)) == ([], ["Halvdag hos oss"])
    with pytest.raises(Invalid, match="removed_meanwhile"):
        own.change_agenda(by=desk.by, agenda=saved, version=1, name="Ny", fits="")
    own.restore_agenda(by=desk.by, agenda=saved)
    assert (desk.names(), desk.names(removed=True)) == (["Halvdag hos oss"], [])
    own.remove_agenda(by=desk.by, agenda=saved)
    desk.save()
    own.restore_agenda(by=desk.by, agenda=saved)
    assert desk.names() == ["Halvdag hos oss", "Halvdag hos oss (2)"]
    assert desk.acts()[1:4] == ["remove_agenda", "restore_agenda", "remove_agenda"]


def test_a_workshop_lives_on_without_its_template(desk: Desk) -> None:
    saved = desk.save()
    made = plan.create_workshop(
        by=desk.by, inventory=desk.inventory, template=template_of(saved), name="Dagen"
    )
    before = values(made)
    own.remove_agenda(by=desk.by, agenda=saved)
    assert values(made) == before
    plan.change_step(by=desk.by, workshop=made, step=made.steps.all()[0], title="Ny", minutes=1)
    saved.refresh_from_db()
    assert saved.steps[0]["title"] != "Ny"


def test_each_region_has_its_own(desk: Desk) -> None:
    saved = desk.save()
    other = Desk()
    assert own_agendas(other.region) == []
    other.save()
    assert other.names() == ["Halvdag hos oss"]
    with pytest.raises(Http404):
        own_agenda_for(other.by, saved.slug, Permission.PLAN_WORKSHOP)
    assert own_agenda_for(desk.by, saved.slug, Permission.PLAN_WORKSHOP) == saved


def test_they_stand_in_swedish_order(desk: Desk) -> None:
    for name in ("Åre", "Ödeshög", "zon", "adel"):
        desk.save(name)
    assert desk.names() == ["adel", "zon", "Åre", "Ödeshög"]


def test_the_list_is_one_query(desk: Desk, django_assert_num_queries: Any) -> None:
    for name in ("Ett", "Två", "Tre"):
        desk.save(name)
    with django_assert_num_queries(1):
        assert len(own_agendas(desk.region)) == 3


def test_the_log_names_it(desk: Desk) -> None:
    saved = desk.save()
    rows = Audit.objects.filter(act="save_agenda")
    assert names_in(desk.region, rows) == {f"agenda:{saved.pk}": "Halvdag hos oss"}
    assert names_in(make.region(), rows) == {}
