"""The chart table, search, and the first page of those who are not signed in."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from farled.store.actions import steps
from farled.store.models import Direction, Goal, Perspective, Region, Voice
from tests.support import make
from tests.support.gathered import SAID, Gathered

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Gathered:
    return Gathered()


@pytest.fixture
def member(scene: Gathered) -> Client:
    return make.signed_in(scene.person.user)


def text(client: Client, address: str = "/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def found(client: Client, query: str) -> str:
    answer = client.get(reverse("home:search"), {"q": query})
    assert answer.status_code == 200
    return answer.content.decode().split('<main id="main"')[1].split("</main>")[0]


def test_a_row_shows_the_voyage_what_is_live_and_the_code(scene: Gathered, member: Client) -> None:
    page = text(member)
    assert scene.inventory.name in page
    assert "Pågår nu" in page
    assert f"{scene.workshop.code[:4]} {scene.workshop.code[4:]}" in page
    for words in ("Strategi", "Workshoppar", "Behov", "Karta", "Mål och konflikter", "Lärdomar"):
        assert words in page


def test_only_who_leads_is_shown_to_the_bridge(scene: Gathered, member: Client) -> None:
    assert "Till bryggan" not in text(member)
    leads = make.signed_in(make.person("facilitator", region=scene.region))
    assert reverse("workshop:bridge", args=[scene.workshop.slug]) in text(leads)


def test_the_next_sensible_step_follows_what_happens(scene: Gathered, member: Client) -> None:
    steps.finish_workshop(by=scene.person, workshop=scene.workshop)
    make.stakeholder(scene.inventory)
    page = text(member)
    assert "Grupper som väntar: 2." in page
    assert reverse("inventory:groups", args=[scene.inventory.slug]) in page


def test_who_only_reads_is_not_sent_to_change(scene: Gathered) -> None:
    page = text(make.signed_in(make.person("viewer", region=scene.region)))
    assert scene.inventory.name in page
    assert "Ett klokt nästa steg" not in page
    assert "Ny behovsinventering" not in page


def test_an_empty_table_teaches(scene: Gathered) -> None:
    region = make.region("Region Skåne")
    page = text(make.signed_in(make.person("owner", region=region)))
    assert "Här börjar färden" in page
    assert f"{reverse('inventory:new')}?region={region.slug}" in page
    assert scene.inventory.name not in page


def test_somebody_without_a_region_is_told_how_to_get_in(scene: Gathered) -> None:
    page = text(make.signed_in(make.person(None)))
    assert "Du hör inte till någon region" in page
    assert scene.inventory.name not in page


def test_each_of_her_regions_has_its_own_table(scene: Gathered) -> None:
    other = make.region("Region Skåne")
    make.inventory(other, name="Skånes behov")
    person = make.person("owner", region=scene.region)
    person.memberships.create(region=other, role="viewer")
    page = text(make.signed_in(person))
    assert page.index("Region Skåne") < page.index("Skånes behov")
    assert scene.inventory.name in page


def test_outsiders_get_a_field_for_the_code_and_the_way_to_sign_in(scene: Gathered) -> None:
    page = text(Client())
    assert f'action="{reverse("join:enter")}"' in page
    assert reverse("account:sign-in") in page
    assert scene.inventory.name not in page
    assert "Huvudmeny" not in page


def test_the_chart_table_is_served_from_memory_with_three_queries(
    scene: Gathered, member: Client, django_assert_num_queries: Any
) -> None:
    for n in range(5):
        make.inventory(scene.region, name=f"Inventering {n}")
    first = text(member)
    with django_assert_num_queries(3):  # session, person, stamp
        assert "Inventering 4" in text(member)
    make.need(scene.inventory)
    assert text(member) != first


def test_drawing_it_afresh_costs_the_same_however_many_inventories(
    scene: Gathered, member: Client, django_assert_max_num_queries: Any
) -> None:
    for n in range(10):
        make.need(make.inventory(scene.region, name=f"Inventering {n}"))
    with django_assert_max_num_queries(18):
        text(member)


def test_a_lost_role_is_noticed_at_once(scene: Gathered, member: Client) -> None:
    assert "Ny behovsinventering" in text(member)
    scene.person.user.memberships.update(role="viewer")
    assert "Ny behovsinventering" not in text(member)
    scene.person.user.memberships.all().delete()
    assert scene.inventory.name not in text(member)


def test_search_finds_every_kind_in_ones_own_regions(scene: Gathered, member: Client) -> None:
    make.need(scene.inventory, "Länsväg 204 är farlig", description="Bussen måste vänta")
    make.theme(scene.inventory, "Länsvägarna")
    make.stakeholder(scene.inventory, "Länsstyrelsen", contribution="Länsvägskunskap")
    scene.area.name = "Länsvägar"
    scene.area.save()
    Goal.objects.filter(strategy=scene.inventory.strategy).update(name="Säkra länsvägar")
    scene.workshop.name = "Om länsvägar"
    scene.workshop.save()
    scene.inventory.question = "Vad gör vi med länsvägarna?"
    scene.inventory.save()
    Voice.objects.filter(pk=scene.voices[0].pk).update(text="LÄNSVÄGEN är stängd")
    page = found(member, "länsväg")
    for kind in (
        "need", "theme", "voice", "goal", "area", "stakeholder", "workshop", "inventory",
    ):  # fmt: skip
        assert f'id="{kind}"' in page
    assert "<mark>LÄNSVÄG</mark>EN" in page


def test_search_leads_to_directions_and_perspectives(scene: Gathered, member: Client) -> None:
    strategy = scene.inventory.strategy
    assert strategy is not None
    direction = Direction.objects.create(area=scene.area, name="Mer internationalisering")
    perspective = Perspective.objects.create(strategy=strategy, name="Att tänka nytt")
    page = reverse("strategy:page", args=[strategy.slug])
    assert f'href="{page}#direction-{direction.pk}"' in found(member, "internationalisering")
    assert f'href="{page}#perspective-{perspective.pk}"' in found(member, "tänka nytt")
    type(scene.area).objects.filter(pk=scene.area.pk).update(removed_at=timezone.now())
    assert "#direction-" not in found(member, "internationalisering")


def test_a_with_a_ring_is_no_a(scene: Gathered, member: Client) -> None:
    assert "Åkermark" in found(member, "åKERMARK")
    assert "Åkermark" not in found(member, "akermark")
    assert "<mark>Vi</mark> hinner" in found(member, "vi hinner").replace(
        "<mark>hinner</mark>", "hinner"
    )


def test_what_may_not_be_read_is_not_found(scene: Gathered, member: Client) -> None:
    assert "Sista" in found(member, "hällefors")
    Voice.objects.filter(pk=scene.voices[0].pk).update(state="hidden")
    assert "Sista" not in found(member, "hällefors")
    assert "Åkermark" in found(member, "åkermark")
    scene.write.revealed = False
    scene.write.save()
    assert "Åkermark" not in found(member, "åkermark")


@pytest.mark.parametrize("who", ["outsider", "participant", "other region"])
def test_others_find_nothing(scene: Gathered, who: str) -> None:
    client = {
        "outsider": Client,
        "participant": lambda: make.phone(scene.guests[0].participant),
        "other region": lambda: make.signed_in(
            make.person("owner", region=make.region("Region Skåne"))
        ),
    }[who]()
    page = found(client, "buss")
    assert all(said not in page for said in SAID)
    assert scene.inventory.name not in page


@pytest.mark.parametrize(
    "query", ["\x00", "\u202e<script>alert(1)</script>", "x" * 100_000, "å " * 5000, "%", "_", "'"]
)
def test_whatever_is_sought_is_only_words(scene: Gathered, member: Client, query: str) -> None:
    page = found(member, query)
    assert "<script>alert" not in page


def test_the_texts_about_the_site_are_open_to_all() -> None:
    for name in ("home:about", "ui:accessibility", "ui:privacy"):
        assert "<h1>" in text(Client(), reverse(name))


def test_english_is_english(scene: Gathered, member: Client) -> None:
    member.cookies["farled_language"] = "en"
    page = text(member)
    assert "Chart table" in page
    assert "Needs" in page
    assert "Ett klokt nästa steg" not in page
    assert Region.objects.count() == 1
