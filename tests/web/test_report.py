"""Reports and exports: what they show, what they never show, who may see them."""

import re
from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from farled.store.actions import needs, steps, votes
from farled.store.actions.grouping import new_group
from farled.store.actions.voices import hide_voice, write_voice
from farled.store.actions.workshop_plan import archive_workshop
from farled.store.gates import Person
from farled.store.models import Step, Workshop
from tests.support import make

pytestmark = pytest.mark.django_db
PAGES = ("inventory", "inventory-xlsx", "workshop", "workshop-xlsx")


@pytest.fixture
def workshop() -> Workshop:
    made = make.workshop(make.inventory(make.region()), name="Halvdag i Örebro")
    by = leader(made)
    step = make.open_step(made, "write", title="Skriv")
    voices = []
    for n in range(6):
        guest = make.guest(
            made, name="Cecilia", organisation="Region Örebro län" if n < 5 else "Länsstyrelsen"
        )
        voices.append(write_voice(by=guest, workshop=made, step=step, text=f"=Fler turer {n}"))
    steps.reveal(by=by, workshop=made, step=step)
    hide_voice(by=by, workshop=made, voice=voices[5], reason="Ett namn")
    gather = make.open_step(made, "group", source=step, title="Gruppera")
    group = new_group(by=by, workshop=made, step=gather, name="Resor", voices=voices[:4])
    needs.need_from_group(
        by=by, workshop=made, group=group, what="Kunna resa", for_whom="unga", where="Hällefors"
    )
    secret = make.open_step(made, "write", title="Aldrig visat")
    write_voice(by=make.guest(made), workshop=made, step=secret, text="Hemligt ännu")
    dots = make.open_step(
        made,
        "prioritise",
        title="Prickar",
        anonymity="group",
        settings={"dots": 5, "most_on_one": 5, "show_running": True},
    )
    item = votes.add_item(by=by, workshop=made, step=dots, text="Kunna resa")
    for _ in range(5):
        votes.vote(by=make.guest(made), workshop=made, step=dots, item=item.pk, value=2)
    return made


def leader(workshop: Workshop) -> Person:
    return Person(make.person("facilitator", region=workshop.inventory.region))


def url(page: str, workshop: Workshop, *more: str) -> str:
    slug = workshop.slug if page.startswith("workshop") else workshop.inventory.slug
    return reverse(f"report:{page}", args=[slug, *more])


@pytest.mark.parametrize("page", ["inventory", "workshop"])
def test_it_shows_what_came_out(workshop: Workshop, page: str) -> None:
    html = (
        make.signed_in(make.person("viewer", region=workshop.inventory.region))
        .get(url(page, workshop))
        .content.decode()
    )
    for words in ("Kunna resa", "=Fler turer 0", "Halvdag i Örebro", "Aldrig visat"):
        assert words in html
    for words in ("=Fler turer 5", "Hemligt ännu", "Cecilia", "Länsstyrelsen"):
        assert words not in html


def test_what_lies_in_no_group_is_told_as_well(workshop: Workshop) -> None:
    viewer = make.signed_in(make.person("viewer", region=workshop.inventory.region))
    html = viewer.get(url("workshop", workshop)).content.decode()
    loose = html[html.index("Det som inte ligger i någon grupp.") :]
    assert "=Fler turer 4" in loose
    assert "=Fler turer 0" not in loose


@pytest.mark.parametrize("page", PAGES)
def test_it_checks_access(workshop: Workshop, page: str) -> None:
    address = url(page, workshop)
    dag = make.signed_in(make.person("owner", region=make.region("Region Annan")))
    assert dag.get(address).status_code == 404
    member = make.signed_in(make.person("member", region=workshop.inventory.region))
    assert member.get(address).status_code == 200
    viewer = make.signed_in(make.person("viewer", region=workshop.inventory.region))
    assert viewer.get(address).status_code == (403 if "xlsx" in page else 200)


