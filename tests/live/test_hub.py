"""The hub: what was acted on reaches every audience, and a stream that returns gets only what it lacks."""

import asyncio
import json
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections

from farled.core.workshop.state import WorkshopState
from farled.live import hub as hub_module
from farled.live.hub import Hub
from farled.live.stream import serve_stream
from farled.store.actions import steps
from farled.store.actions.voices import write_voice
from farled.store.gates import Guest, System
from farled.store.guests import cookie_name, cookie_value
from farled.store.models import Step, Workshop
from farled.store.queries.workshop import workshop_state
from tests.support import make

pytestmark = pytest.mark.django_db(transaction=True)


def render(
    state: WorkshopState, audience: str, language: str, since: WorkshopState | None = None
) -> dict[str, str]:
    step = state.current
    return {
        "task": f"{audience} {language} {step.title if step else '-'}",
        "result": str(len(state.voices(step.id)) if step else 0),
    }


class Browser:
    """One stream, as uvicorn would call it."""

    def __init__(
        self, path: str, *, cookies: str = "", last: str = "", query: str = "lang=sv"
    ) -> None:
        headers = [(b"cookie", cookies.encode()), (b"last-event-id", last.encode())]
        self.scope: dict[str, Any] = {
            "type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": headers,
        }  # fmt: skip
        self.status = 0
        self.got = ""
        self.gone = asyncio.Event()

    async def send(self, message: MutableMapping[str, Any]) -> None:
        self.status = message.get("status", self.status)
        self.got += message.get("body", b"").decode()

    async def receive(self) -> MutableMapping[str, Any]:
        await self.gone.wait()
        return {"type": "http.disconnect"}

    @property
    def regions(self) -> list[dict[str, str]]:
        lines = [line[6:] for line in self.got.splitlines() if line.startswith('data: {"version')]
        return [json.loads(line)["regions"] for line in lines]

    @property
    def last_id(self) -> str:
        return [line[4:] for line in self.got.splitlines() if line.startswith("id: ")][-1]


@pytest.fixture
def step() -> Step:
    return make.open_step(make.workshop(make.inventory(make.region())), "write")


def phone(workshop: Workshop, **fields: Any) -> tuple[Guest, Browser]:
    participant = make.participant(workshop)
    cookie = f"{cookie_name(workshop.slug)}={cookie_value(participant)}"
    return Guest(participant), Browser(f"/live/{workshop.slug}/phone/", cookies=cookie, **fields)


Do = Callable[[Callable[[], Any]], Awaitable[Any]]


def played(story: Callable[[Hub, Do], Awaitable[None]]) -> None:
    """All that touches the database happens on one thread, as in the real process."""
    with ThreadPoolExecutor(1) as thread:

        async def run() -> None:
            async def do(work: Callable[[], Any]) -> Any:
                return await asyncio.get_running_loop().run_in_executor(thread, work)

            await story(Hub(render=render, thread=thread), do)

        try:
            asyncio.run(run())
        finally:
            thread.submit(connections.close_all).result()


def opened(hub: Hub, browser: Browser) -> "asyncio.Task[None]":
    return asyncio.ensure_future(
        serve_stream(browser.scope, browser.receive, browser.send, hub=hub)
    )


async def until(true: Callable[[], bool]) -> None:
    for _ in range(300):
        if true():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never came")


def test_a_phone_gets_the_whole_and_then_the_news(step: Step) -> None:
    async def story(hub: Hub, do: Do) -> None:
        guest, browser = await do(lambda: phone(step.workshop))
        task = opened(hub, browser)
        await until(lambda: len(browser.regions) == 1)
        assert browser.regions[0] == {"task": "phone sv write", "result": "0"}
        await do(
            lambda: write_voice(by=guest, workshop=step.workshop, step=step, text="Fler bussar")
        )
        await until(lambda: len(browser.regions) == 2)
        assert browser.regions[1] == {"result": "1"}
        browser.gone.set()
        await task
        assert (hub.streams, hub.rooms) == (0, {})

    played(story)


def test_a_new_step_does_not_wait_for_the_result_pace(
    step: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_module, "RESULT_EVERY", 3600.0)

    async def story(hub: Hub, do: Do) -> None:
        _, browser = await do(lambda: phone(step.workshop))
        task = opened(hub, browser)
        await until(lambda: bool(browser.regions))
        following = await do(lambda: make.step(step.workshop, "reflect", title="Reflektera"))
        await do(lambda: steps.go_to_step(by=System(), workshop=step.workshop, step=following))
        await until(lambda: any("Reflektera" in r.get("task", "") for r in browser.regions))
        browser.gone.set()
        await task

    played(story)


