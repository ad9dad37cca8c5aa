"""What phone, bridge and wall may see of the same workshop."""

from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest

from farled.core.workshop.audience import Audience, view_for
from farled.core.workshop.state import WorkshopState
from farled.core.workshop.values import (
    Attendance,
    Conflict,
    Frame,
    Group,
    Item,
    Room,
    Step,
    Table,
    Tally,
    Voice,
)

ROOM = Room(1, "halvdag", "Halvdag", "sv", "live", "ABCDEFGH", True, "choice", False, False, 1)
WRITE = Step(1, 1, "write", "Skriv", "", 10, "group", {}, None, "open", False, False, None, None)
VOTE = replace(WRITE, id=2, position=2, activity="prioritise", anonymity="anonymous")
GROUP = replace(WRITE, id=3, position=3, activity="group", source=1, revealed=True)
APART = replace(WRITE, id=4, position=4, activity="pulling_apart", revealed=True)


def voice(number: int, **fields: Any) -> Voice:
    plain = Voice(
        number, 1, "voice", f"röst {number}", 7, None, None, (), (), (), "", "", "written", "", "",
        False, False, number,
    )  # fmt: skip
    return replace(plain, **fields)


CONFLICT = Conflict(
    1,
    4,
    None,
    "A × B",
    None,
    None,
    None,
    None,
    "ja",
    "nej",
    "",
    "",
    "",
    (),
    "upptackt",
    False,
    1,
    1,
)


def state(*steps: Step, room: Room = ROOM, **things: list[Any]) -> WorkshopState:
    values: dict[str, Any] = {
        "workshop": {0: room},
        "frame": {0: Frame()},
        "attendance": {0: Attendance(people=5, by_table={7: 5})},
        "step": {step.id: step for step in steps},
        **{kind: {} for kind in ("table", "voice", "group", "item", "tally", "conflict")},
    }
    for kind, listed in things.items():
        values[kind] = {getattr(one, "id", getattr(one, "item", 0)): one for one in listed}
    return WorkshopState(1, MappingProxyType(values))


@pytest.mark.parametrize("audience", ["phone", "bridge", "wall"])
def test_before_the_step_is_revealed_there_are_only_counts(audience: Audience) -> None:
    view = view_for(state(WRITE, voice=[voice(1), voice(2)]), audience)
    assert view.state.voices(1) == ()
    assert view.voices_written[1] == 2


def test_a_revealed_step_is_read_on_phone_and_bridge_but_not_on_the_wall() -> None:
    seen = state(replace(WRITE, revealed=True), voice=[voice(1)])
    assert len(view_for(seen, "phone").state.voices(1)) == 1
    assert len(view_for(seen, "bridge").state.voices(1)) == 1
    assert view_for(seen, "wall").state.voices(1) == ()


def test_the_wall_shows_words_when_the_facilitator_or_the_workshop_says_so() -> None:
    shown = replace(WRITE, revealed=True, on_wall=True)
    assert len(view_for(state(shown, voice=[voice(1)]), "wall").state.voices(1)) == 1
    free = replace(ROOM, wall_shows_unmoderated=True)
    revealed = replace(WRITE, revealed=True)
    assert len(view_for(state(revealed, room=free, voice=[voice(1)]), "wall").state.voices(1)) == 1


def test_no_setting_shows_on_the_wall_what_is_not_revealed() -> None:
    free = replace(ROOM, wall_shows_unmoderated=True)
    view = view_for(state(replace(WRITE, on_wall=True), room=free, voice=[voice(1)]), "wall")
    assert view.state.voices(1) == ()


@pytest.mark.parametrize("audience", ["phone", "wall"])
def test_a_hidden_voice_reaches_the_bridge_alone(audience: Audience) -> None:
    shown = replace(WRITE, revealed=True, on_wall=True)
    one = state(shown, voice=[voice(1, state="hidden", hide_reason="ett namn"), voice(2)])
    assert [v.id for v in view_for(one, audience).state.values["voice"].values()] == [2]
    assert [v.id for v in view_for(one, "bridge").state.hidden_voices(1)] == [1]
    assert view_for(one, audience).voices_written[1] == 1


