"""Maps written in the formats of other tools, with what each has no place for (methods.md 5)."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from farled.core.causal.causal_map import CausalMap, Factor, Link
from farled.core.finding import Finding, Invalid, Say
from farled.core.formats import edge_list, graphml, kumu, mental_modeler, weight_matrix
from farled.core.formats.arrows import plain
from farled.core.formats.ratings import MOST_SIDE
from farled.core.formats.workbook import csv_bytes, xlsx_bytes

# what a file with this ending may hold; the first is written unless another is asked for
ENDINGS = {
    "mmp": ("mental-modeler",),
    "json": ("kumu", "mental-modeler"),
    "graphml": ("graphml",),
    "xml": ("graphml",),
    "csv": ("edge-list", "matrix"),
    "xlsx": ("kumu", "matrix", "edge-list"),
}
FORMATS = tuple(dict.fromkeys(name for names in ENDINGS.values() for name in names))
LOSSES: Mapping[str, Callable[[Link], bool]] = {
    "unknown_sign": lambda link: link.sign is None,
    "unknown_strength": lambda link: link.sign is not None and link.strength is None,
    "over_one": lambda link: link.sign is not None and (link.strength or 0) > 1,
    "delay": lambda link: bool(link.delay),
    "confidence": lambda link: link.confidence is not None,
    "zero_confidence": lambda link: link.confidence == 0,
    "evidence": lambda link: bool(link.evidence),
    "digits": lambda link: _is_shortened(link.strength) or _is_shortened(link.confidence),
}
# of factors and links, what has no place in each format
CANNOT = {
    "mental-modeler": {"unknown_sign", "unknown_strength", "over_one", "delay", "zero_confidence"},
    "graphml": set[str](),
    "kumu": set[str](),
    "edge-list": {"names", "unconnected", "confidence", "evidence"},
    "matrix": {"names", "unknown_sign", "unknown_strength", "delay", "confidence", "evidence"},
}


@dataclass(frozen=True)
class Written:
    """A file's bytes, its format, and a finding for each thing that it has no place for, with how many."""

    format: str
    data: bytes
    lost: tuple[Finding, ...]


def written(chart: CausalMap, *, ending: str, to: str = "") -> Written:
    """The map as a file with this ending (one of ENDINGS), in the format `to` or the ending's own.

    What was written is read back to the same map, but for what `lost` tells.
    Raises Invalid (`convert.ending`, `convert.format`, `convert.empty`, `convert.text`, `convert.matrix_size`,
    `convert.sheet_size`).

    >>> from farled.core.causal.causal_map import causal_map
    >>> chart = causal_map([Factor("a", "Rain"), Factor("b")], [Link("a", "b", 1, 0.5)]).map
    >>> found = written(chart, ending="csv")
    >>> found.data, [one.kind for one in found.lost]
    (b'from,to,sign,strength,delay\\r\\na,b,1,0.5,\\r\\n', ['convert.names'])
    """
    name = _format(ending, to)
    _check(chart, name)
    return Written(name, _bytes(chart, name, ending=ending), _lost(chart, name, ending=ending))


def named(chart: CausalMap) -> CausalMap:
    """The same map with each factor's name for its id, for formats without names. Raises Invalid (`convert.name_twice`).

    >>> from farled.core.causal.causal_map import causal_map
    >>> named(causal_map([Factor("f1", "Rain")], []).map).ids
    ('Rain',)
    """
    names = {one.id: one.wording for one in chart.factors}
    twice = next((name for name, count in Counter(names.values()).items() if count > 1), None)
    if twice is not None:
        raise Invalid("names", Say("convert.name_twice", {"name": twice[:80]}))
    links = (
        replace(one, source=names[one.source], target=names[one.target]) for one in chart.links
    )
    return CausalMap(tuple(Factor(name) for name in names.values()), tuple(links))


def _format(ending: str, to: str) -> str:
    if ending not in ENDINGS:
        raise Invalid(
            "to", Say("convert.ending", {"ending": ending[:20], "known": ", ".join(ENDINGS)})
        )
    if to and to not in ENDINGS[ending]:
        raise Invalid(
            "to",
            Say(
                "convert.format",
                {"ending": ending, "to": to[:40], "known": ", ".join(ENDINGS[ending])},
            ),
        )
    return to or ENDINGS[ending][0]


def _check(chart: CausalMap, name: str) -> None:
    if not chart.factors:
        raise Invalid("map", Say("convert.empty"))
    texts = (text for one in chart.factors for text in (one.id, one.name))
    for text in (*texts, *(link.evidence for link in chart.links)):
        if plain(text) != text:
            raise Invalid("map", Say("convert.text", {"text": plain(text)[:40]}))
    if name == "matrix" and len(chart.factors) > MOST_SIDE:
        raise Invalid(
            "to",
            Say("convert.matrix_size", {"is": len(chart.factors), "most": MOST_SIDE}),
        )


def _bytes(chart: CausalMap, name: str, *, ending: str) -> bytes:
    if name == "graphml":
        return graphml.write(chart)
    if name == "mental-modeler":
        return mental_modeler.write(chart)
    if name == "kumu":
        return kumu.write_json(chart) if ending == "json" else xlsx_bytes(kumu.sheets(chart))
    rows = edge_list.rows(chart) if name == "edge-list" else weight_matrix.rows(chart)
    return csv_bytes(rows) if ending == "csv" else xlsx_bytes({"Map": rows})


def _lost(chart: CausalMap, name: str, *, ending: str) -> tuple[Finding, ...]:
    linked = {end for link in chart.links for end in (link.source, link.target)}
    counts = {
        "names": sum(bool(one.name) for one in chart.factors),
        "unconnected": sum(one.id not in linked for one in chart.factors),
    } | {kind: sum(map(is_lost, chart.links)) for kind, is_lost in LOSSES.items()}
    missing = CANNOT[name] | ({"digits"} if ending == "xlsx" else set())
    return tuple(
        Finding(f"convert.{kind}", (), Say(f"convert.{kind}", {"count": count}))
        for kind, count in counts.items()
        if count and kind in missing
    )


def _is_shortened(value: float | None) -> bool:
    """Whether a workbook, which keeps sixteen digits, makes another number of it."""
    return value is not None and float(f"{value:.16G}") != value
