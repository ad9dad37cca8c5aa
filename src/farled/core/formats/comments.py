"""Statements of a Polis export: how they are worded, and what moderators turned down (methods.md 4 and 5)."""

from collections.abc import Mapping
from dataclasses import dataclass

from farled.core.finding import Invalid, Say
from farled.core.formats.table import read_table
from farled.core.formats.votes import VOTES


@dataclass(frozen=True)
class Comments:
    """`rejected`: ids of the statements whose `moderated` is -1; `texts`: wordings by id, where the file has them."""

    rejected: tuple[str, ...]
    texts: Mapping[str, str]


def read_comments(data: bytes) -> Comments:
    """The statements of `comments.csv`; its counts are not read, since they include changed votes.

    Raises Invalid (`votes.comments`, `votes.moderated`, `votes.comment_id`, and what `read_table` raises).

    >>> read_comments(b"comment-id,moderated,comment-body\\n1,1,More buses\\n2,-1,Spam\\n")
    Comments(rejected=('2',), texts={'1': 'More buses', '2': 'Spam'})
    """
    table = read_table(data)
    headings = [cell.casefold() for cell in table.rows[0]]
    if not {"comment-id", "moderated"} <= set(headings):
        raise Invalid("comments", Say("votes.comments"))
    rejected, texts = [], {}
    for at, row in enumerate(table.rows[1:], 2):
        said = dict(zip(headings, row, strict=False))
        name, state = said.get("comment-id", ""), said.get("moderated", "")
        if any(row) and not name:
            raise Invalid("comment-id", Say("votes.comment_id", {"row": at}))
        if state not in VOTES:
            raise Invalid("moderated", Say("votes.moderated", {"row": at, "cell": state[:40]}))
        if VOTES[state] == -1:
            rejected.append(name)
        if text := said.get("comment-body", ""):
            texts[name] = text
    return Comments(tuple(rejected), texts)
