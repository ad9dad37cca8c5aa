"""Numbers that tell what serves what: activity 1.2.1 serves output 1.2, which serves outcome 1."""

import re
from collections.abc import Sequence

from farled.core.lfa.logframe import Logframe, Row

Parts = tuple[str, ...]
_PART = re.compile(r"\d+|(?<=\d)[a-z]\b")


def parts(number: str) -> Parts:
    """The parts of a number, whatever is written before it.

    >>> parts("Output 1.2."), parts("A1.10b"), parts("")
    (('1', '2'), ('1', '10', 'b'), ())
    """
    return tuple(one.lstrip("0") or "0" for one in _PART.findall(number.casefold()))


def without_home(frame: Logframe) -> tuple[Row, ...]:
    """Activities that serve no result and results that serve no purpose, as far as their numbers tell.

    Where there is one result, or one purpose, everything below serves it unless its number names another.
    """
    purposes, between = frame.at("outcome"), frame.at("intermediate_outcome")
    outputs = frame.at("output")
    found = [row for row in frame.at("activity") if not _serves(row, outputs)]
    if purposes:
        found += [
            row
            for row in (*outputs, *between)
            if not (
                _serves(row, purposes)
                or _has_prefix(row, [one for one in between if one is not row])
            )
        ]
    return tuple(sorted(found, key=lambda row: row.place))


def _serves(row: Row, above: Sequence[Row]) -> bool:
    if len(above) == 1 and (len(parts(row.number)) < 2 or not parts(above[0].number)):
        return True
    return _has_prefix(row, above)


def _has_prefix(row: Row, above: Sequence[Row]) -> bool:
    mine = parts(row.number)
    theirs = [parts(one.number) for one in above]
    return any(one and mine[: len(one)] == one for one in theirs)
