"""How many voices an audience is shown at a time: a wall does not scroll, a phone should not have to."""

from collections.abc import Sequence
from typing import Any

from farled.core.workshop.values import Voice

MOST = {"phone": 30, "wall": 12}


def newest(voices: Sequence[Voice], *, audience: str) -> dict[str, Any]:
    """The newest ones first, and how many more there are."""
    most = MOST.get(audience, len(voices))
    shown = tuple(reversed(voices[-most:] if most else ()))
    return {"voices": shown, "more": len(voices) - len(shown)}
