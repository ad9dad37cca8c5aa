from dataclasses import replace

import pytest

from farled.core.inventory.voyage import STAGES, Counts, marks, next_step

DONE = Counts(
    has_strategy=True,
    stakeholders=4,
    finished=1,
    voices=60,
    needs=9,
    themes=2,
    expeditions=1,
    cruises=1,
    conflicts=1,
)


def states(counts: Counts) -> dict[str, str]:
    return {mark.key: mark.state for mark in marks(counts)}


def test_a_new_inventory_is_at_its_strategy() -> None:
    assert states(Counts()) == {"strategy": "now"} | dict.fromkeys(STAGES[1:], "ahead")


def test_a_planned_workshop_keeps_it_at_the_workshops() -> None:
    found = states(replace(DONE, planned=1))
    assert found["workshops"] == "now"
    assert found["needs"] == "done"


def test_when_needs_are_gathered_it_goes_on_to_the_conflicts_and_does_not_wait_at_the_map() -> None:
    found = states(replace(DONE, conflicts=0, expeditions=0))
    assert (found["needs"], found["map"], found["conflicts"]) == ("done", "ahead", "now")


def test_needs_that_are_not_all_gathered_are_begun() -> None:
    found = states(replace(DONE, live=1, needs_without_theme=1))
    assert (found["workshops"], found["needs"], found["map"]) == ("now", "begun", "ahead")


def test_the_marks_carry_the_counts() -> None:
    assert {mark.key: mark.count for mark in marks(DONE)}["needs"] == 9


@pytest.mark.parametrize(
    ("counts", "place", "key"),
    [
        (replace(DONE, live=1, has_strategy=False), "bridge", "voyage.live"),
        (Counts(), "edit", "voyage.choose_strategy"),
        (Counts(has_strategy=True), "stakeholders", "voyage.list_stakeholders"),
        (Counts(has_strategy=True, stakeholders=1), "plan_workshop", "voyage.plan_workshop"),
        (replace(DONE, groups_without_need=2), "groups", "voyage.make_needs"),
        (replace(DONE, finished=0, planned=1), "workshop", "voyage.prepare_workshop"),
        (replace(DONE, loose_voices=3), "voices", "voyage.place_voices"),
        (replace(DONE, needs=0), "new_need", "voyage.first_need"),
        (replace(DONE, needs_without_gender=1), "gender", "voyage.answer_gender"),
        (replace(DONE, needs_without_theme=1), "themes", "voyage.gather_themes"),
        (replace(DONE, themes_without_proposal=1), "themes", "voyage.propose"),
        (replace(DONE, conflicts=0), "plan_workshop", "voyage.look_for_conflicts"),
    ],
)
def test_the_next_sensible_step(counts: Counts, place: str, key: str) -> None:
    step = next_step(counts)
    assert step is not None
    assert (step.place, step.why.key) == (place, key)


def test_who_cannot_lead_is_sent_to_what_she_can_do() -> None:
    step = next_step(replace(DONE, live=1, needs_without_theme=1), without={"bridge"})
    assert step is not None
    assert step.place == "themes"


def test_nothing_is_urged_when_all_is_done() -> None:
    assert next_step(DONE) is None
