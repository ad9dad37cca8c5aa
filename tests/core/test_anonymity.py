import pytest
from hypothesis import given
from hypothesis import strategies as st

from farled.core.anonymity import (
    SMALLEST_GROUP,
    keeps_table,
    may_split,
    shows_distribution,
    split_by,
)

COUNTS = st.dictionaries(st.text(max_size=3), st.integers(0, 40), max_size=8)


@pytest.mark.parametrize(
    ("counts", "shown", "others"),
    [
        ({"region": 18, "state": 12}, {"region": 18, "state": 12}, 0),
        ({"region": 18, "state": 3, "school": 2}, {"region": 18}, 5),
        # three alone would follow from the total: the next smallest hides them
        ({"region": 18, "state": 9, "school": 3}, {"region": 18}, 12),
        ({"region": 18, "school": 3}, {}, 21),
        ({"region": 4}, {}, 0),
        ({"region": 2, "state": 2}, {}, 0),
        ({"region": 7, "state": 0}, {"region": 7}, 0),
        ({"b": 6, "a": 6, "c": 1}, {"b": 6}, 7),
        ({}, {}, 0),
    ],
)
def test_small_groups_are_merged(
    counts: dict[str, int], shown: dict[str, int], others: int
) -> None:
    split = split_by(counts)
    assert (split.shown, split.others) == (shown, others)


@given(COUNTS)
def test_nothing_small_is_shown_or_follows_by_subtraction(counts: dict[str, int]) -> None:
    split = split_by(counts)
    hidden = {name for name in split.merged if counts[name]}
    assert all(count >= SMALLEST_GROUP for count in split.shown.values())
    assert split.others == 0 or split.others >= SMALLEST_GROUP
    if split.shown:
        # total minus shown tells exactly the others: never few people, never one group alone
        assert sum(counts.values()) - sum(split.shown.values()) == split.others
        assert len(hidden) != 1
    assert set(split.shown) | split.merged == set(counts)


@given(COUNTS)
def test_the_order_of_the_groups_does_not_matter(counts: dict[str, int]) -> None:
    names = sorted(counts, reverse=True)
    assert split_by({name: counts[name] for name in names}) == split_by(counts)


@pytest.mark.parametrize("allowed", [may_split, keeps_table, shows_distribution])
def test_five_is_the_threshold(allowed: object) -> None:
    assert [allowed(n) for n in (0, 1, 4, 5, 30)] == [False, False, False, True, True]  # type: ignore[operator]
