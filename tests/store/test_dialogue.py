"""Summaries: what goes along and what never does, sharing and its papers, and what other regions send."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from farled.core.access import Permission
from farled.core.dialogue.summarise import Choice
from farled.core.dialogue.summary import SharedConflict, SharedCount, SharedResistance, Summary
from farled.core.dialogue.summary_json import fingerprint, format_summary, parse_summary
from farled.core.finding import Invalid
from farled.store.actions import dialogue, needs
from farled.store.gates import Person, received_for, shared_by_link, shared_key
from farled.store.models import (
    Audit,
    GoalConflict,
    Inventory,
    ReceivedSummary,
    SharedSummary,
    SharingEntry,
)
from farled.store.queries.dialogue import (
    content_of,
    opens,
    prepared,
    received_in,
    shared_from,
    shared_in,
    summary_now,
)
from tests.support import make
from tests.support.summarised import HIDDEN, NAMES, VOICE, Summarised

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> Summarised:
    return Summarised()


def share(made: Summarised, **other: Any) -> SharedSummary:
    found = prepared(made.inventory)
    given = {
        "by": made.birger,
        "inventory": made.inventory,
        "summary": found.summary,
        "looked_at": fingerprint(found.summary),
        "way": "delat_for_synpunkter",
        "purpose": "Vi vill ha synpunkter på behoven",
        "recipient": "Region Värmland",
        "days": 30,
        "what": "Sammanfattning",
    }
    return dialogue.share_summary(**given | other)


def save(made: Summarised, **other: Any) -> None:
    given = {"version": 1, "stays": Choice(), "learned": "", "asks": ""}
    dialogue.save_draft(by=made.birger, inventory=made.inventory, **given | other)


# --- what goes along ---------------------------------------------------------------------------
def test_it_holds_what_was_found(made: Summarised) -> None:
    summary = prepared(made.inventory).summary
    assert (summary.title, summary.region) == ("Behov våren 2026", "Region Örebro län")
    assert summary.strategy == "RUS 2022–2030"
    bus, land = summary.needs
    assert (bus.what, bus.theme, bus.voices, bus.dots) == ("Kvällsbussar saknas", "Resor", 6, 12)
    assert (land.what, land.theme) == ("Landet saknas", "")
    (theme,) = summary.themes
    assert (theme.proposal_kind, theme.proposal) == ("expedition", "Pröva anropsstyrd trafik")
    assert summary.conflicts == (
        SharedConflict(
            title="Besparing mot resor",
            words_a="Pengarna räcker inte till allt",
            words_b="Utan buss stannar länet",
            types=("resurs",),
        ),
    )


def test_what_a_need_was_given_follows_it_into_another(made: Summarised) -> None:
    GoalConflict.objects.filter(pk=made.conflict.pk).update(need_a=made.bus)
    for into, part in (
        (made.land, made.bus),
        (make.need(made.inventory, "Resor saknas"), made.land),
    ):
        needs.merge_needs(by=made.birger, inventory=made.inventory, into=into, needs=[part])
    summary = prepared(made.inventory).summary
    (left,) = summary.needs
    assert (left.what, left.voices, left.dots) == ("Resor saknas", 8, 12)
    assert summary.conflicts[0].side_a == "Resor saknas"


def test_few_are_never_counted(made: Summarised) -> None:
    summary = prepared(made.inventory).summary
    land, (workshop,) = summary.needs[1], summary.workshops
    assert (land.voices, land.dots) == (0, 0)
    # six of one organisation and three of another: either would give the other away
    assert (workshop.people, workshop.organisations, workshop.others) == (9, (), 9)
    assert summary.resistance == (
        SharedResistance("Sänkt taxa", 6, (0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0)),
        SharedResistance("Färre hållplatser"),
    )


def test_no_voice_and_no_name_is_in_the_file(made: Summarised) -> None:
    text = format_summary(prepared(made.inventory).summary)
    for secret in (VOICE, HIDDEN, *NAMES, "Astrid", "Ett namn"):
        assert secret not in text


def test_a_large_enough_organisation_is_named(made: Summarised) -> None:
    for _ in range(3):
        make.guest(made.workshop, organisation=NAMES[1])
    (workshop,) = prepared(made.inventory).summary.workshops
    assert workshop.organisations == (
        SharedCount(NAMES[1], 6),
        SharedCount("Region Örebro län", 6),
    )


def test_a_planned_or_archived_workshop_is_not_in_it(made: Summarised) -> None:
    make.workshop(made.inventory, name="Sen")
    make.workshop(made.inventory, name="Bort", state="finished", archived_at=timezone.now())
    assert [one.name for one in summary_now(made.inventory).workshops] == ["Halvdag i Örebro"]


def test_what_is_made_can_always_be_read(made: Summarised) -> None:
    summary = prepared(made.inventory).summary
    assert parse_summary(format_summary(summary)) == summary


def test_an_empty_inventory_has_a_summary() -> None:
    inventory = make.inventory(make.region(), strategy=None)
    found = prepared(inventory)
    assert found.summary == Summary(title="Behovsinventering", region="Region Örebro län")
    assert found.findings == ()


def test_what_is_left_at_home_stays_at_home(made: Summarised) -> None:
    stays = Choice(
        parts=frozenset({"resistance", "workshops"}),
        needs=frozenset({made.land.pk}),
        conflicts=frozenset({made.conflict.pk}),
        themes=frozenset({made.theme.pk}),
    )
    save(made, stays=stays, learned="Bjud in fler", asks="Hur gör ni?")
    found = prepared(made.inventory)
    assert found.choice == stays
    summary = found.summary
    assert [need.what for need in summary.needs] == ["Kvällsbussar saknas"]
    assert summary.needs[0].theme == ""
    assert (summary.workshops, summary.conflicts, summary.themes) == ((), (), ())
    assert summary.resistance == ()
    assert (summary.learned, summary.asks) == ("Bjud in fler", "Hur gör ni?")
    assert summary == summary_now(made.inventory)


def test_hints_name_the_thing_they_are_about(made: Summarised) -> None:
    needs.edit_need(
        by=made.birger,
        inventory=made.inventory,
        need=made.land,
        version=made.land.version,
        description=f"De säger: {HIDDEN.lower()}",
    )
    save(made, asks="Skriv till astrid@region.example")
    found = prepared(made.inventory)
    assert {(one.kind, one.about) for one in found.findings} == {
        ("summary.voice_verbatim", ("needs.2.description",)),
        ("summary.email", ("asks",)),
    }
    assert found.sources.needs[1].id == made.land.pk


def test_queries_do_not_grow_with_needs(
    made: Summarised, django_assert_max_num_queries: Any
) -> None:
    with CaptureQueriesContext(connection) as before:
        prepared(made.inventory)
    for n in range(5):
        make.need(made.inventory, f"Behov {n}")
    with django_assert_max_num_queries(len(before)):
        prepared(made.inventory)


# --- the draft -----------------------------------------------------------------------------------
def test_the_second_to_save_is_told(made: Summarised) -> None:
    save(made, asks="Först")
    with pytest.raises(Invalid) as caught:
        save(made, asks="Sedan")
    assert (caught.value.field, caught.value.why.key) == ("version", "summary.changed_meanwhile")
    assert summary_now(made.inventory).asks == "Först"


@pytest.mark.parametrize("field", ["learned", "asks"])
def test_words_too_long_are_refused(made: Summarised, field: str) -> None:
    with pytest.raises(Invalid) as caught:
        save(made, **{field: "x" * 5001})
    assert (caught.value.field, caught.value.why.key) == (field, "text.too_long")


def test_saving_is_in_the_audit_and_makes_pages_new(made: Summarised) -> None:
    seq = Inventory.objects.get(pk=made.inventory.pk).seq
    save(made, asks="Hur gör ni?")
    assert Inventory.objects.get(pk=made.inventory.pk).seq == seq + 1
    assert Audit.objects.filter(act="edit_summary", user=made.birger.user).count() == 1


# --- sharing ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("now", "way", "after"),
    [
        ("arbetsmaterial", "delat_for_synpunkter", "delat_for_synpunkter"),
        ("arbetsmaterial", "delat", "delat"),
        ("delat_for_synpunkter", "delat", "delat"),
        ("delat", "delat_for_synpunkter", "delat"),
        ("fardigstallt", "delat", "fardigstallt"),
        ("arkiverat", "delat_for_synpunkter", "arkiverat"),
    ],
)
def test_the_papers_follow_and_never_turn_back(
    made: Summarised, now: str, way: str, after: str
) -> None:
    Inventory.objects.filter(pk=made.inventory.pk).update(records_status=now)
    shared = share(made, way=way)
    stored = Inventory.objects.get(pk=made.inventory.pk)
    assert stored.records_status == made.inventory.records_status == after
    assert shared.status == way
    assert bool(stored.sharing_purpose) == (after != now)


def test_sharing_is_logged_with_whom_and_why(made: Summarised) -> None:
    shared = share(made)
    entry = SharingEntry.objects.get(inventory=made.inventory)
    assert shared.entry == entry
    assert (entry.recipient, entry.by) == ("Region Värmland", made.birger.user)
    assert entry.purpose == "Vi vill ha synpunkter på behoven"
    audit = Audit.objects.get(act="share_summary")
    assert audit.detail == {"way": "delat_for_synpunkter", "days": 30, "findings": 0}
    assert shared_in(made.inventory) == shared_from(made.region) == [shared]


def test_what_was_shared_stays_as_it_was(made: Summarised) -> None:
    shared = share(made)
    make.need(made.inventory, "Nytt")
    assert len(content_of(shared).needs) == 2
    assert len(summary_now(made.inventory).needs) == 3


@pytest.mark.parametrize(
    ("wrong", "field", "key"),
    [
        ({"way": "gallrat"}, "way", "sharing.unknown_way"),
        ({"way": None}, "way", "sharing.unknown_way"),
        ({"purpose": " "}, "purpose", "text.required"),
        ({"purpose": "x" * 1001}, "purpose", "text.too_long"),
        ({"recipient": "\u202e"}, "recipient", "text.required"),
        ({"days": 31}, "days", "sharing.unknown_length"),
        ({"days": 10**30}, "days", "number.out_of_range"),
        ({"days": "snart"}, "days", "number.not_whole"),
        ({"looked_at": "x"}, "looked_at", "sharing.changed_since"),
        ({"findings": 1}, "findings_read", "sharing.read_findings"),
    ],
)
def test_what_cannot_be_shared_is_not_shared(
    made: Summarised, wrong: dict[str, Any], field: str, key: str
) -> None:
    with pytest.raises(Invalid) as caught:
        share(made, **wrong)
    assert (caught.value.field, caught.value.why.key) == (field, key)
    assert not SharedSummary.objects.exists()
    assert not SharingEntry.objects.exists()
    assert Inventory.objects.get(pk=made.inventory.pk).records_status == "arbetsmaterial"


def test_nothing_is_shared_that_was_disposed_of(made: Summarised) -> None:
    Inventory.objects.filter(pk=made.inventory.pk).update(records_status="gallrat")
    with pytest.raises(Invalid) as caught:
        share(made)
    assert caught.value.why.key == "sharing.disposed"
    assert not SharingEntry.objects.exists()


def test_findings_that_were_read_may_be_shared(made: Summarised) -> None:
    share(made, findings=2, findings_read=True)
    assert Audit.objects.get(act="share_summary").detail["findings"] == 2


def test_a_link_opens_until_its_day_or_until_withdrawn(made: Summarised) -> None:
    shared = share(made)
    now = timezone.now()
    assert opens(shared, now + timedelta(days=29))
    assert not opens(shared, now + timedelta(days=30, minutes=1))
    dialogue.withdraw_link(by=made.birger, shared=shared)
    assert not opens(shared, now)
    dialogue.reopen_link(by=made.birger, shared=shared)
    assert opens(shared, now)
    acts = ["share_summary", "withdraw_link", "reopen_link"]
    assert (
        list(Audit.objects.filter(act__in=acts).order_by("pk").values_list("act", flat=True))
        == acts
    )


def test_no_link_leads_to_what_was_disposed_of(made: Summarised) -> None:
    shared = share(made)
    Inventory.objects.filter(pk=made.inventory.pk).update(records_status="gallrat")
    assert not opens(SharedSummary.objects.get(pk=shared.pk), timezone.now())


def test_without_a_link_there_is_none_to_open(made: Summarised) -> None:
    assert not opens(share(made, days=0), timezone.now())


def test_the_link_is_a_signature_of_this_summary_alone(made: Summarised) -> None:
    one, other = share(made), share(made)
    assert shared_by_link(one.slug, shared_key(one.slug)) == one
    for key in (shared_key(other.slug), "", "x" * 10_000, "\x00", shared_key(one.slug)[:-1] + "~"):
        with pytest.raises(Http404):
            shared_by_link(one.slug, key)
    SharedSummary.objects.filter(pk=one.pk).delete()
    with pytest.raises(Http404):
        shared_by_link(one.slug, shared_key(one.slug))


# --- received ---------------------------------------------------------------------------------------
FOREIGN = json.dumps(
    {"format": "farled-summary/1", "title": "Behov i V\u202eärmland", "region": "Region Värmland"}
)


def test_a_file_is_kept_clean(made: Summarised) -> None:
    received = dialogue.keep_received(
        by=made.birger, region=made.region, text=FOREIGN, note="RV 12/2026"
    )
    stored = ReceivedSummary.objects.get()
    assert (stored.title, stored.sender, stored.note) == (
        "Behov i Värmland",
        "Region Värmland",
        "RV 12/2026",
    )
    assert stored.received_by == made.birger.user
    assert content_of(stored) == replace(
        Summary(title="Behov i Värmland"), region="Region Värmland"
    )
    assert received_in(made.region) == [received]
    assert received_in(make.region("Region Annan")) == []
    assert Audit.objects.get(act="keep_summary").region == made.region


@pytest.mark.parametrize("text", ["", "{}", FOREIGN[:-1], FOREIGN.replace("}", ', "x": 1}')])
def test_a_broken_file_is_not_kept(made: Summarised, text: str) -> None:
    with pytest.raises(Invalid):
        dialogue.keep_received(by=made.birger, region=made.region, text=text, note="")
    assert not ReceivedSummary.objects.exists()


def test_what_was_taken_away_can_come_back(made: Summarised) -> None:
    common = {"by": made.birger}
    received = dialogue.keep_received(**common, region=made.region, text=FOREIGN, note="")
    dialogue.remove_received(**common, received=received)
    assert received_in(made.region) == []
    dialogue.restore_received(**common, received=received)
    assert received_in(made.region) == [received]


def test_only_its_own_region_reads_it(made: Summarised) -> None:
    received = dialogue.keep_received(by=made.birger, region=made.region, text=FOREIGN, note="")
    viewer = Person(make.person("viewer", region=made.region))
    assert received_for(viewer, received.slug, Permission.VIEW_REGION) == received
    with pytest.raises(PermissionDenied):
        received_for(viewer, received.slug, Permission.EDIT_INVENTORY)
    dag = Person(make.person("owner", region=make.region("Region Annan")))
    with pytest.raises(Http404):
        received_for(dag, received.slug, Permission.VIEW_REGION)
