"""The live half of the URL table: streams and acts × everybody, and whatever might be sent to them."""

import asyncio
import json
from collections.abc import Callable, Coroutine, Iterator, Mapping, MutableMapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import Any

import pytest
from django.test import Client

from farled.core.workshop.activities import ACTIVITIES
from farled.live.acts import Acts, Sent, commit_together
from farled.live.hub import Hub
from farled.live.stream import serve_stream
from farled.store.actions import steps
from farled.store.actions.acts import ACTS
from farled.store.guests import cookie_name, cookie_value
from farled.store.models import Audit, Step
from farled.text import say
from farled.web.workshop.regions import regions
from tests.support.hostile import BRIEF, VALUES, hostile_json
from tests.support.planting import shown
from tests.support.url_table import VISITORS
from tests.support.visitors import Scene, forget_all, kept_scene, undone, with_screen_key

pytestmark = pytest.mark.django_db

# o lets in, 4 is not there; in the order of VISITORS
STREAMS = {
    "phone": "4o44 4444 4 44",
    "bridge": "4444 44oo 4 44",
    "wall": "4o4o oooo 4 44",
}
PARTICIPANT = "4o44 4444 4 44"
HOSTILE_JSON = hostile_json()
TOKEN = "a-token-of-the-phone-for-tests"


class Answered:
    """What a browser gets; it leaves as soon as the first whole news is there."""

    def __init__(self, body: bytes = b"") -> None:
        self.status = 0
        self.text = ""
        self._waiting: list[MutableMapping[str, Any]] = [{"type": "http.request", "body": body}]
        self._got_all = asyncio.Event()

    async def send(self, message: MutableMapping[str, Any]) -> None:
        self.status = message.get("status", self.status)
        self.text += message.get("body", b"").decode()
        if '"regions"' in self.text:
            self._got_all.set()

    async def receive(self) -> MutableMapping[str, Any]:
        if self._waiting:
            return self._waiting.pop()
        await self._got_all.wait()
        return {"type": "http.disconnect"}


