"""A large inventory, made through the real actions: 40 workshops, 5,000 voices, 600 needs. Prints as JSON what to open,
and the CPU seconds of grouping suggestions for 2,000 voices of one step."""

import json
import random
import time
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse

from bench.load.example import session

WORKSHOPS, VOICES, NEEDS = 40, 5_000, 600
PEOPLE = 25  # in each workshop, at five tables
VOTERS = 6
THEMES = 30
ON_ONE_BOARD = 2_000
WHO = ("unga", "äldre", "pendlare", "företagare", "nyanlända", "föräldrar", "studenter", "jägare")
WHERE = ("Hällefors", "Askersund", "Karlskoga", "Kumla", "Lindesberg", "Degerfors", "Laxå", "Nora")
WHAT = (
    "bussen", "tågtrafiken", "bredbandet", "vårdcentralen", "skolvägen", "praktiken", "elnätet", "skogen",
    "bostäderna", "biblioteket", "livsmedlen", "upphandlingen", "kompetensen", "beredskapen", "cykelvägen",
    "lokaltrafiken", "elnätskapaciteten", "skolmaten", "hyresbostäderna", "vårdköerna",
)  # fmt: skip
HOW = (
    "går för sällan på kvällarna", "räcker inte till för oss som bor kvar", "behöver samordnas mellan kommunerna",
    "finns bara i centralorten", "kostar mer än vi har råd med", "tar för lång tid att få på plats",
    "borde planeras tillsammans med dem det gäller", "fungerar bra och bör finnas på fler håll",
)  # fmt: skip


def said(dice: random.Random) -> str:
    """A voice of fifteen words or so, like others and yet its own."""
    parts = (dice.choice(WHAT), dice.choice(HOW), dice.choice(WHO), dice.choice(WHERE))
    return "{} {}, särskilt för {} i {} och där {} saknas".format(
        *parts, dice.choice(WHAT)
    ).capitalize()


def large(dice: random.Random) -> Any:
    """The inventory with everything in it."""
    from django.db import transaction

    from farled.store.actions import themes
    from farled.store.gates import System
    from farled.store.models import Need
    from farled.store.slugs import new_slug

    inventory = empty(new_slug("stor"))
    with transaction.atomic():
        for number in range(WORKSHOPS):
            held(inventory, number, dice)
        needs = list(Need.objects.filter(inventory=inventory))
        for number in range(THEMES):
            themes.create_theme(
                by=System(), inventory=inventory, name=f"Tema {number + 1}", reason=said(dice),
                needs=needs[number::THEMES],
            )  # fmt: skip
    return inventory


def empty(slug: str) -> Any:
    from farled.store.models import Area, Goal, Inventory, Membership, Region, Strategy, User

    region = Region.objects.create(name="Stora regionen", slug=slug)
    user = User.objects.create(email="birger@example.org", name="Birger")
    Membership.objects.create(region=region, user=user, role="owner")
    strategy = Strategy.objects.create(region=region, name="RUS", slug=slug)
    for n in range(8):
        Goal.objects.create(strategy=strategy, key=f"m{n}", level="outcome", name=f"Mål {n + 1}")
        Area.objects.create(strategy=strategy, key=f"o{n}", name=f"Område {n + 1}")
    return Inventory.objects.create(
        region=region, name="Stora inventeringen", slug=slug, strategy=strategy
    )


def held(inventory: Any, number: int, dice: random.Random) -> None:
    """One workshop: written, grouped at plenary, made needs of, prioritised, resisted, reflected on, finished."""
    from farled.store.actions import steps, workshop_plan

    workshop = workshop_plan.create_workshop(
        by=leader(), inventory=inventory, name=f"Workshop {number + 1}", tables=5, seating="choice"
    )
    guests = came(workshop)
    written = wrote(workshop, guests, dice)
    grouped(workshop, written, dice)
    voted(workshop, guests, dice)
    steps.finish_workshop(by=leader(), workshop=workshop)


def leader() -> Any:
    from farled.store.gates import System

    return System()


def opened(workshop: Any, activity: str, **fields: Any) -> Any:
    from farled.store.actions import steps

    step = steps.add_step(
        by=leader(), workshop=workshop, activity=activity, title=activity, minutes=10, **fields
    )
    steps.go_to_step(by=leader(), workshop=workshop, step=step)
    step.refresh_from_db()
    return step


def came(workshop: Any) -> list[Any]:
    from farled.store.actions import room
    from farled.store.actions.journal import batch
    from farled.store.gates import Guest
    from farled.store.models import Table

    tables = list(Table.objects.filter(workshop=workshop))
    guests = []
    with batch():
        for n in range(PEOPLE):
            guest = Guest(room.join(workshop=workshop, organisation=WHERE[n % 4], role="strateg"))
            table = tables[n % len(tables)]
            room.take_seat(
                by=leader(), workshop=workshop, participant=guest.participant, table=table
            )
            guests.append(guest)
    return guests


