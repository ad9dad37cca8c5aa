"""An open stream is asked again at the heartbeat: whoever may no longer see is told so, and it ends."""

import asyncio
import time
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from farled.live import doorkeeper, stream
from farled.live.admission import Caller, caller_of, rooms_of
from farled.live.hub import Hub
from farled.store.actions.account import reset_password
from farled.store.actions.inventory import archive_inventory
from farled.store.actions.members import change_role, remove_member
from farled.store.actions.purge import purge_workshop
from farled.store.actions.room import remove_participant
from farled.store.actions.workshop_plan import archive_workshop
from farled.store.gates import Person, System, screen_key
from farled.store.guests import cookie_name, cookie_value
from farled.store.models import Membership, Participant, User, Workshop
from tests.live.test_hub import Browser, Do, opened, played, until
from tests.support import make

pytestmark = pytest.mark.django_db(transaction=True)


class House:
    """A workshop with an owner who changes things and a facilitator with the bridge open."""

    def __init__(self) -> None:
        region = make.region()
        self.workshop: Workshop = make.open_step(make.workshop(make.inventory(region))).workshop
        self.owner = Person(make.person("owner", region=region))
        self.facilitator: User = make.person("facilitator", region=region)
        self.guest = make.participant(self.workshop)

    @property
    def member(self) -> Membership:
        return self.facilitator.memberships.get()

    def address(self, audience: str) -> str:
        return f"/live/{self.workshop.slug}/{audience}/"


def phone_of(participant: Participant) -> str:
    return f"{cookie_name(participant.workshop.slug)}={cookie_value(participant)}"


def session_of(client: Client) -> str:
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}"


@pytest.fixture
def house() -> House:
    return House()


def sign_out(house: House, client: Client) -> None:
    client.logout()


def disable(house: House, client: Client) -> None:
    User.objects.filter(pk=house.facilitator.pk).update(is_active=False)


def new_password(house: House, client: Client) -> None:
    reset_password(person=house.facilitator, password="en-alldeles-ny-mening")


def take_membership(house: House, client: Client) -> None:
    remove_member(by=house.owner, member=house.member)


def make_viewer(house: House, client: Client) -> None:
    change_role(by=house.owner, member=house.member, role="viewer")


def put_out(house: House, client: Client) -> None:
    remove_participant(by=System(), workshop=house.workshop, participant=house.guest)


def put_away(house: House, client: Client) -> None:
    archive_workshop(by=System(), workshop=house.workshop, archived_at=timezone.now())


def inventory_put_away(house: House, client: Client) -> None:
    archive_inventory(by=System(), inventory=house.workshop.inventory)


def dispose(house: House, client: Client) -> None:
    purge_workshop(by=System(), workshop=house.workshop, decision="Gallras enligt plan")


OF_PERSONS = (sign_out, disable, new_password, take_membership, put_away, inventory_put_away)
CLOSED = [
    *[("bridge", change) for change in (*OF_PERSONS, make_viewer)],
    *[("wall", change) for change in OF_PERSONS],
    *[("phone", change) for change in (put_out, put_away, inventory_put_away, dispose)],
    ("wall by phone", put_out),
    ("wall by key", put_away),
    ("wall by key", inventory_put_away),
]
OPEN = [
    *[("phone", change) for change in (sign_out, disable, take_membership)],
    ("bridge", put_out),
    ("bridge", dispose),
    ("wall", make_viewer),
    ("wall by key", take_membership),
]


def browser_of(house: House, who: str, client: Client) -> Browser:
    if who == "wall by key":
        return Browser(house.address("wall"), query=f"key={screen_key(house.workshop.slug)}")
    if who in ("phone", "wall by phone"):
        return Browser(house.address(who.split()[0]), cookies=phone_of(house.guest))
    return Browser(house.address(who), cookies=session_of(client))


def after(house: House, who: str, change: Callable[[House, Client], None]) -> tuple[bool, str]:
    """Whether the stream has ended after the change, and what it got."""
    client = make.signed_in(house.facilitator)
    browser = browser_of(house, who, client)
    ended: list[bool] = []

    async def story(hub: Hub, do: Do) -> None:
        task = opened(hub, browser)
        await until(lambda: bool(browser.regions))
        await hub.doorkeeper.ask_all()
        assert not task.done()
        await do(lambda: change(house, client))
        await hub.doorkeeper.ask_all()
        await asyncio.wait({task}, timeout=0.2)
        ended.append(task.done())
        browser.gone.set()
        await task
        assert (hub.streams, hub.rooms) == (0, {})

    played(story)
    return ended[0], browser.got


@pytest.mark.parametrize(("who", "change"), CLOSED)
def test_who_may_no_longer_see_is_told_and_the_stream_ends(
    house: House, who: str, change: Callable[[House, Client], None]
) -> None:
    ended, got = after(house, who, change)
    assert ended
    assert got.endswith("event: gone\ndata: {}\n\n")


@pytest.mark.parametrize(("who", "change"), OPEN)
def test_whom_it_does_not_concern_stays(
    house: House, who: str, change: Callable[[House, Client], None]
) -> None:
    ended, got = after(house, who, change)
    assert not ended
    assert "event: gone" not in got


def test_it_asks_by_itself(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doorkeeper, "ASK_EVERY", 0.05)
    browser = Browser(house.address("phone"), cookies=phone_of(house.guest))

    async def story(hub: Hub, do: Do) -> None:
        task = opened(hub, browser)
        await until(lambda: bool(browser.regions))
        await do(lambda: put_out(house, Client()))
        await asyncio.wait_for(task, 3)

    played(story)
    assert "event: gone" in browser.got


