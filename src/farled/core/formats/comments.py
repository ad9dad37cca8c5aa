"""Statements of a Polis export, for what moderators turned down (methods.md 4 and 5)."""

from farled.core.finding import Invalid, Say
from farled.core.formats.table import read_table
from farled.core.formats.votes import VOTES


def rejected_statements(data: bytes) -> tuple[str, ...]:
    """The ids of a comments file that moderators turned down: `moderated` is -1.

    Raises Invalid (`votes.comments`, `votes.moderated`, and what `read_table` raises).
    """
    table = read_table(data)
    headings = [cell.casefold() for cell in table.rows[0]]
    if not {"comment-id", "moderated"} <= set(headings):
        raise Invalid("comments", Say("votes.comments"))
    name, state = headings.index("comment-id"), headings.index("moderated")
    found = []
    for at, row in enumerate(table.rows[1:], 2):
        cell = row[state] if state < len(row) else ""
        if cell not in VOTES:
            raise Invalid("moderated", Say("votes.moderated", {"row": at, "cell": cell[:40]}))
        if VOTES[cell] == -1:
            found.append(row[name])
    return tuple(found)
