"""Votes written as a Polis export are read back as they were."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farled.core.formats.comments import read_comments
from farled.core.formats.polis import write_comments, write_votes
from farled.core.formats.table import read_table
from farled.core.formats.votes import read_votes
from farled.core.opinion.votes import VoteTable, vote_table

EXPORT = Path(__file__).parents[3] / "shared/data/polis/canadian-electoral-reform"


def cast(table: VoteTable) -> dict[tuple[str, str], int]:
    return {
        (table.people[who], table.statements[what]): how
        for who, what, how in zip(table.who, table.what, table.how, strict=True)
    }


@settings(deadline=None)
@given(
    st.dictionaries(st.tuples(st.integers(0, 9), st.integers(0, 9)), st.sampled_from([-1, 0, 1])),
    st.sets(st.integers(0, 9)),
)
def test_written_and_read_back(votes, rejected):
    people, statements = [f"-{at}" for at in range(10)], [f"=s{at}" for at in range(10)]
    table = vote_table(
        ((people[who], statements[what], how) for (who, what), how in votes.items()),
        people=people, statements=statements, rejected=[statements[at] for at in rejected],
    )  # fmt: skip
    groups = {people[0]: "A", people[3]: "B"}
    read = read_votes(
        write_votes(table, groups=groups),
        rejected=read_comments(write_comments(table, {})).rejected,
        labels="group-id",
    )
    assert (read.table.people, read.table.statements) == (table.people, table.statements)
    assert (cast(read.table), read.table.rejected) == (cast(table), table.rejected)
    assert (read.labels, read.warnings) == (groups, ())


def test_texts_keep_their_lines_and_cannot_be_formulas():
    table = vote_table([("a", "1", 1), ("b", "1", -1), ("b", "2", 1)], rejected=["2"])
    rows = read_table(write_comments(table, {"1": "=SUM(1)", "2": 'Två\nrader, "citat"'})).rows
    assert rows[1:] == (
        ("1", "1", "1", "1", "=SUM(1)"),
        ("2", "1", "0", "-1", 'Två\nrader, "citat"'),
    )
    assert b"'=SUM(1)" in write_comments(table, {"1": "=SUM(1)"})


def test_a_real_export_is_read_back():
    if not EXPORT.exists():
        pytest.skip("../shared/data is not here")
    real = read_votes(
        (EXPORT / "participants-votes.csv").read_bytes(),
        rejected=read_comments((EXPORT / "comments.csv").read_bytes()).rejected,
        labels="group-id",
    )
    again = read_votes(
        write_votes(real.table, groups=real.labels),
        rejected=read_comments(write_comments(real.table, {})).rejected,
        labels="group-id",
    )
    assert (cast(again.table), again.labels) == (cast(real.table), real.labels)
    assert again.table.rejected == real.table.rejected
    assert not again.warnings
