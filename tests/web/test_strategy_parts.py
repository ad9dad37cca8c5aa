"""The parts of a strategy, edited in place: works, wrong input, somebody else meanwhile."""

import re

import pytest
from django.urls import reverse

from farled.store.actions import strategy as actions
from farled.store.actions import strategy_parts as parts
from farled.store.models import (
    Area,
    Goal,
    Strategy,
)
from tests.support import make

pytestmark = pytest.mark.django_db
HOSTILE = ["\x00", "\u202e\u202e", "<script>alert(1)</script>", "x" * 1_000_000, "9" * 40]


@pytest.fixture
def region():
    return make.region()


@pytest.fixture
def birger(region):
    return make.person("facilitator", region=region)


@pytest.fixture
def client(birger):
    return make.signed_in(birger)


@pytest.fixture
def orebro(region, birger):
    return actions.make_from_template(
        by=make.actor(birger), region=region, template="orebro", language="sv"
    )


def url(name, strategy, *more) -> str:
    return reverse(f"strategy:{name}", args=[strategy.slug, *more])


def goal(strategy, key) -> Goal:
    return Goal.objects.get(strategy=strategy, key=key)


# --- editing in place -------------------------------------------------------------------------

ADDED = {
    "goal": {"name": "Nytt mål", "level": "outcome"},
    "area": {"name": "Nytt område"},
    "perspective": {"name": "Nytt perspektiv"},
    "indicator": {
        "name": "Ny indikator",
        "base_value": "7",
        "split_by_sex": "on",
        "comparators": "Dalarna, Gävleborg",
    },
}


@pytest.mark.parametrize("kind", ADDED)
def test_a_part_is_added_changed_moved_removed_and_brought_back(client, orebro, kind):
    client.post(url("add", orebro, kind), ADDED[kind])
    made = parts.PARTS[kind].objects.latest("pk")
    address = url("change-part", orebro, kind, made.pk)
    assert f'value="{made.name}"' in client.get(address).text
    answer = client.post(address, {**ADDED[kind], "name": "Omdöpt"})
    assert answer.url == f"{url('page', orebro)}?edit=1&at={kind}-{made.pk}"
    moved = client.post(url("move", orebro, kind, made.pk), {"way": "up"})
    assert moved.url.endswith(f"at={kind}-{made.pk}-up")
    page = client.get(moved.url).text
    assert re.search(
        rf'formaction="{url("move", orebro, kind, made.pk)}" name="way" value="up" autofocus', page
    )
    removed = client.post(url("remove", orebro, kind, made.pk), follow=True).text
    assert "”Omdöpt” är borttaget" in removed
    assert url("restore-part", orebro, kind, made.pk) in removed
    client.post(url("restore-part", orebro, kind, made.pk))
    assert "Omdöpt" in client.get(url("page", orebro)).text


def test_a_direction_belongs_to_its_area(client, orebro):
    area = Area.objects.get(strategy=orebro, key="transport")
    form = client.get(url("add", orebro, "direction"), {"area": area.pk}).text
    assert f'<option value="{area.pk}" selected>' in form
    client.post(url("add", orebro, "direction"), {"name": "Hållbara resor", "area": area.pk})
    assert [one.name for one in area.directions.all()] == ["Hållbara resor"]


def test_links_are_chosen_with_boxes(client, orebro):
    climate = goal(orebro, "em-klimat")
    address = url("change-part", orebro, "goal", climate.pk)
    assert client.get(address).text.count('type="checkbox"') == 3
    chosen = [goal(orebro, "livskvalitet").pk, goal(orebro, "konkurrenskraft").pk]
    client.post(address, {"name": "Klimat", "level": "outcome", "parents": chosen})
    assert set(climate.parents.values_list("pk", flat=True)) == set(chosen)


@pytest.mark.parametrize("kind", ADDED)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_are_kept_in_the_form_or_made_harmless(client, orebro, kind, text):
    page = client.post(url("add", orebro, kind), {**ADDED[kind], "name": text}, follow=True)
    assert page.status_code == 200
    assert "<script>alert" not in page.text


@pytest.mark.parametrize(
    "field",
    [
        "unit",
        "base_value",
        "base_year",
        "target_value",
        "comparators",
        "note",
        "source",
        "goal",
        "direction",
    ],
)
def test_hostile_indicator_fields(client, orebro, field):
    for text in HOSTILE:
        answer = client.post(url("add", orebro, "indicator"), {"name": "Mitt namn", field: text})
        assert answer.status_code in (200, 302)
        if answer.status_code == 200:
            assert 'value="Mitt namn"' in answer.text
            assert "Det här behöver ses över" in answer.text


@pytest.mark.parametrize(
    "query", [{"level": "\x00"}, {"area": "x", "parent": ["9" * 40, "y"]}, {"goal": "<script>"}]
)
def test_hostile_wishes(client, orebro, query):
    for kind in ("goal", "direction", "indicator"):
        page = client.get(url("add", orebro, kind), query)
        assert page.status_code == 200
        assert "<script>" not in page.text.replace('<script type="module"', "").replace(
            "<script src", ""
        )


def test_goals_of_another_strategy_cannot_be_chosen(client, region, orebro):
    theirs = Goal.objects.filter(
        strategy=make.strategy(make.region("Annan region")), level="overarching"
    ).get()
    answer = client.post(
        url("add", orebro, "goal"), {"name": "A", "level": "outcome", "parents": [theirs.pk]}
    )
    assert "Det här behöver ses över" in answer.text


def test_the_form_alone_for_its_place_on_the_page(client, orebro):
    address = url("change-part", orebro, "goal", goal(orebro, "em-klimat").pk)
    alone = client.get(address, headers={"HX-Request": "true"}).text
    assert alone.lstrip().startswith('<form class="part-form"')
    assert "<html" not in alone
    assert "<html" in client.get(address).text


def test_of_two_who_change_the_same_the_second_sees_both(client, orebro):
    climate = goal(orebro, "em-klimat")
    address = url("change-part", orebro, "goal", climate.pk)
    seen = re.search(r'name="seen" value="(\w+)"', client.get(address).text)[1]
    client.post(address, {"name": "Deras ord", "level": "outcome", "seen": seen})
    clash = client.post(address, {"name": "Mina ord", "level": "outcome", "seen": seen})
    assert "Någon annan ändrade här medan du skrev" in clash.text
    assert "Deras ord" in clash.text
    assert 'value="Mina ord"' in clash.text
    assert goal(orebro, "em-klimat").name == "Deras ord"
    again = re.search(r'name="seen" value="(\w+)"', clash.text)[1]
    client.post(address, {"name": "Mina ord", "level": "outcome", "seen": again})
    assert goal(orebro, "em-klimat").name == "Mina ord"


def test_two_who_change_the_vision_see_both(client, orebro):
    seen = re.search(r'name="seen" value="(\w+)"', client.get(url("change", orebro)).text)[1]
    client.post(url("change", orebro), {"name": "RUS", "vision": "Deras", "seen": seen})
    clash = client.post(url("change", orebro), {"name": "RUS", "vision": "Min", "seen": seen}).text
    assert "Någon annan ändrade" in clash
    assert ">Deras<" in clash.replace("\n", "")
    assert Strategy.objects.get().vision == "Deras"
