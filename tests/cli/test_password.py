"""A way back in for the only owner, where no mail server helps."""

from tests.support.command import farled, python

MAKE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
from farled.store.actions.account import start_installation
start_installation(region="Region", name="Astrid", email="astrid@example.org", password="en fras att minnas", language="sv")
"""
OPENS = """
from farled.store.models import Audit
from farled.store.resetting import person_of_reset
print(person_of_reset(*{parts!r}), Audit.objects.filter(act="make_reset_link", actor="system").count())
"""


def test_the_link_opens_the_account_and_is_written_down(tmp_path):
    python(MAKE, data=tmp_path)
    done = farled(
        "password", "Astrid@example.org", data=tmp_path, FARLED_URL="https://farled.example.org"
    )
    assert done.returncode == 0, done.stderr
    link = done.stdout.split()[-1]
    assert link.startswith("https://farled.example.org/account/reset/")
    parts = link.rstrip("/").split("/")[-2:]
    assert python(OPENS.format(parts=parts), data=tmp_path).split() == ["Astrid", "1"]


def test_an_unknown_address_is_told(tmp_path):
    python(MAKE, data=tmp_path)
    done = farled("password", "nobody@example.org", data=tmp_path)
    assert done.returncode == 2
    assert "det finns inget konto med adressen nobody@example.org" in done.stderr
