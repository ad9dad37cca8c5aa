"""The inventory itself, its stakeholders and steps; how far it has come; what its pages depend on."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from farled.core.finding import Invalid
from farled.store.actions import inventory as actions
from farled.store.actions import needs, stakeholders, steps, themes
from farled.store.actions.inventory_undo import undo
from farled.store.actions.workshop_plan import archive_workshop
from farled.store.models import Audit, Inventory, InventoryUndo, LfaStep, SharingEntry
from farled.store.queries.groups import waiting_groups
from farled.store.queries.inventory import attendance, newest_undo
from farled.store.queries.search import search
from farled.store.queries.stamps import chart_stamp, needs_stamp
from farled.store.queries.voices import voices
from farled.store.queries.voyages import counts, voyages
from tests.support import make
from tests.support.followed import followed
from tests.support.gathered import Gathered

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Gathered:
    return Gathered()


def of(scene: Gathered) -> dict[str, Any]:
    return {"by": scene.person, "inventory": scene.inventory}


def test_a_new_inventory_leaves_an_audit_row(scene: Gathered) -> None:
    made = actions.create_inventory(
        by=scene.person, region=scene.region, name=" Landsbygdens\x00  resor ", question="Hur?"
    )
    assert (made.name, made.language) == ("Landsbygdens resor", "sv")
    row = Audit.objects.order_by("-pk").first()
    assert row is not None
    assert (row.act, row.region, row.about) == (
        "create_inventory",
        scene.region,
        f"inventory:{made.pk}",
    )


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": ""}, "name"),
        ({"language": "tlh"}, "language"),
        ({"period_from": date(2026, 2, 1), "period_to": date(2026, 1, 1)}, "period_to"),
        ({"records_status": "hemligt"}, "records_status"),
        ({"records_status": "delat"}, "sharing_purpose"),
        ({"records_status": "gallrat"}, "decision"),
        ({"question": "x" * 2001}, "question"),
    ],
)
def test_what_cannot_be_saved_names_its_field(
    scene: Gathered, fields: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as error:
        actions.edit_inventory(**of(scene), **fields)
    assert error.value.field == field
    assert not SharingEntry.objects.exists()


def test_a_period_cannot_be_made_to_end_before_it_began(scene: Gathered) -> None:
    actions.edit_inventory(**of(scene), period_from=date(2026, 2, 1))
    with pytest.raises(Invalid, match="period_backwards"):
        actions.edit_inventory(**of(scene), period_to=date(2026, 1, 1))


def test_rooms_follow_when_the_strategy_changes(scene: Gathered) -> None:
    other = make.strategy(scene.region, name="RUS 2030")
    with followed(scene.workshop):
        actions.edit_inventory(**of(scene), strategy=other)
    entry = newest_undo(scene.inventory, scene.person)
    assert entry is not None
    with followed(scene.workshop):
        undo(by=scene.person, inventory=scene.inventory, entry=entry)
    assert Inventory.objects.get().strategy != other


def test_undo_brings_back_words_and_dates_but_never_a_records_status(scene: Gathered) -> None:
    actions.edit_inventory(**of(scene), period_from=date(2026, 2, 1), question="Varför?")
    actions.edit_inventory(
        **of(scene),
        question="Hur?",
        period_from=None,
        records_status="delat",
        sharing_purpose="Underlag till nämnden",
    )
    entry = newest_undo(scene.inventory, scene.person)
    assert entry is not None
    undo(by=scene.person, inventory=scene.inventory, entry=entry)
    row = Inventory.objects.get()
    assert (row.question, row.period_from) == ("Varför?", date(2026, 2, 1))
    assert row.records_status == "delat"
    assert SharingEntry.objects.get().what == "status:delat"


def test_an_archived_inventory_comes_back_by_undo(scene: Gathered) -> None:
    actions.archive_inventory(**of(scene))
    assert [v.name for v in voyages([scene.region])] == []
    entry = newest_undo(scene.inventory, scene.person)
    assert entry is not None
    undo(by=scene.person, inventory=scene.inventory, entry=entry)
    assert [v.name for v in voyages([scene.region])] == [scene.inventory.name]


def test_an_lfa_step_is_undone_to_what_it_was(scene: Gathered) -> None:
    actions.set_lfa_step(**of(scene), key="4b", state="under_way", note="Två vägar")
    actions.set_lfa_step(**of(scene), key="4b", state="done", note="En väg")
    entry = newest_undo(scene.inventory, scene.person)
    assert entry is not None
    undo(by=scene.person, inventory=scene.inventory, entry=entry)
    assert LfaStep.objects.values_list("state", "note").get() == ("under_way", "Två vägar")


def test_another_persons_last_act_is_not_offered_to_me(scene: Gathered) -> None:
    make.need(scene.inventory)
    assert InventoryUndo.objects.count() == 1
    assert newest_undo(scene.inventory, scene.person) is None


@pytest.mark.parametrize("grade", ["0", "6", "3.5", "x", 10**30])
def test_grades_run_from_one_to_five(scene: Gathered, grade: Any) -> None:
    with pytest.raises(Invalid) as error:
        stakeholders.add_stakeholder(**of(scene), name="Kommunerna", interest=grade)
    assert error.value.field == "interest"


def test_attendance_counts_people_by_organisation_and_names_nobody(scene: Gathered) -> None:
    make.guest(scene.workshop, organisation="Länsstyrelsen", kind="table", stands_for=7)
    assert attendance(scene.inventory) == {"Region Örebro län": 6, "Länsstyrelsen": 7}


def test_a_workshop_put_away_is_not_counted(scene: Gathered) -> None:
    needs.need_from_group(by=scene.person, workshop=scene.workshop, group=scene.bus, what="Åka hem")
    archive_workshop(by=scene.person, workshop=scene.workshop, archived_at=timezone.now())
    found = counts([scene.inventory])[scene.inventory.pk]
    assert (found.voices, found.loose_voices, found.groups_without_need) == (2, 0, 0)
    assert (attendance(scene.inventory), waiting_groups(scene.inventory)) == ({}, ())
    assert {line.group for line in voices(scene.inventory)} == {"Kollektivtrafiken"}
    archive_workshop(by=scene.person, workshop=scene.workshop, archived_at=None)
    found = counts([scene.inventory])[scene.inventory.pk]
    assert (found.voices, found.loose_voices, found.groups_without_need) == (4, 2, 1)


def test_counts_say_how_far_it_has_come(scene: Gathered) -> None:
    need = make.need(scene.inventory, women="Fler kvinnor", men="Färre män")
    make.need(scene.inventory, "Åkermark")
    themes.create_theme(**of(scene), name="Resor", proposal_kind="cruise", needs=[need])
    make.stakeholder(scene.inventory)
    steps.finish_workshop(by=scene.person, workshop=scene.workshop)
    found = counts([scene.inventory])[scene.inventory.pk]
    assert (found.finished, found.live, found.groups_without_need) == (1, 0, 2)
    assert (found.voices, found.loose_voices) == (4, 4)
    assert (found.needs, found.needs_without_gender, found.needs_without_theme) == (2, 1, 1)
    assert (found.themes, found.cruises, found.themes_without_proposal) == (1, 1, 0)
    assert found.stakeholders == 1


def test_voyages_cost_the_same_however_many(
    scene: Gathered, django_assert_num_queries: Any
) -> None:
    for n in range(8):
        make.need(make.inventory(scene.region, name=f"Inventering {n}"))
    with django_assert_num_queries(10):
        assert len(voyages([scene.region])) == 9


def test_waiting_groups_are_those_nobody_took_up(scene: Gathered) -> None:
    found = waiting_groups(scene.inventory)
    assert [(g.name, len(g.voices)) for g in found] == [("Kollektivtrafiken", 2), ("Marken", 1)]


def test_stamps_change_with_what_is_shown_and_with_nothing_else(
    scene: Gathered, django_assert_num_queries: Any
) -> None:
    def now() -> tuple[Any, Any]:
        scene.inventory.refresh_from_db()
        return needs_stamp(scene.inventory), chart_stamp(scene.person.user)

    with django_assert_num_queries(1):
        needs_stamp(scene.inventory)
    with django_assert_num_queries(1):
        chart_stamp(scene.person.user)
    before = now()
    assert now() == before
    make.need(scene.inventory)
    written = now()
    assert all(a != b for a, b in zip(before, written, strict=True))
    scene.say("En röst till")
    said = now()
    assert all(a != b for a, b in zip(written, said, strict=True))


def test_search_reads_each_kind_once(scene: Gathered, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(13):
        found = search([scene.region], "buss")
    assert [(kind.kind, kind.count) for kind in found] == [("voice", 2)]


def test_search_shows_the_first_and_counts_all(scene: Gathered) -> None:
    for n in range(25):
        make.need(scene.inventory, f"Länsväg {n}")
    (found,) = search([scene.region], "länsväg")
    assert (len(found.hits), found.count) == (20, 25)
    assert search([scene.region], "   ") == ()
    assert search([make.region()], "länsväg") == ()
