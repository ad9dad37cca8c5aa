"""`farled analyse text FILE --column NAME`: which statements say the same, and which belong together."""

import argparse
from collections.abc import Sequence
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

from farled.cli.analyse.answer import Section, first, show
from farled.cli.analyse.arguments import command
from farled.cli.analyse.files import contents, naming
from farled.core.finding import Finding, Say

if TYPE_CHECKING:
    from farled.core.text.duplicates import Suggested

MOST_SHOWN = 20


def add_to(
    methods: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> argparse.ArgumentParser:
    parser = command(methods, "text", _("påståenden som säger samma sak eller hör ihop"))
    parser.add_argument("file", type=Path, metavar=_("FIL"), help=_("CSV eller arbetsbok, ett påstående på varje rad"))  # fmt: skip
    parser.add_argument("--column", required=True, metavar=_("KOLUMN"), help=_("rubriken över påståendena"))  # fmt: skip
    parser.add_argument("--language", choices=("sv", "en"), help=_("annars det språk som småorden talar för"))  # fmt: skip
    parser.set_defaults(run=run)
    return parser


def run(options: argparse.Namespace) -> int:
    from farled.core.formats.statements import read_statements
    from farled.core.text.duplicates import duplicates_and_clusters, likely_language

    with naming(options.file):
        read = read_statements(contents(options.file), column=options.column)
        language = options.language or likely_language(read.texts)
        found = duplicates_and_clusters(read.texts, language=language)
    answer = {"language": language, **_answer(found)}
    warnings = [*read.warnings, *_left_out(found)]
    return show(options, answer, warnings=warnings, sections=_sections(answer, read.texts))


def _answer(found: "Suggested") -> dict[str, Any]:
    return {
        "duplicates": [
            {"rows": _rows(one.members), "similarity": one.similarity, "shared": list(one.shared)}
            for one in found.duplicates
        ],
        "clusters": [
            {"rows": _rows(one.members), "shared": list(one.shared)} for one in found.clusters
        ],
    }


def _rows(places: Sequence[int]) -> list[int]:
    return [place + 1 for place in places]


def _left_out(found: "Suggested") -> list[Finding]:
    why = Say("text.pairs_left_out", {"n": found.left_out})
    return [Finding("text.pairs_left_out", (), why)] if found.left_out else []


def _sections(answer: dict[str, Any], texts: Sequence[str]) -> list[Section]:
    headings = (_("Rader"), _("Gemensamma ord"), _("Påstående"))
    return [
        _section(title, answer[key], texts=texts, headings=headings)
        for key, title in (("duplicates", _("Säger samma sak")), ("clusters", _("Hör ihop")))
    ]


def _section(
    title: str, found: Sequence[dict[str, Any]], *, texts: Sequence[str], headings: Sequence[str]
) -> Section:
    rows = [
        (", ".join(map(str, one["rows"])), ", ".join(one["shared"]), _two(one["rows"], texts))
        for one in found[:MOST_SHOWN]
    ]
    return Section(first(title, found, shown=MOST_SHOWN), rows, headings)


def _two(rows: Sequence[int], texts: Sequence[str]) -> str:
    """The first two wordings, to judge by."""
    return " / ".join(dict.fromkeys(texts[row - 1] for row in rows[:2]))
