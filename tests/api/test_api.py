"""The API: what it tells, to whom, and how it says no."""

import json
import tomllib
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from farled.core.dialogue.summary_json import parse_summary
from farled.store.actions.account import make_token, revoke_token
from farled.store.models import ApiToken, Inventory, Region
from farled.store.queries.strategy import strategy_value
from tests.support import make
from tests.support.summarised import HIDDEN, NAMES, Summarised

pytestmark = pytest.mark.django_db
OF_INVENTORY = ("inventory", "needs", "themes", "workshops", "sheets", "summary")


@pytest.fixture
def made() -> Summarised:
    return Summarised()


@pytest.fixture
def program(made: Summarised) -> Client:
    return with_key(made.region)


def with_key(region: Region) -> Client:
    owner = make.actor(make.person("owner", region=region))
    _, secret = make_token(by=owner, region=region, name="Statistikprogram")
    return Client(headers={"authorization": f"Bearer {secret}"})


def address(made: Summarised, name: str) -> str:
    return reverse(f"api:{name}", args=[made.inventory.slug])


def told(client: Client, path: str, **query: Any) -> Any:
    response = client.get(path, query)
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "application/json; charset=utf-8"
    assert response["Cache-Control"] == "private, no-store"
    return response.json()


def refused(response: Any, status: int) -> str:
    assert response.status_code == status, response.content
    said = response.json()
    assert list(said) == ["error"]
    return str(said["error"])


# --- what it tells ---------------------------------------------------------------------------------
def test_the_regions_inventories(made: Summarised, program: Client) -> None:
    make.inventory(make.region("Region Annan"))
    said = told(program, "/api/v1/inventories")
    assert said["count"] == 1
    (line,) = said["items"]
    assert line["slug"] == made.inventory.slug
    assert "Vad behöver länet?" in program.get("/api/v1/inventories").content.decode()
    assert line["region"] == made.region.slug
    assert line["counts"]["needs"] == 2
    assert line["counts"]["conflicts"] == 1


def test_archived_ones_are_asked_for(made: Summarised, program: Client) -> None:
    gone = make.inventory(
        made.region, strategy=None, name="Gammal", archived_at="2026-01-01T00:00Z"
    )
    said = told(program, "/api/v1/inventories", archived="true")
    assert [one["slug"] for one in said["items"]] == [gone.slug]
    assert told(program, reverse("api:inventory", args=[gone.slug]))["archived"] is True


def test_one_inventory(made: Summarised, program: Client) -> None:
    Inventory.objects.update(period_from=date(2026, 3, 1), diary_number="RÖ 1/2026")
    said = told(program, address(made, "inventory"))
    assert said["question"] == "Vad behöver länet?"
    assert said["period_from"] == "2026-03-01"
    assert said["strategy"] == made.inventory.strategy.slug
    assert (said["diary_number"], said["records_status"]) == ("RÖ 1/2026", "arbetsmaterial")


def test_needs_themes_and_workshops(made: Summarised, program: Client) -> None:
    bus, _land = told(program, address(made, "needs"))["items"]
    assert (bus["what"], bus["theme"], bus["voices"]) == ("Kvällsbussar saknas", "Resor", 6)
    (theme,) = told(program, address(made, "themes"))["items"]
    assert (theme["name"], theme["needs"]) == ("Resor", [bus["number"]])
    assert theme["carried_by"] == "Astrid Hemlig"  # the region's own program, unlike other regions
    (workshop,) = told(program, address(made, "workshops"))["items"]
    assert workshop == {
        "slug": made.workshop.slug,
        "name": "Halvdag i Örebro",
        "state": "live",
        "held_on": None,
        "place": "",
        "steps": 5,
        "people": 9,
        "voices": 9,
        "conflicts": 1,
    }


