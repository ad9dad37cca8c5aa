"""Two regions on one server never see each other's things, and a participant sees no more than the room.

Every text of the first region holds a word of its own; wherever it turns up with somebody else, something leaked.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from farled.store.actions import steps
from farled.store.models import Step, Workshop
from tests.support import make
from tests.support.crawl import crawl
from tests.support.planting import Spot, shown
from tests.support.scene import TOKEN, Place
from tests.support.url_table import ROWS, Row, address, data
from tests.support.visitors import Scene, forget_all, kept_scene, undone, with_screen_key

pytestmark = pytest.mark.django_db
GETS = [row for row in ROWS if row.get]
POSTS = [row for row in ROWS if row.post]
# who has a code or a link was given it by the region
GIVEN = {"join:join", "j/<str:code>", "dialogue:public", "dialogue:public-json", "dialogue:public-html"}  # fmt: skip
GIVEN |= {"account:invitation", "account:reset", "workshop:wall"}
STRANGERS = ("outsider", "neighbour", "other token")


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    with kept_scene(django_db_blocker, plant_texts=True) as made:
        yield made


@pytest.fixture(autouse=True)
def fresh() -> None:
    forget_all()


def leaks(scene: Scene, answer: HttpResponse) -> list[str]:
    """What of the first region an answer shows, headers included."""
    text = answer.content.decode("utf-8", "replace") + str(answer.headers) + answer.cookies.output()
    return sorted(str(spot) for spot in shown(text, scene.planted))


def sent(row: Row, client: Client, *, path: str, given: Any) -> HttpResponse:
    if row.body:
        return client.post(path, row.body, content_type="application/json", headers=row.headers)
    return client.post(path, given)


@pytest.mark.parametrize("who", STRANGERS)
@pytest.mark.parametrize("row", GETS, ids=lambda row: row.name)
def test_no_page_shows_a_stranger_anything(scene: Scene, row: Row, who: str) -> None:
    if row.name not in GIVEN:
        with undone(scene.visitors[who]):
            assert leaks(scene, scene.visitors[who].get(address(row, scene.place))) == []


@pytest.mark.parametrize("row", GETS, ids=lambda row: row.name)
def test_own_addresses_with_the_others_numbers_show_nothing(scene: Scene, row: Row) -> None:
    """/inventory/<my own>/needs/<their number>/"""
    client = scene.visitors["neighbour"]
    if row.name not in GIVEN:
        with undone(client):
            assert leaks(scene, client.get(mixed(row, scene))) == []


def mixed(row: Row, scene: Scene) -> str:
    """The address with the second region's slugs and the first region's numbers."""
    path, theirs = address(row, scene.place), slugs(scene.place)
    for mine, other in zip(slugs(scene.other), theirs, strict=True):
        path = path.replace(other, mine)
    return path


def slugs(place: Place) -> list[str]:
    rows = (
        place.region,
        place.strategy,
        place.inventory,
        place.workshop,
        place.received,
        place.agenda,
    )
    return [row.slug for row in (*rows, place.shared)] + [place.workshop.code]


@pytest.mark.parametrize("row", POSTS, ids=lambda row: row.name)
def test_own_forms_with_the_others_numbers_change_nothing_of_theirs(scene: Scene, row: Row) -> None:
    client = scene.visitors["neighbour"]
    for path in (mixed(row, scene), address(row, scene.other), address(row, scene.place)):
        with undone(client):
            before = everything(scene)
            answer = sent(row, client, path=path, given=data(row, scene.place))
            assert row.name in GIVEN or leaks(scene, answer) == [], path
            assert row.name in GIVEN or everything(scene) == before, path


def everything(scene: Scene) -> dict[str, list[Any]]:
    """All rows of the first region as they are now."""
    theirs = {(spot.model, spot.pk) for spot in scene.planted.values()}
    found = {}
    for model in apps.get_app_config("store").get_models():
        own = [pk for name, pk in theirs if name == model._meta.model_name]
        found[model.__name__] = list(
            model._default_manager.filter(pk__in=own).order_by("pk").values()
        )
    return found


def test_the_neighbours_own_pages_show_nothing_of_the_first_region(scene: Scene) -> None:
    client = scene.visitors["neighbour"]
    starts = ["/", *(address(row, scene.other) for row in GETS)]
    visits = list(crawl(client, starts))
    found = [(visit.path, leaks(scene, visit.answer)) for visit in visits]
    assert [one for one in found if one[1]] == []
    assert sum(visit.answer.status_code == 200 for visit in visits) > 40


@pytest.mark.parametrize("who", STRANGERS)
def test_search_finds_nothing_of_the_first_region(scene: Scene, who: str) -> None:
    for words in ("resa", "Fler", "turer", "Kunna", "Ungdomsrådet", "pwned", "zq"):
        answer = scene.visitors[who].get("/search/", {"q": words})
        assert leaks(scene, answer) == [], words


def test_the_planted_words_do_turn_up_where_they_should(scene: Scene) -> None:
    """Without this, the tests above could look for something nobody ever shows."""
    client = scene.visitors["owner"]
    visits = crawl(client, ["/", *(address(row, scene.place) for row in GETS)])
    seen = {spot.model for visit in visits for spot in shown(visit.text, scene.planted)}
    wanted = {spot.model for spot in scene.planted.values()}
    assert wanted - seen == set(), "planted, and shown to nobody: has its page gone?"
    found = client.get("/search/", {"q": "resa"})
    assert leaks(scene, found) != []


# written by a phone's request alone, or by nobody before something is undone or answered
WITHOUT = {"AnsweredRequest", "Undo", "SummaryDraft"}


def test_the_scene_holds_one_of_everything(scene: Scene) -> None:
    """A new model without a row here would pass every guard unseen."""
    models = apps.get_app_config("store").get_models()
    empty = {model.__name__ for model in models if not model._default_manager.exists()}
    assert empty <= WITHOUT


# --- participants -----------------------------------------------------------------------------

# what a room may know of its own workshop, its region and the strategy it works on
ROOM = {
    "region": {"name", "privacy_notice", "records_notice", "accessibility_contact"},
    "inventory": {"name", "question", "owning_authority"},
    "workshop": {"name", "purpose", "place", "owning_authority", "privacy_notice", "organisations"},
    "step": {"title", "instruction", "prompt"},
    "table": {"name"},
    "area": {"name"},
    "goal": {"name"},
    "need": {"what"},
    "group": {"name"},
    "item": {"text"},
    "voice": {"text", "for_whom", "where"},
    "goalconflict": {"title", "words_a", "words_b", "where", "gains", "loses"},
}


def may_know(place: Place, spot: Spot, *, guest: Any = None, workshop: Any = None) -> bool:
    if guest is not None and spot.model == "participant" and spot.pk == guest.participant.pk:
        return True
    if spot.field not in ROOM.get(spot.model, ()):
        return False
    if spot.model == "voice":
        return (
            spot.pk not in (place.hidden.pk, place.unseen_voice.pk) and workshop == place.workshop
        )
    if spot.model == "workshop":
        return spot.pk == workshop.pk
    if spot.model in ("step", "table", "group", "item", "goalconflict"):
        return owner_of(spot) == workshop.pk
    return True


def owner_of(spot: Spot) -> int:
    """The workshop a thing belongs to."""
    row = apps.get_model("store", spot.model)._default_manager.get(pk=spot.pk)
    step = getattr(row, "step", None)
    return int(step.workshop_id if step else row.workshop_id)


def too_much(scene: Scene, text: str, **who: Any) -> list[str]:
    spots = shown(text, scene.planted)
    return sorted(str(spot) for spot in spots if not may_know(scene.place, spot, **who))


@pytest.mark.parametrize("who", ["participant", "elsewhere", "screen"])
@pytest.mark.parametrize("row", GETS, ids=lambda row: row.name)
def test_a_participant_learns_only_of_the_own_workshop(scene: Scene, row: Row, who: str) -> None:
    client, place = scene.visitors[who], scene.place
    workshop = place.elsewhere if who == "elsewhere" else place.workshop
    guest = {"participant": place.guest, "elsewhere": place.elsewhere_guest}.get(who)
    path = address(row, place)
    path = with_screen_key(path, place) if who == "screen" else path
    with undone(client):
        answer = client.get(path)
    if row.name not in GIVEN or row.name == "workshop:wall":
        text = answer.content.decode("utf-8", "replace")
        assert too_much(scene, text, guest=guest, workshop=workshop) == []


def each_step(scene: Scene, look: Callable[[Step], str], **who: Any) -> dict[str, list[str]]:
    """What was too much while the room stood at each of its steps."""
    found = {}
    for step in Step.objects.filter(workshop=scene.place.workshop):
        forget_all()
        steps.go_to_step(by=scene.place.facilitator, workshop=scene.place.live(), step=step)
        text = look(step)
        assert shown(text, scene.planted), "nothing was shown at all"
        found[f"{step.activity} {step.pk}"] = too_much(
            scene, text, workshop=scene.place.workshop, **who
        )
    return {activity: spots for activity, spots in found.items() if spots}


def test_step_by_step_a_phone_shows_no_more_than_the_room_knows(scene: Scene) -> None:
    client, slug = scene.visitors["participant"], scene.place.workshop.slug
    pages = (reverse("join:phone", args=[slug]), reverse("join:table", args=[slug]))
    with undone(client):
        found = each_step(
            scene,
            lambda _step: "".join(client.get(page).content.decode() for page in pages),
            guest=scene.place.guest,
        )
    assert found == {}


@pytest.mark.parametrize("unmoderated", [False, True])
def test_step_by_step_the_wall_shows_no_more_than_the_room_knows(
    scene: Scene, unmoderated: bool
) -> None:
    place, screen = scene.place, scene.visitors["screen"]
    path = with_screen_key(reverse("workshop:wall", args=[place.workshop.slug]), place)
    with undone(screen):
        Workshop.objects.filter(pk=place.workshop.pk).update(wall_shows_unmoderated=unmoderated)
        found = each_step(scene, lambda _step: screen.get(path).content.decode())
    assert found == {}


def own(scene: Scene, client: Client) -> set[str]:
    """The model, row and field of all that somebody's "my voices" shows."""
    path = reverse("join:mine", args=[scene.place.workshop.slug])
    tokens = {str(scene.place.items["no_voice"].step_id): TOKEN.format(0)}
    body = json.dumps({"tokens": tokens})
    answer = client.post(path, body, content_type="application/json", headers={"X-Farled": "1"})
    return {f"{spot.model}.{spot.field} {spot.pk}" for spot in shown(answer.text, scene.planted)}


def test_my_voices_are_mine_with_the_reason_they_were_hidden(scene: Scene) -> None:
    place, second = scene.place, make.phone(scene.place.guests[1].participant)
    hidden, unseen = place.hidden.pk, place.unseen_voice.pk
    assert {f"voice.text {hidden}", f"voice.hide_reason {hidden}"} <= own(scene, second)
    assert f"voice.text {unseen}" not in own(scene, second)
    mine = own(scene, scene.visitors["participant"])
    assert f"voice.text {unseen}" in mine
    assert not {f"voice.text {hidden}", f"voice.hide_reason {hidden}"} & mine
