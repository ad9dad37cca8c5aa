"""GraphML, as yEd, Gephi, networkx and others write it (methods.md 5)."""

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, SubElement, tostring

from farled.core.causal.causal_map import CausalMap, Drawn, Factor, Link
from farled.core.formats.arrows import Reading, factor
from farled.core.formats.source import Source
from farled.core.formats.xml import children, local

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
NAMES = ("label", "name")
DRAWN = (
    "NodeLabel",
    "EdgeLabel",
    "Label.Text",
)  # where yEd and yEd Live write a label inside its drawing
EDGE_KEYS = {
    "sign": "string", "strength": "double", "weight": "double", "delay": "string",
    "confidence": "double", "evidence": "string",
}  # fmt: skip
SIGNS = {1: "+", -1: "-", None: "?"}


def read(source: Source) -> Drawn | None:
    """The map of a GraphML file, None for other files. Links without direction are read as they are drawn, with a
    finding. Raises Invalid (`causal.no_id`, `causal.id_twice`)."""
    root = source.xml
    if root is None or local(root.tag) != "graphml":
        return None
    keys = {key.get("id", ""): key for key in children(root, "key")}
    directed = {graph: graph.get("edgedefault") != "undirected" for graph in _all(root, "graph")}
    reading = Reading()
    for graph, is_directed in directed.items():
        for edge in children(graph, "edge"):
            if edge.get("directed", str(is_directed).lower()) == "false":
                reading.doubt("undirected")
            reading.link(edge.get("source"), edge.get("target"), _said(edge, keys))
    for _edge in _all(root, "hyperedge"):
        reading.doubt("hyperedge")
    return reading.drawn([_factor(node, keys) for node in _all(root, "node")])


def write(chart: CausalMap) -> bytes:
    """Everything a causal map holds; what is unknown is left out, but for the sign, which is "?".

    For tools that know neither sign nor strength, both stand in `weight` as well.
    """
    root = Element("graphml", {"xmlns": NAMESPACE})
    _key(root, "name", "node", "string")
    for name, kind in EDGE_KEYS.items():
        _key(root, name, "edge", kind)
    graph = SubElement(root, "graph", {"edgedefault": "directed"})
    for one in chart.factors:
        _data(SubElement(graph, "node", {"id": one.id}), {"name": one.name})
    for link in chart.links:
        ends = {"source": link.source, "target": link.target}
        _data(SubElement(graph, "edge", ends), _held(link))
    found: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return found


def _held(link: Link) -> Mapping[str, str]:
    weight = None if link.strength is None else link.weight
    numbers = {"strength": link.strength, "weight": weight, "confidence": link.confidence}
    words = {"sign": SIGNS[link.sign], "delay": link.delay, "evidence": link.evidence}
    return words | {name: repr(value) for name, value in numbers.items() if value is not None}


def _key(root: Element, name: str, place: str, kind: str) -> None:
    said = {"id": name, "for": place, "attr.name": name, "attr.type": kind}
    SubElement(root, "key", said)


def _data(parent: Element, said: Mapping[str, str]) -> None:
    for name, value in said.items():
        if value:
            SubElement(parent, "data", {"key": name}).text = value


def _all(root: Element, name: str) -> Iterator[Element]:
    """Of the whole file: graphs may lie inside nodes."""
    return (one for one in root.iter() if local(one.tag) == name)


def _factor(node: Element, keys: Mapping[str, Element]) -> Factor:
    said = _said(node, keys)
    name = next((said[key] for key in NAMES if said.get(key)), "")
    return factor(node.get("id"), name)


def _said(one: Element, keys: Mapping[str, Element]) -> Mapping[str, str]:
    """What the data of a node or an edge say, by name in lower case; yEd keeps labels inside drawings."""
    tag = local(one.tag)
    said = {_name(key): _default(key) for key in keys.values() if key.get("for") in (tag, "all")}
    for data in children(one, "data"):
        key = keys.get(data.get("key", ""))
        said[_name(key) if key is not None else data.get("key", "").casefold()] = data.text or ""
        for part in data.iter():
            if local(part.tag) in DRAWN and (part.text or "").strip():
                said.setdefault("label", part.text or "")
    return {name: value for name, value in said.items() if value}


def _name(key: Element) -> str:
    return (key.get("attr.name") or key.get("id") or "").casefold()


def _default(key: Element) -> str:
    return next(("".join(one.itertext()) for one in children(key, "default")), "")
