"""GML, keys and values in square brackets (methods.md 5). Read only."""

import html
import re
from collections.abc import Iterator
from typing import Any

from farled.core.causal.causal_map import Drawn
from farled.core.finding import Invalid, Say
from farled.core.formats.arrows import Reading, factor
from farled.core.formats.source import Source

_TOKEN = re.compile(
    r"""\s+ | \#[^\n]* | (?P<text>"[^"]*") | (?P<open>\[) | (?P<close>\]) | (?P<word>[^\s\[\]"]+)""",
    re.VERBOSE,
)
_BEFORE = re.compile(r"\s*(#.*|\w+\s+\S.*)?")
Node = list[tuple[str, Any]]  # keys may come again; a value is text or a Node


def read(source: Source) -> Drawn | None:
    """The map of a GML file, None for other files. Links without direction are read as they are drawn, with a finding.

    Raises Invalid (`gml.broken` with the row, `causal.no_id`, `causal.id_twice`).
    Source: Himsolt (1997), GML: A portable graph file format.
    """
    if not _looks_like(source.opening):
        return None
    graph = _first(_parsed(source.text), "graph")
    nodes = [dict(_flat(one)) for one in _each(graph, "node")]
    edges = [dict(_flat(one)) for one in _each(graph, "edge")]
    reading = Reading()
    if str(dict(_flat(graph)).get("directed", "0")) != "1":
        for _edge in edges:
            reading.doubt("undirected")
    for edge in edges:
        reading.link(edge.get("source"), edge.get("target"), edge)
    return reading.drawn([factor(one.get("id"), one.get("label")) for one in nodes])


def _looks_like(opening: str) -> bool:
    """Whether nothing stands before the graph but remarks, and keys with a value."""
    start = re.search(r"(?<!\w)graph\s*\[", opening, re.IGNORECASE)
    return start is not None and all(
        _BEFORE.fullmatch(line) for line in opening[: start.start()].splitlines()
    )


def _parsed(text: str) -> Node:
    """The whole file as pairs, without recursion: brackets may be as deep as anyone likes."""
    top: Node = []
    open_: list[Node] = [top]
    key = ""
    for kind, token, at in _tokens(text):
        if kind == "close":
            open_.pop()
        elif not key and kind == "word":
            key = token.casefold()
            continue
        elif key and kind == "open":
            open_.append([])
            open_[-2].append((key, open_[-1]))
        elif key:
            open_[-1].append((key, html.unescape(token[1:-1]) if kind == "text" else token))
        else:
            raise _broken(text, at)
        if not open_ or (kind == "close" and key):
            raise _broken(text, at)
        key = ""
    if len(open_) > 1 or key:
        raise _broken(text, len(text))
    return top


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise _broken(text, at)  # a quotation mark that nothing closes
        if found.lastgroup is not None:
            yield found.lastgroup, found.group(), at
        at = found.end()


def _broken(text: str, at: int) -> Invalid:
    return Invalid("file", Say("gml.broken", {"row": text.count("\n", 0, at) + 1}))


def _each(node: Node, key: str) -> Iterator[Node]:
    return (value for name, value in node if name == key and isinstance(value, list))


def _first(node: Node, key: str) -> Node:
    return next(_each(node, key), [])


def _flat(node: Node) -> Iterator[tuple[str, Any]]:
    """What it says itself; drawings and other nodes inside are left."""
    return ((name, value) for name, value in node if isinstance(value, str))