def wrote(workshop: Any, guests: list[Any], dice: random.Random) -> Any:
    from farled.store.actions import steps, voices
    from farled.store.actions.journal import batch
    from farled.store.models import Area

    step = opened(workshop, "write", anonymity="group", settings={"max_length": 500})
    areas = list(
        Area.objects.filter(strategy=workshop.inventory.strategy).values_list("pk", flat=True)
    )
    with batch():
        for n in range(VOICES // WORKSHOPS):
            voices.write_voice(
                by=guests[n % PEOPLE], workshop=workshop, step=step, text=said(dice),
                for_whom=dice.choice(WHO), where=dice.choice(WHERE), areas=None if n % 5 else [dice.choice(areas)],
            )  # fmt: skip
    steps.reveal(by=leader(), workshop=workshop, step=step)
    return step


def grouped(workshop: Any, written: Any, dice: random.Random) -> None:
    from farled.store.actions import grouping, needs
    from farled.store.models import Voice

    step = opened(workshop, "group", source=written, settings={"where": "plenary"})
    rows = list(Voice.objects.filter(step=written))
    each = NEEDS // WORKSHOPS
    for n in range(each):
        group = grouping.new_group(
            by=leader(), workshop=workshop, step=step, name=said(dice)[:80], voices=rows[n::each]
        )
        needs.need_from_group(by=leader(), workshop=workshop, group=group)


def voted(workshop: Any, guests: list[Any], dice: random.Random) -> None:
    """Some put dots and grade proposals, and some say what they take with them."""
    dots = {"mode": "dots", "dots": 5, "most_on_one": 5, "show_running": True}
    asked = {"proposals": [said(dice)[:80] for _ in range(3)], "do_nothing": "Inget"}
    for activity, set_to, most in (("prioritise", dots, 1), ("no_voice", asked, 10)):
        step = opened(workshop, activity, anonymity="group", settings=set_to)
        vote(workshop, step, guests, lambda most=most: dice.randint(1, most))
        show(workshop, step)
    step = opened(workshop, "reflect")
    reflect(workshop, step, guests, dice)
    show(workshop, step)


def vote(workshop: Any, step: Any, guests: list[Any], value: Any) -> None:
    from farled.store.actions import votes
    from farled.store.actions.journal import batch

    if step.activity == "prioritise":
        for n in range(5):
            votes.add_item(by=leader(), workshop=workshop, step=step, text=f"Sak {n + 1}")
    with batch():
        for guest in guests[:VOTERS]:
            for item in step.items.all()[:3]:
                votes.vote(by=guest, workshop=workshop, step=step, item=item.pk, value=value())


def reflect(workshop: Any, step: Any, guests: list[Any], dice: random.Random) -> None:
    from farled.store.actions import voices
    from farled.store.actions.journal import batch

    with batch():
        for guest in guests[:10]:
            voices.write_voice(
                by=guest, workshop=workshop, step=step, text=said(dice), prompt="insight"
            )


def show(workshop: Any, step: Any) -> None:
    from farled.store.actions import steps

    steps.reveal(by=leader(), workshop=workshop, step=step)


def suggesting(dice: random.Random) -> dict[str, float]:
    """CPU seconds for a board of 2,000 loose voices, and for one where half of them lie in 100 groups."""
    from farled.core.workshop.boards import Board, Pile
    from farled.core.workshop.suggestions import suggestions
    from farled.core.workshop.values import Group, Voice

    rest = (7, None, None, (), (), (), "", "", "written", "", "", False, False)
    voices = [Voice(n, 1, "voice", said(dice), *rest, n) for n in range(ON_ONE_BOARD)]
    half, size = ON_ONE_BOARD // 2, ON_ONE_BOARD // 200
    piles = tuple(
        Pile(Group(n, 2, None, f"Grupp {n}", n, None, None), tuple(voices[n * size : (n + 1) * size]), (), size, ())
        for n in range(half // size)
    )  # fmt: skip
    boards = {
        "loose": Board(None, (), (), tuple(voices), ()),
        "half": Board(None, piles, (), tuple(voices[half:]), ()),
    }
    suggestions(Board(None, (), (), tuple(voices[:20]), ()), language="sv")  # what is loaded once
    found = {}
    for name, board in boards.items():
        before = time.process_time()
        suggestions(board, language="sv")
        found[name] = time.process_time() - before
    return found


def main() -> None:
    django.setup()
    call_command("migrate", verbosity=0)
    from farled.store.models import User, Voice

    dice = random.Random(5)
    inventory = large(dice)
    voices = Voice.objects.filter(step__workshop__inventory=inventory, prompt="voice").count()
    paths = {
        "home": reverse("home:chart-table"),
        "needs": reverse("inventory:needs", args=[inventory.slug]),
        "voices": reverse("inventory:voices", args=[inventory.slug]),
        "report": reverse("report:inventory", args=[inventory.slug]),
        "CSV": reverse("report:inventory-csv", args=[inventory.slug, "voices"]),
        "XLSX": reverse("report:inventory-xlsx", args=[inventory.slug]),
    }
    person = {settings.SESSION_COOKIE_NAME: session(User.objects.get(name="Birger"))}
    print(
        json.dumps(
            {"paths": paths, "person": person, "voices": voices, "suggestions": suggesting(dice)}
        )
    )


if __name__ == "__main__":
    main()
