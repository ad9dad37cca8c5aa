"""`farled analyse logframe FILE`: what a logframe leaves to ask about, Q1 to Q10."""

import argparse
from datetime import date
from gettext import gettext as _
from pathlib import Path
from typing import Any

from farled.cli.analyse.answer import Section, show
from farled.cli.analyse.arguments import command, whole_number
from farled.cli.analyse.files import contents, naming
from farled.cli.words import terminal_language
from farled.core.finding import Finding
from farled.text import say


def add_to(
    methods: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> argparse.ArgumentParser:
    parser = command(methods, "logframe", _("en logframe: vad som är värt att fråga om"))
    parser.add_argument("file", type=Path, metavar=_("FIL"), help=_("XLSX, JSON eller CSV"))  # fmt: skip
    parser.add_argument("--today", type=_day, default=None, metavar=_("DATUM"), help=_("dagens datum, som 2026-03-01 (annars datorns)"))  # fmt: skip
    parser.add_argument("--months", type=whole_number(1, 120), default=12, help=_("gå igenom den igen inom så många månader (annars %(default)s)"))  # fmt: skip
    parser.set_defaults(run=run)
    return parser


def run(options: argparse.Namespace) -> int:
    from farled.core.formats.logframe_file import read_logframe
    from farled.core.lfa.quality import quality

    with naming(options.file):
        read = read_logframe(contents(options.file))
    today = options.today or date.today()  # noqa: DTZ011
    found = quality(read.frame, today=today, months=options.months)
    answer = {"findings": [_finding(one) for one in found]}
    return show(options, answer, warnings=read.warnings, sections=[_section(answer)])


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_("skriv datumet som 2026-03-01")) from None


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "check": one.kind,
        "row": int(one.about[0]) if one.about else None,
        "why": say(one.why, terminal_language()),
        "weight": one.weight,
    }


def _section(answer: dict[str, Any]) -> Section:
    rows = [
        (None if one["check"] == "empty" else one["check"], one["row"], one["why"])
        for one in answer["findings"]
    ]
    headings = (_("Fråga"), _("Rad"), _("Varför"))
    return Section(_("Att fråga om: %s") % len(rows), rows, headings)
