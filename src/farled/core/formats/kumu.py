"""Kumu projects: JSON as its blueprints and its backups, and workbooks with two sheets (methods.md 5)."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import dropwhile, pairwise
from typing import Any

from farled.core.causal.causal_map import CausalMap, Drawn, Factor, Link
from farled.core.formats.arrows import Reading, factor, plain
from farled.core.formats.source import Source
from farled.core.formats.table import Rows
from farled.core.formats.workbook import Cell

ELEMENTS, CONNECTIONS, IGNORED = "elements", "connections", "(ignore)"
SIGNS = {1: "+", -1: "-", None: "?"}
Said = Mapping[str, Any]


def read(source: Source) -> Drawn | None:
    """The map of a Kumu file, None for other files.

    Connections name elements by id or by label; where no elements are listed, connections make them. A mutual
    connection is two links; one without direction is read as it is drawn, with a finding.
    Raises Invalid (`causal.no_id`, `causal.id_twice`).
    """
    found = _of_sheets(source) if source.sheets else _of_json(source)
    if found is None:
        return None
    elements, connections = found
    reading = Reading()
    known = [
        factor(one.get("id") or one.get("_id") or one.get("label"), one.get("label"))
        for one in elements
    ]
    ids = _ids(known)
    for one in connections:
        for target in _targets(one.get("to"), ids):
            _connect(reading, (_named(one.get("from"), ids), _named(target, ids)), one)
    ends = dict.fromkeys(end for link in reading.links for end in (link.source, link.target))
    return reading.drawn(known or [Factor(end) for end in ends if end])


def write_json(chart: CausalMap) -> bytes:
    """A blueprint with all that a causal map holds, in fields of Kumu's where it has them."""
    file = {
        ELEMENTS: [{"id": one.id, "label": one.wording} for one in chart.factors],
        CONNECTIONS: [_held(link) for link in chart.links],
    }
    return json.dumps(file, ensure_ascii=False, indent=1).encode()


def sheets(chart: CausalMap) -> Mapping[str, Sequence[Sequence[Cell]]]:
    """The same as rows for a workbook."""
    names = ("from", "to", "direction", "type", "strength", "delay", "confidence", "description")
    links = [_held(link) for link in chart.links]
    return {
        "Elements": [("ID", "Label"), *((one.id, one.wording) for one in chart.factors)],
        "Connections": [
            tuple(name.capitalize() for name in names),
            *(tuple(link.get(name, "") for name in names) for link in links),
        ],
    }


def _held(link: Link) -> dict[str, Any]:
    said = {
        "from": link.source,
        "to": link.target,
        "direction": "directed",
        "type": SIGNS[link.sign],
        "strength": link.strength,
        "delay": link.delay,
        "confidence": link.confidence,
        "description": link.evidence,
    }
    return {name: value for name, value in said.items() if value not in (None, "")}


def _connect(reading: Reading, ends: tuple[str, str], said: Said) -> None:
    direction = plain(said.get("direction")).casefold()
    rest = {key: value for key, value in said.items() if key not in ("from", "to", "direction")}
    reading.link(*ends, rest)
    if direction == "mutual":
        reading.link(ends[1], ends[0], rest)
    elif direction == "undirected":
        reading.doubt("undirected")


def _ids(known: Sequence[Factor]) -> Mapping[str, str]:
    """From what a connection may call an element to its id: the id itself, or a label that only one has."""
    labels = Counter(one.wording for one in known)
    only = {one.wording: one.id for one in known if labels[one.wording] == 1}
    return only | {one.id: one.id for one in known}


def _named(end: object, ids: Mapping[str, str]) -> str:
    name = plain(end)
    return ids.get(name, name)


def _targets(to: object, ids: Mapping[str, str]) -> list[object]:
    """Sheets may name several, with lines between."""
    if not isinstance(to, str) or "|" not in to or plain(to) in ids:
        return [to]
    return [part for part in to.split("|") if part.strip()]


def _of_json(source: Source) -> tuple[list[Said], list[Said]] | None:
    file = source.json
    if file is None or not isinstance(file.get(CONNECTIONS, file.get(ELEMENTS)), list):
        return None
    return list(_flat(file.get(ELEMENTS))), list(_flat(file.get(CONNECTIONS)))


def _flat(given: object) -> Iterator[Said]:
    """Keys in lower case; a backup has the fields one step down, in "attributes"."""
    for one in given if isinstance(given, list) else []:
        own = one if isinstance(one, dict) else {}
        fields = own.get("attributes")
        whole = own | (fields if isinstance(fields, dict) else {})
        yield {key.casefold(): value for key, value in whole.items()}


def _of_sheets(source: Source) -> tuple[list[Said], list[Said]] | None:
    """Kumu knows sheets by their headings, whatever they are called, but for those whose name says `(ignore)`.

    A workbook is Kumu's where it has elements too, or a sheet with the name that Kumu gives connections.
    """
    elements: list[Said] = []
    connections: list[Said] = []
    for part in _parts(source.sheets):
        headings = {cell.casefold() for cell in part[0]}
        if {"from", "to"} <= headings:
            connections += _records(part)
        elif "label" in headings:
            elements += _records(part)
    named = {name.strip().casefold() for name in source.sheets}
    if CONNECTIONS not in named and not (elements and connections):
        return None
    return elements, connections


def _parts(sheets: Mapping[str, Rows]) -> Iterator[Rows]:
    """The rows of each sheet; two empty ones begin a part with headings of its own."""
    for name, rows in sheets.items():
        ends = [at for at, pair in enumerate(pairwise(rows)) if not any(map(any, pair))]
        for start, end in pairwise([0, *ends, len(rows)]):
            part = tuple(dropwhile(lambda row: not any(row), rows[start:end]))
            if part and IGNORED not in name.casefold():
                yield part


def _records(rows: Rows) -> Iterator[Said]:
    headings = [cell.casefold() for cell in rows[0]] if rows else []
    return (dict(zip(headings, row, strict=False)) for row in rows[1:] if any(row))
