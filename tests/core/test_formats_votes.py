"""Votes from files of strangers: both shapes, flipped signs, last votes."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farled.core.finding import Invalid
from farled.core.formats.comments import read_comments
from farled.core.formats.votes import read_votes

WIDE = "participant,group-id,n-agree,n-disagree,7,8\na,0,1,1,{0},{1}\nb,,1,0,{0},\n"
LONG = "timestamp,comment-id,voter-id,vote\n3,7,a,-1\n1,7,a,1\n2,8,b,0\n"


def test_a_wide_file_tells_its_own_sign() -> None:
    straight, turned = (read_votes(WIDE.format(*way).encode()) for way in ((1, -1), (-1, 1)))
    assert list(straight.table.how) == list(turned.table.how) == [1, -1, 1]
    assert [one.kind for one in turned.warnings] == ["votes.turned"]
    assert straight.warnings == ()


def test_labels_are_a_column_and_no_statement() -> None:
    found = read_votes(WIDE.format(1, -1).encode(), labels="Group-ID")
    assert found.labels == {"a": "0"}
    assert found.table.statements == ("7", "8")


def test_counts_that_fit_nobody_are_told() -> None:
    text = "participant,n-agree,n-disagree,1\na,1,0,1\nb,5,5,1\n"
    assert [one.kind for one in read_votes(text.encode()).warnings] == ["votes.counts_differ"]


@pytest.mark.parametrize("sign", [1, -1])
def test_a_long_file_is_told_its_sign_and_the_last_vote_counts(sign: int) -> None:
    found = read_votes(LONG.encode(), agree=sign).table
    votes = dict(zip(((found.people[p], found.statements[s]) for p, s in zip(found.who, found.what, strict=True)), found.how, strict=True))  # fmt: skip
    assert votes == {("a", "7"): -sign, ("b", "8"): 0}


def test_times_that_cannot_be_sorted_by_are_told() -> None:
    """Days in words would be sorted as letters; the file's order counts, and it is said."""
    text = LONG.replace("3,7", "3 May,7").replace("1,7", "1 May,7")
    found = read_votes(text.encode(), agree=1)
    assert [one.kind for one in found.warnings] == ["votes.timestamps"]
    assert list(found.table.how) == [1, 0]
    assert read_votes(LONG.encode(), agree=1).warnings == ()


def test_rejected_statements_come_from_the_comments() -> None:
    comments = 'comment-id,moderated,comment-body\n7,-1,"rad ett\nrad två"\n8,1,x\n'
    rejected = read_comments(comments.encode()).rejected
    found = read_votes(LONG.encode(), rejected=rejected, agree=1).table
    assert {found.statements[at] for at in found.rejected} == {"7"}


@pytest.mark.parametrize(
    ("text", "options", "key"),
    [
        (LONG, {}, "votes.sign"),
        (LONG, {"agree": 1, "labels": "x"}, "votes.no_label"),
        (WIDE.format(1, -1), {"labels": "x"}, "votes.no_label"),
        ("participant,xid,1\na,,1\n", {"labels": "xid"}, "votes.empty_label"),
        (WIDE.format(2, -1), {}, "votes.cell"),
        (WIDE.format("nan", -1), {}, "votes.cell"),
        ("a,b\n1,2\n", {}, "votes.layout"),
        ("participant,1\na,1\na,1\n", {}, "votes.person_twice"),
        ("participant,1,1\na,1,1\n", {}, "votes.statement_twice"),
        ("participant,1\n,1\n", {}, "votes.person"),
        ("participant,1\na,1,1\n", {}, "edge_list.row_long"),
        ("participant," + ",".join(map(str, range(5001))) + "\na,1\n", {}, "votes.many_statements"),
    ],
)
def test_what_is_wrong_is_told(text: str, options: dict, key: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_votes(text.encode(), **options)
    assert refused.value.why.key == key
    if key == "votes.person_twice":
        assert refused.value.why.params["row"] == 3


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("x,y\n1,2\n", "votes.comments"),
        ("comment-id,moderated\n1,no\n", "votes.moderated"),
        ("moderated,comment-id\n-1\n", "votes.comment_id"),
        ("", "table.empty"),
    ],
)
def test_what_is_wrong_with_the_comments_is_told(text: str, key: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_comments(text.encode())
    assert refused.value.why.key == key


@pytest.mark.parametrize("own", [1, -1])
def test_a_sign_against_the_files_own_counts_is_followed_and_told(own: int) -> None:
    found = read_votes(WIDE.format(own, -own).encode(), agree=-own)
    assert list(found.table.how) == [-1, 1, -1]
    assert [one.kind for one in found.warnings] == ["votes.told_otherwise"]
    assert read_votes(WIDE.format(1, -1).encode(), agree=1).warnings == ()


def test_a_long_file_says_the_same_in_any_order() -> None:
    head, *rows = LONG.splitlines()
    turned = read_votes("\n".join([head, *rows[::-1]]).encode(), agree=1)
    assert turned.table == read_votes(LONG.encode(), agree=1).table


@given(st.lists(st.lists(st.sampled_from(["", "1", "-1", "0", "x", "participant", "vote"]))))
def test_no_table_makes_it_fall(rows: list[list[str]]) -> None:
    text = "participant,n-agree,n-disagree,1\n" + "\n".join(",".join(row) for row in rows)
    with contextlib.suppress(Invalid):
        read_votes(text.encode())
