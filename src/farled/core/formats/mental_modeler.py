"""Mental Modeler maps in three dialects: XML with letters, XML with numbers, JSON with numbers as text (methods.md 5)."""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from farled.core.causal.causal_map import CausalMap, Drawn, Factor, Link
from farled.core.formats.arrows import Reading, factor
from farled.core.formats.source import Source
from farled.core.formats.xml import child, children, local, text_in

LETTERS = {"H": "1", "M": "0.62", "L": "0.25"}
SAID = ("influence", "confidence", "notes")


def read(source: Source) -> Drawn | None:
    """The map of a `.mmp` file, None for other files. A concept inside a scenario is none of the map's.

    Raises Invalid (`causal.no_id`, `causal.id_twice`).
    """
    concepts = _of_xml(source) if source.xml is not None else _of_json(source)
    if concepts is None:
        return None
    reading = Reading()
    factors = []
    for concept in concepts:
        factors.append(factor(concept.get("id"), concept.get("name")))
        for one in concept["relationships"]:
            reading.link(concept.get("id"), one.get("id"), _link(one))
    return reading.drawn(factors)


def write(chart: CausalMap) -> bytes:
    """The JSON dialect. It has no place for a link of unknown sign; an unknown strength is written as 1."""
    out: dict[str, list[Link]] = {one.id: [] for one in chart.factors}
    for link in chart.links:
        if link.sign is not None:
            out[link.source].append(link)
    names = {one.id: one.wording for one in chart.factors}
    file = {
        "info": {"name": "", "author": "", "version": "1.0"},
        "groupNames": {},
        "concepts": [
            _concept(one, out[one.id], names=names) | _place(at)
            for at, one in enumerate(chart.factors)
        ],
    }
    return json.dumps(file, ensure_ascii=False, indent=1).encode()


def _concept(one: Factor, links: list[Link], *, names: Mapping[str, str]) -> dict[str, Any]:
    blank = {"notes": "", "units": "", "group": "0", "preferredState": "0"}
    related = [
        {
            "id": link.target,
            "name": names[link.target],
            "notes": link.evidence,
            "confidence": "0" if link.confidence is None else repr(link.confidence),
            "influence": repr(link.weight),
        }
        for link in links
    ]
    return {"id": one.id, "name": one.wording, **blank, "relationships": related}


def _link(one: Mapping[str, Any]) -> Mapping[str, Any]:
    """A confidence of 0 is what the tool writes where nobody gave one."""
    confidence = one.get("confidence")
    said = {"weight": _number(one.get("influence")), "notes": one.get("notes")}
    return said if str(confidence).strip() in ("0", "0.0") else said | {"confidence": confidence}


def _place(at: int) -> dict[str, str]:
    """In rows of six, so that they do not lie upon each other when the file is opened."""
    return {"x": str(100 + 200 * (at % 6)), "y": str(60 + 120 * (at // 6))}


def _number(influence: object) -> object:
    """H+ M- and so on as numbers; anything else as it stands."""
    word = str(influence or "").strip().replace("\u2212", "-").upper()
    if len(word) == 2 and word[0] in LETTERS and word[1] in "+-":
        return word[1] + LETTERS[word[0]]
    return influence


def _of_xml(source: Source) -> Iterator[Mapping[str, Any]] | None:
    root = source.xml
    if root is None or local(root.tag).casefold() != "mentalmodeler":
        return None
    found = child(root, "concepts")
    return (_said(one) for one in children(found, "concept"))


def _said(concept: Element) -> Mapping[str, Any]:
    links = children(child(concept, "relationships"), "relationship")
    related = [{key: text_in(one, key) for key in ("id", *SAID)} for one in links]
    return {key: text_in(concept, key) for key in ("id", "name")} | {"relationships": related}


def _of_json(source: Source) -> Iterator[Mapping[str, Any]] | None:
    concepts = source.json.get("concepts") if source.json is not None else None
    if not isinstance(concepts, list):
        return None
    return (_sound(one) for one in concepts)


def _sound(concept: object) -> Mapping[str, Any]:
    given = concept if isinstance(concept, dict) else {}
    related = given.get("relationships")
    links = related if isinstance(related, list) else []
    return {**given, "relationships": [one for one in links if isinstance(one, dict)]}
