"""Causal maps from files of any kind, known by what stands in them and not by what they are called."""

from collections.abc import Callable
from dataclasses import dataclass

from farled.core.causal.causal_map import CausalMap, Drawn
from farled.core.finding import Finding, Invalid, Say
from farled.core.formats import (
    edge_list,
    gexf,
    gml,
    graphml,
    kumu,
    mental_modeler,
    prsm,
    weight_matrix,
)
from farled.core.formats.arrows import few
from farled.core.formats.source import Source
from farled.core.formats.table import Progress

MOST_BYTES = 64 * 1024 * 1024
Reader = Callable[[Source], Drawn | None]  # None: this is no file of my kind

# asked in this order: who knows its own by a sure sign comes first
READERS: dict[str, Reader] = {
    "mental-modeler": mental_modeler.read,
    "graphml": graphml.read,
    "gexf": gexf.read,
    "kumu": kumu.read,
    "prsm": prsm.read,
    "gml": gml.read,
    "edge-list": edge_list.read,
    "matrix": weight_matrix.read,
}


@dataclass(frozen=True)
class MapFile:
    """A map as it was read: `format` is a key of READERS; counts and warnings as in `Drawn`."""

    format: str
    map: CausalMap
    links_read: int
    zero_links: int
    warnings: tuple[Finding, ...]


def read_map(data: bytes, *, progress: Progress | None = None) -> MapFile:
    """The causal map in a file. Time and memory are linear in its size: 10⁶ links in about ten seconds.

    Raises Invalid (`map_file.too_large`, `map_file.empty`, `map_file.unknown`, and what each
    reader says of a file of its kind that is broken).

    >>> read_map(b"from,to,sign\\nrain,flood,+\\n").format
    'edge-list'
    """
    if len(data) > MOST_BYTES:
        raise Invalid("file", Say("map_file.too_large", {"most": MOST_BYTES // 2**20}))
    if not data.strip():
        raise Invalid("file", Say("map_file.empty"))
    source = Source(data, progress)
    for name, reader in READERS.items():
        drawn = reader(source)
        if drawn is not None:
            warnings = few((*source.warnings, *drawn.warnings))
            return MapFile(name, drawn.map, drawn.links_read, drawn.zero_links, warnings)
    raise Invalid("file", Say("map_file.unknown"))
