"""Phones and the bridge at the same rows at the same moment: nobody is turned away. Threads, so PostgreSQL only."""

import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from farled.live.acts import Sent, commit_together
from farled.store.actions import grouping, placing, steps, voices
from farled.store.gates import Guest, Person
from farled.store.guests import cookie_name, cookie_value
from farled.store.models import Step, Voice, Workshop
from tests.support import make

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("sqlite" in str(connection.vendor), reason="needs two connections"),
]
ROUNDS = 40


@pytest.fixture
def scene() -> tuple[Workshop, Step, Step, list[Guest], list[Voice]]:
    workshop = make.workshop(make.inventory(make.region()))
    write = make.open_step(workshop, "write")
    guests = [make.guest(workshop) for _ in range(8)]
    said = [
        voices.write_voice(by=guest, workshop=workshop, step=write, text=f"Röst {n}")
        for n, guest in enumerate(guests)
    ]
    group = make.step(workshop, "group", source=write)
    return workshop, write, group, guests, said


def change(workshop: Workshop, step: Step, guest: Guest, voice: Voice, text: str) -> Sent:
    data = {"act": "change_voice", "key": secrets.token_hex(10), "step": step.pk, "voice": voice.pk}
    cookies = {cookie_name(workshop.slug): cookie_value(guest.participant)}
    return Sent(workshop.slug, cookies, data | {"text": text})


def at_once(*hands: Callable[[int], None]) -> None:
    start = Barrier(len(hands))

    def run(hand: Callable[[int], None]) -> None:
        start.wait(10)
        try:
            for number in range(ROUNDS):
                hand(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(hands)) as pool:
        list(pool.map(run, hands))


def test_cards_moved_while_their_authors_change_them(scene) -> None:
    workshop, write, group, guests, said = scene
    by = Person(make.person("facilitator", region=workshop.inventory.region))
    steps.reveal(by=by, workshop=workshop, step=write)
    need = make.need(workshop.inventory)
    answers: list[int] = []

    def phones(number: int) -> None:
        pairs = list(zip(guests, said, strict=True))[:: -1 if number % 2 else 1]
        sent = [change(workshop, write, g, v, f"Röst {v.pk} {number}") for g, v in pairs]
        answers.extend(status for status, _ in commit_together(sent))

    def bridge(number: int) -> None:
        order = said[:: 1 if number % 2 else -1]
        grouping.new_group(by=by, workshop=workshop, step=group, name=f"G{number}", voices=order)

    def second(number: int) -> None:
        for voice in said[::-1]:
            voices.leave_alone(by=by, workshop=workshop, voice=voice, reason="Står för sig")

    def after_work(number: int) -> None:
        order = said[:: 1 if number % 2 else -1]
        placing.place_voices(by=by, inventory=workshop.inventory, voices=order, need=need)

    at_once(phones, bridge, second, after_work)
    assert set(answers) == {200}
