"""`farled analyse micmac MATRIX`: who steers and who follows."""

import argparse
from collections.abc import Iterator, Sequence
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

from farled.cli.analyse.answer import Section, show
from farled.cli.analyse.arguments import command, whole_number
from farled.cli.analyse.files import contents, naming
from farled.core.finding import Finding, Say

if TYPE_CHECKING:
    from farled.core.conflicts.micmac import Micmac


def add_to(
    methods: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> argparse.ArgumentParser:
    parser = command(methods, "micmac", _("vem styr och vem följer, även indirekt"))
    parser.add_argument("file", type=Path, metavar=_("MATRIS"), help=_("heltal; raden påverkar kolumnen"))  # fmt: skip
    parser.add_argument("--max-power", type=whole_number(1, 200), default=12, help=_("högsta potens (annars %(default)s)"))  # fmt: skip
    parser.set_defaults(run=run)
    return parser


def run(options: argparse.Namespace) -> int:
    from dataclasses import asdict

    from farled.core.conflicts.micmac import micmac
    from farled.core.formats.arrows import few
    from farled.core.formats.ratings import read_strengths
    from farled.core.formats.table import read_table

    with naming(options.file):
        table = read_table(contents(options.file))
        ids, matrix = read_strengths(table)
    found = micmac(matrix, max_power=options.max_power)
    answer: dict[str, Any] = {
        "stable_power": found.stable_power,
        "powers": {str(p): asdict(power) for p, power in enumerate(found.powers, 1)},
        "quadrants": dict(zip(ids, found.quadrants, strict=True)),
    }
    warnings = few((*table.warnings, *_own(ids, matrix), *_nothing_left(found)))
    return show(options, answer, warnings=warnings, sections=[_section(answer)])


def _own(ids: Sequence[str], matrix: Sequence[Sequence[int]]) -> Iterator[Finding]:
    for at, one in enumerate(ids):
        if matrix[at][at]:
            key = "conflicts.own_strength"
            yield Finding(key, (one,), Say(key, {"id": one}))


def _nothing_left(found: "Micmac") -> Iterator[Finding]:
    """Without loops the powers of a matrix end in zeros, whose order is always stable."""
    power = found.stable_power or len(found.powers)
    if any(found.powers[0].influence) and not any(found.powers[power - 1].influence):
        yield Finding("conflicts.no_loops", (), Say("conflicts.no_loops", {"power": power}))


def _section(answer: dict[str, Any]) -> Section:
    power = answer["stable_power"] or len(answer["powers"])
    shown = answer["powers"][str(power)]
    names = {"input": _("styr"), "relay": _("förmedlar"), "output": _("följer"), "excluded": _("står utanför")}  # fmt: skip
    rows = [
        (one, names[quadrant], inf, dep)
        for (one, quadrant), inf, dep in zip(
            answer["quadrants"].items(), shown["influence_rank"], shown["dependence_rank"], strict=True
        )
    ]  # fmt: skip
    steady = _("Ordningen är stabil från potens %s") if answer["stable_power"] else _("Ordningen blir inte stabil till och med potens %s")  # fmt: skip
    return Section(steady % power, rows, (_("målets id"), _("roll"), _("plats som styr"), _("plats som följer")))  # fmt: skip
