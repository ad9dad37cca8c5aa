"""GEXF, the format of Gephi (methods.md 5). Read only."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from farled.core.causal.causal_map import Drawn
from farled.core.formats.arrows import Reading, factor
from farled.core.formats.source import Source
from farled.core.formats.xml import child, children, local


def read(source: Source) -> Drawn | None:
    """The map of a GEXF file, None for other files. Mutual links are two; links without direction are read as they are
    drawn, with a finding. Raises Invalid (`causal.no_id`, `causal.id_twice`)."""
    root = source.xml
    if root is None or local(root.tag) != "gexf":
        return None
    graph = child(root, "graph")
    if graph is None:
        return Reading().drawn(())
    titles = _titles(graph)
    usual = graph.get("defaultedgetype", "undirected")
    reading = Reading()
    for edge in (one for one in graph.iter() if local(one.tag) == "edge"):
        said, ends = _said(edge, titles), (edge.get("source"), edge.get("target"))
        kind = edge.get("type", usual)
        reading.link(*ends, said)
        if kind == "mutual":
            reading.link(ends[1], ends[0], said)
        elif kind == "undirected":
            reading.doubt("undirected")
    nodes = (one for one in graph.iter() if local(one.tag) == "node")
    return reading.drawn([factor(one.get("id"), one.get("label")) for one in nodes])


def _titles(graph: Element) -> Mapping[str, str]:
    """What the values of links are called."""
    return {
        one.get("id", ""): one.get("title", "").casefold()
        for kind in children(graph, "attributes")
        if kind.get("class") == "edge"
        for one in children(kind, "attribute")
    }


def _said(edge: Element, titles: Mapping[str, str]) -> Mapping[str, str]:
    own = {key: edge.get(key, "") for key in ("weight", "label")}
    values = children(child(edge, "attvalues"), "attvalue")
    return own | {
        titles.get(one.get("for", ""), one.get("for", "").casefold()): one.get("value", "")
        for one in values
    }
