"""A listener: at once to whoever reads, the newest to whoever lags, and nobody waits for anybody."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from farled.live.channel import Channel, Message
from farled.live.listener import Listener


class Reader:
    """A browser behind a server that waits, as uvicorn does, while its socket takes no more."""

    def __init__(self, channel: Channel, *, seen: int = 0) -> None:
        self.got: list[str] = []
        self.open = asyncio.Event()
        self.open.set()
        self.listener = Listener(channel, self.send, seen=seen)
        self.listener.begin()

    async def send(self, message: Message) -> None:
        if not self.open.is_set():
            await self.open.wait()
        self.got.append(message.get("body", b"start").decode())

    def holds(self, *words: str) -> bool:
        return len(self.got) == len(words) and all(
            word in text for word, text in zip(words, self.got, strict=True)
        )


def told(story: Callable[[Channel], Awaitable[None]]) -> None:
    async def run() -> None:
        await story(Channel("b"))

    asyncio.run(run())


def tasks() -> int:
    return len(asyncio.all_tasks())


def test_who_reads_has_it_at_once_and_costs_no_task() -> None:
    async def story(channel: Channel) -> None:
        reader = Reader(channel)
        channel.publish({"task": "ett"})
        channel.beat()
        channel.publish({"task": "två"})
        assert reader.holds("start", "hello", "ett", "alive", "två")
        assert tasks() == 1

    told(story)


def test_who_comes_later_gets_what_it_lacks() -> None:
    async def story(channel: Channel) -> None:
        channel.publish({"task": "ett", "result": "1"})
        channel.publish({"result": "2"})
        assert Reader(channel, seen=1).holds("start", "hello", '{"result": "2"}')
        assert Reader(channel, seen=2).holds("start", "hello")
        assert Reader(channel, seen=9).holds("start", "hello", '{"task": "ett", "result": "2"}')

    told(story)


def test_who_lags_stops_nobody_and_then_gets_the_newest_in_one() -> None:
    async def story(channel: Channel) -> None:
        lags, reads = Reader(channel), Reader(channel)
        lags.open.clear()
        for n in range(100):
            channel.publish({"result": f"<{n}>"})
            channel.beat()
            await asyncio.sleep(0)
        assert len(reads.got) == 202
        assert lags.holds("start", "hello")
        assert tasks() == 2
        lags.open.set()
        await asyncio.sleep(0.01)
        assert lags.holds("start", "hello", "<0>", "<99>")
        channel.publish({"result": "på nytt"})
        assert "på nytt" in lags.got[-1]
        assert tasks() == 1

    told(story)


def test_who_lags_from_the_first_byte_gets_the_whole_in_order() -> None:
    async def story(channel: Channel) -> None:
        channel.publish({"task": "ett"})
        opened = Reader.__new__(Reader)
        opened.got, opened.open = [], asyncio.Event()
        opened.listener = Listener(channel, opened.send, seen=0)
        opened.listener.begin()
        channel.publish({"task": "två"})
        opened.open.set()
        await asyncio.sleep(0.01)
        assert opened.holds("start", "hello", "två")

    told(story)


@pytest.mark.parametrize("lags", [False, True])
def test_who_has_left_is_sent_nothing_more(lags: bool) -> None:
    async def story(channel: Channel) -> None:
        reader = Reader(channel)
        if lags:
            reader.open.clear()
            channel.publish({"task": "före"})
        reader.listener.stop()
        reader.open.set()
        channel.publish({"task": "efter"})
        channel.beat()
        await asyncio.sleep(0.01)
        assert reader.holds("start", "hello")
        assert tasks() == 1

    told(story)


@pytest.mark.parametrize("lags", [False, True])
def test_a_stream_that_breaks_stops_nobody(lags: bool, caplog: pytest.LogCaptureFixture) -> None:
    async def story(channel: Channel) -> None:
        async def broken(message: Message) -> None:
            if channel.version:
                if lags:
                    await asyncio.sleep(0)
                raise OSError("gone")

        Listener(channel, broken, seen=0).begin()
        reader = Reader(channel)
        channel.publish({"task": "ett"})
        await asyncio.sleep(0.01)
        channel.publish({"task": "två"})
        await asyncio.sleep(0.01)
        assert reader.holds("start", "hello", "ett", "två")

    told(story)
    assert caplog.text.count("sending failed") == 1
