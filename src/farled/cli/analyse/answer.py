"""How a method answers: JSON for programs, tables for people, warnings for both."""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from typing import Any

from farled.cli.words import terminal_language
from farled.core.finding import Finding
from farled.text import say

MOST_WIDE = 48


@dataclass(frozen=True)
class Section:
    """A table with its title; numbers stand to the right, text wider than `widest` is cut."""

    title: str
    rows: Sequence[Sequence[object]]
    headings: Sequence[str] = ()
    widest: int = MOST_WIDE


def show(
    options: argparse.Namespace,
    answer: Mapping[str, Any],
    *,
    warnings: Sequence[Finding] = (),
    sections: Sequence[Section] = (),
) -> int:
    """Prints the answer as asked for; `warnings` are worded in the terminal's language. Returns 0."""
    worded = [say(finding.why, terminal_language()) for finding in warnings]
    if options.json:
        print(
            json.dumps({**answer, "warnings": worded}, ensure_ascii=False, allow_nan=False),
            flush=True,
        )
        return 0
    print("\n\n".join("\n".join(_lines(section)) for section in sections))
    for sentence in worded:
        print(f"{_('obs')}: {sentence}", file=sys.stderr)
    return 0


def _lines(section: Section) -> list[str]:
    body = [[_cell(value, section.widest) for value in row] for row in section.rows]
    table = [list(section.headings), *body] if section.headings else body
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    right = [all(_is_number(row[at]) for row in section.rows) for at in range(len(widths))]
    lines = [section.title, "─" * max(len(section.title), sum(widths) + 2 * len(widths) - 2)]
    return lines + [_line(row, widths, right=right) for row in table]


def _line(row: Sequence[str], widths: Sequence[int], *, right: Sequence[bool]) -> str:
    cells = [
        cell.rjust(width) if to_right else cell.ljust(width)
        for cell, width, to_right in zip(row, widths, right, strict=True)
    ]
    return "  ".join(cells).rstrip()


def _cell(value: object, widest: int) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        text = (f"{value:.0f}" if value.is_integer() else f"{value:.3f}").replace("-", "−")
        return text.replace(".", ",") if terminal_language() == "sv" else text
    text = "".join(char if char.isprintable() else " " for char in str(value))
    return text if len(text) <= widest else text[: widest - 1] + "…"


def _is_number(value: object) -> bool:
    return value is None or isinstance(value, int | float)
