"""Votes from a Polis export, wide or long, with what moderators rejected (methods.md 5)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from farled.core.finding import Finding, Invalid, Say
from farled.core.formats.table import Progress, Table, read_table
from farled.core.opinion.votes import VoteTable, vote_table

ABOUT = frozenset({"participant", "group-id", "xid", "n-comments", "n-votes", "n-agree", "n-disagree"})  # fmt: skip
LONG = frozenset({"comment-id", "voter-id", "vote"})
VOTES = {"": None, "1": 1, "-1": -1, "0": 0, "+1": 1, "\u22121": -1, "1.0": 1, "-1.0": -1, "0.0": 0, "-0.0": 0}  # fmt: skip
MOST_STATEMENTS = 5000  # memory and time grow with their square
Vote = tuple[str, str, int]


@dataclass(frozen=True)
class VoteFile:
    """The votes, and the label each person has in the column asked for (people without one are left out)."""

    table: VoteTable
    labels: Mapping[str, str]
    warnings: tuple[Finding, ...]


def read_votes(
    data: bytes,
    *,
    rejected: Sequence[str] = (),
    labels: str = "",
    agree: int | None = None,
    progress: Progress | None = None,
) -> VoteFile:
    """A wide file (a row a person, a column a statement) or a long one (a row a vote).

    `agree` is the sign that means agree. A wide file tells it itself where it has n-agree and n-disagree; a long file
    does not. `labels` names a column of a wide file. People and statements of a long file come in the order of their
    ids, so that shuffled rows say the same.
    Raises Invalid (`votes.layout`, `votes.no_label`, `votes.empty_label`, `votes.sign`, `votes.sign_unclear`, `votes.cell`, `votes.person`,
    `votes.person_twice`, `votes.statement_twice`, `votes.many_statements`, `edge_list.row_long`).
    """
    table = read_table(data, progress=progress)
    headings = [cell.casefold() for cell in table.rows[0]]
    _none_too_long(table)
    if set(headings) >= LONG:
        if labels:
            raise Invalid("labels", Say("votes.no_label", {"column": labels[:60]}))
        return _long(table, headings, rejected=rejected, agree=agree)
    if "participant" not in headings:
        raise Invalid("file", Say("votes.layout"))
    return _wide(table, headings, rejected=rejected, labels=labels, agree=agree)


def _wide(
    table: Table, headings: Sequence[str], *, rejected: Sequence[str], labels: str, agree: int | None
) -> VoteFile:  # fmt: skip
    label = labels.casefold()
    if label and label not in headings:
        raise Invalid("labels", Say("votes.no_label", {"column": labels[:60]}))
    columns = [(at, table.rows[0][at]) for at, name in enumerate(headings) if name and name not in ABOUT | {label}]  # fmt: skip
    _once([name for _, name in columns], "votes.statement_twice")
    _check_count([name for _, name in columns])
    person = headings.index("participant")
    rows = [(at, row) for at, row in enumerate(table.rows[1:], 2) if any(row)]
    people = [_named(row, person, at) for at, row in rows]
    _once(people, "votes.person_twice", rows=[at for at, _ in rows])
    votes = [vote for at, row in rows for vote in _cast(row, columns, person=row[person], row_number=at)]  # fmt: skip
    sign, warnings = _own_sign(rows, headings, columns, agree=agree)
    found = vote_table(
        ((who, what, how * sign) for who, what, how in votes),
        people=people,
        statements=[name for _, name in columns],
        rejected=rejected,
    )
    where = headings.index(label) if label else len(headings)
    given = {row[person]: row[where] for _, row in rows if where < len(row) and row[where]}
    if label and not given:
        raise Invalid("labels", Say("votes.empty_label", {"column": labels[:60]}))
    return VoteFile(found, given, (*table.warnings, *warnings))


def _named(row: Sequence[str], column: int, at: int) -> str:
    if column >= len(row) or not row[column]:
        raise Invalid("participant", Say("votes.person", {"row": at}))
    return row[column]


def _once(names: Sequence[str], key: str, *, rows: Sequence[int] = ()) -> None:
    seen: set[str] = set()
    for at, name in enumerate(names):
        if name in seen:
            raise Invalid("file", Say(key, {"id": name[:60], "row": rows[at] if rows else 1}))
        seen.add(name)


def _cast(
    row: Sequence[str], columns: Sequence[tuple[int, str]], *, person: str, row_number: int
) -> Iterator[Vote]:
    for at, statement in columns:
        cell = row[at] if at < len(row) else ""
        how = _vote(cell, row=row_number, column=statement)
        if how is not None:
            yield person, statement, how


def _vote(cell: str, *, row: int, column: str) -> int | None:
    if cell not in VOTES:
        raise Invalid(column, Say("votes.cell", {"row": row, "column": column[:60], "cell": cell[:40]}))  # fmt: skip
    return VOTES[cell]


def _own_sign(
    rows: Sequence[tuple[int, Sequence[str]]],
    headings: Sequence[str],
    columns: Sequence[tuple[int, str]],
    *,
    agree: int | None,
) -> tuple[int, tuple[Finding, ...]]:
    """The sign that the file's own n-agree and n-disagree bear out, against what was asked for."""
    places = [headings.index(name) for name in ("n-agree", "n-disagree") if name in headings]
    if len(places) < 2:
        told = agree or 1
        warned = Finding("votes.sign_assumed", (), Say("votes.sign_assumed"))
        return told, () if agree else (warned,)
    straight = turned = 0
    for _, row in rows:
        up, down = (_tally(row, columns, sign) for sign in (1, -1))
        told_up, told_down = (row[at] if at < len(row) else "" for at in places)
        straight += (told_up, told_down) == (up, down)
        turned += (told_up, told_down) == (down, up)
    sign = 1 if straight >= turned else -1
    most = max(straight, turned)
    if straight == turned and agree is None and most < len(rows):
        raise Invalid("agree", Say("votes.sign_unclear"))
    warnings = []
    if agree and most and agree != sign:
        params = {"own": sign, "told": agree}
        warnings.append(Finding("votes.told_otherwise", (), Say("votes.told_otherwise", params)))
    elif sign == -1:
        warnings.append(Finding("votes.turned", (), Say("votes.turned")))
    if most < len(rows):
        params = {"rows": len(rows) - most, "of": len(rows)}
        warnings.append(Finding("votes.counts_differ", (), Say("votes.counts_differ", params)))
    return agree or sign, tuple(warnings)


