"""Loads the Örebro example and prints, as JSON, the pages to measure and the cookies to open them with."""

import json

import django
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.urls import reverse


def main() -> None:
    django.setup()
    call_command("migrate", verbosity=0)
    from farled.cli.example import load_example
    from farled.store.actions.room import join
    from farled.store.guests import cookie_name, cookie_value
    from farled.store.models import Inventory, User, Workshop

    load_example()
    live = Workshop.objects.filter(state="live").order_by("pk")[0]
    inventory = Inventory.objects.get(pk=live.inventory_id)
    guest = join(workshop=live)
    paths = {
        "home": reverse("home:chart-table"),
        "phone": reverse("join:phone", args=[live.slug]),
        "bridge": reverse("workshop:bridge", args=[live.slug]),
        "needs": reverse("inventory:needs", args=[inventory.slug]),
        "report": reverse("report:inventory", args=[inventory.slug]),
    }
    person = {settings.SESSION_COOKIE_NAME: session(User.objects.get(name="Birger"))}
    print(
        json.dumps(
            {
                "paths": paths,
                "person": person,
                "phone": {cookie_name(live.slug): cookie_value(guest)},
            }
        )
    )


def session(user) -> str:  # type: ignore[no-untyped-def]
    made = SessionStore()
    made[SESSION_KEY] = str(user.pk)
    made[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    made[HASH_SESSION_KEY] = user.get_session_auth_hash()
    made.save()
    return str(made.session_key)


if __name__ == "__main__":
    main()
