"""`farled bench NAME`: the measurements in bench/, each a program of its own."""

import argparse
import subprocess
import sys
from gettext import gettext as _

from farled.cli.checkout import checkout
from farled.cli.stop import Stop


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("bench", help=_("mät fart och förluster (för utvecklare)"))
    parser.add_argument("name", metavar=_("NAMN"), help="live, faults, pages, core")
    parser.set_defaults(run=run, passes_on=True)


def run(options: argparse.Namespace) -> int:
    root = checkout()
    known = sorted(path.stem for path in (root / "bench").glob("[a-z]*.py"))
    if options.name not in known:
        message = _("mätningen %(name)s finns inte; det finns %(known)s.")
        raise Stop(message % {"name": options.name, "known": ", ".join(known) or "–"})
    command = [sys.executable, "-m", f"bench.{options.name}", *options.rest]
    return subprocess.run(command, cwd=root, check=False).returncode
