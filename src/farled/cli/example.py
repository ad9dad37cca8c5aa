"""The Örebro example: made by the same actions as real use, and the doors into it."""

import os
from gettext import gettext as _
from urllib.parse import urlencode

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from farled.cli.doors import Door, Doors
from farled.cli.replay import inventory as process
from farled.cli.replay.dialogue import share
from farled.cli.replay.people import Home, settle, strategy_for_story
from farled.cli.replay.room import made_with
from farled.cli.replay.story import LANGUAGES, Story, story
from farled.cli.replay.strategy import keep_what_was
from farled.cli.replay.workshop import Stage, hold
from farled.store.gates import screen_key
from farled.store.models import Workshop


@transaction.atomic  # interrupted, the demo begins anew instead of half-made
def load_example() -> None:
    """Both languages, in an installation where nobody is yet."""
    today = timezone.localdate()
    swedish, english = (story(language, today=today) for language in LANGUAGES)
    home = settle(swedish)
    # the newest inventory stands first on the chart table
    for told in sorted((swedish, english), key=lambda one: one.language == terminal_language()):
        retell(home, told)


def retell(home: Home, told: Story) -> None:
    """One language's inventory with its two workshops, as it went."""
    strategy = strategy_for_story(home, told)
    keep_what_was(home, told, strategy=strategy)
    inventory = process.begin(home, told, strategy=strategy)
    stage = Stage(home, told, inventory, made_with(strategy.pk))
    for one in told["workshops"]:
        hold(stage, one)
        if one["state"] == "finished":
            process.gather_themes(home, told, inventory=inventory, needs=stage.made.needs)
    process.note_what_came(home, told, inventory=inventory)
    share(home, told, inventory=inventory)


def doors() -> Doors:
    """The four's sign-ins, and the way into the workshop that is under way in the terminal's language."""
    workshop = workshop_under_way(terminal_language())
    join = reverse("join:join", args=[workshop.code])
    wall = reverse("workshop:wall", args=[workshop.slug])
    key = urlencode({"key": screen_key(workshop.slug)})
    return Doors(people=people(join), join=join, wall=f"{wall}?{key}")


def people(join: str) -> tuple[Door, ...]:
    return tuple(
        Door(name, role, reverse("account:demo", args=[name.lower()]) + way_on)
        for name, role, way_on in (
            ("Astrid", _("äger regionens arbete"), ""),
            ("Birger", _("processledare"), ""),
            ("Cecilia", _("deltar, kommer in med koden"), "?" + urlencode({"next": join})),
            ("Dag", _("äger en annan regions arbete"), ""),
        )
    )


def workshop_under_way(language: str) -> Workshop:
    """The one the doors lead to; should somebody have finished or put away all, the newest."""
    rows = Workshop.objects.order_by("-pk")
    own = rows.filter(language=language, archived_at=None)
    return own.filter(state="live", joining_open=True).last() or own.first() or rows[0]


def terminal_language() -> str:
    return os.environ.get("LANGUAGE", "sv")
