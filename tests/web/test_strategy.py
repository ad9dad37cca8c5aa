"""The strategy's pages: read, edited in place, dated, compared, sent out and read in."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from farled.core.strategy.toml import parse_strategy
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
EXPORTS = [("export",), ("export-version", 1)]
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


# --- versions ---------------------------------------------------------------------------------


def test_a_version_is_kept_shown_and_compared(client, orebro):
    client.post(
        url("versions", orebro), {"name": "Antagen", "dated": "2022-04-28", "note": "Beslut 1"}
    )
    Goal.objects.filter(key="em-klimat").update(name="Begränsad klimatpåverkan")
    goal(orebro, "em-giftfri").parents.set([goal(orebro, "livskvalitet")])
    Indicator.objects.filter(name="Nystartade företag").update(target_value="14", direction="keep")
    Perspective.objects.filter(name="Barn och unga").update(removed_at="2026-01-01T00:00:00Z")
    Strategy.objects.update(model="cake")
    assert "Minskad klimatpåverkan" in client.get(url("version", orebro, 1)).text
    page = client.get(url("compare", orebro)).text
    for words in ("Borttaget", "Barn och unga", "Ändrade ord", "Ändrade målvärden", "Ändrade kopplingar", "Begränsad klimatpåverkan",
                  "högre än jämförbara län", "ska behållas", "Hög och jämlik livskvalitet", "Hållbarhet som tårta"):  # fmt: skip
        assert words in page
    back = client.get(url("compare", orebro), {"from": "now", "to": "1"}).text
    assert "Nytt" in back
    assert "Ingenting skiljer" in client.get(url("compare", orebro), {"from": "1", "to": "1"}).text


def test_the_first_version_is_taught(client, orebro):
    assert "Ingen version än" in client.get(url("versions", orebro)).text
    assert "Det finns ingen version att jämföra med än" in client.get(url("compare", orebro)).text


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "", "dated": "2022-04-28"},
        {"name": "A", "dated": "igår"},
        {"name": "x" * 201, "dated": "2022-04-28"},
    ],
)
def test_a_wrong_version_keeps_what_was_typed(client, orebro, fields):
    page = client.post(url("versions", orebro), {**fields, "note": "Min anteckning"}).text
    assert "Det här behöver ses över" in page
    assert "Min anteckning" in page
    assert not StrategyVersion.objects.exists()


@pytest.mark.parametrize("choice", ["\x00", "-1", "9" * 50, "<script>", "2"])
def test_comparing_takes_any_choice(client, orebro, birger, choice):
    version(orebro, birger)
    page = client.get(url("compare", orebro), {"from": choice, "to": choice})
    assert page.status_code == 200
    assert "<script>" not in page.text.replace('<script type="module"', "")


def test_going_back_loses_nothing(client, orebro, birger):
    first = version(orebro, birger)
    Strategy.objects.update(vision="Något helt annat")
    now = queries.strategy_value(Strategy.objects.get())
    client.post(url("restore-version", orebro, first.number))
    assert queries.strategy_value(Strategy.objects.get()) == queries.version_value(first)
    assert queries.version_value(StrategyVersion.objects.get(number=2)) == now


# --- files ------------------------------------------------------------------------------------


def test_what_goes_out_comes_in_again(client, orebro, birger):
    version(orebro, birger)
    for address in (url("export", orebro), url("export-version", orebro, 1)):
        answer = client.get(address)
        assert answer.headers["Content-Type"] == "application/toml; charset=utf-8"
        assert f'filename="{orebro.slug}' in answer.headers["Content-Disposition"]
        assert parse_strategy(answer.text) == queries.strategy_value(orebro)
    file = SimpleUploadedFile("rus.toml", b"\xef\xbb\xbf" + answer.content)
    client.post("/strategy/import/", {"file": file, "name": "Inläst"})
    assert (
        queries.strategy_value(Strategy.objects.get(name="Inläst")).goals
        == queries.strategy_value(orebro).goals
    )


def test_pasted_text_is_read_in(client):
    client.post("/strategy/import/", {"text": 'format = 1\r\nname = "Inklistrad"\r\n'})
    assert Strategy.objects.get().name == "Inklistrad"


def test_a_faulty_file_names_line_and_cure_and_can_be_mended_on_the_page(client):
    text = 'format = 1\nname = "Vår"\n\n[[areas]]\nkey = "a"\nname = "A"\nserves = ["finns-inte"]\n'
    page = client.post(
        "/strategy/import/",
        {"file": SimpleUploadedFile("a.toml", text.encode()), "name": "Mitt namn"},
    ).text
    assert "Rad 7" in page or "rad 7" in page
    assert '<li value="7" class="faulty__line">' in page
    assert 'value="Mitt namn"' in page
    kept = re.search(r'<textarea name="text"[^>]*>\s*(.*?)</textarea>', page, re.DOTALL)[1]
    mended = kept.replace("&quot;", '"').replace("finns-inte", "")
    assert "serves" in mended
    client.post(
        "/strategy/import/", {"text": mended.replace('serves = [""]', ""), "name": "Mitt namn"}
    )
    assert Strategy.objects.get().name == "Mitt namn"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Välj en fil eller klistra in"),
        (b"\xff\xfe\x00", "UTF-8"),
        ("namn = å".encode("latin-1"), "UTF-8"),
        (b"x" * 1_000_001, "för stor"),
        (b"\x00" * 50, "Rad 1"),
        (b"a." * 100_000 + b"a = 1", "nivåer"),
        (b"[" * 100_000, ""),
        (b"format = 1\nname = 7", "Rad 2"),
    ],
)
def test_hostile_files(client, content, said):
    page = client.post(
        "/strategy/import/", {"file": SimpleUploadedFile("a.toml", content), "name": "Mitt"}
    )
    assert page.status_code == 200
    assert said.lower() in page.text.lower()
    assert 'value="Mitt"' in page.text
    assert not Strategy.objects.exists()


def test_a_file_read_into_a_strategy_keeps_what_was(client, orebro):
    before = queries.strategy_value(orebro)
    client.post(
        url("import-into", orebro), {"text": 'format = 1\nname = "Ny"\nvision = "Framåt"\n'}
    )
    orebro.refresh_from_db()
    assert (orebro.name, orebro.vision, orebro.goals.filter(removed_at=None).count()) == (
        "Ny",
        "Framåt",
        0,
    )
    assert queries.version_value(StrategyVersion.objects.get()) == before


def test_a_faulty_file_changes_nothing(client, orebro):
    before = queries.strategy_value(orebro)
    page = client.post(url("import-into", orebro), {"text": "format = 1"}).text
    assert "format = 1" in page
    assert queries.strategy_value(Strategy.objects.get()) == before
    assert not StrategyVersion.objects.exists()


def test_the_pages_speak_english(client, orebro, birger):
    version(orebro, birger)
    birger.language = "en"
    birger.save()
    for address, words in (
        (url("page", orebro), "Priority areas"),
        (url("versions", orebro), "Keep a version"),
        (url("compare", orebro), "What has changed?"),
        (url("model", orebro), "Sustainability as a cake"),
        ("/strategy/", "Strategies"),
    ):
        page = client.get(address).text
        assert words in page
        assert '<html lang="en"' in page