def test_sheets_are_the_reports(made: Summarised, program: Client) -> None:
    listed = {sheet["key"]: sheet for sheet in told(program, address(made, "sheets"))}
    assert {"needs", "themes", "voices", "votes", "people", "conflicts", "goals"} <= set(listed)
    assert listed["needs"]["count"] == 2
    assert listed["needs"]["columns"][1] == {"key": "need", "heading": "Behov"}
    path = reverse("api:sheet", args=[made.inventory.slug, "voices"])
    said = told(program, path, limit=5, offset=6)
    assert said["count"] == 9
    assert len(said["items"]) == 3
    assert set(said["items"][0]) == {column["key"] for column in said["columns"]}
    assert HIDDEN not in json.dumps(told(program, path), ensure_ascii=False)


def test_headings_speak_the_callers_language(made: Summarised, program: Client) -> None:
    response = program.get(address(made, "sheets"), headers={"accept-language": "en"})
    assert response.json()[0]["columns"][1] == {"key": "need", "heading": "Need"}


def test_a_strategy_as_json_and_as_the_file_farled_reads(made: Summarised, program: Client) -> None:
    slug = made.inventory.strategy.slug
    (line,) = told(program, "/api/v1/strategies", region=made.region.slug)["items"]
    assert (line["slug"], line["name"]) == (slug, "RUS 2022–2030")
    said = told(program, reverse("api:strategy", args=[slug]))
    assert said["outcomes"][0]["parents"] == ["livskvalitet"]
    response = program.get(reverse("api:strategy_toml", args=[slug]))
    assert response["Content-Type"] == "application/toml; charset=utf-8"
    read = tomllib.loads(response.content.decode())
    assert read["name"] == strategy_value(made.inventory.strategy).name


def test_the_summary_is_what_others_would_get(made: Summarised, program: Client) -> None:
    said = told(program, address(made, "summary"))
    assert said["format"] == "farled-summary/1"
    summary = parse_summary(json.dumps(said))
    assert [need.what for need in summary.needs] == ["Kvällsbussar saknas", "Landet saknas"]
    for secret in (*NAMES, HIDDEN, "Astrid"):
        assert secret not in json.dumps(said, ensure_ascii=False)


def test_long_lists_come_in_parts(made: Summarised, program: Client) -> None:
    for n in range(5):
        make.need(made.inventory, f"Behov {n}")
    path = address(made, "needs")
    parts = [told(program, path, limit=3, offset=offset) for offset in (0, 3, 6, 9)]
    assert [part["count"] for part in parts] == [7, 7, 7, 7]
    numbers = [need["number"] for part in parts for need in part["items"]]
    assert numbers == [1, 2, 3, 4, 5, 6, 7]


def test_a_list_costs_the_same_however_long(
    made: Summarised, program: Client, django_assert_max_num_queries: Any
) -> None:
    paths = ["/api/v1/inventories", address(made, "needs"), address(made, "workshops")]
    for path in paths:
        with CaptureQueriesContext(connection) as before:
            told(program, path)
        make.inventory(made.region, strategy=None)
        make.need(made.inventory, "Fler")
        make.workshop(made.inventory, "write")
        with django_assert_max_num_queries(len(before)):
            told(program, path)


# --- to whom ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", OF_INVENTORY)
def test_it_checks_access(made: Summarised, program: Client, name: str) -> None:
    path = address(made, name)
    assert program.get(path).status_code == 200
    assert "API-nyckel" in refused(Client().get(path), 401)
    refused(with_key(make.region("Region Annan")).get(path), 404)
    member = make.signed_in(make.person("member", region=made.region))
    assert member.get(path).status_code == 200
    viewer = make.signed_in(make.person("viewer", region=made.region))
    if name in ("sheets", "summary"):
        refused(viewer.get(path), 403)
    else:
        assert viewer.get(path).status_code == 200
    dag = make.signed_in(make.person("owner", region=make.region("Region Annan")))
    refused(dag.get(path), 404)
    participant = make.phone(made.guests[0].participant)
    refused(participant.get(path), 401)


