"""What somebody else did meanwhile stands, and no voice falls out of sight."""

from typing import Any

import pytest

from farled.core.finding import Invalid
from farled.core.report.sheets import voices_sheet
from farled.core.workshop.audience import view_for
from farled.store.actions import grouping, room, undo, voices
from farled.store.gates import Guest, System
from farled.store.models import Group, Step, Table, Voice, Workshop
from farled.store.queries.table_board import table_board
from farled.store.queries.workshop import workshop_state
from tests.store.test_acts import one, sent
from tests.support import make

pytestmark = pytest.mark.django_db
BY = System()


@pytest.fixture
def workshop() -> Workshop:
    return make.workshop(make.inventory(make.region()))


@pytest.fixture
def written(workshop: Workshop) -> Step:
    return make.open_step(workshop, "write")


def wrote(step: Step, guest: Guest | None = None, text: str = "Fler bussar") -> Voice:
    by = guest or make.guest(step.workshop)
    return voices.write_voice(by=by, workshop=step.workshop, step=step, text=text)


def grouped(written: Step, **settings: str) -> Step:
    return make.open_step(written.workshop, "group", source=written, settings=settings)


def test_what_the_facilitator_did_stands_when_the_author_changes_the_words(written: Step) -> None:
    guest = make.guest(written.workshop)
    seen = wrote(written, guest, text="Astrid har fel")
    common: dict[str, Any] = {"workshop": written.workshop, "voice": Voice.objects.get(pk=seen.pk)}
    voices.mask_voice(by=BY, text="Någon har fel", **common)
    voices.hide_voice(by=BY, reason="Namn", **common)
    voices.change_voice(by=guest, step=written, text="Fel", **(common | {"voice": seen}))
    seen.refresh_from_db()
    assert (seen.state, seen.hide_reason, seen.original) == ("hidden", "Namn", "Någon har fel")


def test_what_was_taken_back_does_not_come_back(written: Step) -> None:
    guest = make.guest(written.workshop)
    seen = wrote(written, guest)
    common: dict[str, Any] = {"by": guest, "workshop": written.workshop, "step": written}
    voices.withdraw_voice(voice=Voice.objects.get(pk=seen.pk), **common)
    with pytest.raises(Invalid):
        voices.change_voice(voice=seen, text="Åter", **common)
    assert Voice.objects.get(pk=seen.pk).text == ""


def test_a_group_undone_lets_go_of_what_others_put_in_it(written: Step) -> None:
    voice, step = wrote(written), grouped(written)
    common: dict[str, Any] = {"workshop": written.workshop, "step": step}
    group = grouping.new_group(by=BY, name="Resor", **common)
    guest = make.guest(written.workshop)
    grouping.move_voices(by=guest, voices=[voice], group=group, **common)
    before = workshop_state(written.workshop)
    undo.undo_last(by=BY, workshop=written.workshop)
    assert [card.id for card in table_board(step, table=None).loose] == [voice.pk]
    assert before.values["voice"][voice.pk].group == group.pk
    assert workshop_state(written.workshop).values["voice"][voice.pk].group is None


def test_a_move_undone_follows_the_group_where_it_went(written: Step) -> None:
    voice, step = wrote(written), grouped(written)
    common: dict[str, Any] = {"workshop": written.workshop, "step": step}
    first, second = (grouping.new_group(by=BY, name=n, **common) for n in ("A", "B"))
    guest = make.guest(written.workshop)
    grouping.move_voices(by=guest, voices=[voice], group=first, **common)
    grouping.move_voices(by=BY, voices=[voice], group=second, **common)
    grouping.merge_groups(by=guest, workshop=written.workshop, into=second, groups=[first])
    undo.undo_last(by=BY, workshop=written.workshop)
    assert Voice.objects.get(pk=voice.pk).group_id == second.pk


def test_two_groups_cannot_go_into_each_other(written: Step) -> None:
    wrote(written)
    step = grouped(written)
    common: dict[str, Any] = {"workshop": written.workshop, "step": step}
    first, second = (grouping.new_group(by=BY, name=n, **common) for n in ("A", "B"))
    grouping.merge_groups(by=BY, workshop=written.workshop, into=first, groups=[second])
    with pytest.raises(Invalid):
        grouping.merge_groups(by=BY, workshop=written.workshop, into=second, groups=[first])
    assert not Group.objects.get(pk=first.pk).removed


def test_a_group_cannot_be_taken_up_into_what_it_holds(written: Step) -> None:
    """The circle would have no top: every board would be drawn for ever."""
    tables, plenary = grouped(written), grouped(written, where="plenary")
    low = grouping.new_group(by=BY, workshop=written.workshop, step=tables, name="Bordets")
    high = grouping.new_group(by=BY, workshop=written.workshop, step=plenary, name="Allas")
    common: dict[str, Any] = {"by": BY, "workshop": written.workshop}
    grouping.place(step=plenary, groups=[low], into=high, **common)
    with pytest.raises(Invalid):
        grouping.place(step=tables, groups=[high], into=low, **common)
    with pytest.raises(Invalid):
        grouping.take_up_groups(groups=[high], into=low, **common)
    view_for(workshop_state(written.workshop), "bridge")


def test_concealed_again_the_table_has_nothing_to_read(written: Step) -> None:
    wrote(written)
    step = grouped(written)
    Step.objects.filter(pk=written.pk).update(revealed=False)
    step.refresh_from_db()
    assert table_board(step, table=None).loose == ()


def test_tables_leave_plenary_to_the_facilitator(written: Step) -> None:
    voice, step = wrote(written), grouped(written, where="plenary")
    phone = make.participant(written.workshop)
    [(status, _)] = one(sent(phone, "move_voice", step=step.pk, voice=voice.pk, group="new"))
    assert (status, Group.objects.count()) == (422, 0)


@pytest.mark.parametrize(
    ("anonymity", "people", "told"),
    [("group", 4, ""), ("group", 5, "Bord 1"), ("open", 1, "Bord 1")],
)
def test_a_small_table_is_not_told_in_the_file(
    workshop: Workshop, anonymity: str, people: int, told: str
) -> None:
    step = make.open_step(workshop, "write", anonymity=anonymity)
    [table] = room.set_tables(by=BY, workshop=workshop, count=1)
    guests = [make.guest(workshop) for _ in range(people)]
    for guest in guests:
        room.take_seat(by=BY, workshop=workshop, participant=guest.participant, table=table)
    wrote(step, guests[0])
    Step.objects.filter(pk=step.pk).update(revealed=True)
    sheet = voices_sheet([workshop_state(workshop)], need_of_group={})
    assert sheet.rows[0][sheet.columns.index("table")] == told
    assert Table.objects.count() == 1
