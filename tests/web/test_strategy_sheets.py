"""The strategy fetched as sheets from its own page."""

from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from farled.store.models import Region, Strategy
from tests.support import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def strategy() -> Strategy:
    return make.strategy(make.region(), vision="=Sveriges hjärta")


def client(role: str, region: Region) -> Client:
    return make.signed_in(make.person(role, region=region))


def url(name: str, strategy: Strategy, *more: str) -> str:
    return reverse(f"strategy:{name}", args=[strategy.slug, *more])


def test_the_workbook_holds_every_part_and_no_formula(strategy: Strategy) -> None:
    got = client("member", strategy.region).get(url("xlsx", strategy))
    assert got["Content-Disposition"] == 'attachment; filename="rus-20222030.xlsx"'
    book = openpyxl.load_workbook(BytesIO(got.content))
    assert book.sheetnames == [
        "Strategin", "Mål", "Områden", "Strategiska inriktningar", "Perspektiv", "Indikatorer",
    ]  # fmt: skip
    assert (book["Strategin"]["B2"].value, book["Strategin"]["B2"].data_type) == (
        "=Sveriges hjärta",
        "s",
    )


def test_one_sheet_as_csv_and_a_plain_404_for_others(strategy: Strategy) -> None:
    member = client("member", strategy.region)
    got = member.get(url("csv", strategy, "goals")).content.decode("utf-8-sig")
    assert "livskvalitet;Övergripande mål;Hög och jämlik livskvalitet;Social" in got
    assert member.get(url("csv", strategy, "voices")).status_code == 404


def test_the_page_leads_there_only_for_those_who_may(strategy: Strategy) -> None:
    there = (url("xlsx", strategy), url("csv", strategy, "indicators"))
    page = client("member", strategy.region).get(url("page", strategy)).content.decode()
    assert all(f'href="{address}"' in page for address in there)
    viewer = client("viewer", strategy.region)
    assert not any(
        address in viewer.get(url("page", strategy)).content.decode() for address in there
    )
    assert {viewer.get(address).status_code for address in there} == {403}