def test_back_after_a_break_it_gets_what_it_lacks(step: Step) -> None:
    async def story(hub: Hub, do: Do) -> None:
        guest, first = await do(lambda: phone(step.workshop))
        _, stays = await do(lambda: phone(step.workshop))
        tasks = [opened(hub, first), opened(hub, stays)]
        await until(lambda: bool(first.regions and stays.regions))
        first.gone.set()
        await tasks[0]
        await do(
            lambda: write_voice(
                by=guest, workshop=step.workshop, step=step, text="Medan du var borta"
            )
        )
        await until(lambda: len(stays.regions) == 2)
        _, again = await do(lambda: phone(step.workshop, last=first.last_id))
        tasks.append(opened(hub, again))
        await until(lambda: bool(again.regions))
        assert again.regions == [{"result": "1"}]
        again.gone.set()
        stays.gone.set()
        await asyncio.gather(*tasks[1:])

    played(story)


@pytest.mark.parametrize("last", ["other-7", "nonsense", "-", "0-", "x-99999999999999999999"])
def test_after_a_restart_or_with_a_forged_id_it_gets_everything(step: Step, last: str) -> None:
    async def story(hub: Hub, do: Do) -> None:
        _, browser = await do(lambda: phone(step.workshop, last=last))
        task = opened(hub, browser)
        await until(lambda: bool(browser.regions))
        assert set(browser.regions[0]) == {"task", "result"}
        browser.gone.set()
        await task

    played(story)


@pytest.mark.parametrize("version", ["999", "9" * 5000])
def test_a_version_from_the_future_gets_everything(step: Step, version: str) -> None:
    async def story(hub: Hub, do: Do) -> None:
        _, stays = await do(lambda: phone(step.workshop))
        tasks = [opened(hub, stays)]
        await until(lambda: bool(stays.regions))
        mark = stays.last_id.partition("-")[0]
        _, browser = await do(lambda: phone(step.workshop, last=f"{mark}-{version}"))
        tasks.append(opened(hub, browser))
        await until(lambda: bool(browser.regions))
        assert set(browser.regions[0]) == {"task", "result"}
        for one in (stays, browser):
            one.gone.set()
        await asyncio.gather(*tasks)

    played(story)


def test_it_checks_access(step: Step) -> None:
    async def story(hub: Hub, do: Do) -> None:
        slug = step.workshop.slug
        other, _ = await do(lambda: phone(make.workshop(step.workshop.inventory)))
        foreign = f"{cookie_name(slug)}={cookie_value(other.participant)}"
        for path, cookies in (
            (f"/live/{slug}/phone/", ""),
            (f"/live/{slug}/phone/", foreign),
            (f"/live/{slug}/bridge/", foreign),
            (f"/live/{slug}/wall/", ""),
            (f"/live/{slug}/other/", ""),
            ("/live/no-such/phone/", ""),
            (f"/live/{slug}\x00/phone/", ""),
        ):
            browser = Browser(path, cookies=cookies)
            await opened(hub, browser)
            assert browser.status == 404, path
        assert hub.streams == 0

    played(story)


def test_the_wall_opens_with_its_key_and_no_other(step: Step) -> None:
    from farled.store.gates import screen_key

    async def story(hub: Hub, do: Do) -> None:
        slug = step.workshop.slug
        wrong = Browser(f"/live/{slug}/wall/", query=f"key={screen_key('other')}")
        await opened(hub, wrong)
        assert wrong.status == 404
        right = Browser(f"/live/{slug}/wall/", query=f"key={screen_key(slug)}&lang=en")
        task = opened(hub, right)
        await until(lambda: bool(right.regions))
        assert right.regions[0]["task"] == "wall en write"
        right.gone.set()
        await task

    played(story)


