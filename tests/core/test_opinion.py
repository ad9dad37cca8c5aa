"""Opinion groups: the published ones, formulas against plain sums, and honesty."""

import csv
import math
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score, silhouette_score

from farled.core.formats.comments import read_comments
from farled.core.formats.votes import VoteFile, read_votes
from farled.core.opinion import axes
from farled.core.opinion.agreement import adjusted_rand_index
from farled.core.opinion.axes import opinion_axes
from farled.core.opinion.consensus import group_aware_consensus, next_statement, priorities
from farled.core.opinion.counts import counts_by_group
from farled.core.opinion.groups import Groups, opinion_groups
from farled.core.opinion.k_means import silhouette
from farled.core.opinion.pairwise import pairwise_scores
from farled.core.opinion.representative import representative_statements
from farled.core.opinion.stability import stability
from farled.core.opinion.votes import VoteTable, vote_table
from tests.support.shared_data import shared_data

FOLDER = "polis/canadian-electoral-reform"


@pytest.fixture(scope="module")
def canada() -> VoteFile:
    votes = shared_data(f"{FOLDER}/participants-votes.csv").read_bytes()
    comments = shared_data(f"{FOLDER}/comments.csv").read_bytes()
    return read_votes(votes, rejected=read_comments(comments).rejected, labels="group-id")


def two_camps(people: int, *, statements: int = 12, seed: int = 0, apart: float = 0.9) -> VoteTable:
    """Half say yes to what the other half says no to, mostly."""
    dice = random.Random(seed)
    votes = [
        (f"p{p}", f"s{s}", way if dice.random() < apart else -way)
        for p in range(people)
        for s in range(statements)
        for way in [1 if (p % 2) == (s % 2) else -1]
        if dice.random() < 0.8
    ]
    return vote_table(votes)


@pytest.mark.parametrize("seed", range(6))
def test_the_published_groups_whatever_the_seed(canada: VoteFile, seed: int) -> None:
    """Source: Polis' own `group-id`; the issue asks for 0.90."""
    table = canada.table
    assert (len(table.people), len(table.statements), len(table.how)) == (448, 174, 11950)
    found = opinion_groups(table, seed=seed)
    pairs = [
        (canada.labels[one], label)
        for one, label in zip(table.people, found.assignments, strict=True)
        if one in canada.labels and label is not None
    ]
    assert len(pairs) == 281
    assert adjusted_rand_index([a for a, _ in pairs], [b for _, b in pairs]) >= 0.9
    assert 0.12 <= found.explained <= 0.37


def by_name(table: VoteTable, groups: Groups) -> dict[str, int | None]:
    return dict(zip(table.people, groups.assignments, strict=True))


def test_rows_in_another_order_change_nothing(canada: VoteFile) -> None:
    table = canada.table
    votes = [
        (table.people[p], table.statements[s], how)
        for p, s, how in zip(table.who, table.what, table.how, strict=True)
    ]
    random.Random(5).shuffle(votes)
    rejected = [table.statements[at] for at in table.rejected]
    shuffled = vote_table(votes, rejected=rejected)
    former = by_name(table, opinion_groups(table))
    assert by_name(shuffled, opinion_groups(shuffled)) == {
        one: former[one] for one in shuffled.people
    }


def test_the_axes_are_the_exact_ones() -> None:
    table = two_camps(40)
    matrix = np.full((40, len(table.statements)), np.nan)
    matrix[table.who, table.what] = table.how
    filled = np.where(np.isnan(matrix), np.nanmean(matrix, axis=0), matrix)
    centred = filled - filled.mean(0)
    _, values, vectors = np.linalg.svd(centred, full_matrices=False)
    axes = opinion_axes(table)
    assert axes.explained == pytest.approx((values[:2] ** 2).sum() / (values**2).sum(), rel=1e-12)
    assert np.abs(np.diag(vectors[:2] @ axes.loadings)) == pytest.approx([1, 1], abs=1e-12)
    cast = (~np.isnan(matrix)).sum(1)
    stretched = np.abs(centred @ vectors[:2].T) * np.sqrt(matrix.shape[1] / cast)[:, None]
    assert np.abs(axes.points) == pytest.approx(stretched, abs=1e-10)


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_people_changes_nothing_to_the_last_digit(seed: int) -> None:
    """Also where who is among the fifteen most active is a matter of order."""
    table = two_camps(40, statements=30 if seed else 6, seed=seed, apart=0.7)
    votes = [vote for vote in zip_votes(table) if seed or vote[1] in ("s1", "s2", "s3")]
    people = list(table.people)
    one = vote_table(votes, people=people, statements=table.statements)
    other = vote_table(votes[::-1], people=people[::-1], statements=table.statements)
    found, again = opinion_groups(one), opinion_groups(other)
    assert by_name(one, found) == by_name(other, again)
    assert (found.explained, found.sizes) == (again.explained, again.sizes)
    assert priorities(one) == priorities(other)
    assert stability(one, found) == stability(other, again)


