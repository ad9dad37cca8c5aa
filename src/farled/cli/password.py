"""`farled password ADDRESS`: a link for a new password, for the only owner who has forgotten hers."""

import argparse
from gettext import gettext as _

from farled.cli.start import open_installation
from farled.cli.stop import Stop


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("password", help=_("gör en länk för ett nytt lösenord"))
    parser.add_argument("address", metavar=_("ADRESS"), help=_("personens e-postadress"))
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    open_installation()
    made = link(options.address)
    print(_("Öppna länken inom tre dagar. Den går att använda en gång."))
    print(made)
    return 0


def link(address: str) -> str:
    from django.conf import settings
    from django.urls import reverse

    from farled.store.actions.members import note_link_from_server
    from farled.store.queries.account import person_by_address
    from farled.store.resetting import reset_parts

    person = person_by_address(address)
    if person is None:
        raise Stop(_("det finns inget konto med adressen %(address)s.") % {"address": address})
    note_link_from_server(person=person)
    base = settings.FARLED_URL or "http://127.0.0.1:8000"
    return f"{base}{reverse('account:reset', args=reset_parts(person))}"
