"""`farled`: one subcommand a module; Django is loaded only by those that need it."""

import argparse

from farled import __version__


def main(arguments: list[str], *, serve: object) -> int:
    parser = argparse.ArgumentParser(prog="farled")
    parser.add_argument("--version", action="version", version=f"farled {__version__}")
    parser.parse_args(arguments)
    parser.print_help()
    return 0
