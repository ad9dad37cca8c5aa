"""Cross-impact models as JSON: `descriptors` [[name, [state, …]], …] and `matrix` (as the tool cibsa's samples)."""

import json
from typing import Any

from farled.core.conflicts.cross_impact import CrossImpact, Descriptor, cross_impact
from farled.core.finding import Invalid, Say


def read_cross_impact(data: bytes) -> CrossImpact:
    """Raises Invalid (`cib_file.json`, `cib_file.layout`, and what `cross_impact` raises)."""
    try:
        given = json.loads(data)
    except (ValueError, RecursionError):
        raise Invalid("file", Say("cib_file.json")) from None
    try:
        descriptors = [_descriptor(one) for one in given["descriptors"]]
        matrix = [[_judgement(value) for value in row] for row in given["matrix"]]
    except (KeyError, TypeError, ValueError, OverflowError):
        raise Invalid("file", Say("cib_file.layout")) from None
    return cross_impact(descriptors, matrix)


def _descriptor(given: Any) -> Descriptor:
    name, states = given
    words = isinstance(states, list) and all(isinstance(state, str) for state in states)
    if not isinstance(name, str) or not words:
        raise TypeError
    return Descriptor(name, tuple(states))


def _judgement(given: Any) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise TypeError
    return float(given)
