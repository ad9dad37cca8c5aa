"""How a method answers: JSON for programs, tables for people, warnings for both."""

import argparse
import json
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from itertools import zip_longest
from textwrap import wrap
from typing import Any

from farled.cli.words import terminal_language
from farled.core.finding import Finding
from farled.text import say

USUAL = (80, 24)  # of a terminal that does not tell, and of a file
LONGEST = 400  # characters of a cell: more would be no table
NARROWEST = 12  # columns that text is wrapped to at least
DECIMALS = 3


@dataclass(frozen=True)
class Section:
    """A table with its title. Numbers stand to the right, with as many decimals as their column needs; text is wrapped
    to what the terminal holds. A table without rows says so by a dash."""

    title: str
    rows: Sequence[Sequence[object]]
    headings: Sequence[str] = ()


def first(title: str, rows: Sequence[Any], *, shown: int) -> str:
    """A title that tells how many rows there are, and that only the first are shown where they are more."""
    more = _(", de %s första") % shown if len(rows) > shown else ""
    return f"{title}: {len(rows)}{more}"


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
    columns = shutil.get_terminal_size(USUAL).columns
    print("\n\n".join("\n".join(_lines(one, columns=columns)) for one in sections))
    for sentence in worded:
        print(f"{_('obs')}: {_plain(sentence)}", file=sys.stderr)
    return 0


def _lines(section: Section, *, columns: int) -> Iterator[str]:
    given = section.rows or [("–", *[""] * (len(section.headings) - 1))]
    places = [max(map(_decimals, column)) for column in zip(*given, strict=True)]
    body = [list(map(_cell, row, places)) for row in given]
    right = [all(map(_is_number, column)) for column in zip(*given, strict=True)]
    headings = [_plain(heading) for heading in section.headings] or [""] * len(places)
    widths = _fitted(headings, body, right=right, columns=columns)
    title = _plain(section.title)
    yield title
    yield "─" * max(len(title), sum(widths) + 2 * len(widths) - 2)
    for row in [headings, *body] if section.headings else body:
        yield from _wrapped(row, widths, right=right)


def _fitted(
    headings: Sequence[str],
    body: Sequence[Sequence[str]],
    *,
    right: Sequence[bool],
    columns: int,
) -> list[int]:
    """The width of each column: what it needs, and where the terminal has no room for that the widest give way, text
    by wrapping, numbers by wrapping what stands above them."""
    needed = [max(map(len, column)) for column in zip(*body, strict=True)]
    words = [max(map(len, heading.split()), default=0) for heading in headings]
    least = [
        max(word, need if to_right else min(need, NARROWEST))
        for word, need, to_right in zip(words, needed, right, strict=True)
    ]
    widths = [max(need, len(heading)) for need, heading in zip(needed, headings, strict=True)]
    while sum(widths) + 2 * len(widths) - 2 > columns:
        loose = [at for at, width in enumerate(widths) if width > least[at]]
        if not loose:
            break
        widths[max(loose, key=widths.__getitem__)] -= 1
    return widths


def _wrapped(row: Sequence[str], widths: Sequence[int], *, right: Sequence[bool]) -> Iterator[str]:
    parts = [
        [cell] if len(cell) <= width else wrap(cell, width, break_on_hyphens=False)
        for cell, width in zip(row, widths, strict=True)
    ]
    for line in zip_longest(*parts, fillvalue=""):
        cells = [
            cell.rjust(width) if to_right else cell.ljust(width)
            for cell, width, to_right in zip(line, widths, right, strict=True)
        ]
        yield "  ".join(cells).rstrip()


def _cell(value: object, decimals: int) -> str:
    if value is None:
        return "–"
    if not isinstance(value, int | float):
        line = _plain(str(value))
        return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
    # adding 0.0 takes the sign from a zero
    text = (
        f"{round(value, DECIMALS) + 0.0:.{decimals}f}" if isinstance(value, float) else str(value)
    )
    text = text.replace("-", "−")
    return text.replace(".", ",") if terminal_language() == "sv" else text


def _decimals(value: object) -> int:
    if not isinstance(value, float):
        return 0
    return len(f"{value:.{DECIMALS}f}".rstrip("0").partition(".")[2])


def _plain(text: str) -> str:
    """In one line, without what moves a cursor."""
    return "".join(char if char.isprintable() else " " for char in text)


def _is_number(value: object) -> bool:
    return value is None or isinstance(value, int | float)
