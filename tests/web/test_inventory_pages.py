"""The inventory's own pages: made, changed, put away; steps, records, stakeholders."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from farled.store.actions.standing import RECORDS, mark_of
from farled.store.actions.workshop_plan import archive_workshop
from farled.store.models import Inventory, LfaStep, SharingEntry, Stakeholder, Workshop
from tests.support import make
from tests.support.gathered import Gathered

pytestmark = pytest.mark.django_db
HOSTILE = "Bussen\x00 \u202egår\x07 <script>alert(1)</script>"
CLEAN = "Bussen går <script>alert(1)</script>"


@pytest.fixture
def scene() -> Gathered:
    return Gathered()


@pytest.fixture
def member(scene: Gathered) -> Client:
    return make.signed_in(scene.person.user)


def url(name: str, scene: Gathered, *more: Any) -> str:
    return reverse(f"inventory:{name}", args=[scene.inventory.slug, *more])


def text(client: Client, address: str, *, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


FIELDS = {"name": "Landsbygdens resor", "question": "Hur kommer man hem?", "language": "sv"}


def test_a_new_inventory_begins_as_working_material(scene: Gathered, member: Client) -> None:
    answer = member.post(reverse("inventory:new"), {**FIELDS, "period_from": "2026-01-01"})
    made = Inventory.objects.get(name="Landsbygdens resor")
    assert answer["Location"] == reverse("inventory:show", args=[made.slug])
    assert (made.region, made.records_status) == (scene.region, "arbetsmaterial")


def test_what_is_wrong_is_said_and_what_was_typed_stays(scene: Gathered, member: Client) -> None:
    fields = {
        **FIELDS,
        "name": "x" * 201,
        "question": "Hur kommer man hem?",
        "period_from": "2026-02-01",
        "period_to": "2026-01-01",
    }
    page = member.post(reverse("inventory:new"), fields).content.decode()
    assert "Texten är för lång: 201 tecken." in page
    assert "x" * 201 in page
    assert "Hur kommer man hem?</textarea>" in page
    fields["name"] = "Kort"
    assert (
        "Perioden slutar innan den börjar."
        in member.post(reverse("inventory:new"), fields).content.decode()
    )
    assert Inventory.objects.count() == 1


def test_hostile_text_is_kept_as_plain_words(scene: Gathered, member: Client) -> None:
    version = mark_of(scene.inventory)
    member.post(url("edit", scene), {**FIELDS, "name": HOSTILE, "version": version})
    assert Inventory.objects.get().name == CLEAN
    page = text(member, url("show", scene))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_megabyte_is_refused_with_a_form_error(scene: Gathered, member: Client) -> None:
    answer = member.post(url("edit", scene), {**FIELDS, "question": "å" * 600_000})
    assert answer.status_code == 200
    assert "Texten är för lång" in answer.content.decode()


def test_the_strategy_of_another_region_cannot_be_chosen(scene: Gathered, member: Client) -> None:
    foreign = make.strategy(make.region())
    answer = member.post(url("edit", scene), {**FIELDS, "strategy": foreign.pk})
    assert answer.status_code == 200
    assert Inventory.objects.get().strategy == scene.inventory.strategy


def test_put_away_and_brought_back(scene: Gathered, member: Client) -> None:
    member.post(url("archive", scene))
    assert Inventory.objects.get().archived_at is not None
    listed = text(member, reverse("inventory:index"))
    assert "Undanlagda" in listed
    assert "Ångra" in listed
    assert scene.inventory.name not in text(member, "/")
    member.post(url("archive", scene), {"restore": "1"})
    assert Inventory.objects.get().archived_at is None


def test_an_inventory_put_away_has_its_way_back_and_no_next_step(
    scene: Gathered, member: Client
) -> None:
    Workshop.objects.update(state="live")
    assert "Pågår nu" in text(member, url("show", scene))
    member.post(url("archive", scene))
    way_back = f'action="{url("archive", scene)}"'
    assert way_back in text(member, reverse("inventory:index"))
    page = text(member, url("show", scene))
    assert way_back in page
    assert "Ett klokt nästa steg" not in page
    assert "Pågår nu" not in page
    assert reverse("workshop:new", args=[scene.inventory.slug]) not in page
    viewer = make.signed_in(make.person("viewer", region=scene.region))
    for address in (reverse("inventory:index"), url("show", scene)):
        assert way_back not in text(viewer, address)


def test_workshops_put_away_are_found_from_the_inventory(scene: Gathered, member: Client) -> None:
    leader = make.person("facilitator", region=scene.region)
    archive_workshop(by=leader, workshop=scene.workshop, archived_at=timezone.now())
    page = text(member, url("show", scene))
    assert "Undanlagda (1)" in page
    assert reverse("workshop:show", args=[scene.workshop.slug]) in page


def test_the_overview_tells_where_the_inventory_is(scene: Gathered, member: Client) -> None:
    leads = make.signed_in(make.person("facilitator", region=scene.region))
    assert "En workshop pågår just nu." in text(leads, url("show", scene))
    page = text(member, url("show", scene))
    assert "Skriv upp vilka som påverkar och påverkas." in page
    assert "2 grupper är inte behov ännu" in page
    assert scene.workshop.name in page


def test_the_overview_costs_a_bounded_number_of_queries(
    scene: Gathered, member: Client, django_assert_max_num_queries: Any
) -> None:
    for n in range(10):
        make.need(scene.inventory, f"Behov {n}")
        make.stakeholder(scene.inventory, f"Aktör {n}")
    with django_assert_max_num_queries(32):
        member.get(url("show", scene))


def test_an_lfa_step_may_be_taken_in_any_order(scene: Gathered, member: Client) -> None:
    answer = member.post(
        url("lfa-step", scene, "9"), {"9-state": "done", "9-note": "Prövade i mars"}
    )
    assert answer["Location"].endswith("#step-9")
    assert LfaStep.objects.get().note == "Prövade i mars"
    page = text(member, url("lfa", scene))
    assert "Prövade i mars" in page
    assert "Ångra" in page


@pytest.mark.parametrize(("key", "status"), [("10", 404), ("../x", 404), ("4b", 200)])
def test_an_unknown_step_or_state_changes_nothing(
    scene: Gathered, member: Client, key: str, status: int
) -> None:
    answer = member.post(f"{url('lfa', scene)}{key}/", {f"{key}-state": "later"})
    assert answer.status_code == status
    assert not LfaStep.objects.exists()


def test_a_stakeholder_is_added_graded_removed_and_brought_back(
    scene: Gathered, member: Client
) -> None:
    fields = {"name": "Lantbrukare", "groups": ["nej_rosten"], "interest": "5", "influence": "2"}
    member.post(url("new-stakeholder", scene), {**fields, "planned_part": "En vid varje bord"})
    row = Stakeholder.objects.get()
    page = text(member, url("stakeholders", scene))
    assert "Lantbrukare skulle vara med, men ingen därifrån har kommit." in page
    assert "Nej-rösten" in page
    assert '<text class="grid-drawing__number"' in page
    member.post(url("remove-stakeholder", scene, row.pk))
    listed = member.get(url("stakeholders", scene)).content.decode()
    undo = listed.split('class="undo" method="post" action="')[1].split('"')[0]
    member.post(undo)
    row.refresh_from_db()
    assert row.removed_at is None


def test_who_took_part_is_not_missing(scene: Gathered, member: Client) -> None:
    make.stakeholder(scene.inventory, "region örebro  län", planned_part="Alla bord")
    assert "Saknas i rummet" not in text(member, url("stakeholders", scene))


@pytest.mark.parametrize(
    "fields", [{"name": ""}, {"name": "A", "interest": "6"}, {"name": "A", "groups": ["kungen"]}]
)
def test_a_stakeholder_that_cannot_be_is_refused(
    scene: Gathered, member: Client, fields: dict[str, Any]
) -> None:
    page = member.post(url("new-stakeholder", scene), {**fields, "attitude": "Tvekar"})
    assert 'aria-invalid="true"' in page.content.decode()
    assert "Tvekar</textarea>" in page.content.decode()
    assert not Stakeholder.objects.exists()


def test_marks_with_the_same_grades_do_not_cover_each_other(
    scene: Gathered, member: Client
) -> None:
    for n in range(7):
        make.stakeholder(scene.inventory, f"Aktör {n}", interest=4, influence=4)
    page = text(member, url("stakeholders", scene))
    places = [piece.split('" r="')[0] for piece in page.split('class="grid-drawing__mark" ')[1:]]
    assert len(set(places)) == 7


def facilitator(scene: Gathered) -> Client:
    return make.signed_in(make.person("facilitator", region=scene.region))


def moved(client: Client, scene: Gathered, **fields: str) -> Any:
    """The records form, as it stands in the page by now."""
    version = mark_of(Inventory.objects.get(), RECORDS)
    return client.post(url("records", scene), {**fields, "version": version})


def test_sharing_asks_why_and_is_logged(scene: Gathered) -> None:
    client = facilitator(scene)
    fields = {"records_status": "delat_for_synpunkter", "recipient": "Länsstyrelsen"}
    page = moved(client, scene, **fields).content.decode()
    assert "Skriv varför det delas." in page
    assert 'value="Länsstyrelsen"' in page
    moved(client, scene, **fields, sharing_purpose="Synpunkter på kapitel 2")
    assert Inventory.objects.get().records_status == "delat_for_synpunkter"
    entry = SharingEntry.objects.get()
    assert (entry.recipient, entry.purpose) == ("Länsstyrelsen", "Synpunkter på kapitel 2")
    assert "Delat för synpunkter" in text(client, url("records", scene))


def test_what_is_public_does_not_become_working_material_again(scene: Gathered) -> None:
    Inventory.objects.update(records_status="delat")
    client = facilitator(scene)
    page = moved(client, scene, records_status="arbetsmaterial")
    assert page.status_code == 200
    assert Inventory.objects.get().records_status == "delat"


def test_a_member_may_not_share_and_only_an_owner_disposes(scene: Gathered, member: Client) -> None:
    fields = {"records_status": "delat", "sharing_purpose": "Vi vill"}
    assert moved(member, scene, **fields).status_code == 200
    disposal = {"records_status": "gallrat", "decision": "Beslut 12/2026"}
    assert moved(facilitator(scene), scene, **disposal).status_code == 200
    assert Inventory.objects.get().records_status == "arbetsmaterial"
    owner = make.signed_in(make.person("owner", region=scene.region))
    assert moved(owner, scene, **disposal).status_code == 302
    assert SharingEntry.objects.get().purpose == "Beslut 12/2026"


def test_the_log_takes_what_was_sent_by_hand(scene: Gathered, member: Client) -> None:
    page = member.post(url("log", scene), {"what": "Utkast", "recipient": "", "purpose": "Info"})
    assert 'value="Utkast"' in page.content.decode()
    member.post(url("log", scene), {"what": "Utkast", "recipient": "SKR", "purpose": "Info"})
    assert SharingEntry.objects.get().recipient == "SKR"


READING = ("show", "records", "lfa", "stakeholders", "needs", "themes", "voices", "groups")
CHANGING = ("edit", "archive", "log", "new-stakeholder", "new-need", "new-theme", "move-needs")


@pytest.mark.parametrize("name", READING)
def test_a_viewer_reads_and_is_offered_no_change(scene: Gathered, name: str) -> None:
    make.need(scene.inventory)
    viewer = make.signed_in(make.person("viewer", region=scene.region))
    page = text(viewer, url(name, scene))
    main = page.split('<main id="main"')[1].split("</main>")[0]
    assert 'method="post"' not in main.replace('action="/theme/"', "")


@pytest.mark.parametrize("name", CHANGING)
def test_a_viewer_changes_nothing(scene: Gathered, name: str) -> None:
    viewer = make.signed_in(make.person("viewer", region=scene.region))
    assert viewer.post(url(name, scene), {"name": "x", "what": "x"}).status_code == 403


@pytest.mark.parametrize("name", [*READING, *CHANGING])
def test_other_regions_and_outsiders_learn_nothing(scene: Gathered, name: str) -> None:
    other = make.signed_in(make.person("owner", region=make.region("Region Skåne")))
    for client in (other, Client(), make.phone(scene.guests[0].participant)):
        read, wrote = client.get(url(name, scene)), client.post(url(name, scene), {"name": "x"})
        for answer in (read, wrote):
            assert answer.status_code in (302, 404, 405)
            assert scene.inventory.name not in answer.content.decode()


@pytest.mark.parametrize("number", [0, 999_999, 10**30])
@pytest.mark.parametrize(
    "name", ["stakeholder", "need", "edit-need", "theme", "undo", "from-group"]
)
def test_numbers_from_nowhere_are_not_found(
    scene: Gathered, member: Client, name: str, number: int
) -> None:
    for answer in (member.get(url(name, scene, number)), member.post(url(name, scene, number))):
        assert answer.status_code in (404, 405)
