"""`farled analyse cib FILE`: which pictures of the whole hold together."""

import argparse
from gettext import gettext as _
from pathlib import Path
from typing import Any

from farled.cli.analyse.answer import Section, show
from farled.cli.analyse.arguments import command
from farled.cli.analyse.files import contents, naming
from farled.cli.analyse.progress import progress
from farled.core.finding import Finding, Say


def add_to(
    methods: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> argparse.ArgumentParser:
    parser = command(methods, "cib", _("vilka framtidsbilder som håller ihop"))
    parser.add_argument("file", type=Path, metavar=_("FIL"), help=_("JSON med descriptors och matrix"))  # fmt: skip
    parser.set_defaults(run=run)
    return parser


def run(options: argparse.Namespace) -> int:
    from farled.core.conflicts.cross_impact import consistent_scenarios
    from farled.core.formats.cross_impact import read_cross_impact

    with naming(options.file):
        model = read_cross_impact(contents(options.file))
    with progress(_("Framtidsbilder")) as tell:
        balance = consistent_scenarios(model, progress=tell)
    names = [descriptor.name for descriptor in model.descriptors]
    answer: dict[str, Any] = {
        "consistent": [
            {"states": dict(zip(names, one.states, strict=True)), "consistency": one.consistency, "total_impact": one.total_impact}
            for one in balance.consistent
        ],
        "scenarios": balance.scenarios,
        "complete": balance.complete,
    }  # fmt: skip
    stopped = Finding("conflicts.cib_stopped", (), Say("conflicts.cib_stopped", {"looked": balance.scenarios}))  # fmt: skip
    warnings = [] if balance.complete else [stopped]
    return show(options, answer, warnings=warnings, sections=[_section(answer, names)])


def _section(answer: dict[str, Any], names: list[str]) -> Section:
    rows = [(*one["states"].values(), one["consistency"], one["total_impact"]) for one in answer["consistent"]]  # fmt: skip
    return Section(_("Bilder som håller ihop"), rows, (*names, _("marginal"), _("tyngd")))
