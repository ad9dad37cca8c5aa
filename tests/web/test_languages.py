"""No page speaks Swedish to somebody who reads English: what both languages share is what people wrote themselves."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.apps import apps

from tests.support.url_table import ROWS, address
from tests.support.visitors import Scene, forget_all, kept_scene, undone

pytestmark = pytest.mark.django_db
SWEDISH = re.compile("[åäöÅÄÖ]")
# samples for developers; agendas and summaries speak the language of what they belong to
OWN_LANGUAGE = re.compile("ui:gallery|workshop:new|dialogue:|api:")
SAID = {"aria-label", "title", "placeholder", "alt"}


class Words(HTMLParser):
    """What a page says, one piece of text at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self._in_code = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_code = tag in ("script", "style")
        self.found |= {value.strip() for name, value in attrs if name in SAID and value}

    def handle_endtag(self, tag: str) -> None:
        self._in_code = False

    def handle_data(self, data: str) -> None:
        if not self._in_code and data.strip():
            self.found.add(" ".join(data.split()))


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    with kept_scene(django_db_blocker) as made:
        yield made


@pytest.fixture(scope="module")
def written(scene: Scene) -> list[str]:
    """Everything people wrote, the longest first."""
    found = set()
    for model in apps.get_app_config("store").get_models():
        for row in model._default_manager.values():
            texts = [one for value in row.values() for one in texts_in(value)]
            found |= {" ".join(text.split()) for text in texts if SWEDISH.search(text)}
    return sorted(found, key=len, reverse=True)


def texts_in(value: object) -> list[str]:
    if isinstance(value, dict):
        return [one for inner in value.values() for one in texts_in(inner)]
    if isinstance(value, list):
        return [one for inner in value for one in texts_in(inner)]
    return [value] if isinstance(value, str) else []


def said(scene: Scene, who: str, path: str, *, language: str) -> set[str]:
    client = scene.visitors[who]
    forget_all()
    with undone(client):
        client.cookies["farled_language"] = language
        answer = client.get(path, headers={"Accept-Language": language})
    words = Words()
    if answer.headers.get("Content-Type", "").startswith("text/html"):
        words.feed(answer.text)
    return words.found


@pytest.mark.parametrize("who", ["owner", "viewer", "participant", "outsider"])
def test_english_pages_hold_no_swedish_of_ours(scene: Scene, written: list[str], who: str) -> None:
    faults = []
    for row in (row for row in ROWS if row.get and not OWN_LANGUAGE.match(row.name)):
        path = address(row, scene.place)
        shared = said(scene, who, path, language="sv") & said(scene, who, path, language="en")
        for words in shared:
            ours = words
            for text in written:
                ours = ours.replace(text, "")
            faults += [f"{row.name}: {words}"] if SWEDISH.search(ours) else []
    assert faults == []


def test_swedish_pages_do_speak_swedish(scene: Scene) -> None:
    """Otherwise nothing would be compared."""
    assert any(SWEDISH.search(words) for words in said(scene, "owner", "/", language="sv"))
    assert said(scene, "owner", "/", language="sv") != said(scene, "owner", "/", language="en")
