"""What lies on which board, and what might belong together."""

from dataclasses import replace
from typing import Any

from farled.core.workshop.agenda import Timed, agenda_findings
from farled.core.workshop.audience import view_for
from farled.core.workshop.boards import Board, boards
from farled.core.workshop.suggestions import suggestions
from farled.core.workshop.values import Group, Step, Table
from tests.core.test_workshop_audience import GROUP, WRITE, state, voice

SEEN = replace(WRITE, revealed=True)
PLENARY = replace(GROUP, id=6, position=6, settings={"where": "plenary"})
TABLES = [Table(7, "Bord 1", 1), Table(8, "Bord 2", 2)]


def laid(step: Step, **things: Any) -> tuple[Board, ...]:
    view = view_for(state(SEEN, GROUP, PLENARY, **things), "bridge")
    return boards(view, step)


def test_each_table_has_its_own_voices_and_groups() -> None:
    one, two = laid(
        GROUP, table=TABLES, group=[Group(9, 3, 7, "Bussen", 1, None, None)],
        voice=[voice(1, group=9), voice(2), voice(3, table=8, left_alone="för sig")],
    )  # fmt: skip
    assert [pile.group.name for pile in one.piles] == ["Bussen"]
    assert [v.id for v in one.piles[0].voices] == [1]
    assert [v.id for v in one.loose] == [2]
    assert two.piles == ()
    assert two.loose == ()
    assert [v.id for v in two.alone] == [3]


def test_voices_without_a_table_are_not_lost() -> None:
    found = laid(GROUP, table=TABLES, voice=[voice(1, table=None)])
    assert [board.table and board.table.name for board in found] == ["Bord 1", "Bord 2", None]
    assert [v.id for v in found[2].loose] == [1]


def test_a_room_without_tables_has_one_board() -> None:
    (board,) = laid(GROUP, voice=[voice(1, table=None)])
    assert board.table is None
    assert len(board.loose) == 1


def test_plenary_gathers_the_tables_groups_and_tells_where_they_came_from() -> None:
    groups = [
        Group(9, 3, 7, "Bussen", 1, 11, None),
        Group(10, 3, 8, "Vården", 1, None, None),
        Group(11, 6, None, "Resor", 1, None, None),
    ]
    (board,) = laid(
        PLENARY, table=TABLES, group=groups,
        voice=[voice(1, group=9), voice(2, group=10, table=8), voice(3)],
    )  # fmt: skip
    assert [pile.group.name for pile in board.waiting] == ["Vården"]
    assert [pile.group.name for pile in board.piles] == ["Resor"]
    assert [pile.group.name for pile in board.piles[0].taken_up] == ["Bussen"]
    assert board.piles[0].tables == ("Bord 1",)
    assert board.piles[0].size == 1
    assert [v.id for v in board.loose] == [3]


def test_without_a_source_there_is_no_board() -> None:
    assert laid(replace(GROUP, source=None), voice=[voice(1)]) == ()


def test_suggestions_name_the_words_that_are_shared_and_move_nothing() -> None:
    alike = ["Bussen går för sällan på kvällen", "Sista bussen på kvällen går för sällan"]
    (board,) = laid(
        GROUP,
        voice=[
            voice(1, table=None, text=alike[0]),
            voice(2, table=None, text=alike[1]),
            voice(3, table=None, text="Skogen ska stå kvar"),
        ],
    )
    (found,) = suggestions(board, language="sv")
    assert {card.id for card in found.cards} == {1, 2}
    assert found.into is None
    assert found.why.key == "similar.shared_words"
    assert "bussen" in str(found.why.params["words"]).lower()


def test_a_no_is_remembered_also_for_parts_of_it() -> None:
    texts = [f"Sista bussen på kvällen går för sällan till {place}" for place in ("byn", "stan")]
    voices = [voice(n, table=None, text=text) for n, text in enumerate(texts, start=1)]
    (board,) = laid(GROUP, voice=voices)
    (found,) = suggestions(board, language="sv")
    assert found.name == "v1+v2>new"
    assert suggestions(board, language="sv", declined=["v1+v2+v3>new"]) == ()
    assert suggestions(board, language="sv", declined=["v1+v3>new", "v1+v2>9"]) == (found,)


def test_a_card_is_suggested_for_the_group_it_resembles() -> None:
    (board,) = laid(
        GROUP, group=[Group(9, 3, None, "", 1, None, None)],
        voice=[
            voice(1, table=None, group=9, text="Bussen går för sällan på kvällen"),
            voice(2, table=None, text="Sista bussen på kvällen går för sällan"),
        ],
    )  # fmt: skip
    (found,) = suggestions(board, language="sv")
    assert found.into is not None
    assert found.into.group.id == 9
    assert [card.id for card in found.cards] == [2]


def test_nothing_alike_gives_no_suggestion() -> None:
    (board,) = laid(
        GROUP, voice=[voice(1, table=None, text="Bussen"), voice(2, table=None, text="Skogen")]
    )
    assert suggestions(board, language="sv") == ()


def test_an_agenda_says_which_steps_have_nothing_to_work_on() -> None:
    found = agenda_findings(
        [
            Timed(1, "group", 2),
            Timed(2, "write", None),
            Timed(3, "group", None),
            Timed(4, "prioritise", 99),
            Timed(5, "prioritise", "needs"),
            Timed(6, "group", 2),
        ]
    )
    assert [(one.kind, one.about) for one in found] == [
        ("agenda.source_later", ("1",)),
        ("agenda.source_missing", ("3",)),
        ("agenda.source_gone", ("4",)),
    ]