def test_one_is_put_out_and_the_others_stay(house: House) -> None:
    others = [make.participant(house.workshop) for _ in range(3)]
    browsers = [Browser(house.address("phone"), cookies=phone_of(p)) for p in others]
    first = Browser(house.address("phone"), cookies=phone_of(house.guest))

    async def story(hub: Hub, do: Do) -> None:
        tasks = [opened(hub, one) for one in (first, *browsers)]
        await until(lambda: all(one.regions for one in (first, *browsers)))
        await do(lambda: put_out(house, Client()))
        await hub.doorkeeper.ask_all()
        await tasks[0]
        assert [task.done() for task in tasks] == [True, False, False, False]
        for one in browsers:
            one.gone.set()
        await asyncio.gather(*tasks)

    played(story)


def test_a_reader_that_does_not_read_is_ended_all_the_same(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "GOODBYE_WITHIN", 0.05)
    browser = Browser(house.address("phone"), cookies=phone_of(house.guest))
    reading = browser.send

    async def send(message: Any) -> None:
        await (asyncio.Event().wait() if browser.regions else reading(message))

    browser.send = send  # type: ignore[method-assign]

    async def story(hub: Hub, do: Do) -> None:
        task = opened(hub, browser)
        await until(lambda: bool(browser.regions))
        await do(lambda: put_out(house, Client()))
        await hub.doorkeeper.ask_all()
        await asyncio.wait_for(task, 3)
        assert (hub.streams, hub.rooms) == (0, {})

    played(story)


def test_nobody_is_put_out_because_the_database_is_away(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(doorkeeper, "ASK_EVERY", 0.01)
    browser = Browser(house.address("phone"), cookies=phone_of(house.guest))

    async def story(hub: Hub, do: Do) -> None:
        task = opened(hub, browser)
        await until(lambda: bool(browser.regions))
        monkeypatch.setattr(doorkeeper, "rooms_of", broken)
        await until(lambda: "asking again failed" in caplog.text)
        assert not task.done()
        browser.gone.set()
        await task

    played(story)


def broken(callers: object) -> None:
    raise OSError("no database")


def test_a_stopping_server_is_no_putting_out(house: House) -> None:
    browser = Browser(house.address("phone"), cookies=phone_of(house.guest))

    async def story(hub: Hub, do: Do) -> None:
        task = opened(hub, browser)
        await until(lambda: bool(browser.regions))
        task.cancel()
        await asyncio.wait({task})
        assert task.cancelled()

    played(story)
    assert "event: gone" not in browser.got


def callers(house: House, phones: int) -> list[Caller]:
    slug = house.workshop.slug
    found = []
    for _ in range(phones):
        participant = make.participant(house.workshop)
        jar = {cookie_name(slug): cookie_value(participant)}
        found.append(caller_of(slug, audience="phone", cookies=jar))
    return found


def test_many_phones_cost_as_few_queries_as_one(
    house: House, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    inside = callers(house, 60)
    with django_assert_num_queries(2):
        assert None not in rooms_of(inside)


def test_many_bridges_and_walls_cost_as_few_queries_as_one(
    house: House, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    region = house.workshop.inventory.region
    jars = [
        {settings.SESSION_COOKIE_NAME: session_of(make.signed_in(user)).split("=")[1]}
        for user in [make.person("facilitator", region=region) for _ in range(5)]
    ]
    inside = [
        caller_of(house.workshop.slug, audience=audience, cookies=jar)
        for jar in jars
        for audience in ("bridge", "wall")
    ]
    assert len(inside) == 10
    with django_assert_num_queries(4):  # sessions, people, roles, the room
        assert None not in rooms_of(inside)


def test_a_room_put_away_is_read_once_for_all(
    house: House, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    inside = callers(house, 20)
    put_away(house, Client())
    with django_assert_num_queries(2):
        assert set(rooms_of(inside)) == {None}


def test_who_comes_while_the_thread_is_busy_is_let_in_together(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def counted(callers: Collection[Caller]) -> list[Workshop | None]:
        asked.append(len(callers))
        return rooms_of(callers)

    monkeypatch.setattr(doorkeeper, "rooms_of", counted)
    inside = callers(house, 20)
    stranger = replace(inside[0], guest="somebody-else")

    async def story(hub: Hub, do: Do) -> None:
        busy = asyncio.ensure_future(do(lambda: time.sleep(0.1)))
        rooms = await asyncio.gather(*map(hub.doorkeeper.room_for, [*inside, stranger]))
        await busy
        assert rooms == [house.workshop] * 20 + [None]
        assert asked == [21]

    played(story)


def test_a_door_that_cannot_be_asked_about_says_so_and_opens_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures = iter([True])

    def away_once(callers: Collection[Caller]) -> list[Workshop | None]:
        if next(failures, False):
            raise OSError("no database")
        return rooms_of(callers)

    monkeypatch.setattr(doorkeeper, "rooms_of", away_once)
    [caller] = callers(house, 1)

    async def story(hub: Hub, do: Do) -> None:
        with pytest.raises(OSError, match="no database"):
            await hub.doorkeeper.room_for(caller)
        assert await hub.doorkeeper.room_for(caller) == house.workshop

    played(story)
