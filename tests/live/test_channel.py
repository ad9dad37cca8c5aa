"""A channel: the latest wins, composed once, nobody queued."""

import json

from farled.live.channel import Channel, Message


def news(message: Message) -> dict[str, str]:
    data = message["body"].decode().split("data: ", 1)[1].split("\n", 1)[0]
    regions: dict[str, str] = json.loads(data)["regions"]
    return regions


def test_only_what_differs_is_sent_on() -> None:
    channel = Channel("b")
    assert channel.publish({"task": "a", "result": "1"})
    assert not channel.publish({"task": "a", "result": "1"})
    assert channel.publish({"task": "a", "result": "2"})
    assert news(channel.since(1)) == {"result": "2"}


def test_who_lags_gets_the_newest_of_everything_in_one_message() -> None:
    channel = Channel("b")
    for n in range(1000):
        channel.publish({"result": str(n), "task": str(n // 500)})
    assert news(channel.since(0)) == {"result": "999", "task": "1"}


def test_a_message_is_composed_once_for_all_who_stand_alike() -> None:
    channel = Channel("b")
    channel.publish({"result": "1"})
    assert channel.since(0) is channel.since(0)


def test_line_breaks_and_markup_stay_inside_the_message() -> None:
    channel = Channel("b")
    channel.publish({"result": "<p>en\n\nrad</p>\u2028 event: x"})
    message = channel.since(0)
    assert message["body"].endswith(b"\n\n")
    assert message["body"].count(b"\n\n") == 1
    assert news(message) == {"result": "<p>en\n\nrad</p>\u2028 event: x"}
