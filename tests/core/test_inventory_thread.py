from hypothesis import given
from hypothesis import strategies as st

from farled.core.inventory.thread import GroupLink, VoiceLine, need_of_groups


def test_a_tables_group_follows_the_one_that_plenary_put_it_into() -> None:
    links = [GroupLink(1, None, 2), GroupLink(2, None, 3), GroupLink(3, 7, None)]
    assert need_of_groups(links) == {1: 7, 2: 7, 3: 7}


def test_its_own_need_comes_first() -> None:
    assert need_of_groups([GroupLink(1, 5, 2), GroupLink(2, 7, None)]) == {1: 5, 2: 7}


def test_a_group_that_took_over_the_voices_took_over_the_need() -> None:
    links = [GroupLink(1, 5, 2, removed=True), GroupLink(2, None, None)]
    assert need_of_groups(links) == {1: 5, 2: 5}


def test_a_group_that_was_taken_up_keeps_its_need_to_itself() -> None:
    assert need_of_groups([GroupLink(1, 5, 2), GroupLink(2, None, None)]) == {1: 5}


def test_groups_without_a_need_are_left_out() -> None:
    assert need_of_groups([GroupLink(1, None, None), GroupLink(2, None, 99)]) == {}


@given(
    st.lists(
        st.builds(
            GroupLink,
            id=st.integers(1, 8),
            need=st.none() | st.integers(1, 3),
            merged_into=st.none() | st.integers(1, 9),
            removed=st.booleans(),
        )
    )
)
def test_rings_of_groups_end(links: list[GroupLink]) -> None:
    assert set(need_of_groups(links).values()) <= {link.need for link in links}


def test_a_voice_is_loose_until_it_is_placed_or_left_alone() -> None:
    voice = VoiceLine(1, "Bussen går för sällan", 1, "Halvdag", "halvdag")
    assert voice.is_loose
    assert not VoiceLine(1, "x", 1, "", "", need=3).is_loose
    assert not VoiceLine(1, "x", 1, "", "", left_alone="Gäller ett annat län").is_loose