def test_the_book_holds_every_sheet_and_no_formula(workshop: Workshop) -> None:
    client = make.signed_in(make.person("member", region=workshop.inventory.region))
    book = openpyxl.load_workbook(BytesIO(client.get(url("inventory-xlsx", workshop)).content))
    assert book.sheetnames[:6] == ["Behov", "Teman", "Röster", "Svar", "Deltagare", "Målkonflikter"]
    assert book.sheetnames[6] == "Intressenter"
    voices = [row[3].value for row in book["Röster"].iter_rows(min_row=2)]
    assert sorted(voices) == [f"=Fler turer {n}" for n in range(5)]
    assert {cell.data_type for row in book["Röster"].iter_rows() for cell in row if cell.value} <= {
        "s",
        "n",
    }
    people = [tuple(cell.value for cell in row) for row in book["Deltagare"].iter_rows(min_row=2)]
    assert all("Länsstyrelsen" not in row for row in people)


def test_csv_by_sheet_and_a_plain_404_for_others(workshop: Workshop) -> None:
    client = make.signed_in(make.person("member", region=workshop.inventory.region))
    got = client.get(url("inventory-csv", workshop, "needs"))
    assert got["Content-Disposition"] == 'attachment; filename="behovsinventering-needs.csv"'
    assert "Kunna resa;" in got.content.decode("utf-8-sig")
    assert client.get(url("inventory-csv", workshop, "nothing")).status_code == 404
    assert client.get(url("workshop-csv", workshop, "voices")).status_code == 200


def test_an_empty_inventory_says_what_the_place_is_for() -> None:
    region = make.region()
    row = make.inventory(region)
    html = (
        make.signed_in(make.person("viewer", region=region))
        .get(reverse("report:inventory", args=[row.slug]))
        .content.decode()
    )
    assert "Här blir rapporten" in html


def test_the_agenda_says_what_was_skipped_and_what_is_still_ahead(workshop: Workshop) -> None:
    by = {"by": leader(workshop), "workshop": workshop}
    passed = make.open_step(workshop, "reflect", title="Bara förbi")
    held = make.open_step(workshop, "pause", title="Kaffet")
    Step.objects.filter(pk=held.pk).update(opened_at=timezone.now() - timedelta(minutes=9))
    make.open_step(workshop, "reflect", title="Just nu")
    make.step(workshop, "reflect", title="Efteråt")
    assert rows_marked(workshop) == {
        passed.title: "hoppades över", "Just nu": "pågår", "Efteråt": "återstår"
    }  # fmt: skip
    steps.finish_workshop(**by)
    skipped = dict.fromkeys(("Bara förbi", "Just nu", "Efteråt"), "hoppades över")
    assert rows_marked(workshop) == skipped


def test_a_step_closed_without_having_been_open_was_not_held(workshop: Workshop) -> None:
    step = make.step(workshop, "reflect", title="Aldrig öppet")
    steps.close_step(by=leader(workshop), workshop=workshop, step=step)
    assert rows_marked(workshop)["Aldrig öppet"] == "hoppades över"


def rows_marked(workshop: Workshop) -> dict[str, str]:
    """The marks in the agenda of the workshop's report, by step."""
    viewer = make.signed_in(make.person("viewer", region=workshop.inventory.region))
    html = viewer.get(url("workshop", workshop)).content.decode()
    found = re.findall(r'<th scope="row">([^<]*?) <span class="badge">([^<]*)</span>', html)
    return dict(found)


def test_the_report_lists_least_resistance_first_and_says_how_it_counts(workshop: Workshop) -> None:
    by = leader(workshop)
    asked = {"proposals": ["Mycket emot", "Lite emot"]}
    step = make.open_step(workshop, "no_voice", title="Nej-rösten", settings=asked)
    for item, answers in zip(step.items.all(), ([9] * 5, [1] * 6), strict=True):
        for value in answers:
            guest = make.guest(workshop)
            votes.vote(by=guest, workshop=workshop, step=step, item=item.pk, value=value)
    steps.reveal(by=by, workshop=workshop, step=step)
    viewer = make.signed_in(make.person("viewer", region=workshop.inventory.region))
    html = viewer.get(url("workshop", workshop)).content.decode()
    part = html[html.index("<h3>Nej-rösten") :]
    assert part.index("Lite emot") < part.index("Mycket emot")
    for words in ("Minst 6 personer svarade.", "Minst motstånd först", "räknas som 5"):
        assert words in part


