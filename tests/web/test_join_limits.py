"""Wrong codes: limited by address, and a room behind one address is never shut out."""

import pytest

from farled.web.join.limits import FREE, PER_JOIN, WINDOW, WrongCodes


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def codes(clock: Clock) -> WrongCodes:
    return WrongCodes(clock)


def wrong(codes: WrongCodes, times: int, address: str = "192.0.2.1") -> None:
    for _ in range(times):
        codes.wrong(address)


def test_a_hundred_wrong_are_free(codes):
    wrong(codes, FREE - 1)
    assert codes.wait("192.0.2.1") == 0
    wrong(codes, 1)
    assert codes.wait("192.0.2.1") == WINDOW


def test_the_wait_told_is_the_wait_that_helps(codes, clock):
    wrong(codes, FREE)
    clock.now += 120.5
    wait = codes.wait("192.0.2.1")
    assert wait == 480
    clock.now += wait - 1
    assert codes.wait("192.0.2.1") == 1
    clock.now += 1
    assert codes.wait("192.0.2.1") == 0


def test_everybody_who_joins_makes_room_for_mistakes(codes):
    for _ in range(300):
        codes.joined("192.0.2.1")
    wrong(codes, FREE + PER_JOIN * 300 - 1)
    assert codes.wait("192.0.2.1") == 0
    wrong(codes, 1)
    assert codes.wait("192.0.2.1") > 0


def test_joins_count_only_within_the_window(codes, clock):
    codes.joined("192.0.2.1")
    clock.now += WINDOW
    wrong(codes, FREE)
    assert codes.wait("192.0.2.1") > 0


def test_addresses_do_not_share(codes):
    wrong(codes, FREE)
    assert codes.wait("192.0.2.2") == 0


def test_one_subscriber_of_ipv6_is_one(codes):
    wrong(codes, FREE, address="2001:db8::1")
    assert codes.wait("2001:db8::ffff") > 0
    assert codes.wait("2001:db8:0:1::1") == 0
    wrong(codes, FREE, address="::ffff:192.0.2.9")
    assert codes.wait("192.0.2.9") > 0


def test_memory_is_bounded(codes, monkeypatch):
    monkeypatch.setattr("farled.web.join.limits.MOST_ADDRESSES", 50)
    for number in range(500):
        codes.wrong(f"198.51.100.{number}")
    assert len(codes._tries) == 50


def test_what_is_no_address_is_counted_too(codes):
    wrong(codes, FREE, address="unix:")
    assert codes.wait("unix:") > 0