def test_two_camps_are_two_groups_and_that_is_settled() -> None:
    table = two_camps(120)
    found = opinion_groups(table)
    assert found.sizes == (60, 60)
    sure = stability(table, found)
    assert (sure.k_wins, sure.settled) == ({2: 20}, True)
    assert sure.ari_median == 1


def test_noise_is_not_settled_or_says_how_unlike_it_is() -> None:
    table = two_camps(60, apart=0.5)
    sure = stability(table, opinion_groups(table))
    assert sure.ari_median is not None
    assert not sure.settled or sure.ari_median < 0.9
    assert sum(sure.k_wins.values()) == 20


@pytest.mark.parametrize("people", [0, 1])
def test_where_there_are_no_groups_nothing_is_settled(people: int) -> None:
    table = two_camps(people)
    found = opinion_groups(table)
    assert found.sizes == ()
    sure = stability(table, found)
    assert sure.settled is False
    assert (sure.k_wins, sure.ari_median, sure.ari_min) == ({0: 20}, None, None)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 40), st.integers(1, 9), st.integers(0, 99))
def test_nobody_is_a_group_alone(people: int, statements: int, seed: int) -> None:
    table = two_camps(people, statements=statements, seed=seed, apart=0.6)
    found = opinion_groups(table, seed=seed)
    assert found == opinion_groups(table, seed=seed)
    assert all(size >= 2 for size in found.sizes) or len(found.sizes) <= 1
    assert sum(found.sizes) == sum(one is not None for one in found.assignments)


def test_a_rejected_statement_groups_nobody_and_is_never_listed() -> None:
    table = two_camps(60)
    odd = vote_table(
        [*zip_votes(table), *((f"p{p}", "spam", 1 if p < 30 else -1) for p in range(60))],
        rejected=["spam"],
    )
    assert by_name(odd, opinion_groups(odd)) == by_name(table, opinion_groups(table))
    counts = counts_by_group(odd, opinion_groups(odd).assignments, groups=2)
    listed = {one.statement for each in representative_statements(odd, counts) for one in each}
    consensus = {one.statement for one in group_aware_consensus(odd, counts)}
    assert "spam" not in listed | consensus | set(priorities(odd))


def zip_votes(table: VoteTable) -> list[tuple[str, str, int]]:
    return [
        (table.people[p], table.statements[s], how)
        for p, s, how in zip(table.who, table.what, table.how, strict=True)
    ]


def test_statistics_against_the_formulas(canada: VoteFile) -> None:
    """Every listed statement worked out again from the votes themselves, as methods.md 4 writes it."""
    table = canada.table
    names = sorted(set(canada.labels.values()))
    places = [names.index(canada.labels[p]) if p in canada.labels else None for p in table.people]
    counts = counts_by_group(table, places, groups=len(names))
    for group, chosen in enumerate(representative_statements(table, counts)):
        assert 1 <= len(chosen) <= 5
        for one in chosen:
            votes = {True: [], False: []}
            for p, s, how in zip(table.who, table.what, table.how, strict=True):
                if places[p] is not None and table.statements[s] == one.statement:
                    votes[places[p] == group].append(how)
            way = 1 if one.direction == "agree" else -1
            a, s_g = votes[True].count(way), len(votes[True])
            b, s_r = votes[False].count(way), len(votes[False])
            p1, p2, p = (a + 1) / (s_g + 1), (b + 1) / (s_r + 1), (a + b + 2) / (s_g + s_r + 2)
            z = (p1 - p2) / math.sqrt(p * (1 - p) * (1 / (s_g + 1) + 1 / (s_r + 1)))
            assert one.probability == pytest.approx((a + 1) / (s_g + 2), abs=1e-9)
            assert one.probability_test == pytest.approx(2 * math.sqrt(s_g + 1) * (p1 - 0.5))
            assert one.repness == pytest.approx((a + 1) / (s_g + 2) / ((b + 1) / (s_r + 2)))
            assert one.repness_test == pytest.approx(z, abs=1e-9)


