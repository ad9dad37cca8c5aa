"""`farled`: one subcommand a module; each loads Django only when it runs."""

import argparse
import io
import os
import sys
from collections.abc import Callable
from gettext import gettext as _

from farled import __version__
from farled.cli import (
    analyse,
    backup,
    bench,
    check,
    convert,
    demo,
    logframe,
    password,
    restore,
    serve,
    test,
    words,
)
from farled.cli.stop import Stop

COMMANDS = (demo, serve, test, bench, backup, restore, check, password, analyse, convert, logframe)

# stands for `farled.site.entry.serve`, which this layer may not import
Serve = Callable[..., None]


def main(arguments: list[str], *, serve: Serve) -> int:
    if arguments == ["--version"]:
        print(f"farled {__version__}")
        return 0
    words.speak()
    if isinstance(sys.stdout, io.TextIOWrapper):
        # files of strangers name things in letters that no terminal has
        sys.stdout.reconfigure(errors="replace")
    options = parsed(arguments)
    options.serve = serve
    try:
        code: int = options.run(options)
    except Stop as stop:
        print(f"farled: {in_one_line(str(stop))}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # whoever read has seen enough; Python would complain once more when it closes
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    return code


def in_one_line(sentence: str) -> str:
    """A file may be called anything; its name moves no cursor and starts no line of its own."""
    return "".join(char if char.isprintable() else "\ufffd" for char in sentence)


def parsed(arguments: list[str]) -> argparse.Namespace:
    parser = command_line()
    options, rest = parser.parse_known_args(arguments)
    if rest and not options.passes_on:
        parser.error(_("okänt: %s") % " ".join(rest))
    options.rest = rest
    return options


def command_line() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="farled", allow_abbrev=False, description=_("Farled: behovsinventering i rummet.")
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"farled {__version__}",
        help=_("visa versionen och sluta"),
    )
    commands = parser.add_subparsers(dest="command", metavar=_("KOMMANDO"), required=True)
    for module in COMMANDS:
        module.add_to(commands)
    parser.set_defaults(passes_on=False)
    return parser
