"""Maps that others have published, and what was told of one that was read."""

from farled.core.formats.map_file import MapFile
from tests.support.shared_data import shared_data


def published_map(name: str) -> bytes:
    return shared_data(f"maps/{name}").read_bytes()


def found_in(read: MapFile) -> list[str]:
    return [one.kind for one in read.warnings]