def test_a_person_sees_her_own_regions(made: Summarised) -> None:
    both = make.person("viewer", region=made.region)
    other = make.inventory(make.region("Region Annan"), strategy=None)
    make.Membership.objects.create(user=both, region=other.region, role="viewer")
    client = make.signed_in(both)
    assert told(client, "/api/v1/inventories")["count"] == 2
    (line,) = told(client, "/api/v1/inventories", region=other.region.slug)["items"]
    assert line["slug"] == other.slug
    refused(client.get("/api/v1/inventories", {"region": make.region("Tredje").slug}), 404)
    assert told(make.signed_in(make.person(None)), "/api/v1/inventories")["count"] == 0


@pytest.mark.parametrize(
    "header",
    ["Bearer", "Bearer ", "Bearer wrong", "Basic eDp5", "Bearer \x00", "Bearer " + "å" * 9999],
)
def test_a_wrong_key_opens_nothing_even_when_signed_in(made: Summarised, header: str) -> None:
    client = make.signed_in(make.person("owner", region=made.region))
    response = client.get("/api/v1/inventories", HTTP_AUTHORIZATION=header)
    refused(response, 401)
    assert response["WWW-Authenticate"] == "Bearer"


def test_a_key_taken_back_opens_nothing(made: Summarised, program: Client) -> None:
    owner = make.actor(make.person("owner", region=made.region))
    revoke_token(by=owner, token=ApiToken.objects.get())
    refused(program.get("/api/v1/inventories"), 401)


def test_nothing_can_be_changed(made: Summarised, program: Client) -> None:
    member = make.signed_in(make.person("member", region=made.region))
    for client in (program, member, Client(enforce_csrf_checks=True)):
        for method in ("post", "put", "patch", "delete", "options"):
            response = getattr(client, method)(address(made, "needs"))
            assert "GET" in refused(response, 405)
            assert response["Allow"] == "GET, HEAD"
    assert program.head(address(made, "needs")).status_code == 200


# --- how it says no --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"limit": 0}, "limit ska vara ett heltal från 1 till 200."),
        ({"limit": 201}, "limit ska vara"),
        ({"limit": "alla"}, "limit ska vara"),
        ({"limit": "9" * 9999}, "limit ska vara"),
        ({"offset": -1}, "offset ska vara ett heltal från 0 till 1000000000."),
        ({"offset": "1e9"}, "offset ska vara"),
        ({"offset": "\x00"}, "offset ska vara"),
        ({"archived": "kanske"}, "archived går inte att förstå."),
    ],
)
def test_what_is_asked_for_wrongly(program: Client, query: dict[str, Any], words: str) -> None:
    assert words in refused(program.get("/api/v1/inventories", query), 422)


def test_it_says_no_in_the_callers_language(made: Summarised, program: Client) -> None:
    english = {"accept-language": "en"}
    path = address(made, "inventory")
    assert "Send an API key" in refused(Client().get(path, headers=english), 401)
    assert "There is nothing here" in refused(program.get("/api/v1/x/y", headers=english), 404)
    said = program.get(path + "/needs?limit=x", headers=english)
    assert "limit must be a whole number" in refused(said, 422)


@pytest.mark.parametrize("path", ["x", "inventories/", "inventories/x/y/z", "docs", "../x"])
def test_other_addresses_are_told_in_json_too(program: Client, path: str) -> None:
    refused(program.get(f"/api/v1/{path}"), 404)


def test_an_unknown_sheet(made: Summarised, program: Client) -> None:
    refused(program.get(reverse("api:sheet", args=[made.inventory.slug, "x"])), 404)


ODD = st.text(st.characters(exclude_characters="/", exclude_categories=("Cs",)), max_size=90)
NAMES_OF = st.sampled_from(["inventories", "strategies"])
BELOW = st.sampled_from(
    ["", "/needs", "/themes", "/workshops", "/sheets", "/sheets/x", "/summary", "/toml"]
)
QUERY = st.dictionaries(
    st.sampled_from(["limit", "offset", "region", "archived"]), ODD | st.integers().map(str)
)


