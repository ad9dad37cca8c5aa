from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farled.core.strategy.changes import Change, changes
from farled.core.strategy.matching import matched
from farled.core.strategy.strategy import Area, Direction, Goal, Indicator, Perspective, Strategy

LIFE = Goal("liv", "Livskvalitet", "overarching", dimension="social")
POWER = Goal("kraft", "Konkurrenskraft", "overarching", dimension="economic")
CLIMATE = Goal("klimat", "Begränsad klimatpåverkan", "outcome", parents=("liv",))
WATER = Goal("vatten", "Säkrad vattenförsörjning", "outcome")
HEALTH = Goal("halsa", "God folkhälsa", "outcome", parents=("liv",))
START = Direction("Ett klimat där det går att starta och driva företag")
FUND = Direction("Enklare etablering, investering och finansiering")
BUSINESS = Area("naringsliv", "Näringsliv", serves=("liv", "kraft"), directions=(START, FUND))
HOMES = Area("bostad", "Bostadsförsörjning")
GASES = Indicator(
    "Utsläpp av växthusgaser", goal="klimat", target_value="-40 %", target_year="2030"
)
OLD = Strategy(
    name="RUS 2018–2030",
    vision="Sveriges hjärta",
    overarching=(LIFE, POWER),
    outcomes=(CLIMATE, WATER, HEALTH),
    areas=(BUSINESS, HOMES),
    perspectives=(Perspective("Jämställdhet"),),
    indicators=(GASES,),
)


def one(new: Strategy) -> Change:
    (change,) = changes(OLD, new)
    return change


def test_nothing_changed() -> None:
    assert changes(OLD, OLD) == ()


@pytest.mark.parametrize(
    ("new", "change"),
    [
        (replace(OLD, vision="Ett hjärta"), Change("reworded", "strategy.vision", OLD.name, "Sveriges hjärta", "Ett hjärta")),
        (replace(OLD, name="RUS 2022"), Change("reworded", "strategy", "RUS 2022", OLD.name, "RUS 2022")),
        (replace(OLD, valid_from=date(2022, 4, 28)), Change("reworded", "strategy.valid_from", OLD.name, "", "2022-04-28")),
        (replace(OLD, outcomes=(replace(CLIMATE, name="Minskad klimatpåverkan"), WATER, HEALTH)), Change("reworded", "goal", "Minskad klimatpåverkan", "Begränsad klimatpåverkan", "Minskad klimatpåverkan")),
        (replace(OLD, outcomes=(CLIMATE, WATER, replace(HEALTH, description="För alla"))), Change("reworded", "goal.description", "God folkhälsa", "", "För alla")),
        (replace(OLD, outcomes=(WATER, HEALTH, CLIMATE)), Change("moved", "goal", CLIMATE.name, "1", "3")),
        (replace(OLD, overarching=(POWER, LIFE)), Change("moved", "goal", POWER.name, "2", "1")),
        (replace(OLD, outcomes=(CLIMATE, replace(WATER, parents=("kraft", "liv")), HEALTH)), Change("relinked", "goal.parents", WATER.name, "", "Konkurrenskraft, Livskvalitet")),
        (replace(OLD, overarching=(LIFE, replace(POWER, dimension="social"))), Change("relinked", "goal.dimension", POWER.name, "economic", "social")),
        (replace(OLD, outcomes=(replace(CLIMATE, key="em-klimat"), WATER, HEALTH), indicators=(replace(GASES, goal="em-klimat"),)), None),
        (replace(OLD, areas=(replace(BUSINESS, serves=("kraft",)), HOMES)), Change("relinked", "area.serves", "Näringsliv", "Konkurrenskraft, Livskvalitet", "Konkurrenskraft")),
        (replace(OLD, areas=(BUSINESS,)), Change("removed", "area", HOMES.name, before=HOMES.name)),
        (replace(OLD, areas=(replace(BUSINESS, directions=(START,)), replace(HOMES, directions=(FUND,)))), Change("moved", "direction", FUND.name, "Näringsliv", "Bostadsförsörjning")),
        (replace(OLD, perspectives=(*OLD.perspectives, Perspective("Att tänka nytt"))), Change("added", "perspective", "Att tänka nytt", after="Att tänka nytt")),
        (replace(OLD, indicators=(replace(GASES, target_value="-60 %"),)), Change("target_changed", "indicator.target_value", GASES.name, "-40 %", "-60 %")),
        (replace(OLD, indicators=(replace(GASES, goal="vatten"),)), Change("relinked", "indicator.goal", GASES.name, CLIMATE.name, WATER.name)),
        (replace(OLD, indicators=(replace(GASES, split_by_sex=True),)), Change("reworded", "indicator.split_by_sex", GASES.name, "", "✓")),
    ],
)  # fmt: skip
def test_one_change_is_said_as_one(new: Strategy, change: Change | None) -> None:
    assert changes(OLD, new) == ((change,) if change else ())


