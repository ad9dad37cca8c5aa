"""`farled analyse map FILE`: what a causal map holds."""

import argparse
from gettext import gettext as _
from pathlib import Path

from farled.cli.analyse.answer import Section, show
from farled.cli.analyse.files import contents, naming


def add_to(
    methods: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> argparse.ArgumentParser:
    parser = methods.add_parser("map", help=_("en orsakskarta: drivkrafter, kretsar, hävstänger"))
    parser.add_argument("file", type=Path, metavar=_("FIL"))
    parser.set_defaults(run=run)
    return parser


def run(options: argparse.Namespace) -> int:
    from farled.core.causal.degrees import degrees, density
    from farled.core.formats.map_file import read_map

    with naming(options.file):
        read = read_map(contents(options.file))
    kinds = {one.id: one.kind for one in degrees(read.map)}
    answer = {
        "format": read.format,
        "factors": len(read.map.factors),
        "links": read.links_read,
        "zero_links": read.zero_links,
        "negative": sum(link.sign == -1 for link in read.map.links),
        "unknown_sign": sum(link.sign is None for link in read.map.links),
        "names": {factor.id: factor.wording for factor in read.map.factors},
        "drivers": [one for one, kind in kinds.items() if kind == "driver"],
        "receivers": [one for one, kind in kinds.items() if kind == "receiver"],
        "ordinary": [one for one, kind in kinds.items() if kind == "ordinary"],
        "unconnected": [one for one, kind in kinds.items() if kind == "unconnected"],
        "density": density(read.map),
    }
    return show(options, answer, warnings=read.warnings, sections=[_overview(answer)])


def _overview(answer: dict[str, object]) -> Section:
    rows = [
        (_("Faktorer"), answer["factors"]),
        (_("Länkar"), answer["links"]),
        (_("Länkar som minskar"), answer["negative"]),
    ]
    return Section(_("Kartan"), rows=rows)