def test_a_workshop_put_away_leaves_the_numbers_and_stays_behind_its_needs(
    workshop: Workshop,
) -> None:
    concerned(workshop)
    viewer = make.signed_in(make.person("viewer", region=workshop.inventory.region))

    def page() -> str:
        html = viewer.get(url("inventory", workshop)).content.decode()
        return html.partition('<p class="figures">')[2]

    before = page()
    own = ("=Fler turer 4", "Aldrig visat", "ingen därifrån har kommit", "<b>1</b> workshop")
    of_needs = ("Kunna resa", "=Fler turer 0", "=Fler turer 3")
    for words in (*own, *of_needs):
        assert words in before
    archive_workshop(by=leader(workshop), workshop=workshop, archived_at=timezone.now())
    away = page()
    for words in (*of_needs, "1 workshop är undanlagd.", "<b>4</b> röster", "<b>0</b> deltagare"):
        assert words in away
    for words in own:
        assert words not in away
    archive_workshop(by=leader(workshop), workshop=workshop, archived_at=None)
    assert page() == before


def test_nothing_is_said_of_a_workshop_put_away_that_nobody_came_to(workshop: Workshop) -> None:
    empty = make.workshop(workshop.inventory, "write", name="Aldrig hållen")
    archive_workshop(by=leader(workshop), workshop=empty, archived_at=timezone.now())
    viewer = make.signed_in(make.person("viewer", region=workshop.inventory.region))
    assert "undanlagd" not in viewer.get(url("inventory", workshop)).content.decode()


def concerned(workshop: Workshop) -> None:
    inventory = workshop.inventory
    make.stakeholder(
        inventory, "Region Örebro län", groups=["genomforare"], planned_part="Fem vid bordet"
    )
    make.stakeholder(
        inventory,
        "Lantbrukare i länet",
        groups=["forlorare"],
        interest=5,
        influence=2,
        attitude="Vill vara med",
        planned_part="En plats vid bordet",
    )


def test_the_report_tells_planned_against_actual_and_who_is_missing(workshop: Workshop) -> None:
    concerned(workshop)
    viewer = make.signed_in(make.person("viewer", region=workshop.inventory.region))
    html = viewer.get(url("inventory", workshop)).content.decode()
    part = html[html.index("<h2>Vilka frågan rör") :]
    rows = re.findall(r'<tr><th scope="row">([^<]+)<br>.*?</tr>', part)
    assert rows[:2] == ["Region Örebro län", "Lantbrukare i länet"]
    for words in (
        "Vilka som saknas",
        "ingen därifrån har kommit",
        "De som förlorar",
        "Saknas</td>",
    ):
        assert words in part
    assert "Vill vara med" not in part


def test_stakeholders_are_a_sheet(workshop: Workshop) -> None:
    concerned(workshop)
    client = make.signed_in(make.person("member", region=workshop.inventory.region))
    got = client.get(url("inventory-csv", workshop, "stakeholders")).content.decode("utf-8-sig")
    here, missing = got.splitlines()[1:]
    assert here == "Region Örebro län;Genomförare;;;;;;Fem vid bordet;;Med"
    assert missing == (
        "Lantbrukare i länet;De som förlorar;5;2;Håll informerade;;Vill vara med;En plats vid bordet;;Saknas"
    )


@pytest.mark.parametrize("page", ["inventory", "workshop"])
def test_the_report_tells_records_status_and_diary_number(workshop: Workshop, page: str) -> None:
    row = workshop if page == "workshop" else workshop.inventory
    type(row)._default_manager.filter(pk=row.pk).update(
        records_status="fardigstallt", diary_number="26RS7"
    )
    viewer = make.signed_in(make.person("viewer", region=workshop.inventory.region))
    html = viewer.get(url(page, workshop)).content.decode()
    assert "<dt>Diarienummer</dt><dd>26RS7</dd>" in html
    assert "<dt>Status för handlingarna</dt><dd>Färdigställt</dd>" in html


@pytest.mark.parametrize("reason", ["Gäller hur vi styr.", "det gäller alla", "därför att vi vet"])
@pytest.mark.parametrize("page", ["report:inventory", "inventory:need"])
def test_a_reason_reads_well_however_it_goes_on(workshop: Workshop, reason: str, page: str) -> None:
    need = make.need(workshop.inventory, "Styra tillsammans", not_relevant_because=reason)
    number = [need.number] if page == "inventory:need" else []
    viewer = make.signed_in(make.person("viewer", region=workshop.inventory.region))
    html = viewer.get(reverse(page, args=[workshop.inventory.slug, *number])).content.decode()
    assert f"<dd>Inte relevant. Skäl: {reason}</dd>" in html
