"""Makes the workshop to measure, through the real actions; prints what the load client needs as JSON.

Run as a program with FARLED_DATA set: python -m bench.load.scene prioritise
"""

import json
import sys
from typing import Any

import django
from django.core.management import call_command

STATEMENTS = [
    "Fler turer på kvällen", "Bostäder nära stationen", "Praktik i varje kommun", "Mat från länets gårdar",
    "Skog som får stå", "Gemensam upphandling", "Vuxna i skolan", "Tidig hjälp på vårdcentralen",
    "Elnät som räcker", "Mötesplatser i tätorten", "Kortare beslutsvägar", "En budget över gränserna",
]  # fmt: skip


def prioritise() -> dict[str, object]:
    """A room of statements with a running result, open for everybody."""
    from farled.store.actions.votes import add_item
    from farled.store.gates import System

    settings = {"mode": "statements", "show_running": True, "dots": 5, "most_on_one": 5}
    workshop, step = opened("prioritise", settings)
    items = [
        add_item(by=System(), workshop=workshop, step=step, text=text).pk for text in STATEMENTS
    ]
    return {"slug": workshop.slug, "code": workshop.code, "step": step.pk, "items": items}


def writing() -> dict[str, object]:
    """A room that writes, its voices shown as they come."""
    from farled.store.actions.steps import reveal
    from farled.store.gates import System

    workshop, step = opened("write", {"max_length": 280})
    reveal(by=System(), workshop=workshop, step=step)
    return {"slug": workshop.slug, "code": workshop.code, "step": step.pk}


def opened(activity: str, settings: dict[str, object]) -> Any:
    from farled.store.actions import room, steps
    from farled.store.gates import System
    from farled.store.models import Inventory, Region, User, Workshop
    from farled.store.slugs import new_code, new_slug

    by = System()
    region = Region.objects.create(name="Bänk", slug=new_slug("bank"))
    # an installation without people shows its first-run page
    User.objects.create(email="astrid@example.org", name="Astrid")
    inventory = Inventory.objects.create(region=region, name="Bänk", slug=new_slug("bank"))
    workshop = Workshop.objects.create(
        inventory=inventory, name="Bänk", slug=new_slug("bank"), code=new_code(), seating="none"
    )
    step = steps.add_step(
        by=by, workshop=workshop, activity=activity, title="Ta ställning", minutes=60, anonymity="group",
        settings=settings,
    )  # fmt: skip
    room.set_joining(by=by, workshop=workshop, is_open=True)
    steps.go_to_step(by=by, workshop=workshop, step=step)
    return workshop, step


def count(slug: str) -> dict[str, object]:
    """What the database holds, to compare with what was acknowledged."""
    from farled.store.models import Audit, Event, Participant, Voice, Vote, Workshop

    workshop = Workshop.objects.get(slug=slug)
    return {
        "votes": Vote.objects.filter(item__step__workshop=workshop).count(),
        "voices": Voice.objects.filter(step__workshop=workshop).exclude(state="withdrawn").count(),
        "texts": list(Voice.objects.filter(step__workshop=workshop).values_list("text", flat=True)),
        "people": Participant.objects.filter(workshop=workshop).count(),
        "vote_events": Event.objects.filter(workshop=workshop, act="vote").count(),
        "vote_audits": Audit.objects.filter(workshop=workshop, act="vote").count(),
        "seq": workshop.seq,
    }


if __name__ == "__main__":
    django.setup()
    if sys.argv[1] == "count":
        print(json.dumps(count(sys.argv[2])))
    else:
        call_command("migrate", verbosity=0)
        print(json.dumps({"prioritise": prioritise, "writing": writing}[sys.argv[1]]()))
