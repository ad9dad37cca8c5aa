"""Versions kept, compared and gone back to; files sent out and read in."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from farled.core.strategy.toml import parse_strategy
from farled.store.actions import strategy as actions
from farled.store.models import (
    Goal,
    Indicator,
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
