"""Figures as a table on the terminal and as JSON in a file."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of the values do not exceed; 0 of nothing."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def show(title: str, rows: Sequence[tuple[str, object, str]]) -> bool:
    """Prints (what, figure, limit); returns whether every limit that is given holds."""
    width = max(len(what) for what, _, _ in rows)
    print(f"\n{title}\n{'-' * len(title)}")
    held = True
    for what, figure, limit in rows:
        verdict = _verdict(figure, limit)
        held = held and verdict != "MISSED"
        print(f"{what:<{width}}  {_text(figure):>12}  {limit:<14} {verdict}")
    return held


def _verdict(figure: object, limit: str) -> str:
    if not limit or not isinstance(figure, int | float):
        return ""
    sign, bound = limit.split()[0], float(limit.split()[1])
    return "ok" if (figure <= bound if sign == "≤" else figure >= bound) else "MISSED"


def _text(figure: object) -> str:
    return f"{figure:,.3f}".rstrip("0").rstrip(".") if isinstance(figure, float) else str(figure)


def keep(path: Path, figures: Mapping[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n")
