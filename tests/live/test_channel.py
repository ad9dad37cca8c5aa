"""A channel: the latest wins, composed once, nobody queued."""

import asyncio
import json

from farled.live.channel import Channel


def news(message: bytes) -> dict[str, str]:
    data = message.decode().split("data: ", 1)[1].split("\n", 1)[0]
    regions: dict[str, str] = json.loads(data)["regions"]
    return regions


def test_only_what_differs_is_sent_on() -> None:
    channel = Channel()
    assert channel.publish({"task": "a", "result": "1"})
    assert not channel.publish({"task": "a", "result": "1"})
    assert channel.publish({"task": "a", "result": "2"})
    assert news(channel.since(1, boot="b")) == {"result": "2"}


def test_who_lags_gets_the_newest_of_everything_in_one_message() -> None:
    channel = Channel()
    for n in range(1000):
        channel.publish({"result": str(n), "task": str(n // 500)})
    assert news(channel.since(0, boot="b")) == {"result": "999", "task": "1"}


def test_a_message_is_composed_once_for_all_who_stand_alike() -> None:
    channel = Channel()
    channel.publish({"result": "1"})
    assert channel.since(0, boot="b") is channel.since(0, boot="b")


def test_line_breaks_and_markup_stay_inside_the_message() -> None:
    channel = Channel()
    channel.publish({"result": "<p>en\n\nrad</p>\u2028 event: x"})
    message = channel.since(0, boot="b")
    assert message.endswith(b"\n\n")
    assert message.count(b"\n\n") == 1
    assert news(message) == {"result": "<p>en\n\nrad</p>\u2028 event: x"}


def test_waiting_ends_with_news_or_with_a_heartbeat() -> None:
    async def story() -> list[bool]:
        channel = Channel()
        first = channel.waiter()
        await asyncio.sleep(0)
        channel.beat()
        second = channel.waiter()
        await asyncio.sleep(0)
        channel.publish({"task": "x"})
        return [await first, await second]

    assert asyncio.run(story()) == [False, True]


def test_a_reader_that_went_away_holds_nobody_up() -> None:
    async def story() -> bool:
        channel = Channel()
        gone = channel.waiter()
        stays = channel.waiter()
        await asyncio.sleep(0)
        gone.cancel()
        channel.publish({"task": "x"})
        return await stays

    assert asyncio.run(story())
