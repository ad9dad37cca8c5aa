"""PRSM maps, plain or packed. Read only: its own tool writes far more than a causal map (methods.md 5)."""

from collections.abc import Mapping
from typing import Any

from farled.core.causal.causal_map import Drawn
from farled.core.formats.arrows import Reading, factor, plain
from farled.core.formats.source import Source

UNNAMED = "sample"  # what PRSM calls a link style that nobody has named


def read(source: Source) -> Drawn | None:
    """The map of a `.prsm` file, None for other files.

    A link's sign is known by the name of its style alone ("+ve", "Negative influence"); other names leave it unknown,
    with a finding. Who drew what, and the history of the map, are left where they are.
    Raises Invalid (`causal.no_id`, `causal.id_twice`, `packed.broken`).
    """
    file = source.json
    if file is None or not _is_list(file, "nodes") or not _is_list(file, "edges"):
        return None
    styles = _styles(file)
    reading = Reading()
    nodes = _those(file, "nodes", but="isCluster", reading=reading)
    for edge in _those(file, "edges", but="isClusterEdge", reading=reading):
        ends = (edge.get("from", edge.get("source")), edge.get("to", edge.get("target")))
        style = plain(edge.get("grp"))
        reading.link(*ends, {"sign": styles.get(style, "")})
    return reading.drawn([factor(node.get("id"), node.get("label")) for node in nodes])


def _is_list(file: Mapping[str, Any], key: str) -> bool:
    return isinstance(file.get(key), list)


def _those(
    file: Mapping[str, Any], key: str, *, but: str, reading: Reading
) -> list[Mapping[str, Any]]:
    """Nodes or edges, without those that PRSM drew to stand for a group of others."""
    every = [one if isinstance(one, dict) else {} for one in file[key]]
    for _one in filter(lambda one: one.get(but), every):
        reading.doubt("cluster")
    return [one for one in every if not one.get(but)]


def _styles(file: Mapping[str, Any]) -> Mapping[str, str]:
    """The name of each link style, "" where it has only its first name; before 1.4 they were called samples."""
    of_all = file.get("styles") or file.get("samples")
    of_links = of_all.get("edges") if isinstance(of_all, dict) else None
    named = {
        name: plain(style.get("groupLabel"))
        for name, style in (of_links.items() if isinstance(of_links, dict) else ())
        if isinstance(style, dict)
    }
    return {name: "" if word.casefold() == UNNAMED else word for name, word in named.items()}
