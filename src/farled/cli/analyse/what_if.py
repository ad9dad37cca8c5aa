"""`farled analyse what-if FILE`: what happens to the rest if some factors are held."""

import argparse
from collections import Counter
from collections.abc import Sequence
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

from farled.cli.analyse.answer import Section, show
from farled.cli.analyse.arguments import command, whole_number
from farled.cli.analyse.files import contents, naming
from farled.cli.analyse.progress import progress
from farled.cli.analyse.start import number_or, start_values
from farled.cli.stop import Stop
from farled.core.finding import Finding, Say

if TYPE_CHECKING:
    from farled.core.causal.causal_map import CausalMap
    from farled.core.causal.what_if import Course

# what is set where nothing was said; with signs alone some make no sense, and are refused
STRENGTHS_ONLY = {"lam": "koutsellis", "steps": 1000, "tolerance": 1e-5, "trajectory": False}
OPTIONS = ("rule", "squash", "steps", "tolerance", "trajectory")


def add_to(
    methods: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> argparse.ArgumentParser:
    parser = command(methods, "what-if", _("vad händer om något ändras i kartan"))
    # fmt: off
    parser.add_argument("file", type=Path, metavar=_("FIL"), help=_("en karta i något av handbokens format, eller en matris av vikter"))
    parser.add_argument("--set", action="append", default=[], metavar="ID=X", help=_("håll en faktor, med id eller namn, vid ett värde; kan ges flera gånger"))
    parser.add_argument("--start", default="0.5", help=_("startvärde, eller en JSON-fil med ett för varje id (annars %(default)s)"))
    parser.add_argument("--rule", default="modified", choices=("modified", "kosko", "rescaled"), help=_("hur påverkan läggs ihop (annars %(default)s)"))
    parser.add_argument("--squash", default="sigmoid", choices=("sigmoid", "tanh"), help=_("kurvan som håller värdena inom gränser (annars %(default)s)"))
    parser.add_argument("--lam", help=_("kurvans branthet: koutsellis, contraction eller ett tal (annars koutsellis)"))
    parser.add_argument("--steps", type=int, help=_("högst så många steg (annars 1000)"))
    parser.add_argument("--tolerance", type=float, help=_("så lite räknas som stilla (annars 0.00001)"))
    parser.add_argument("--trajectory", action="store_true", default=None, help=_("visa vägen dit, i JSON"))
    parser.add_argument("--signs-only", action="store_true", help=_("bara tecken: styrkorna lottas"))
    parser.add_argument("--draws", type=whole_number(1, 1_000_000), default=500, help=_("antal dragningar (annars %(default)s)"))
    parser.add_argument("--seed", type=whole_number(0, 2**63), default=0, help=_("frö för slumpen (annars %(default)s)"))
    # fmt: on
    parser.set_defaults(run=run)
    return parser


def run(options: argparse.Namespace) -> int:
    from farled.core.formats.map_file import read_map

    with naming(options.file):
        read = read_map(contents(options.file))
        held = _held(options.set, read.map)
        ask = _signs if options.signs_only else _strengths
        _complete(options)
        options.start, left_out = start_values(options.start, read.map)
        answer, sections = ask(options, read.map, held)
    warnings = (*read.warnings, *left_out, *([] if options.signs_only else _unsigned(read.map)))
    return show(options, answer, warnings=warnings, sections=sections)


def _complete(options: argparse.Namespace) -> None:
    for name, usual in STRENGTHS_ONLY.items():
        if options.signs_only and getattr(options, name) is not None:
            raise Stop(_("--%s går inte ihop med --signs-only. Ta bort det ena.") % name)
        if getattr(options, name) is None:
            setattr(options, name, usual)


def _unsigned(chart: "CausalMap") -> list[Finding]:
    count = sum(link.sign is None for link in chart.links)
    why = Say("causal.unsigned_idle", {"count": count})
    return [Finding("causal.unsigned_idle", (), why)] if count else []


def _strengths(
    options: argparse.Namespace, chart: "CausalMap", held: dict[int, float]
) -> tuple[dict[str, Any], list[Section]]:
    from farled.core.causal.weights import weights
    from farled.core.causal.what_if import fits, what_if

    fits(len(chart.ids))
    found = what_if(
        weights(chart),
        clamps=held,
        start=options.start,
        lam=number_or(options.lam, otherwise=options.lam),
        **{name: getattr(options, name) for name in OPTIONS},
    )
    answer: dict[str, Any] = {
        "lam": found.lam,
        "converged": found.converged,
        "steps": found.clamped.steps,
        "cycle": found.clamped.cycle or found.baseline.cycle,
        "baseline": _by_id(chart, found.baseline.steady),
        "steady": _by_id(chart, found.clamped.steady),
        "effect": _by_id(chart, found.effect),
        "words": _by_id(chart, [_worded(effect) for effect in found.effect]),
    }
    if options.trajectory:
        answer["trajectory"] = _way(found.clamped, chart)
    return answer, [_what_moves(answer, chart, is_held=bool(held))]


def _signs(
    options: argparse.Namespace, chart: "CausalMap", held: dict[int, float]
) -> tuple[dict[str, Any], list[Section]]:
    from farled.core.causal.sign_only import sign_only

    with progress(_("Dragningar")) as tell:
        found = sign_only(
            chart,
            clamps=held,
            draws=options.draws,
            seed=options.seed,
            rule=options.rule,
            squash=options.squash,
            start=options.start,
            progress=tell,
        )
    shares = {
        one: {"up": share.up, "down": share.down, "unclear": share.unclear}
        for one, share in zip(chart.ids, found, strict=True)
    }
    rows = [(factor.wording, *shares[factor.id].values()) for factor in chart.factors]
    headings = (_("Faktor"), _("upp"), _("ned"), _("oklart"))
    title = _("Åt vilket håll, av alla dragningar")
    return {"draws": options.draws, "shares": shares}, [Section(title, rows, headings)]


def _held(pairs: Sequence[str], chart: "CausalMap") -> dict[int, float]:
    """ "id=0.9" by place; the id may itself hold an equals sign. A name that only one factor has does as well."""
    names = Counter(factor.name for factor in chart.factors)
    places = {one.name: at for at, one in enumerate(chart.factors) if names[one.name] == 1}
    held = {}
    for pair in pairs:
        one, _sign, value = pair.rpartition("=")
        at = chart.place.get(one, places.get(one))
        if at is None or not one:
            raise Stop(_("--set %s: ingen faktor heter så. Skriv ID=VÄRDE.") % pair)
        held[at] = _finite(value)
    return held


def _finite(text: str) -> float:
    value = number_or(text, otherwise=None)
    if value is None:
        raise Stop(_("--set: %s är inget tal.") % text)
    return float(value)


def _by_id(chart: "CausalMap", values: Sequence[Any]) -> dict[str, Any]:
    return dict(zip(chart.ids, values, strict=True))


def _way(course: "Course", chart: "CausalMap") -> list[dict[str, Any]]:
    return [_by_id(chart, state) for state in course.trajectory]


def _worded(effect: float) -> str:
    from farled.core.causal.what_if import direction

    words = {
        ("same", ""): _("står still"),
        ("up", "slight"): _("ökar lite"),
        ("up", "clear"): _("ökar tydligt"),
        ("up", "strong"): _("ökar starkt"),
        ("down", "slight"): _("minskar lite"),
        ("down", "clear"): _("minskar tydligt"),
        ("down", "strong"): _("minskar starkt"),
    }
    return words[direction(effect)]


def _what_moves(answer: dict[str, Any], chart: "CausalMap", *, is_held: bool) -> Section:
    """Directions and rough sizes, most moved first; what was not settled is told in the title."""
    order = sorted(chart.factors, key=lambda one: -abs(answer["effect"][one.id]))
    rows = [(one.wording, answer["words"][one.id]) for one in order]
    title = _("Vad som rör sig") if answer["converged"] else _("Vad som rör sig (inte stilla än)")
    if not is_held:
        title = _("Inget hölls fast, så inget rör sig. Lägg till --set ID=VÄRDE.")
    return Section(title, rows=rows)
