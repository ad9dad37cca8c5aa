"""The strategy's pages: who may, the chart, the red thread, the whole."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from farled.store.actions import strategy as actions
from farled.store.actions import strategy_parts as parts
from farled.store.models import (
    Area,
    Goal,
    Indicator,
    Inventory,
    Membership,
    Need,
    Perspective,
    Strategy,
    StrategyVersion,
)
from farled.store.queries import strategy as queries
from tests.support import make

pytestmark = pytest.mark.django_db


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


@pytest.fixture
def reader(region):
    return make.signed_in(make.person("viewer", region=region))


def url(name, strategy, *more) -> str:
    return reverse(f"strategy:{name}", args=[strategy.slug, *more])


def goal(strategy, key) -> Goal:
    return Goal.objects.get(strategy=strategy, key=key)


def version(strategy, user, name="Antagen") -> StrategyVersion:
    fields = {
        "by": make.actor(user),
        "strategy": strategy,
        "value": queries.strategy_value(strategy),
    }
    return actions.make_version(**fields, name=name, dated=strategy.created_at.date())


# --- no access --------------------------------------------------------------------------------

READS = [
    ("page",),
    ("versions",),
    ("version", 1),
    ("compare",),
    ("part", "goal", 1),
    ("part", "area", 1),
]
EXPORTS = [("export",), ("export-version", 1), ("xlsx",), ("csv", "goals")]
FORMS = [("change",), ("model",), ("import-into",), ("add", "goal"), ("change-part", "goal", 1)]
POSTS = [
    ("archive",),
    ("restore",),
    ("versions",),
    ("restore-version", 1),
    ("move", "goal", 1),
    ("remove", "goal", 1),
    ("restore-part", "goal", 1),
]


@pytest.mark.parametrize("page", [*READS, *EXPORTS, *FORMS, *POSTS])
def test_another_region_finds_nothing(orebro, page):
    dag = make.signed_in(make.person("owner", region=make.region("Annan region")))
    address = url(page[0], orebro, *page[1:])
    assert (dag.post if page in POSTS else dag.get)(address).status_code == 404


@pytest.mark.parametrize("page", [*READS, *EXPORTS, *FORMS, *POSTS])
def test_strangers_sign_in_first(orebro, page):
    address = url(page[0], orebro, *page[1:])
    if page not in POSTS or page in READS:
        assert Client().get(address).url == f"/account/sign-in/?next={address}"
    if page in POSTS:
        assert Client().post(address).url == "/account/sign-in/?next=/"


@pytest.mark.parametrize("role", ["viewer", "member"])
@pytest.mark.parametrize("page", [*FORMS, *POSTS])
def test_readers_change_nothing(region, orebro, role, page):
    before = queries.strategy_value(orebro)
    reader = make.signed_in(make.person(role, region=region))
    address = url(page[0], orebro, *page[1:])
    assert reader.post(address, {"name": "Min"}).status_code == 403
    if page in FORMS:
        assert reader.get(address).status_code == 403
    assert queries.strategy_value(orebro) == before


@pytest.mark.parametrize("page", EXPORTS)
def test_viewers_take_nothing_out(reader, orebro, birger, page):
    version(orebro, birger)
    assert reader.get(url(page[0], orebro, *page[1:])).status_code == 403


@pytest.mark.parametrize("name", ["new", "import"])
def test_readers_make_none(reader, name):
    assert reader.get(reverse(f"strategy:{name}")).status_code == 403
    assert reader.post(reverse(f"strategy:{name}"), {"template": "orebro"}).status_code == 403
    assert not Strategy.objects.exists()


@pytest.mark.parametrize("slug", ["no-such", "%00", "å" * 300])
def test_no_such_strategy(client, slug):
    assert client.get(f"/strategy/{slug}/").status_code == 404


@pytest.mark.parametrize("number", [0, 999_999, 10**30])
def test_no_such_part(client, orebro, number):
    for name in ("part", "change-part"):
        assert client.get(url(name, orebro, "goal", number)).status_code == 404
    for name in ("move", "remove", "restore-part"):
        assert client.post(url(name, orebro, "goal", number)).status_code == 404
    assert client.get(url("version", orebro, number)).status_code == 404


def test_parts_of_another_strategy_are_out_of_reach(client, region, orebro):
    other = make.strategy(region, name="En annan")
    theirs = Goal.objects.filter(strategy=other).first()
    assert client.get(url("part", orebro, "goal", theirs.pk)).status_code == 404
    assert client.post(url("remove", orebro, "goal", theirs.pk)).status_code == 404
    assert Goal.objects.get(pk=theirs.pk).removed_at is None


# --- reading ----------------------------------------------------------------------------------


def test_the_list_shows_the_region_one_works_in(client, birger, orebro):
    other = make.region("Annan region")
    make.strategy(other, name="Deras strategi")
    page = client.get("/strategy/").text
    assert orebro.name in page
    assert "Deras strategi" not in page
    Membership.objects.create(user=birger, region=other, role="viewer")
    client.post(reverse("account:choose", args=[other.slug]))
    page = client.get("/strategy/").text
    assert orebro.name not in page
    assert "Deras strategi" in page
    assert "/strategy/new/" not in page


def test_an_empty_list_teaches(client):
    page = client.get("/strategy/").text
    assert "Här finns ingen strategi än" in page
    assert "/strategy/new/" in page


def test_somebody_without_a_region_is_sent_to_hers():
    assert make.signed_in(make.person(None)).get("/strategy/").url == "/account/regions/"


def test_the_whole_strategy_stands_on_one_page(client, orebro):
    Indicator.objects.filter(strategy=orebro).update(
        base_women="61", base_men="64", split_by_sex=True
    )
    page = client.get(url("page", orebro)).text
    value = queries.strategy_value(orebro)
    things = [*value.goals, *value.areas, *value.perspectives, *value.indicators]
    things += [direction for area in value.areas for direction in area.directions]
    for thing in things:
        assert thing.name in page
    for words in (
        value.vision,
        "Social",
        "Miljömässig",
        "Ekonomisk",
        "Kvinnor",
        "61",
        "högre än jämförbara län",
        "Västmanland",
    ):
        assert words in page
    assert page.count('bidrar"') == 30
    assert "handles" not in page


def test_a_goal_under_two_is_shown_under_both(client, orebro):
    goal(orebro, "em-boende").parents.add(goal(orebro, "resurseffektivitet"))
    page = client.get(url("page", orebro), {"edit": "1"}).text
    assert page.count(">Attraktiv boende- och närmiljö</a>") == 2
    assert "även under God resurseffektivitet" in page
    # its handles and its place on the page are there once
    assert page.count(f'id="goal-{goal(orebro, "em-boende").pk}"') == 1


def test_readers_get_no_handles(reader, orebro):
    page = reader.get(url("page", orebro), {"edit": "1"}).text
    for word in ("handles", "Redigera", "arrange", "Arkivera", "Hämta fil", "Att fundera på"):
        assert word not in page


def test_a_page_with_markup_in_every_text_shows_it_as_text(client, region, birger):
    strategy = make.strategy(
        region, name="<b>N</b>", vision="<script>alert(1)</script>", source="<i>"
    )
    by = make.actor(birger)
    for kind, fields in (
        ("goal", {"level": "overarching"}),
        ("area", {}),
        ("perspective", {}),
        ("indicator", {"base_value": "<u>7</u>", "unit": "<u>"}),
    ):
        parts.add_part(
            by=by, strategy=strategy, kind=kind, name="<script>alert(2)</script>", **fields
        )
    page = client.get(url("page", strategy), {"edit": "1"}).text
    assert "<script>alert" not in page
    assert "<u>" not in page
    assert "&lt;script&gt;alert(2)" in page


def test_the_page_costs_the_same_for_17_goals(
    client, region, birger, orebro, django_assert_max_num_queries
):
    big = actions.make_from_template(
        by=make.actor(birger), region=region, template="agenda-2030", language="sv"
    )
    for strategy in (orebro, big):
        with django_assert_max_num_queries(16):
            assert client.get(url("page", strategy), {"edit": "1"}).status_code == 200


@pytest.mark.parametrize("model", ["three", "cake", "holmberg"])
def test_every_model_is_drawn_and_told(client, orebro, model):
    Strategy.objects.filter(pk=orebro.pk).update(model=model)
    page = client.get(url("page", orebro)).text
    shapes = re.findall(r"model__shape--(\w+)", page)
    assert len(shapes) == {"three": 3, "cake": 3, "holmberg": 4}[model]
    for key in shapes:
        assert f"badge--{key}" in page


@pytest.mark.parametrize(
    "query",
    [
        {"removed": "goal-x"},
        {"removed": "goal-" + "9" * 40},
        {"removed": "x"},
        {"removed": "-"},
        {"at": "x" * 9999},
        {"edit": "\x00"},
    ],
)
def test_odd_queries_do_no_harm(client, orebro, query):
    assert client.get(url("page", orebro), {"edit": "1", **query}).status_code == 200


def test_questions_are_asked_of_who_can_answer(client, orebro):
    page = client.get(url("page", orebro)).text
    assert "Att fundera på" in page
    assert "Nystartade företag" in page.split("Att fundera på")[1]


def test_inventories_that_use_it_are_named(client, region, orebro):
    Inventory.objects.create(
        region=region, strategy=orebro, name="Behov i kollektivtrafiken", slug="i"
    )
    assert "Behov i kollektivtrafiken" in client.get(url("page", orebro)).text


# --- the red thread ---------------------------------------------------------------------------


def test_a_goal_leads_to_its_needs(client, region, orebro):
    inventory = Inventory.objects.create(
        region=region, strategy=orebro, name="Inventering", slug="i"
    )
    need = Need.objects.create(inventory=inventory, number=3, what="Bussar efter praktiken")
    need.goals.add(goal(orebro, "em-klimat"))
    need.areas.add(Area.objects.get(strategy=orebro, key="transport"))
    for address in (
        url("part", orebro, "goal", goal(orebro, "em-klimat").pk),
        url("part", orebro, "goal", goal(orebro, "resurseffektivitet").pk),
        url("part", orebro, "area", Area.objects.get(strategy=orebro, key="transport").pk),
    ):
        page = client.get(address).text
        assert "Bussar efter praktiken" in page
        assert "behov 3 i Inventering" in page
    page = client.get(url("page", orebro)).text
    assert page.count('<span class="count"><b>1</b> behov</span>') == 2


def test_other_parts_stand_on_the_page(client, orebro):
    perspective = Perspective.objects.filter(strategy=orebro).first()
    answer = client.get(url("part", orebro, "perspective", perspective.pk))
    assert answer.url == f"{url('page', orebro)}#perspective-{perspective.pk}"


# --- making -----------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["orebro", "agenda-2030", "empty"])
def test_a_strategy_from_a_template(client, region, key):
    answer = client.post("/strategy/new/", {"name": "Vår strategi", "template": key})
    made = Strategy.objects.get()
    assert (made.name, made.region, answer.url) == ("Vår strategi", region, url("page", made))


@pytest.mark.parametrize(
    "fields", [{"template": "x"}, {"name": "A"}, {"template": "orebro", "name": "x" * 1_000_000}]
)
def test_a_wrong_new_strategy_is_told(client, fields):
    page = client.post("/strategy/new/", fields)
    assert "Det här behöver ses över" in page.text
    assert not Strategy.objects.exists()


def test_head_and_model_are_changed(client, orebro):
    fields = {
        "name": "RUS 2.0",
        "vision": "Hela länet",
        "valid_from": "2026-01-01",
        "source": "Beslut",
    }
    assert client.post(url("change", orebro), fields).status_code == 302
    assert client.post(url("model", orebro), {"model": "cake"}).status_code == 302
    orebro.refresh_from_db()
    assert (orebro.name, orebro.model, str(orebro.valid_from)) == ("RUS 2.0", "cake", "2026-01-01")
    assert "Ekologisk" in client.get(url("page", orebro)).text


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "", "vision": "Mitt utkast"},
        {"name": "A", "vision": "Mitt utkast", "valid_from": "i morgon"},
        {
            "name": "A",
            "vision": "Mitt utkast",
            "valid_from": "2026-02-01",
            "valid_to": "2026-01-01",
        },
        {"name": "A", "vision": "Mitt utkast", "source": "x" * 501},
    ],
)
def test_a_wrong_head_keeps_what_was_typed(client, orebro, fields):
    page = client.post(url("change", orebro), fields)
    assert "Det här behöver ses över" in page.text
    assert "Mitt utkast" in page.text
    assert Strategy.objects.get().name == orebro.name


def test_a_model_that_strands_a_goal_is_refused_in_words(client, orebro):
    Strategy.objects.update(model="holmberg")
    goal_row = goal(orebro, "livskvalitet")
    Goal.objects.filter(pk=goal_row.pk).update(dimension="wellbeing")
    page = client.post(url("model", orebro), {"model": "three"}).text
    assert "Målet ”Hög och jämlik livskvalitet” har en dimension" in page


def test_archiving_can_be_undone(client, orebro):
    page = client.post(url("archive", orebro), follow=True).text
    assert f"”{orebro.name}” är arkiverad" in page
    assert url("restore", orebro) in page
    client.post(url("restore", orebro))
    assert Strategy.objects.get().archived_at is None
