"""Cells that a spreadsheet program would take for a formula: kept from it when written, put right when read."""

import re

_FORMULA = re.compile(r"'*\s*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+\s*[=+\-@\t\r]")


def guarded(cell: str) -> str:
    """Text as it may stand in a CSV file: an apostrophe first where it begins as a formula does."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """What `guarded` was given.

    >>> unguarded(guarded("=1+1")), unguarded(guarded("'-x")), unguarded("'tis")
    ('=1+1', "'-x", "'tis")
    """
    return cell[1:] if cell[:1] == "'" and _GUARDED.match(cell) else cell
