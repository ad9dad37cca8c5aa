"""Numbers that tell what serves what: activity 1.2.1 serves output 1.2, which serves outcome 1."""

import re
from collections.abc import Collection, Sequence

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

    Where there is one result, or one purpose, everything below serves it unless its number names another. An activity
    without a number serves the result it stands under, where results have their activities below them.
    """
    outputs, between, purposes = (
        frame.at(level) for level in ("output", "intermediate_outcome", "outcome")
    )
    under = set(map(id, _under_results(frame)))
    found = [
        row
        for row in _not_serving(frame.at("activity"), outputs)
        if parts(row.number) or id(row) not in under
    ]
    if purposes:
        halfway = _not_serving(outputs, purposes, numbers=_numbers(between))
        found += [*halfway, *_not_serving(between, purposes)]
    return tuple(sorted(found, key=lambda row: row.place))


def _not_serving(
    rows: Sequence[Row], above: Sequence[Row], *, numbers: Collection[Parts] = ()
) -> list[Row]:
    """Those whose number begins with none above, nor with any of the `numbers`."""
    known = _numbers(above) | set(numbers)
    only = len(above) == 1
    return [
        row
        for row in rows
        if not (only and (len(parts(row.number)) < 2 or not parts(above[0].number)))
        and known.isdisjoint(
            parts(row.number)[:end] for end in range(1, len(parts(row.number)) + 1)
        )
    ]


def _numbers(rows: Sequence[Row]) -> set[Parts]:
    return {parts(row.number) for row in rows} - {()}


def _under_results(frame: Logframe) -> list[Row]:
    """Activities below a result, if the order is result, its activities, next result; none if all results come first."""
    chain = [row for row in frame.rows if row.level in ("output", "activity")]
    results = [at for at, row in enumerate(chain) if row.level == "output"]
    if not results or results == list(range(results[0], results[0] + len(results))):
        return []
    return [row for row in chain[results[0] :] if row.level == "activity"]
