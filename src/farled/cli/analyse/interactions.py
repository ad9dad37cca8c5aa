"""`farled analyse interactions MATRIX…`: how goals help and hinder each other."""

import argparse
from collections.abc import Sequence
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

from farled.cli.analyse.answer import Section, first, show
from farled.cli.analyse.arguments import command, whole_number
from farled.cli.analyse.files import contents
from farled.cli.analyse.progress import progress, reading
from farled.cli.stop import Stop
from farled.cli.words import terminal_language
from farled.core.finding import Invalid
from farled.text import say

if TYPE_CHECKING:
    from farled.core.conflicts.matrix import Rated, Ratings

MOST_SHOWN = 40  # conflicts, the worst first


def add_to(
    methods: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> argparse.ArgumentParser:
    parser = command(methods, "interactions", _("hur mål hjälper och stjälper varandra"))
    parser.add_argument("files", type=Path, nargs="+", metavar=_("MATRIS"), help=_("matriser, en för varje person, eller en lista med from, to, score och participant"))  # fmt: skip
    parser.add_argument("--draws", type=whole_number(1, 1_000_000), default=1000, help=_("antal dragningar (annars %(default)s)"))  # fmt: skip
    parser.add_argument("--seed", type=whole_number(0, 2**63), default=0, help=_("frö för slumpen (annars %(default)s)"))  # fmt: skip
    parser.set_defaults(run=run)
    return parser


def run(options: argparse.Namespace) -> int:
    from farled.core.conflicts.pairs import pulling_apart
    from farled.core.conflicts.rate_next import rate_next
    from farled.core.formats.arrows import few

    rated = _read(options.files)
    ratings = rated.ratings
    apart = pulling_apart(ratings)
    answer: dict[str, Any] = {
        "goals": _goals(ratings, options),
        "conflicts": [{"from": one.source, "to": one.target, "score": one.score} for one in apart.harms],
        "mutual": [list(pair) for pair in apart.mutual],
        "asymmetric": [
            {"helps": [one.helper, one.harmer], "harms": [one.harmer, one.helper]} for one in apart.asymmetric
        ],
        "rated": len(ratings.cells),
        "unrated": ratings.unrated,
        "rate_next": [
            {"from": one.source, "to": one.target, "why": say(one.why, terminal_language())}
            for one in rate_next(ratings)
        ],
    }  # fmt: skip
    if _several(options.files, ratings):
        answer |= {"cells": _cells(ratings), "group_rankings": _groups(ratings, options)}
    return show(options, answer, warnings=few(rated.warnings), sections=_sections(answer))


def _read(paths: Sequence[Path]) -> "Rated":
    from farled.core.formats.ratings import read_ratings

    try:
        with reading(*paths) as tell:
            return read_ratings([(str(path), contents(path)) for path in paths], progress=tell)
    except Invalid as wrong:
        raise Stop(f"{wrong.field}: {say(wrong.why, terminal_language())}") from None


def _several(paths: Sequence[Path], ratings: "Ratings") -> bool:
    """Whether several people answered: several files, or a list that is no matrix."""
    return len(paths) > 1 or any(one.participant != str(paths[0]) for one in ratings.answers)


def _goals(ratings: "Ratings", options: argparse.Namespace) -> list[dict[str, Any]]:
    from dataclasses import asdict

    from farled.core.conflicts.influence import influences
    from farled.core.conflicts.ranking import rank_intervals

    with progress(_("Dragningar")) as tell:
        intervals = rank_intervals(ratings, draws=options.draws, seed=options.seed, progress=tell)
    return [
        {**asdict(goal), "rank_interval": [interval.low, interval.high]}
        for goal, interval in zip(influences(ratings), intervals, strict=True)
    ]


def _cells(ratings: "Ratings") -> list[dict[str, Any]]:
    from dataclasses import asdict

    from farled.core.conflicts.cells import cell_summaries

    rows = [asdict(one) for one in cell_summaries(ratings)]
    return [{"from": row.pop("source"), "to": row.pop("target"), **row} for row in rows]


def _groups(ratings: "Ratings", options: argparse.Namespace) -> dict[str, Any]:
    from farled.core.conflicts.group_rankings import group_rankings

    found = group_rankings(ratings, draws=options.draws, seed=options.seed)
    by_total: dict[str, Any] = {group: list(ids) for group, ids in found.by_total.items()}
    return by_total | {"differs": list(found.differs)}


def _sections(answer: dict[str, Any]) -> list[Section]:
    ordered = sorted(answer["goals"], key=lambda goal: goal["rank_total"])
    goals = [
        (g["rank_total"], g["id"], g["direct"], g["total"], g["rank_direct"], "–".join(map(str, g["rank_interval"])), g["received"])
        for g in ordered
    ]  # fmt: skip
    headings = (_("plats"), _("målets id"), _("direkt"), _("i allt"), _("plats direkt"), _("nio av tio dragningar"), _("tar emot"))  # fmt: skip
    harms = [
        (one["from"], one["to"], one["score"], *_back(answer, one)) for one in answer["conflicts"]
    ]
    following = [(one["from"], one["to"], one["why"]) for one in answer["rate_next"]]
    rated = [(_("Bedömda"), answer["rated"]), (_("Inte bedömda"), answer["unrated"])]
    return [
        Section(_("Inflytande"), goals, headings),
        Section(first(_("Drar isär"), harms, shown=MOST_SHOWN), harms[:MOST_SHOWN], (_("från"), _("till"), _("poäng"), _("tillbaka"))),
        Section(_("Par av mål"), rated),
        *_people(answer),
        Section(_("Bedöm härnäst"), following, (_("från"), _("till"), _("varför"))),
    ]  # fmt: skip


def _people(answer: dict[str, Any]) -> list[Section]:
    """Where people disagree, and how groups rank; nothing of one person's matrix."""
    if "cells" not in answer:
        return []
    split = sorted(
        (one for one in answer["cells"] if one["sign_conflict"]), key=lambda one: -one["entropy"]
    )
    rows = [(one["from"], one["to"], one["n"], one["mean"], one["iqr"]) for one in split]
    groups = dict(answer["group_rankings"])
    differs = (_("skiljer sig säkert"), ", ".join(groups.pop("differs")) or "–")
    ranked = [*((group, ", ".join(ids)) for group, ids in groups.items()), differs]
    return [
        Section(first(_("Några ser hjälp, andra skada"), rows, shown=MOST_SHOWN), rows[:MOST_SHOWN], (_("från"), _("till"), _("svar"), _("medel"), _("spridning"))),
        *([Section(_("Gruppernas ordning"), ranked)] if groups else []),
    ]  # fmt: skip


def _back(answer: dict[str, Any], harm: dict[str, Any]) -> tuple[str]:
    """What comes back to the one that harms, which a mean of both would hide."""
    ends = [harm["from"], harm["to"]]
    if ends in answer["mutual"] or ends[::-1] in answer["mutual"]:
        return (_("skadar"),)
    return (_("hjälper") if any(one["harms"] == ends for one in answer["asymmetric"]) else "",)