def _tally(row: Sequence[str], columns: Sequence[tuple[int, str]], sign: int) -> str:
    return str(sum(at < len(row) and VOTES.get(row[at]) == sign for at, _ in columns))


def _long(
    table: Table, headings: Sequence[str], *, rejected: Sequence[str], agree: int | None
) -> VoteFile:
    if agree is None:
        raise Invalid("agree", Say("votes.sign"))
    who, what, how = (headings.index(name) for name in ("voter-id", "comment-id", "vote"))
    when = headings.index("timestamp") if "timestamp" in headings else None
    rows = [(at, row) for at, row in enumerate(table.rows[1:], 2) if any(row)]
    is_timed = when is not None and all(_is_number(row, when) for _, row in rows)
    if when is not None and is_timed:
        rows.sort(key=lambda pair: int(pair[1][when]))
    votes = []
    for at, row in rows:
        person, statement = _named(row, who, at), _named(row, what, at)
        vote = _vote(row[how] if how < len(row) else "", row=at, column="vote")
        if vote is not None:
            votes.append((person, statement, vote * agree))
    people = sorted({person for person, _, _ in votes}, key=_by_number)
    statements = sorted({statement for _, statement, _ in votes}, key=_by_number)
    _check_count(statements)
    found = vote_table(votes, people=people, statements=statements, rejected=rejected)
    untimed = Finding("votes.timestamps", (), Say("votes.timestamps"))
    told = (untimed,) if when is not None and not is_timed else ()
    return VoteFile(found, {}, (*table.warnings, *told))


def _by_number(name: str) -> tuple[bool, int, str]:
    """Numbers first, 2 before 10."""
    is_number = name.isascii() and name.isdigit() and len(name) < 20
    return not is_number, int(name) if is_number else 0, name


def _check_count(statements: Sequence[str]) -> None:
    if len(statements) > MOST_STATEMENTS:
        params = {"is": len(statements), "most": MOST_STATEMENTS}
        raise Invalid("file", Say("votes.many_statements", params))


def _none_too_long(table: Table) -> None:
    """A cell under no heading is a comma too many, and what comes before it may have slipped."""
    width = len(table.rows[0])
    for at, row in enumerate(table.rows[1:], 2):
        if any(row[width:]):
            raise Invalid("file", Say("edge_list.row_long", {"row": at, "columns": width}))


def _is_number(row: Sequence[str], at: int) -> bool:
    return at < len(row) and row[at].isascii() and row[at].isdigit() and len(row[at]) < 20
