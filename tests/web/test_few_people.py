"""Fewer than five are not told apart: on the pages, in the files, in what is shared."""

import pytest
from django.urls import reverse

from farled.store.actions import grouping, room, steps, voices
from farled.store.gates import Guest, System
from farled.store.models import Table, Voice, Workshop
from farled.store.queries.dialogue import summary_now
from tests.support import make

pytestmark = pytest.mark.django_db
SMALL, LARGE = "Dörrbordet", "Fönsterbordet"


@pytest.fixture
def workshop() -> Workshop:
    """Three at one table and five at the other wrote; one of the five has no phone. The tables grouped it."""
    made = make.workshop(make.inventory(make.region()), name="Halvdag")
    write = make.open_step(made, "write", title="Skriv")
    tables = {
        name: room.add_table(by=System(), workshop=made, name=name) for name in (SMALL, LARGE)
    }
    for name, people in ((SMALL, 3), (LARGE, 5)):
        for n in range(people):
            guest = seated(made, tables[name], kind="paper" if (name, n) == (LARGE, 0) else "phone")
            typed = guest.participant.kind == "paper"
            voices.write_voice(
                by=guest, workshop=made, step=write, text=f"{name} säger {n}", typed_in=typed
            )
    steps.reveal(by=System(), workshop=made, step=write)
    gather = make.open_step(made, "group", title="Gruppera", source=write)
    for name, table in tables.items():
        listed = list(Voice.objects.filter(step=write, table=table))
        grouping.new_group(
            by=System(),
            workshop=made,
            step=gather,
            name=f"Från {name}"[:4],
            table=table,
            voices=listed,
        )
    return made


def seated(workshop: Workshop, table: Table, *, kind: str) -> Guest:
    guest = make.guest(workshop, kind=kind)
    room.take_seat(by=System(), workshop=workshop, participant=guest.participant, table=table)
    return guest


def read(workshop: Workshop, page: str, *more: str) -> str:
    slug = workshop.slug if page.startswith("report:workshop") else workshop.inventory.slug
    member = make.signed_in(make.person("member", region=workshop.inventory.region))
    return member.get(reverse(page, args=[slug, *more])).content.decode()


@pytest.mark.parametrize(
    ("page", "more"),
    [
        ("report:workshop", ()), ("report:workshop-csv", ("voices",)), ("report:inventory", ()),
        ("report:inventory-csv", ("voices",)), ("inventory:voices", ()),
    ],
)  # fmt: skip
def test_small_tables_and_few_on_paper_are_not_told(
    workshop: Workshop, page: str, more: tuple[str, ...]
) -> None:
    html = read(workshop, page, *more).replace(f"{SMALL} säger", "").replace(f"{LARGE} säger", "")
    assert SMALL not in html
    assert "inskriven åt någon" not in html
    assert page == "report:inventory" or LARGE in html, "five are enough"


def test_the_sheet_marks_nobody_where_one_had_no_phone(workshop: Workshop) -> None:
    lines = read(workshop, "report:workshop-csv", "voices").strip().splitlines()
    assert {line.split(";")[-1] for line in lines[1:]} == {"nej"}


def test_a_shared_summary_does_not_say_that_three_came() -> None:
    made = make.workshop(make.inventory(make.region()), state="finished")
    for _ in range(4):
        make.guest(made, organisation="Regionen")
    assert [one.people for one in summary_now(made.inventory).workshops] == [0]
    make.guest(made, organisation="Regionen")
    assert [one.people for one in summary_now(made.inventory).workshops] == [5]
