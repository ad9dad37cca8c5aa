"""Sheets say in words what the database holds as keys and flags, in the reader's language."""

import csv
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.urls import reverse

from farled.store.actions import steps, votes
from farled.store.actions.conflicts import write_conflict
from farled.store.actions.voices import write_voice
from farled.store.gates import System
from farled.store.models import Workshop
from tests.support import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop() -> Workshop:
    made = make.workshop(make.inventory(make.region()))
    _conflict(made)
    _statements(made)
    _voice(made)
    return made


def _conflict(made: Workshop) -> None:
    step = make.open_step(made, "pulling_apart")
    words = {"words_a": "Snabba pendeltåg", "words_b": "Varje by har en buss"}
    kinds = ["rumslig", "mal-medel"]
    write_conflict(by=make.guest(made), workshop=made, step=step, types=kinds, **words)
    steps.reveal(by=System(), workshop=made, step=step)


def _statements(made: Workshop) -> None:
    settings = {"mode": "statements", "show_running": True}
    step = make.open_step(made, "prioritise", settings=settings)
    item = votes.add_item(by=System(), workshop=made, step=step, text="Kunna resa")
    for value in (1, 1, 1, 0, -1):
        guest = make.guest(made, organisation="")
        votes.vote(by=guest, workshop=made, step=step, item=item.pk, value=value)


def _voice(made: Workshop) -> None:
    step = make.open_step(made, "write")
    write_voice(by=make.guest(made), workshop=made, step=step, text="Bussen går för sällan")
    steps.reveal(by=System(), workshop=made, step=step)


def rows(workshop: Workshop, sheet: str, *, language: str = "sv") -> list[dict[str, str]]:
    client = make.signed_in(make.person("member", region=workshop.inventory.region))
    url = reverse("report:workshop-csv", args=[workshop.slug, sheet])
    raw = client.get(url, headers={"accept-language": language}).content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(raw), delimiter=";" if language == "sv" else ","))


def test_conflicts_in_words(workshop: Workshop) -> None:
    (swedish,) = rows(workshop, "conflicts")
    assert (swedish["Läge"], swedish["Typer"]) == (
        "Upptäckt",
        "Mellan mål och åtgärd; Rumslig konflikt",
    )
    (english,) = rows(workshop, "conflicts", language="en")
    assert english["Status"] == "Discovered"
    assert english["Types"] == "Between goal and measure; Spatial conflict"


def test_yes_and_no_in_words(workshop: Workshop) -> None:
    assert rows(workshop, "voices")[0]["Inskriven åt någon"] == "nej"
    assert rows(workshop, "voices", language="en")[0]["Typed in"] == "no"


def test_stands_in_words(workshop: Workshop) -> None:
    said = rows(workshop, "votes")[0]["Svar: antal"]
    assert said == "håller med: 3; avstår: 1; håller inte med: 1"


def test_sums_of_people_have_a_name(workshop: Workshop) -> None:
    assert [row["Organisation"] for row in rows(workshop, "people")] == ["Ingen angiven", "Alla"]


def test_no_cell_of_the_book_is_a_key_or_a_flag(workshop: Workshop) -> None:
    client = make.signed_in(make.person("member", region=workshop.inventory.region))
    url = reverse("report:inventory-xlsx", args=[workshop.inventory.slug])
    book = openpyxl.load_workbook(BytesIO(client.get(url).content))
    cells = {str(cell.value) for page in book for line in page.iter_rows() for cell in line}
    assert not cells & {"upptackt", "rumslig", "mal-medel", "outcome", "social", "True", "False"}
