"""Pages that are kept in memory are never older than what was done: after every act they read as if drawn anew."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse

from tests.support.scene import Place
from tests.support.url_table import ROWS, Row, address, data
from tests.support.visitors import Scene, forget_all, kept_scene, undone, with_screen_key

pytestmark = pytest.mark.django_db
DOING = [row for row in ROWS if row.post and not row.silent and not row.name.startswith("api:")]
# each request's own: protection of forms, the clock, the word that makes joining happen once
OWN = re.compile(
    r'name="(csrfmiddlewaretoken|once)" value="[^"]*"|content="[A-Za-z0-9]{64}"|data-now="\d+"'
)


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    with kept_scene(django_db_blocker) as made:
        yield made


@pytest.fixture(autouse=True)
def fresh() -> None:
    forget_all()


def kept(place: Place) -> list[tuple[str, str]]:
    """Who looks at which page that is kept: the pages of `rendered` and of the phone."""
    room, inventory = place.workshop.slug, place.inventory.slug
    wall = reverse("workshop:wall", args=[room])
    return [
        ("owner", "/"),
        ("viewer", "/"),
        ("owner", reverse("inventory:needs", args=[inventory])),
        ("viewer", reverse("inventory:needs", args=[inventory]) + "?view=board&by=area"),
        ("owner", reverse("report:inventory", args=[inventory])),
        ("viewer", reverse("report:workshop", args=[room])),
        ("facilitator", reverse("workshop:bridge", args=[room])),
        ("screen", with_screen_key(wall, place)),
        ("participant", reverse("join:phone", args=[room])),
    ]


def read(scene: Scene) -> dict[str, str]:
    found = {}
    for who, path in kept(scene.place):
        client = scene.visitors[who]
        # a page with a message is never taken from memory
        client.cookies.pop("messages", None)
        answer = client.get(path)
        found[f"{who} {path}"] = f"{answer.status_code} {OWN.sub('', answer.text)}"
    return found


@pytest.mark.parametrize("row", DOING, ids=lambda row: row.name)
def test_what_was_done_shows_at_once(scene: Scene, row: Row) -> None:
    owner = scene.visitors["owner"]
    with undone(owner):
        read(scene)
        owner.post(address(row, scene.place), data(row, scene.place))
        from_memory = read(scene)
        forget_all()
        anew = read(scene)
    stale = [page for page in anew if anew[page] != from_memory[page]]
    assert stale == [], first_difference(from_memory, anew, stale)


def first_difference(old: dict[str, str], new: dict[str, str], stale: list[str]) -> str:
    for page in stale:
        pairs = zip(old[page], new[page], strict=False)
        at = next((n for n, (one, other) in enumerate(pairs) if one != other), 0)
        return f"{page}: …{old[page][at - 60 : at + 80]}… for …{new[page][at - 60 : at + 80]}…"
    return ""


def test_the_pages_are_kept_at_all(scene: Scene, django_assert_max_num_queries: Any) -> None:
    """Otherwise the test above would compare a page with itself."""
    path = reverse("inventory:needs", args=[scene.place.inventory.slug])
    owner = scene.visitors["owner"]
    owner.get(path)
    with django_assert_max_num_queries(8):
        owner.get(path)
