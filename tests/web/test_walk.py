"""Each of the four follows every link of the example: none is broken, refused or without words."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import Any
from urllib.parse import urljoin

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver

from farled.store.models import Step, User, Workshop
from farled.store.queries.workshop import workshop_state
from farled.web.workshop.regions import regions
from tests.support.retold import retold
from tests.support.source import ROOT, python

pytestmark = pytest.mark.django_db

# a slug's random end, numbers, and what is asked for
DIFFERENT = re.compile(r"[^/]+-[a-z2-9]{5}(?=/)|(?<=/)\d+(?=/)|=[^&]*")
LINK = re.compile(r'href="([^"]+)"')
TAG = re.compile(r"<(script|style|code|svg)\b.*?</\1>|<[^>]+>", re.DOTALL)
PREFIX = re.compile(r'^msgid "([a-z_]+)\.', re.MULTILINE)


@pytest.fixture(scope="module", autouse=True)
def example(django_db_setup: Any, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), retold():
        yield


def walked(client: Client, *, of_each: int) -> dict[str, HttpResponse]:
    """Every kind of page that can be reached from the chart table, so many of each."""
    waiting, kinds, found = deque(["/"]), Counter[str](), {}
    while waiting:
        path = waiting.popleft()
        found[path] = client.get(path)
        for link in links(path, found[path]):
            kind = DIFFERENT.sub("…", link)
            kinds[kind] += link not in found and link not in waiting
            if link not in found and link not in waiting and kinds[kind] <= of_each:
                waiting.append(link)
    return found


def links(path: str, page: HttpResponse) -> list[str]:
    if not page.headers.get("Content-Type", "").startswith("text/html"):
        return []
    raw = [unescape(link).partition("#")[0] for link in LINK.findall(page.content.decode())]
    ours = [urljoin(path, link) for link in raw if ":" not in link.partition("?")[0]]
    return [link for link in ours if not link.startswith("/static/")]


def keys_in(page: HttpResponse) -> set[str]:
    """Such as `voyage.live`: what core said and nobody has worded."""
    text = unescape(TAG.sub(" ", page.content.decode()))
    return set(re.findall(rf"(?<![\w./@-])(?:{'|'.join(prefixes())})\.[a-z_]+(?![\w/@])", text))


@cache
def prefixes() -> list[str]:
    catalogues = (ROOT / "src/farled/locale/sv").glob("*.po")
    return sorted({one for path in catalogues for one in PREFIX.findall(path.read_text("utf-8"))})


@pytest.mark.parametrize(
    ("name", "language", "of_each"),
    [
        ("Astrid", "sv", 3),
        ("Astrid", "en", 1),
        ("Birger", "sv", 1),
        ("Cecilia", "en", 1),
        ("Dag", "sv", 1),
    ],
)
def test_every_link_leads_to_a_page_in_words(name: str, language: str, of_each: int) -> None:
    client = Client(headers={"Accept-Language": language})
    client.force_login(User.objects.get(name=name))
    found = walked(client, of_each=of_each)
    assert {path: page.status_code for path, page in found.items() if page.status_code >= 400} == {}
    pages = {path: page for path, page in found.items() if links(path, page)}
    assert {path: keys_in(page) for path, page in pages.items() if keys_in(page)} == {}
    assert len(pages) > (20 if name == "Dag" else 40), sorted(pages)


def test_a_key_without_words_is_seen() -> None:
    page = HttpResponse('<a href="/x">voyage.live</a>. Se farled.example och voyage.svg/')
    assert keys_in(page) == {"voyage.live"}


def test_links_by_name_find_their_pages() -> None:
    """`link_to` gives nothing for a name that does not exist, so that nobody would notice."""
    named = re.compile(r'"([a-z]+:[a-z]+(?:-[a-z]+)*)"')
    in_web = [path for path in python() if "web" in path.parts]
    used = {name for path in in_web for name in named.findall(path.read_text("utf-8"))}
    assert used - set(names(get_resolver())) == set()


def names(resolver: Any, space: str = "") -> Iterator[str]:
    for one in resolver.url_patterns:
        if hasattr(one, "url_patterns"):
            yield from names(one, f"{one.namespace}:" if one.namespace else space)
        elif one.name:
            yield space + one.name


@pytest.mark.parametrize("activity", ["write", "larger", "pulling_apart", "reflect"])
def test_a_wall_without_the_words_tells_how_many_there_are(activity: str) -> None:
    step = Step.objects.filter(workshop__state="finished", activity=activity).latest("pk")
    Step.objects.filter(pk=step.pk).update(on_wall=False)
    Workshop.objects.filter(pk=step.workshop_id).update(current_step=step, state="live")
    result = regions(workshop_state(step.workshop), "wall", "sv")["result"]
    said = [*step.voices.all(), *step.conflicts.all()]
    assert said
    assert f">{len(said)}</p>" in result
    assert "Inget än" not in result