def test_significant_one_way_is_told_the_way_that_sets_apart_more() -> None:
    """60 of 100 agree and 40 disagree; of the others 45 agree, 5 disagree and 50 pass. On the rest all are halved."""
    said = {"a": (60, 40, 0), "b": (45, 5, 50)}
    votes = [
        vote
        for g, (agree, disagree, passed) in said.items()
        for n, how in enumerate([1] * agree + [-1] * disagree + [0] * passed)
        for vote in ((f"{g}{n}", "bussar", how), (f"{g}{n}", "halvt", 1 if n % 2 else -1))
    ]
    table = vote_table(votes)
    places = [0 if one.startswith("a") else 1 for one in table.people]
    [one] = representative_statements(table, counts_by_group(table, places, groups=2))[0]
    assert (one.statement, one.direction, one.agree, one.disagree) == ("bussar", "disagree", 60, 40)
    assert one.probability_test < 0


def only_one(said: dict[str, tuple[tuple[int, int, int], tuple[int, int, int]]]) -> str:
    """Of statements with (agree, disagree, pass) in the group and among the rest: the one told where none is significant."""
    votes = [
        (f"{group}{n}", statement, how)
        for statement, both in said.items()
        for group, (agree, disagree, passed) in zip("ab", both, strict=True)
        for n, how in enumerate([1] * agree + [-1] * disagree + [0] * passed)
    ]
    table = vote_table(votes)
    places = [0 if one.startswith("a") else 1 for one in table.people]
    [one] = representative_statements(table, counts_by_group(table, places, groups=2))[0]
    return one.statement


def test_where_none_is_significant_two_bad_tests_do_not_make_a_good_one() -> None:
    """*snö*, passed by most of the group and by nobody else, fails both tests; their product is large all the same."""
    snow, bus, train = ((1, 1, 8), (8, 8, 0)), ((6, 5, 0), (6, 6, 0)), ((4, 5, 3), (6, 5, 0))
    assert only_one({"snö": snow, "buss": bus}) == "buss"
    assert only_one({"snö": snow, "tåg": train}) == "tåg"
    assert only_one({"tåg": train, "buss": bus}) == "buss"


def test_consensus_needs_votes_in_every_group_and_tells_its_interval() -> None:
    votes = [(f"{g}{n}", "bussar", 1) for g in "ab" for n in range(10)]
    votes += [(f"a{n}", "tåg", 1) for n in range(10)] + [("b0", "tåg", 1)]
    table = vote_table(votes)
    places = [0 if one.startswith("a") else 1 for one in table.people]
    found = group_aware_consensus(table, counts_by_group(table, places, groups=2))
    assert [one.statement for one in found] == ["bussar"]
    assert found[0].value == pytest.approx((11 / 12) ** 2)
    assert found[0].least_votes_in_a_group == 10
    assert found[0].low < found[0].value


def test_the_next_statement_is_one_that_was_not_seen() -> None:
    weights = priorities(two_camps(30))
    names = list(weights)
    drawn = {next_statement(weights, seen=frozenset(names[:3]), seed=n) for n in range(200)}
    assert drawn <= set(names[3:])
    assert len(drawn) > 1
    assert next_statement(weights, seen=frozenset(names)) is None


def test_fewer_votes_weigh_more() -> None:
    votes = [(f"p{p}", f"s{s}", 1 if (p + s) % 2 else -1) for p in range(40) for s in range(8)]
    votes += [(f"p{p}", "ny", 1 if p % 2 else -1) for p in range(4)]
    weights = priorities(vote_table(votes))
    assert weights["ny"] == max(weights.values())


LABELS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=30)


@given(LABELS)
def test_likeness_of_groupings_is_the_usual_index(pairs: list[tuple[int, int]]) -> None:
    one, other = zip(*pairs, strict=True)
    assert adjusted_rand_index(one, other) == pytest.approx(adjusted_rand_score(one, other))


@pytest.mark.parametrize(
    ("one", "other", "index"),
    [("0012", "0011", 0.57), ("0011", "0012", 0.57), ("0000", "0123", 0.0), ("0011", "0101", -0.5)],
)
def test_likeness_as_published(one: str, other: str, index: float) -> None:
    """Source: Hubert & Arabie (1985) as in the documentation of scikit-learn, `adjusted_rand_score`, two decimals."""
    assert adjusted_rand_index(one, other) == pytest.approx(index, abs=0.005)


def test_silhouette_is_the_usual_one() -> None:
    points = np.random.default_rng(0).normal(size=(60, 2))
    labels = np.arange(60) % 3
    labels[:1] = 3
    assert silhouette(points, labels) == pytest.approx(silhouette_score(points, labels))


def test_pairwise_scores() -> None:
    """(wins+1)/(wins+1+losses+1)·100 stands so in the authors' own program (allourideas/pairwise-api, `compute_score`);
    numbers of a survey could not be read anywhere, so these are worked out by hand."""
    scores = pairwise_scores([("a", "b"), ("a", "c"), ("c", "b"), ("a", "b")])
    assert scores == {"a": 80.0, "c": 50.0, "b": 20.0}


