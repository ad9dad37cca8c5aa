"""`farled analyse groups VOTES`: who votes alike, what sets groups apart and what unites them."""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

from farled.cli.analyse.answer import Section, show
from farled.cli.analyse.arguments import command, whole_number
from farled.cli.analyse.files import contents, naming
from farled.cli.analyse.progress import progress, reading
from farled.core.finding import Finding, Say
from farled.core.text.sorting import swedish_key

if TYPE_CHECKING:
    from farled.core.formats.votes import VoteFile
    from farled.core.opinion.axes import Axes
    from farled.core.opinion.counts import Counts
    from farled.core.opinion.groups import Groups
    from farled.core.opinion.votes import VoteTable

MOST_SHOWN = 5


def add_to(
    methods: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> argparse.ArgumentParser:
    parser = command(methods, "groups", _("åsiktsgrupper: vilka som röstar lika"))
    parser.add_argument("file", type=Path, metavar=_("RÖSTER"), help=_("en rad per person, eller en rad per röst"))  # fmt: skip
    parser.add_argument("--comments", type=Path, metavar=_("FIL"), help=_("påståendenas text, och vilka som avvisats"))  # fmt: skip
    parser.add_argument("--labels", default="", metavar=_("KOLUMN"), help=_("ta grupperna från en kolumn i stället för att söka dem"))  # fmt: skip
    parser.add_argument("--agree", type=int, choices=(1, -1), help=_("tecknet som betyder håller med, där filen inte visar det"))  # fmt: skip
    parser.add_argument("--seed", type=whole_number(0, 2**63), default=0, help=_("frö för slumpen (annars %(default)s)"))  # fmt: skip
    parser.set_defaults(run=run)
    return parser


@dataclass(frozen=True)
class _Grouping:
    """Group ids as the answer names them, the place of each person's group, and what is known of how sure it is."""

    ids: Sequence[int | str]
    places: Sequence[int | None]
    axes: "Axes"
    stability: Mapping[str, Any]


def run(options: argparse.Namespace) -> int:
    from farled.core.formats.comments import Comments, read_comments
    from farled.core.formats.votes import read_votes
    from farled.core.opinion.axes import opinion_axes
    from farled.core.opinion.counts import counts_by_group

    comments = Comments((), {})
    if options.comments:
        with naming(options.comments):
            comments = read_comments(contents(options.comments))
    said = {"rejected": comments.rejected, "labels": options.labels, "agree": options.agree}
    with naming(options.file), reading(options.file) as tell:
        file = read_votes(contents(options.file), progress=tell, **said)
    with progress(_("Räknar")) as tell:
        axes = opinion_axes(file.table, progress=tell)
    grouping = (
        _labelled(file, axes) if options.labels else _found(file.table, axes, seed=options.seed)
    )
    counts = counts_by_group(file.table, grouping.places, groups=len(grouping.ids))
    answer = _answer(file.table, grouping, counts)
    return show(options, answer, warnings=[*file.warnings, *_doubts(grouping)], sections=_sections(answer, comments.texts))  # fmt: skip


def _found(table: "VoteTable", axes: "Axes", *, seed: int) -> _Grouping:
    from farled.core.opinion.groups import opinion_groups
    from farled.core.opinion.stability import stability

    groups: Groups = opinion_groups(table, seed=seed, axes=axes)
    with progress(_("Prövar grupperna")) as tell:
        sure = stability(table, groups, seed=seed, progress=tell)
    told = asdict(sure) | {"k_wins": {str(k): wins for k, wins in sure.k_wins.items()}}
    return _Grouping(range(len(groups.sizes)), groups.assignments, axes, told)


def _labelled(file: "VoteFile", axes: "Axes") -> _Grouping:
    names = sorted(set(file.labels.values()), key=swedish_key)
    place = {name: at for at, name in enumerate(names)}
    places = [
        place[file.labels[person]] if person in file.labels else None
        for person in file.table.people
    ]
    unknown = dict.fromkeys(("ari_median", "ari_min", "settled"))
    return _Grouping(names, places, axes, {"k_wins": {}, **unknown})


def _answer(table: "VoteTable", grouping: _Grouping, counts: "Counts") -> dict[str, Any]:
    from farled.core.opinion.consensus import group_aware_consensus, priorities
    from farled.core.opinion.representative import representative_statements

    representative = representative_statements(table, counts)
    assigned = [None if at is None else grouping.ids[at] for at in grouping.places]
    return {
        "people": len(table.people),
        "statements": len(table.statements),
        "votes": len(table.how),
        "grouped": sum(one is not None for one in assigned),
        "groups": [
            {"id": one, "size": assigned.count(one), "representative": [asdict(each) for each in chosen]}
            for one, chosen in zip(grouping.ids, representative, strict=True)
        ],
        "consensus": {
            way: [asdict(one) for one in group_aware_consensus(table, counts, direction=way)]
            for way in ("agree", "disagree")
        },
        "explained_variance": grouping.axes.explained,
        "priority": dict(priorities(table, axes=grouping.axes)),
        "stability": dict(grouping.stability),
        "assignments": dict(zip(table.people, assigned, strict=True)),
    }  # fmt: skip


def _doubts(grouping: _Grouping) -> list[Finding]:
    if grouping.stability["settled"] is not False:
        return []
    kind = "opinion.not_settled" if grouping.ids else "opinion.too_few"
    return [Finding(kind, (), Say(kind))]


def _sections(answer: dict[str, Any], texts: Mapping[str, str]) -> list[Section]:
    overview = [
        (_("Personer"), answer["people"]),
        (_("Påståenden"), answer["statements"]),
        (_("Röster i filen"), answer["votes"]),
        (_("I grupper"), answer["grouped"]),
        (_("Andel som två axlar bär"), answer["explained_variance"]),
        *_how_sure(answer),
    ]
    ways = {"agree": _("med"), "disagree": _("mot")}
    apart = [
        (group["id"], group["size"], _told(one, texts), ways[one["direction"]], one["agree"], one["disagree"], one["seen"])
        for group in answer["groups"]
        for one in group["representative"]
    ]  # fmt: skip
    united = [
        (_told(one, texts), ways[way], one["value"], one["least_votes_in_a_group"])
        for way, found in answer["consensus"].items()
        for one in found[:MOST_SHOWN]
    ]
    return [
        Section(_("Röstningen"), overview),
        Section(_("Vad som skiljer grupperna"), apart, (_("grupp"), _("personer"), _("påstående"), _("gruppen"), _("med"), _("mot"), _("röster"))),
        Section(_("Vad grupperna delar"), united, (_("påstående"), _("alla grupper"), _("värde"), _("minsta gruppens röster"))),
    ]  # fmt: skip


def _told(one: Mapping[str, Any], texts: Mapping[str, str]) -> str:
    """The statement's id, with its wording where the comments tell it."""
    return f"{one['statement']} {texts.get(one['statement'], '')}".strip()


def _how_sure(answer: dict[str, Any]) -> list[tuple[str, int]]:
    """In how many samples there were as many groups; nothing where they were given."""
    sure, count = answer["stability"], len(answer["groups"])
    if sure["settled"] is None:
        return []
    told = _("Urval av %(of)s med %(n)s grupper") % {"of": sum(sure["k_wins"].values()), "n": count}
    return [(told, sure["k_wins"].get(str(count), 0))]
