"""What stands between the cells of a CSV file somebody sends (methods.md 5)."""

import re
from collections.abc import Sequence

DELIMITERS = ",;\t|"
# what tells which one is meant: lines, and characters in all
SAMPLED_LINES, MOST_SAMPLED = 50, 200_000
_TOLD = re.compile(r'"?sep=([,;\t|])"?[ \t]*\r?\n')


def without_told_delimiter(text: str) -> tuple[str, str]:
    """Spreadsheets take a first line that says `sep=;` as told to them and do not show it; so rows are counted after it."""
    told = _TOLD.match(text)
    if told is None or not text[told.end() :].strip():
        return text, ""
    return text[told.end() :], told.group(1)


def delimiter_of(text: str) -> str:
    """The one that cuts the first line that says anything, and all of the first lines alike: headings may hold commas,
    as numbers do. Of several, or where none does, the one that stands most often in the first line; "" for none."""
    bare = [re.sub(r'"[^"]*"', "", line) for line in _first_lines(text)]
    found = [one for one in DELIMITERS if one in bare[0]]
    even = [one for one in found if len({line.count(one) for line in bare}) == 1]
    return max(even or found, key=bare[0].count, default="")


def _first_lines(text: str) -> Sequence[str]:
    """Those that say anything, of the beginning; without the one that the sample cuts off, unless it is the first."""
    lines = text[:MOST_SAMPLED].splitlines()
    whole = lines if len(text) <= MOST_SAMPLED else lines[:-1]
    return [line for line in whole[:SAMPLED_LINES] if line.strip()] or [
        text.lstrip().split("\n", 1)[0]
    ]