@pytest.mark.parametrize("audience", ["phone", "bridge", "wall"])
def test_votes_are_cut_until_revealed_and_then_the_same_for_all(audience: Audience) -> None:
    item = Item(5, 2, "proposal", "Fler turer", None, None, None, 1)
    tally = Tally(5, 3, 6, {2: 3})
    covered = view_for(state(VOTE, item=[item], tally=[tally]), audience)
    assert covered.state.tally(5).total == 0
    assert covered.ballots_cast[2] == 3
    opened = view_for(state(replace(VOTE, revealed=True), item=[item], tally=[tally]), audience)
    assert opened.state.tally(5).total == 6


def test_the_wall_counts_groups_it_may_not_name() -> None:
    table = Table(7, "Bord 1", 1)
    group = Group(9, 3, 7, "Bussen", 1, None, None)
    laid = state(
        replace(WRITE, revealed=True), GROUP, table=[table], group=[group],
        voice=[voice(1, group=9), voice(2, group=9)],
    )  # fmt: skip
    view = view_for(laid, "wall")
    assert view.state.groups(3) == ()
    assert view.groups_made[3] == 1
    assert view.group_sizes[9] == 2
    assert view.group_tables[9] == frozenset({7})


def test_a_group_of_plenary_counts_what_its_tables_groups_hold() -> None:
    plenary = replace(GROUP, id=6, settings={"where": "plenary"}, on_wall=True)
    above = Group(10, 6, None, "Resor", 1, None, None)
    below = Group(9, 3, 7, "Bussen", 1, 10, None)
    laid = state(
        WRITE, GROUP, plenary, group=[above, below], voice=[voice(1, group=9), voice(2, group=10)]
    )
    view = view_for(laid, "wall")
    assert [group.id for group in view.state.groups(6)] == [10]
    assert view.group_sizes[10] == 2
    assert view.group_tables[10] == frozenset({7})


@pytest.mark.parametrize(("audience", "seen"), [("phone", 0), ("wall", 0), ("bridge", 1)])
def test_a_hidden_conflict_reaches_the_bridge_alone(audience: Audience, seen: int) -> None:
    view = view_for(
        state(replace(APART, on_wall=True), conflict=[replace(CONFLICT, hidden=True)]), audience
    )
    assert len(view.state.conflicts(4)) == seen


SEATED = Attendance(people=8, by_table={7: 5, 8: 3})
TABLES = [Table(7, "Fönstret", 1), Table(8, "Dörren", 2)]


@pytest.mark.parametrize(("anonymity", "told"), [("group", {7}), ("open", {7, 8})])
@pytest.mark.parametrize("audience", ["phone", "wall"])
def test_a_table_of_fewer_than_five_is_not_named_beside_its_group(
    audience: Audience, anonymity: str, told: set[int]
) -> None:
    groups = [Group(n, 3, table, "", n, None, None) for n, table in ((1, 7), (2, 8))]
    seen = seated(replace(WRITE, anonymity=anonymity, revealed=True), GROUP, group=groups)
    assert set().union(*view_for(seen, audience).group_tables.values()) == told
    assert set().union(*view_for(seen, "bridge").group_tables.values()) == {7, 8}


@pytest.mark.parametrize(
    ("paper", "anonymity", "marked"), [(4, "group", False), (5, "group", True), (1, "open", True)]
)
def test_few_on_paper_are_not_told_apart(paper: int, anonymity: str, marked: bool) -> None:
    shown = replace(WRITE, anonymity=anonymity, revealed=True, on_wall=True)
    seen = seated(shown, voice=[voice(1, typed_in=True), voice(2)], paper=paper)
    for audience in ("phone", "wall"):
        read = view_for(seen, audience).state.voices(1)  # type: ignore[arg-type]
        assert [one.typed_in for one in read] == [marked, False]
    assert view_for(seen, "bridge").state.voices(1)[0].typed_in


def seated(*steps: Step, paper: int = 0, **things: list[Any]) -> WorkshopState:
    laid = state(*steps, table=TABLES, **things)
    return laid.with_values(2, {("attendance", 0): replace(SEATED, paper=paper)})
