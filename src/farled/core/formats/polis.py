"""Votes and statements as the files of a Polis export, for other tools to read (methods.md 5)."""

from collections.abc import Mapping, Sequence

from farled.core.formats.workbook import Cell, csv_bytes
from farled.core.opinion.votes import VoteTable

ABOUT = ("participant", "group-id", "n-votes", "n-agree", "n-disagree")


def write_votes(table: VoteTable, *, groups: Mapping[str, str] | None = None) -> bytes:
    """`participants-votes.csv`: a row a person, a column a statement, 1 agree, -1 disagree, 0 pass, empty not seen.

    `groups` gives people's group by id. The counts are those of the row, so that a reader can see which sign agrees.

    >>> from farled.core.opinion.votes import vote_table
    >>> write_votes(vote_table([("7", "1", 1), ("7", "2", -1)]))
    b'participant,group-id,n-votes,n-agree,n-disagree,1,2\\r\\n7,,2,1,1,1,-1\\r\\n'
    """
    rows: list[list[Cell]] = [[""] * len(table.statements) for _ in table.people]
    for who, what, how in zip(table.who, table.what, table.how, strict=True):
        rows[who][what] = how
    counted = ((len(row) - row.count(""), row.count(1), row.count(-1)) for row in rows)
    return csv_bytes(
        [
            (*ABOUT, *table.statements),
            *(
                (person, (groups or {}).get(person, ""), *counts, *row)
                for person, counts, row in zip(table.people, counted, rows, strict=True)
            ),
        ]
    )


def write_comments(table: VoteTable, texts: Mapping[str, str]) -> bytes:
    """`comments.csv`: each statement with its text by id, votes for and against, and -1 where moderators rejected it."""
    for_, against = ([0] * len(table.statements) for _ in range(2))
    for what, how in zip(table.what, table.how, strict=True):
        for_[what] += how == 1
        against[what] += how == -1
    return csv_bytes(_comments(table, texts, counts=list(zip(for_, against, strict=True))))


def _comments(
    table: VoteTable, texts: Mapping[str, str], *, counts: Sequence[tuple[int, int]]
) -> Sequence[Sequence[Cell]]:
    return [
        ("comment-id", "agrees", "disagrees", "moderated", "comment-body"),
        *(
            (one, *counts[at], -1 if at in table.rejected else 1, texts.get(one, ""))
            for at, one in enumerate(table.statements)
        ),
    ]