def test_a_database_that_is_away_for_a_while_loses_nothing(
    step: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(hub: Hub, do: Do) -> None:
        guest, browser = await do(lambda: phone(step.workshop))
        task = opened(hub, browser)
        await until(lambda: bool(browser.regions))
        looked = hub_module.catch_up
        failures = iter([True, False])

        def failing(rooms: list[Any]) -> set[int]:
            if next(failures, False):
                raise RuntimeError("the database is away")
            return looked(rooms)

        monkeypatch.setattr(hub_module, "catch_up", failing)
        await do(
            lambda: write_voice(
                by=guest, workshop=step.workshop, step=step, text="Medan den var borta"
            )
        )
        await until(lambda: len(browser.regions) == 2)
        browser.gone.set()
        await task

    played(story)


def test_who_leaves_while_the_first_picture_is_drawn_takes_nothing_along(step: Step) -> None:
    async def story(hub: Hub, do: Do) -> None:
        guest, stays = await do(lambda: phone(step.workshop))
        _, leaves = await do(lambda: phone(step.workshop))
        tasks = [opened(hub, stays), opened(hub, leaves)]
        await until(lambda: hub.streams == 2)
        leaves.gone.set()
        await tasks[1]
        await until(lambda: bool(stays.regions))
        await do(lambda: write_voice(by=guest, workshop=step.workshop, step=step, text="Hörs"))
        await until(lambda: stays.regions[-1] == {"result": "1"})
        stays.gone.set()
        await tasks[0]
        assert (hub.streams, hub.rooms) == (0, {})

    played(story)


def test_a_drawing_that_fails_leaves_nobody_counted(step: Step) -> None:
    async def story(hub: Hub, do: Do) -> None:
        def broken(*_: Any) -> dict[str, str]:
            raise RuntimeError("no template")

        hub._render = broken
        _, browser = await do(lambda: phone(step.workshop))
        with pytest.raises(RuntimeError):
            await opened(hub, browser)
        assert (hub.streams, hub.rooms) == (0, {})

    played(story)


def test_a_whole_room_that_comes_at_once_is_read_once(
    step: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = []

    def counted(workshop: Workshop) -> WorkshopState:
        read.append(workshop.pk)
        return workshop_state(workshop)

    monkeypatch.setattr(hub_module, "workshop_state", counted)

    async def story(hub: Hub, do: Do) -> None:
        browsers = [
            browser for _, browser in await do(lambda: [phone(step.workshop) for _ in range(20)])
        ]
        tasks = [opened(hub, browser) for browser in browsers]
        await until(lambda: all(browser.regions for browser in browsers))
        assert read == [step.workshop.pk]
        for browser in browsers:
            browser.gone.set()
        await asyncio.gather(*tasks)
        assert (hub.streams, hub.rooms, hub._readings) == (0, {}, {})

    played(story)


def test_a_first_drawing_that_fails_is_owed_to_the_others(step: Step) -> None:
    async def story(hub: Hub, do: Do) -> None:
        failures = iter([True])

        def broken_once(state: WorkshopState, audience: str, *rest: Any) -> dict[str, str]:
            if next(failures, False):
                raise RuntimeError("no template")
            return render(state, audience, *rest)

        hub._render = broken_once
        _, first = await do(lambda: phone(step.workshop))
        _, second = await do(lambda: phone(step.workshop))
        tasks = [opened(hub, first), opened(hub, second)]
        with pytest.raises(RuntimeError):
            await tasks[0]
        await until(lambda: bool(second.regions))
        second.gone.set()
        await tasks[1]

    played(story)


def test_a_mark_from_a_room_that_was_empty_meanwhile_gets_everything(step: Step) -> None:
    """Everybody left and others came: the room is drawn anew, and its versions count from the beginning."""

    async def story(hub: Hub, do: Do) -> None:
        guest, former = await do(lambda: phone(step.workshop))
        task = opened(hub, former)
        await until(lambda: bool(former.regions))
        former.gone.set()
        await task
        await do(
            lambda: write_voice(
                by=guest, workshop=step.workshop, step=step, text="Medan de var borta"
            )
        )
        _, other = await do(lambda: phone(step.workshop))
        _, again = await do(lambda: phone(step.workshop, last=former.last_id))
        tasks = [opened(hub, other)]
        await until(lambda: bool(other.regions))
        tasks.append(opened(hub, again))
        await until(lambda: bool(again.regions))
        assert again.regions == [{"task": "phone sv write", "result": "1"}]
        for browser in (other, again):
            browser.gone.set()
        await asyncio.gather(*tasks)

    played(story)


def test_a_room_that_cannot_be_drawn_holds_up_no_other(step: Step) -> None:
    async def story(hub: Hub, do: Do) -> None:
        other = await do(lambda: make.open_step(make.workshop(step.workshop.inventory), "write"))
        _, broken = await do(lambda: phone(step.workshop))
        guest, browser = await do(lambda: phone(other.workshop))
        tasks = [opened(hub, broken)]
        await until(lambda: bool(broken.regions))
        tasks.append(opened(hub, browser))
        await until(lambda: bool(browser.regions))

        def breaks_there(state: WorkshopState, audience: str, *rest: Any) -> dict[str, str]:
            if state.room.slug == step.workshop.slug:
                raise RuntimeError("no template")
            return render(state, audience, *rest)

        hub._render = breaks_there
        await do(lambda: steps.close_step(by=System(), workshop=step.workshop, step=step))
        await do(lambda: write_voice(by=guest, workshop=other.workshop, step=other, text="Hörs"))
        await until(lambda: browser.regions[-1] == {"result": "1"})
        hub._render = render
        for one in (broken, browser):
            one.gone.set()
        await asyncio.gather(*tasks)

    played(story)