def test_the_word_sustainable_was_added_to_a_direction_in_2022() -> None:
    new = Direction("Ett klimat där det går att starta och driva hållbara företag")
    change = one(replace(OLD, areas=(replace(BUSINESS, directions=(new, FUND)), HOMES)))
    assert change == Change("reworded", "direction", new.name, START.name, new.name)


def test_another_direction_is_not_the_old_one_reworded() -> None:
    new = Direction("Mer internationalisering")
    found = changes(OLD, replace(OLD, areas=(replace(BUSINESS, directions=(new, FUND)), HOMES)))
    assert [(change.kind, change.name) for change in found] == [
        ("removed", START.name),
        ("added", new.name),
    ]


def test_a_renamed_goal_is_no_changed_link() -> None:
    new = replace(OLD, overarching=(replace(LIFE, name="Hög livskvalitet"), POWER))
    assert one(new).kind == "reworded"


def test_a_goal_that_changes_level() -> None:
    new = replace(
        OLD,
        overarching=(LIFE, POWER, replace(WATER, level="overarching")),
        outcomes=(CLIMATE, HEALTH),
    )
    assert one(new) == Change("moved", "goal.level", WATER.name, "outcome", "overarching")


def test_everything_is_new_against_an_empty_strategy() -> None:
    found = changes(Strategy(OLD.name, OLD.vision), OLD)
    assert {change.kind for change in found} == {"added"}
    assert len(found) == 5 + 2 + 2 + 1 + 1


def test_thousands_of_reworded_things_take_no_time() -> None:
    def many(word: str) -> Strategy:
        return Strategy(
            "S", indicators=tuple(Indicator(f"{word} {n} " + "x" * 200) for n in range(3000))
        )

    assert len(changes(many("gammal"), many("ny"))) == 6000


@given(st.permutations(range(7)), st.sets(st.integers(0, 6)))
def test_moving_the_moved_explains_the_order(order: list[int], dropped: set[int]) -> None:
    after = [number for number in order if number not in dropped]
    matching = matched(range(7), after, by=(lambda number: number,))
    still = [i for i, j in matching.pairs if (i, j) not in matching.moved()]
    assert still == sorted(still)
    assert set(matching.gone) == dropped
    if after == sorted(after):
        assert not matching.moved()


@given(st.lists(st.sampled_from("ab"), max_size=5), st.lists(st.sampled_from("abc"), max_size=5))
def test_every_place_is_paired_once_or_left(before: list[str], after: list[str]) -> None:
    matching = matched(before, after, by=(lambda one: one,))
    assert sorted([i for i, _ in matching.pairs] + list(matching.gone)) == list(range(len(before)))
    assert sorted([j for _, j in matching.pairs] + list(matching.new)) == list(range(len(after)))
    assert all(before[i] == after[j] for i, j in matching.pairs)
    assert not {before[i] for i in matching.gone} & {after[j] for j in matching.new}
