"""Where a what-if begins: one value for all factors, or a JSON file with one for each."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from farled.cli.analyse.files import contents, naming
from farled.core.finding import Finding, Invalid, Say

if TYPE_CHECKING:
    from farled.core.causal.causal_map import CausalMap

MIDDLE = 0.5  # of factors that the file leaves out


def start_values(
    text: str, chart: "CausalMap"
) -> tuple[float | Sequence[float], tuple[Finding, ...]]:
    """A number, or a file's values in the map's order with a finding where some are left out."""
    plain = number_or(text, otherwise=None)
    if plain is not None:
        return float(plain), ()
    with naming(Path(text)):
        try:
            found = json.loads(contents(Path(text)))
        except (ValueError, RecursionError):
            raise Invalid("start", Say("causal.start_file")) from None
        left_out = [one for one in chart.ids if isinstance(found, dict) and one not in found]
        if isinstance(found, dict) and set(found) <= set(chart.ids):
            found = [found.get(one, MIDDLE) for one in chart.ids]
        if not isinstance(found, list) or not all(type(one) in (int, float) for one in found):
            raise Invalid("start", Say("causal.start_file"))
    why = Say("causal.start_left_out", {"count": len(left_out)})
    return found, (Finding("causal.start_left_out", tuple(left_out), why),) if left_out else ()


def number_or(text: str, *, otherwise: Any) -> Any:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return otherwise
