"""`farled convert IN OUT`: a causal map from the format of one tool to that of another."""

import argparse
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

from farled.cli.analyse.answer import Section, show
from farled.cli.analyse.arguments import command
from farled.cli.analyse.files import contents, naming, save

if TYPE_CHECKING:
    from collections.abc import Sequence

    from farled.core.finding import Finding

FORMATS = ("mental-modeler", "kumu", "graphml", "edge-list", "matrix")


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = command(commands, "convert", _("en orsakskarta till ett annat format"))
    parser.add_argument("file", type=Path, metavar=_("IN"), help=_("en karta i något av handbokens format"))  # fmt: skip
    parser.add_argument("out", type=Path, metavar=_("UT"), help=_("ändelsen säger formatet"))
    parser.add_argument("--to", default="", choices=FORMATS, help=_("när ändelsen inte räcker"))
    parser.add_argument("--names", action="store_true", help=_("skriv namnen i stället för id"))
    parser.add_argument("--replace", action="store_true", help=_("skriv över UT om den finns"))
    parser.add_argument("--json", action="store_true", help=_("svara med JSON"))
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    from farled.core.formats.convert import named, written
    from farled.core.formats.map_file import read_map

    with naming(options.file):
        read = read_map(contents(options.file))
        chart = named(read.map) if options.names else read.map
    with naming(options.out):
        made = written(chart, ending=_ending(options.out), to=options.to)
    save(options.out, made.data, replace=options.replace)
    answer: dict[str, Any] = {
        "format": read.format,
        "to": made.format,
        "file": str(options.out),
        "factors": len(read.map.factors),
        "links": len(read.map.links),
        "lost": {one.kind.partition(".")[2]: one.why.params["count"] for one in made.lost},
    }
    warnings = (*read.warnings, *_zero(read.zero_links), *made.lost)
    return show(options, answer, warnings=warnings, sections=[_told(answer)])


def _ending(out: Path) -> str:
    """Mental Modeler's files in JSON often end in both."""
    return "mmp" if out.name.lower().endswith(".mmp.json") else out.suffix.lower()[1:]


def _zero(count: int) -> "Sequence[Finding]":
    from farled.core.finding import Finding, Say

    return [Finding("convert.zero", (), Say("convert.zero", {"count": count}))] if count else []


def _told(answer: dict[str, Any]) -> Section:
    names = {"format": _("Från"), "to": _("Till"), "factors": _("Faktorer"), "links": _("Länkar")}
    return Section(str(answer["file"]), rows=[(names[key], answer[key]) for key in names])