class Here(Executor):
    """Does the work on the test's own thread, in its transaction; the loop runs on another meanwhile."""

    def __init__(self) -> None:
        self._work: SimpleQueue[Callable[[], None] | None] = SimpleQueue()

    def submit(self, work: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        done: Future[Any] = Future()

        def run() -> None:
            if not done.set_running_or_notify_cancel():
                return
            try:
                done.set_result(work(*args, **kwargs))
            except Exception as error:
                done.set_exception(error)

        self._work.put(run)
        return done

    def play(self, story: Callable[[], Coroutine[Any, Any, Answered]]) -> Answered:
        with ThreadPoolExecutor(1) as loop:
            told = loop.submit(lambda: asyncio.run(story()))
            told.add_done_callback(lambda _: self._work.put(None))
            while (work := self._work.get()) is not None:
                work()
            return told.result()


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    with kept_scene(django_db_blocker, plant_texts=True) as made:
        yield made


@pytest.fixture(autouse=True)
def fresh() -> None:
    forget_all()


def scope_of(path: str, *, method: str, headers: Mapping[str, str]) -> dict[str, Any]:
    where, _, query = path.partition("?")
    raw = [(name.lower().encode(), value.encode("latin-1")) for name, value in headers.items()]
    return {
        "type": "http", "method": method, "path": where, "query_string": query.encode("latin-1"),
        "headers": raw,
    }  # fmt: skip


def cookies(client: Client) -> str:
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


def streamed(path: str, **headers: str) -> Answered:
    here = Here()

    async def story() -> Answered:
        hub, answered = Hub(render=regions, thread=here), Answered()
        scope = scope_of(path, method="GET", headers=headers)
        await serve_stream(scope, answered.receive, answered.send, hub=hub)
        if hub._task:
            hub._task.cancel()
        return answered

    return here.play(story)


def acted(path: str, body: bytes, *, method: str = "POST", **headers: str) -> Answered:
    own = {"Content-Type": "application/json", "X-Farled": "1", "Host": "testserver", **headers}
    here = Here()

    async def story() -> Answered:
        answered = Answered(body)
        scope = scope_of(path, method=method, headers=own)
        await Acts(thread=here, word=say, committed=bool).serve(
            scope, answered.receive, answered.send
        )
        return answered

    return here.play(story)


def expected(signs: str) -> dict[str, int]:
    met = {"o": 200, "4": 404}
    return {who: met[sign] for who, sign in zip(VISITORS, signs.replace(" ", ""), strict=True)}


# --- who may ----------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", STREAMS)
def test_who_may_follow(scene: Scene, audience: str) -> None:
    path = f"/live/{scene.place.workshop.slug}/{audience}/?lang=sv"
    met = {}
    for who, client in scene.visitors.items():
        asked = with_screen_key(path, scene.place) if who == "screen" else path
        answered = streamed(asked, Cookie=cookies(client))
        met[who] = answered.status
        assert answered.status == 200 or not answered.text
    assert met == expected(STREAMS[audience])


def test_a_streams_regions_show_what_was_planted(scene: Scene) -> None:
    """Otherwise the table above might let everybody in to nothing."""
    path = f"/live/{scene.place.workshop.slug}/bridge/"
    text = streamed(path, Cookie=cookies(scene.visitors["facilitator"])).text
    assert shown(text, scene.planted)
    assert "<b id=pwned>" not in text


@pytest.mark.parametrize(
    "path", ["/live/", "/live/{slug}/", "/live/{slug}/desk/", "/live/{slug}/phone", "/live/{other}/phone/"]
)  # fmt: skip
def test_other_streams_are_not_there(scene: Scene, path: str) -> None:
    where = path.format(slug=scene.place.workshop.slug, other=scene.other.workshop.slug)
    assert streamed(where, Cookie=cookies(scene.visitors["participant"])).status == 404


def test_who_may_act(scene: Scene) -> None:
    body = json.dumps({"act": "take_seat", "key": "12345678-a", "table": None}).encode()
    met = {}
    for who, client in scene.visitors.items():
        with undone(client):
            before = Audit.objects.count()
            answered = acted(f"/act/{scene.place.workshop.slug}/", body, Cookie=cookies(client))
            met[who] = answered.status
            assert (Audit.objects.count() > before) == (answered.status == 200)
    assert met == expected(PARTICIPANT)


@pytest.mark.parametrize(
    "how",
    [
        {"method": "GET"},
        {"method": "PUT"},
        {"Origin": "http://evil.example"},
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
    ],
)
def test_acts_are_sent_by_our_own_pages(scene: Scene, how: dict[str, str]) -> None:
    client = scene.visitors["participant"]
    body = json.dumps({"act": "take_seat", "key": "12345678-a", "table": None}).encode()
    with undone(client):
        answered = acted(f"/act/{scene.place.workshop.slug}/", body, Cookie=cookies(client), **how)
    assert answered.status == 403


# --- whatever might be sent -------------------------------------------------------------------


def fine(scene: Scene, act: str, step: Step) -> dict[str, Any]:
    """A body that this act takes, as a phone would send it."""
    place = scene.place
    return {
        "act": act, "key": "12345678-abcd", "step": step.pk, "token": TOKEN, "text": "Fler turer",
        "item": place.item.pk, "value": 1, "voice": place.voices[0].pk, "group": place.group.pk,
        "into": place.other_group.pk, "name": "Resor", "table": place.table.pk, "areas": [place.area.pk],
        "words_a": "Det ena", "words_b": "Det andra", "conflict": place.conflict.pk,
        "version": place.conflict.version, "goal_a": place.goal.pk,
    }  # fmt: skip


def standing_at(scene: Scene, act: str) -> Step:
    """The room at a step that allows this act."""
    kinds = [key for key, one in ACTIVITIES.items() if act in one.acts] or ["write"]
    step = Step.objects.filter(workshop=scene.place.workshop, activity=kinds[0]).first()
    assert step is not None
    steps.go_to_step(by=scene.place.facilitator, workshop=scene.place.live(), step=step)
    return step


class Watched(dict[str, Any]):
    """Remembers what was asked for."""

    def __init__(self, known: Mapping[str, Any]) -> None:
        super().__init__(known)
        self.asked: set[str] = set()

    def get(self, name: str, otherwise: Any = None) -> Any:
        self.asked.add(name)
        return super().get(name, otherwise)

    def __getitem__(self, name: str) -> Any:
        self.asked.add(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self.asked.add(str(name))
        return super().__contains__(name)


def fell_over(scene: Scene, data: Mapping[str, Any]) -> bool:
    guest = scene.place.guest.participant
    jar = {cookie_name(scene.place.workshop.slug): cookie_value(guest)}
    with undone(scene.visitors["participant"]):
        [(status, _body)] = commit_together([Sent(scene.place.workshop.slug, jar, data)])
    return status >= 500


@pytest.mark.parametrize("act", sorted(ACTS))
def test_no_act_falls_over(scene: Scene, act: str) -> None:
    with undone(scene.visitors["participant"]):
        step = standing_at(scene, act)
        sample = Watched(fine(scene, act, step))
        assert not fell_over(scene, sample)
        bodies = {
            f"{what} in {name}": {**sample, name: value}
            for name in sample.asked
            for what, value in HOSTILE_JSON.items()
        }
        kept = {"act": act, "key": "12345678", "step": step.pk}
        for what, value in HOSTILE_JSON.items():
            bodies[f"{what} everywhere"] = {**dict.fromkeys(sample.asked, value), **kept}
        found = [what for what, data in bodies.items() if fell_over(scene, data)]
    assert found == []


@pytest.mark.parametrize(
    "body",
    [
        b"", b"[]", b"null", b"1", b'"x"', b"{", b"\xff\xfe", b'{"act": NaN}', b"[" * 50_000, b"{}" * 3,
        b'{"act":"' + b"x" * 60_000 + b'"}', b'{"a":' * 5000, b"x" * 100_000,
    ],
    ids=range(13),
)  # fmt: skip
def test_no_body_falls_over(scene: Scene, body: bytes) -> None:
    client = scene.visitors["participant"]
    with undone(client):
        answered = acted(f"/act/{scene.place.workshop.slug}/", body, Cookie=cookies(client))
    assert 400 <= answered.status < 500
    assert json.loads(answered.text)["why"]


HEADERS = (
    "Cookie",
    "Accept-Language",
    "Last-Event-ID",
    "Host",
    "Origin",
    "X-Farled",
    "Content-Length",
)


@pytest.mark.parametrize("header", HEADERS)
def test_no_header_falls_over(scene: Scene, header: str) -> None:
    slug, own = scene.place.workshop.slug, cookies(scene.visitors["participant"])
    for what in BRIEF:
        value = VALUES[what][:4000].decode("latin-1")
        told = {"Cookie": own, header: f"{own}; x={value}" if header == "Cookie" else value}
        assert streamed(f"/live/{slug}/phone/?lang={what}", **told).status in (200, 404), what
        assert acted(f"/act/{slug}/", b"{}", **told).status < 500, what


@pytest.mark.parametrize("name", ["farled", "farled_p_{slug}"])
def test_no_cookie_falls_over(scene: Scene, name: str) -> None:
    slug = scene.place.workshop.slug
    for value in (
        '"\\000"',
        '"a-long-session-key\\000-with-nul"',
        "x" * 4000,
        "a:b:c",
        '"\\"',
        "å",
        "1:\x7f",
    ):
        cookie = f"{name.format(slug=slug)}={value}".encode().decode("latin-1")
        for audience in STREAMS:
            assert streamed(f"/live/{slug}/{audience}/", Cookie=cookie).status == 404
        assert acted(f"/act/{slug}/", b'{"act": "take_seat"}', Cookie=cookie).status == 404


@pytest.mark.parametrize("query", ["key=%00", "key=a&key=b", "lang=%FF", "lang[]=sv", "key=" + "x" * 9000, "%", "&&&=="])  # fmt: skip
def test_no_question_falls_over(scene: Scene, query: str) -> None:
    slug = scene.place.workshop.slug
    assert streamed(f"/live/{slug}/wall/?{query}").status == 404
