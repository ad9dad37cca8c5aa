"""Causal maps from files of any kind, known by what stands in them and not by what they are called."""

from collections.abc import Callable
from dataclasses import dataclass

from farled.core.causal.causal_map import CausalMap, Drawn
from farled.core.finding import Finding, Invalid, Say
from farled.core.formats import edge_list

MOST_BYTES = 64 * 1024 * 1024
Reader = Callable[[bytes], Drawn | None]  # None: this is no file of my kind

# asked in this order: who knows its own by a sure sign comes first
READERS: dict[str, Reader] = {
    "edge-list": edge_list.read,
}


@dataclass(frozen=True)
class MapFile:
    """A map as it was read: `format` is a key of READERS; counts and warnings as in `Drawn`."""

    format: str
    map: CausalMap
    links_read: int
    zero_links: int
    warnings: tuple[Finding, ...]


def read_map(data: bytes) -> MapFile:
    """The causal map in a file.

    Raises Invalid (`map_file.too_large`, `map_file.empty`, `map_file.unknown`, and what each reader says of a file of
    its kind that is broken).
    """
    if len(data) > MOST_BYTES:
        raise Invalid("file", Say("map_file.too_large", {"most": MOST_BYTES // 2**20}))
    if not data.strip():
        raise Invalid("file", Say("map_file.empty"))
    for name, reader in READERS.items():
        drawn = reader(data)
        if drawn is not None:
            return MapFile(name, drawn.map, drawn.links_read, drawn.zero_links, drawn.warnings)
    raise Invalid("file", Say("map_file.unknown"))
