"""`farled analyse map FILE`: what a causal map holds."""

import argparse
import gc
import time
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

from farled.cli.analyse.answer import Section, show
from farled.cli.analyse.arguments import command
from farled.cli.analyse.files import contents, naming
from farled.cli.analyse.progress import reading
from farled.core.finding import Finding, Say

if TYPE_CHECKING:
    from farled.core.causal.causal_map import CausalMap
    from farled.core.causal.loops import Loops
    from farled.core.formats.map_file import MapFile

KINDS = {"drivers": "driver", "receivers": "receiver"} | {
    one: one for one in ("ordinary", "unconnected")
}
MOST_SHOWN = 12


def add_to(
    methods: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> argparse.ArgumentParser:
    parser = command(methods, "map", _("en orsakskarta: drivkrafter, kretsar, hävstänger"))
    # fmt: off
    parser.add_argument("file", type=Path, metavar=_("FIL"), help=_("en karta i något av handbokens format"))
    parser.add_argument("--longest", type=int, default=8, help=_("kretsar med högst så många länkar (annars %(default)s)"))
    parser.add_argument("--cap", type=int, default=20_000, help=_("sluta vid så många kretsar (annars %(default)s)"))
    parser.add_argument("--budget", type=float, default=2.0, help=_("sluta efter så många sekunder (annars %(default)s)"))
    # fmt: on
    parser.set_defaults(run=run)
    return parser


def run(options: argparse.Namespace) -> int:
    from farled.core.causal.loops import feedback_loops
    from farled.core.formats.map_file import read_map

    gc.disable()  # nothing here is circular, and each collection would walk over a million links
    with naming(options.file), reading(options.file) as tell:
        read = read_map(contents(options.file), progress=tell)
    with naming(options.file):
        bounds = {"longest": options.longest, "cap": options.cap, "budget": options.budget}
        found = feedback_loops(read.map, clock=time.monotonic, **bounds)
    answer = _counted(read) | {"loops": _loops(found)} | _placed(read.map, found)
    sections = _sections(answer, asked=_to_discuss(read.map, found), longest=options.longest)
    warnings = [*read.warnings, *_doubts(read.map, answer["levels"])]
    return show(options, answer, warnings=warnings, sections=sections)


def _doubts(chart: "CausalMap", heights: dict[str, float]) -> list[Finding]:
    """Levels of a large map may not have come all the way."""
    from farled.core.causal.levels import ROUGH, imbalance

    if imbalance(chart, heights) <= ROUGH:
        return []
    return [Finding("causal.rough_levels", (), Say("causal.rough_levels"))]


def _to_discuss(chart: "CausalMap", found: "Loops") -> str:
    from farled.core.causal.loops import link_to_discuss

    link = link_to_discuss(chart, found)
    factors = [chart.factors[chart.place[one]].wording for one in link or ()]
    return " → ".join(factors)


def _counted(read: "MapFile") -> dict[str, Any]:
    from farled.core.causal.degrees import degrees, density

    kinds = {one.id: one.kind for one in degrees(read.map)}
    return {
        "format": read.format,
        "factors": len(read.map.factors),
        "links": read.links_read,
        "zero_links": read.zero_links,
        "negative": sum(link.sign == -1 for link in read.map.links),
        "unknown_sign": sum(link.sign is None for link in read.map.links),
        "names": {factor.id: factor.wording for factor in read.map.factors},
        **{name: [one for one in kinds if kinds[one] == kind] for name, kind in KINDS.items()},
        "density": density(read.map),
    }


def _loops(found: "Loops") -> dict[str, Any]:
    return {
        "complete": found.complete,
        "stopped_by": found.stopped_by,
        "count": len(found.loops),
        **{kind: found.count(kind) for kind in ("reinforcing", "balancing", "unknown")},
        "list": [
            {"factors": list(one.factors), "polarity": one.kind, "delay": one.delay or "none"}
            for one in found.loops
        ],
    }


def _placed(chart: "CausalMap", found: "Loops") -> dict[str, Any]:
    from farled.core.causal.communities import communities
    from farled.core.causal.levels import levels
    from farled.core.causal.leverage import leverage

    return {
        "leverage": [
            {
                "id": one.id,
                "reach": one.reach,
                "loops": one.loops,
                "signed_effect": one.signed_effect,
            }
            for one in leverage(chart, found)
        ],
        "communities": communities(chart),
        "levels": levels(chart),
    }


def _sections(answer: dict[str, Any], *, asked: str, longest: int) -> list[Section]:
    return [
        _overview(answer),
        _loop_table(answer, longest=longest),
        *([Section(_("Tecken att reda ut först"), [(asked,)])] if asked else []),
        _lever_table(answer),
        _groups(answer),
    ]


def _overview(answer: dict[str, Any]) -> Section:
    names = {
        "factors": _("Faktorer"),
        "links": _("Länkar"),
        "zero_links": _("Länkar utan vikt"),
        "negative": _("Länkar som minskar"),
        "unknown_sign": _("Länkar med okänt tecken"),
        "drivers": _("Drivkrafter"),
        "receivers": _("Påverkas bara"),
        "unconnected": _("Utan länkar"),
    }
    sizes = {
        key: len(answer[key]) if isinstance(answer[key], list) else answer[key] for key in names
    }
    rows = [(names[key], sizes[key]) for key in names]
    rows += [(_("Täthet, av n(n−1)"), answer["density"])]
    return Section(_("Kartan"), rows=rows)


def _loop_table(answer: dict[str, Any], *, longest: int) -> Section:
    loops, names = answer["loops"], answer["names"]
    kinds = {
        "reinforcing": _("förstärker"),
        "balancing": _("dämpar"),
        "unknown": _("okänt"),
    }
    ends = {
        None: _("alla på högst %s länkar") % longest,
        "cap": _("fler finns"),
        "time": _("tiden tog slut"),
    }
    title = _("Kretsar: %(count)s, %(end)s") % {
        "count": loops["count"],
        "end": ends[loops["stopped_by"]],
    }
    shown = sorted(loops["list"], key=lambda one: len(one["factors"]))[:MOST_SHOWN]
    rows = [
        (kinds[one["polarity"]], " → ".join(names[id_] for id_ in one["factors"])) for one in shown
    ]
    return Section(title, rows=rows)


def _lever_table(answer: dict[str, Any]) -> Section:
    best = sorted(answer["leverage"], key=lambda one: (-one["reach"], -one["loops"]))[:MOST_SHOWN]
    rows = [
        (answer["names"][one["id"]], one["reach"], one["loops"], one["signed_effect"],
         answer["levels"][one["id"]])
        for one in best
    ]  # fmt: skip
    headings = (_("Faktor"), _("Når"), _("Kretsar"), _("Verkan"), _("Nivå"))
    return Section(_("Hävstänger"), rows=rows, headings=headings)


def _groups(answer: dict[str, Any]) -> Section:
    rows = [
        (at, ", ".join(answer["names"][one] for one in group))
        for at, group in enumerate(answer["communities"][:MOST_SHOWN], 1)
    ]
    return Section(_("Hänger ihop"), rows=rows)