def test_published_columns_are_read_back(canada: VoteFile) -> None:
    path = shared_data(f"{FOLDER}/participants-votes.csv")
    with path.open(newline="") as file:
        rows = {row["participant"]: row for row in csv.DictReader(file)}
    table = canada.table
    agreed = [0] * len(table.people)
    for person, how in zip(table.who, table.how, strict=True):
        agreed[person] += how == 1
    assert agreed == [int(rows[one]["n-agree"]) for one in table.people]


VOTES = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from("xyz"), st.sampled_from([-1, 0, 1]))
)


@given(VOTES)
def test_the_last_vote_counts_where_the_first_stood(votes: list[tuple[str, str, int]]) -> None:
    last = {(who, what): how for who, what, how in votes}
    table = vote_table(votes, people=["d"])
    pairs = [
        (table.people[a], table.statements[b]) for a, b in zip(table.who, table.what, strict=True)
    ]
    assert dict(zip(pairs, table.how, strict=True)) == last
    assert pairs == list(last)
    assert table.people == tuple(dict.fromkeys(["d", *(who for who, _, _ in votes)]))


def test_many_votes_are_taken_by_the_thousands() -> None:
    votes = [(f"p{n % 7}", f"s{n % 5_000}", 1) for n in range(25_000)]
    table = vote_table([*votes, ("p0", "s0", -1)])
    assert len(table.how) == len({vote[:2] for vote in votes})
    assert table.how.count(-1) == 1


@given(VOTES)
def test_large_sparse_tables_are_multiplied_to_the_same(votes: list[tuple[str, str, int]]) -> None:
    table = vote_table(votes, people="abcd", statements="xyz")
    who, what, centred, _ = axes._centred(table)
    bounds = {"centred": centred, "shape": (4, 3)}
    one = axes._sparse(who, what, **bounds)
    assert one == pytest.approx(axes._dense(who, what, **bounds, precise=True), abs=1e-12)
    assert one == pytest.approx(axes._dense(who, what, **bounds, precise=False), abs=1e-5)
    assert axes._is_sparse(4_500_000, 100_000, 1_000)
    assert not axes._is_sparse(450_000, 10_000, 300)
    assert not axes._is_sparse(60_000_000, 100_000, 1_000)


def test_priorities_by_their_formula() -> None:
    """Counts are those of people with seven votes or more: five of seven here, one of six is left out."""
    said = [
        (f"p{n}", str(one), (1, 0, -1)[(n * one) % 3])
        for n in range(5)
        for one in range(9)
        if one != n
    ]
    few = [("late", str(one), 1) for one in range(6)]
    seven = [("just", str(one), -1) for one in range(7)]
    table = vote_table([*said, *few, *seven])
    found, axes = priorities(table), opinion_axes(table)
    for at, name in enumerate(table.statements):
        votes = [how for _, what, how in [*said, *seven] if what == name]
        share_passed = (votes.count(0) + 1) / (len(votes) + 2)
        share_agreed = (votes.count(1) + 1) / (len(votes) + 2)
        extreme = abs(1 - axes.means[at]) * math.sqrt(9) * math.hypot(*axes.loadings[at])
        importance = (1 - share_passed) * (1 + extreme) * share_agreed
        assert found[name] == pytest.approx((importance * (1 + 8 * 2 ** (-len(votes) / 5))) ** 2)


def test_consensus_is_told_from_three_votes_in_every_group_on() -> None:
    votes = [(who, "1", 1) for who in "abcdef"] + [(who, "2", 1) for who in "abcde"]
    table = vote_table(votes)
    counts = counts_by_group(table, [0, 0, 0, 1, 1, 1], groups=2)
    assert [one.statement for one in group_aware_consensus(table, counts)] == ["1"]


def test_the_best_agreed_is_told_however_many_are_disagreed_with_more() -> None:
    """Six statements all of a group deny and all others affirm, and one that nine of its ten affirm."""
    ours, theirs = [f"a{n}" for n in range(10)], [f"b{n}" for n in range(10)]
    votes = [(who, str(one), -1) for who in ours for one in range(6)]
    votes += [(who, str(one), 1) for who in theirs for one in range(6)]
    votes += [(who, "6", 1 if who != "a0" else -1) for who in ours]
    votes += [(who, "6", -1 if who != "b0" else 1) for who in theirs]
    table = vote_table(votes)
    first, _ = representative_statements(
        table, counts_by_group(table, [0] * 10 + [1] * 10, groups=2)
    )
    assert [one.direction for one in first] == ["agree", *["disagree"] * 4]
    assert first[0].statement == "6"
