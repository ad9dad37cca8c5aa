"""The command line's language: Swedish, or English where the terminal asks for it."""

import gettext
import os

from farled.locale.compile import FOLDER, compile_stale

ASKED_BY = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def speak() -> str:
    """Points gettext at our catalogues, argparse's own words included; returns the language."""
    compile_stale()
    language = terminal_language()
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("django", str(FOLDER))
    gettext.textdomain("django")
    return language


def terminal_language() -> str:
    asked = next((os.environ[name] for name in ASKED_BY if os.environ.get(name)), "")
    return "en" if asked.lower().startswith("en") else "sv"
