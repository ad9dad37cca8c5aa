"""What commands share in how they are asked."""

import argparse
from collections.abc import Callable

from farled.cli.words import terminal_language
from farled.core.finding import Invalid
from farled.core.text.clean import clean_integer
from farled.text import say


def command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, about: str
) -> argparse.ArgumentParser:
    """A command that says what it does in the list of commands and in its own help."""
    return commands.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.")


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """An argument that is a whole number within bounds."""

    def read(text: str) -> int:
        try:
            return clean_integer(text, field="", least=least, most=most)
        except Invalid as wrong:
            raise argparse.ArgumentTypeError(say(wrong.why, terminal_language())) from None

    return read