@given(NAMES_OF, ODD, BELOW, QUERY, st.sampled_from(["sv", "en", "\x7f", "x" * 500]))
@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_address_and_no_question_breaks_it(
    key_of_a_region: Client, kind: str, slug: str, below: str, query: dict[str, str], language: str
) -> None:
    path = f"/api/v1/{kind}/{slug}{below}"
    response = key_of_a_region.get(path, query, headers={"accept-language": language})
    assert response.status_code in (200, 404, 422)
    if response.status_code != 200:
        assert list(response.json()) == ["error"]


@given(QUERY, st.sampled_from(["needs", "themes", "workshops", "sheets/voices", "sheets/goals"]))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_question_about_what_is_there_breaks_it(
    key_of_a_region: Client, query: dict[str, str], below: str
) -> None:
    slug = Inventory.objects.values_list("slug", flat=True)[0]
    response = key_of_a_region.get(f"/api/v1/inventories/{slug}/{below}", query)
    assert response.status_code in (200, 422)


@pytest.fixture
def key_of_a_region() -> Client:
    region = make.region()
    inventory = make.inventory(region)
    make.need(inventory)
    return with_key(region)


# --- its description -----------------------------------------------------------------------------
def test_it_is_described_for_everybody() -> None:
    start = Client().get("/api/v1/").json()
    document = Client().get(start["openapi"]).json()
    assert document["openapi"].startswith("3.1")
    assert set(document["components"]["securitySchemes"]) == {"ApiKey", "SignedIn"}
    for path, methods in document["paths"].items():
        assert list(methods) == ["get"], path
        answers = methods["get"]["responses"]
        assert set(answers) == {"200", "401", "403", "404", "422"}, path
        assert answers["404"]["content"]["application/json"]["schema"] == {
            "$ref": "#/components/schemas/Error"
        }
        assert methods["get"]["description"]


def test_answers_are_as_described(made: Summarised, program: Client) -> None:
    document = Client().get("/api/v1/openapi.json").json()
    paths = document["paths"]
    own = {"slug": made.inventory.slug, "key": "needs"}
    for path, methods in paths.items():
        schema = methods["get"]["responses"]["200"]["content"].get("application/json")
        slug = made.inventory.strategy.slug if "strategies" in path else made.inventory.slug
        if schema:
            said = told(program, path.format_map({**own, "slug": slug}))
            assert fits(said, schema["schema"], document) == [], path


def fits(value: Any, schema: dict[str, Any], document: dict[str, Any], at: str = "") -> list[str]:
    """Where a value is not as its schema says; as much of JSON Schema as the document uses."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return fits(value, document["components"]["schemas"][name], document, at)
    if "anyOf" in schema:
        tries = [fits(value, one, document, at) for one in schema["anyOf"]]
        return [] if [] in tries else tries[0]
    if schema.get("type") == "array":
        return [
            e
            for n, one in enumerate(value)
            for e in fits(one, schema["items"], document, f"{at}.{n}")
        ]
    if schema.get("type") == "object" and "properties" in schema:
        known = schema["properties"]
        missing = [
            f"{at}.{name} is missing" for name in schema.get("required", ()) if name not in value
        ]
        strange = [f"{at}.{name} is not described" for name in value if name not in known]
        inner = [
            e
            for name in value
            if name in known
            for e in fits(value[name], known[name], document, f"{at}.{name}")
        ]
        return missing + strange + inner
    kinds = {
        "string": str,
        "integer": int,
        "number": (int, float),
        "boolean": bool,
        "null": type(None),
    }
    kind = schema.get("type")
    return (
        []
        if kind not in kinds or isinstance(value, kinds[kind])
        else [f"{at}: {value!r} is no {kind}"]
    )
