"""`farled analyse METHOD FILE`: the methods of core from the shell. No Django, and nothing heavy that is not used."""

import argparse
from gettext import gettext as _

from farled.cli.analyse import (
    causal_map,
    cib,
    groups,
    interactions,
    logframe,
    micmac,
    text,
    what_if,
)
from farled.cli.analyse.arguments import command

METHODS = (interactions, micmac, cib, causal_map, groups, what_if, text, logframe)


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = command(commands, "analyse", _("räkna på en fil: kartor, mål, röster, texter"))
    methods = parser.add_subparsers(dest="method", metavar=_("METOD"), required=True)
    for module in METHODS:
        method = module.add_to(methods)
        method.add_argument("--json", action="store_true", help=_("svara med JSON"))
