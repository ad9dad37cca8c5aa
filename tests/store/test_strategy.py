"""A strategy's rows and its value are the same thing; what is removed comes back with its links."""

from dataclasses import replace
from datetime import date

import pytest

from farled.core.finding import Invalid
from farled.core.strategy import strategy as values
from farled.core.strategy.toml import format_strategy, parse_strategy
from farled.store.actions import strategy as actions
from farled.store.actions import strategy_parts as parts
from farled.store.actions.strategy_filling import fill_strategy
from farled.store.content import content_text
from farled.store.models import (
    Area,
    Audit,
    Direction,
    Goal,
    Indicator,
    Inventory,
    Need,
    Perspective,
    Strategy,
)
from farled.store.queries import strategy as queries
from farled.store.queries import strategy_uses as uses
from tests.support import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return make.region()


@pytest.fixture
def by(region):
    return make.actor(make.person("facilitator", region=region))


@pytest.fixture
def orebro(region, by):
    return actions.make_from_template(by=by, region=region, template="orebro", language="sv")


def refused(action, **fields) -> Invalid:
    with pytest.raises(Invalid) as caught:
        action(**fields)
    return caught.value


def template(key="orebro", language="sv") -> values.Strategy:
    return parse_strategy(content_text("strategy", key, language=language))


# --- as a whole -------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("key", actions.TEMPLATES)
def test_every_template_becomes_rows_and_the_same_value_again(region, by, key, language):
    made = actions.make_from_template(
        by=by, region=region, template=key, language=language, name="Vår"
    )
    assert queries.strategy_value(made) == replace(template(key, language), name="Vår")
    assert Audit.objects.get().act == "make_strategy"


def test_a_template_without_a_name_takes_the_regions(region, by):
    made = actions.make_from_template(by=by, region=region, template="empty", language="sv")
    assert made.name == region.name


@pytest.mark.parametrize("key", [None, "", "../orebro", "no-such", ["orebro"], "x" * 10_000])
def test_no_other_templates(region, by, key):
    error = refused(actions.make_from_template, by=by, region=region, template=key, language="sv")
    assert error.why.key == "strategy.template_unknown"
    assert not Strategy.objects.exists()


def test_a_file_becomes_a_strategy_and_the_file_again(region, by):
    text = content_text("strategy", "orebro", language="en")
    made = actions.import_strategy(by=by, region=region, text=text)
    assert parse_strategy(format_strategy(queries.strategy_value(made))) == parse_strategy(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "toml.format"),
        ("format = 1\nname = ", "toml.syntax_at_end"),
        ('format = 1\nname = ""', "text.required"),
        (
            'format = 1\nname = "A"\n[[areas]]\nkey = "a"\nname = "A"\nserves = ["b"]',
            "toml.unknown_goal",
        ),
        ("x" * 1_000_001, "toml.too_big"),
        ("\x00", "toml.syntax"),
    ],
)
def test_a_faulty_file_leaves_nothing(region, by, text, key):
    assert refused(actions.import_strategy, by=by, region=region, text=text).why.key == key
    assert not Strategy.objects.exists()
    assert not Audit.objects.exists()


def test_filling_keeps_goals_and_areas_by_key_and_the_rest_by_name(orebro):
    before = {
        model: set(model.objects.values_list("pk", flat=True))
        for model in (Goal, Area, Direction, Perspective, Indicator)
    }
    value = queries.strategy_value(orebro)
    renamed = tuple(replace(goal, name=f"{goal.name}!") for goal in value.outcomes)
    fill_strategy(orebro, replace(value, outcomes=renamed, indicators=value.indicators[::-1]))
    for model, numbers in before.items():
        assert set(model.objects.filter(removed_at=None).values_list("pk", flat=True)) == numbers
    assert Goal.objects.get(key="em-klimat").name == "Minskad klimatpåverkan!"


def test_what_a_file_leaves_out_is_removed_and_can_come_back(orebro, by):
    value = queries.strategy_value(orebro)
    smaller = replace(value, areas=value.areas[:3], perspectives=())
    kept = actions.replace_strategy(
        by=by, strategy=orebro, value=smaller, before=value, name="Före"
    )
    assert queries.strategy_value(orebro) == smaller
    assert Area.objects.exclude(removed_at=None).count() == 7
    assert queries.version_value(kept) == value
    actions.replace_strategy(
        by=by,
        strategy=orebro,
        value=queries.version_value(kept),
        before=smaller,
        name="Före återgång",
    )
    assert queries.strategy_value(orebro) == value
    assert Area.objects.count() == 10


def test_a_need_stays_with_its_goal_through_a_new_file(orebro, region, by):
    inventory = Inventory.objects.create(region=region, strategy=orebro, name="I", slug="i")
    need = Need.objects.create(inventory=inventory, number=1, what="Bussar")
    need.goals.add(Goal.objects.get(key="em-klimat"))
    value = queries.strategy_value(orebro)
    actions.replace_strategy(
        by=by, strategy=orebro, value=replace(value, vision="Ny"), before=value, name="F"
    )
    assert [goal.key for goal in need.goals.all()] == ["em-klimat"]


def test_name_vision_and_period_are_changed(orebro, by):
    fields = {
        "name": "RUS",
        "vision": "Hela\r\nlänet\u202e",
        "valid_from": date(2026, 1, 1),
        "valid_to": None,
    }
    actions.change_strategy(by=by, strategy=orebro, **fields)
    orebro.refresh_from_db()
    assert (orebro.name, orebro.vision, orebro.valid_to) == ("RUS", "Hela\nlänet", None)


def test_the_period_ends_after_it_begins(orebro, by):
    fields = {"name": "RUS", "valid_from": date(2026, 1, 1), "valid_to": date(2025, 1, 1)}
    error = refused(actions.change_strategy, by=by, strategy=orebro, **fields)
    assert (error.field, error.why.key) == ("valid_to", "strategy.period")


def test_a_model_is_chosen_but_strands_no_goal(orebro, by):
    actions.choose_model(by=by, strategy=orebro, model="holmberg")
    goal = Goal.objects.filter(strategy=orebro).first()
    Goal.objects.filter(pk=goal.pk).update(dimension="wellbeing")
    error = refused(actions.choose_model, by=by, strategy=orebro, model="three")
    assert error.why.key == "strategy.model_lacks_dimension"
    assert (
        refused(actions.choose_model, by=by, strategy=orebro, model="four").why.key
        == "strategy.model_unknown"
    )


def test_versions_are_numbered_and_hold_what_was(orebro, by):
    first = queries.strategy_value(orebro)
    for number, name in enumerate(("Antagen", "Reviderad"), start=1):
        made = actions.make_version(
            by=by, strategy=orebro, value=first, name=name, dated=date(2022, 4, 28)
        )
        assert made.number == number
    actions.change_strategy(by=by, strategy=orebro, name="Ny", vision="")
    assert queries.version_value(queries.version_of(orebro, 1)) == first
    assert [version.name for version in queries.versions_of(orebro)] == ["Reviderad", "Antagen"]
    assert queries.version_of(orebro, 10**30) is None
    assert queries.version_of(orebro, 0) is None


def test_a_version_needs_a_name_and_a_date(orebro, by):
    value = queries.strategy_value(orebro)
    made = {"by": by, "strategy": orebro, "value": value}
    assert refused(actions.make_version, **made, name=" ", dated=date(2022, 1, 1)).field == "name"
    assert refused(actions.make_version, **made, name="A", dated="igår").field == "dated"


def test_a_strategy_too_big_for_a_file_gets_no_version(orebro, by):
    value = queries.strategy_value(orebro)
    huge = replace(value, vision="å" * 600_000)
    error = refused(
        actions.make_version, by=by, strategy=orebro, value=huge, name="A", dated=date(2022, 1, 1)
    )
    assert error.why.key == "toml.too_big"


def test_archived_strategies_leave_the_list_and_come_back(orebro, region, by):
    actions.archive_strategy(by=by, strategy=orebro)
    assert queries.strategies_of(region) == []
    assert queries.strategies_of(region, archived=True) == [orebro]
    actions.restore_strategy(by=by, strategy=orebro)
    assert queries.strategies_of(region) == [orebro]


# --- in parts ---------------------------------------------------------------------------------


def goal(strategy, key) -> Goal:
    return Goal.objects.get(strategy=strategy, key=key)


def test_an_outcome_goal_belongs_to_several(orebro, by):
    above = [goal(orebro, "livskvalitet").pk, str(goal(orebro, "resurseffektivitet").pk)]
    fields = {"kind": "goal", "name": " Rent\u202e vatten ", "level": "outcome", "parents": above}
    made = parts.add_part(by=by, strategy=orebro, **fields)
    assert (made.name, made.key) == ("Rent vatten", "rent-vatten")
    value = next(one for one in queries.strategy_value(orebro).outcomes if one.key == "rent-vatten")
    assert value.parents == ("livskvalitet", "resurseffektivitet")
    assert queries.strategy_value(orebro).outcomes[-1] == value
    assert Audit.objects.latest("pk").about == f"goal:{made.pk}"


def test_keys_are_unique_also_for_what_is_removed(orebro, by):
    made = [
        parts.add_part(by=by, strategy=orebro, kind="area", name=name)
        for name in ("Kultur", "Kultur", "文化", "文化", "---")
    ]
    assert [area.key for area in made] == ["kultur", "kultur-2", "area", "area-2", "area-3"]
    parse_strategy(format_strategy(queries.strategy_value(orebro)))


@pytest.mark.parametrize(
    ("kind", "fields", "field", "key"),
    [
        ("goal", {"name": "", "level": "outcome"}, "name", "text.required"),
        ("goal", {"name": "x" * 301, "level": "outcome"}, "name", "text.too_long"),
        ("goal", {"name": "A", "level": "top"}, "level", "strategy.level_unknown"),
        (
            "goal",
            {"name": "A", "level": "outcome", "dimension": "wellbeing"},
            "dimension",
            "strategy.dimension_unknown",
        ),
        (
            "goal",
            {"name": "A", "level": "outcome", "parents": [10**30]},
            "parents",
            "number.out_of_range",
        ),
        (
            "goal",
            {"name": "A", "level": "outcome", "parents": ["1 OR 1"]},
            "parents",
            "number.not_whole",
        ),
        (
            "goal",
            {"name": "A", "level": "outcome", "parents": [999_999]},
            "parents",
            "strategy.goal_unknown",
        ),
        ("area", {"name": "A", "serves": [999_999]}, "serves", "strategy.goal_unknown"),
        ("direction", {"name": "A", "area": "999999"}, "area", "strategy.area_unknown"),
        ("direction", {"name": "A"}, "area", "number.required"),
        ("indicator", {"name": "A", "direction": "sideways"}, "direction", "strategy.way_unknown"),
        ("indicator", {"name": "A", "goal": "999999"}, "goal", "strategy.goal_unknown"),
        (
            "indicator",
            {"name": "A", "comparators": ",".join(map(str, range(101)))},
            "comparators",
            "strategy.too_many",
        ),
        ("indicator", {"name": "A", "base_value": "9" * 81}, "base_value", "text.too_long"),
        (
            "perspective",
            {"name": "A", "description": "x" * 1_000_000},
            "description",
            "text.too_long",
        ),
    ],
)
def test_wrong_parts_are_refused_with_their_field(orebro, by, kind, fields, field, key):
    before = queries.strategy_value(orebro)
    error = refused(parts.add_part, by=by, strategy=orebro, kind=kind, **fields)
    assert (error.field, error.why.key) == (field, key)
    assert queries.strategy_value(orebro) == before


def test_nothing_of_another_strategy_can_be_linked(orebro, region, by):
    other = make.strategy(make.region("Annan region"))
    theirs = Goal.objects.get(strategy=other, level="overarching")
    area = Area.objects.get(strategy=other)
    for kind, fields in (
        ("goal", {"level": "outcome", "parents": [theirs.pk]}),
        ("area", {"serves": [theirs.pk]}),
        ("direction", {"area": area.pk}),
        ("indicator", {"goal": theirs.pk}),
    ):
        refused(parts.add_part, by=by, strategy=orebro, kind=kind, name="A", **fields)
    assert queries.part_of(orebro, kind="goal", number=theirs.pk) is None


def test_an_outcome_goal_cannot_belong_to_another_outcome_goal(orebro, by):
    fields = {"name": "A", "level": "outcome", "parents": [goal(orebro, "em-klimat").pk]}
    error = refused(parts.add_part, by=by, strategy=orebro, kind="goal", **fields)
    assert error.why.key == "strategy.parents_level"


def test_too_many_are_refused(orebro, by, monkeypatch):
    monkeypatch.setitem(parts.MOST, "perspective", 3)
    error = refused(parts.add_part, by=by, strategy=orebro, kind="perspective", name="Ett till")
    assert error.why.key == "strategy.too_many"


def test_an_indicator_is_changed_with_all_its_fields(orebro, by):
    row = Indicator.objects.filter(strategy=orebro).first()
    fields = dict.fromkeys(values.MEASURED, "7")
    fields |= {"name": "Hälsa", "direction": "up", "split_by_sex": True, "gap_must_shrink": True}
    fields |= {
        "comparators": "Värmland, Dalarna\nVärmland",
        "goal": goal(orebro, "em-folkhalsa").pk,
    }
    parts.change_part(by=by, strategy=orebro, part=row, **fields)
    value = next(one for one in queries.strategy_value(orebro).indicators if one.name == "Hälsa")
    assert (value.goal, value.comparators) == ("em-folkhalsa", ("Värmland", "Dalarna"))
    assert (value.base_women, value.target_men, value.split_by_sex) == ("7", "7", True)


def test_of_two_who_change_the_same_the_second_is_told(orebro, by):
    part = goal(orebro, "em-klimat")
    seen = parts.fingerprint(part)
    fields = {"strategy": orebro, "by": by, "seen": seen}
    parts.change_part(**fields, part=part, name="Deras")
    again = goal(orebro, "em-klimat")
    assert (
        refused(parts.change_part, **fields, part=again, name="Min").why.key
        == "strategy.changed_meanwhile"
    )
    assert goal(orebro, "em-klimat").name == "Deras"
    parts.change_part(**{**fields, "seen": parts.fingerprint(again)}, part=again, name="Min")
    assert goal(orebro, "em-klimat").name == "Min"


def test_a_changed_link_is_seen_by_the_fingerprint(orebro):
    part = goal(orebro, "em-klimat")
    seen = parts.fingerprint(part)
    part.parents.add(goal(orebro, "livskvalitet"))
    assert parts.fingerprint(part) != seen


def test_a_removed_goal_comes_back_with_its_links(orebro, by):
    before = queries.strategy_value(orebro)
    top = goal(orebro, "resurseffektivitet")
    parts.remove_part(by=by, strategy=orebro, part=top)
    value = queries.strategy_value(orebro)
    assert len(value.overarching) == 2
    assert next(one for one in value.outcomes if one.key == "em-klimat").parents == ()
    assert all("resurseffektivitet" not in area.serves for area in value.areas)
    # what is saved meanwhile does not lose the sleeping link
    below = goal(orebro, "em-klimat")
    parts.change_part(by=by, strategy=orebro, part=below, name="Minskad klimatpåverkan", parents=[])
    parts.restore_part(by=by, strategy=orebro, part=top)
    assert queries.strategy_value(orebro) == before


@pytest.mark.parametrize("kind", list(parts.PARTS))
def test_every_kind_is_removed_restored_and_moved(orebro, by, kind):
    before = queries.strategy_value(orebro)
    numbers = queries.numbers_of(queries.contents(orebro))
    first = {
        "goal": numbers.goals["em-kompetens"],
        "area": numbers.areas["naringsliv"],
        "direction": numbers.directions["naringsliv"][0],
        "perspective": numbers.perspectives[0],
        "indicator": numbers.indicators[0],
    }[kind]
    part = queries.part_of(orebro, kind=kind, number=first)
    parts.remove_part(by=by, strategy=orebro, part=part)
    assert queries.part_of(orebro, kind=kind, number=first) is None
    parts.restore_part(
        by=by, strategy=orebro, part=queries.part_of(orebro, kind=kind, number=first, removed=True)
    )
    assert queries.strategy_value(orebro) == before
    part = queries.part_of(orebro, kind=kind, number=first)
    parts.move_part(by=by, strategy=orebro, part=part, steps=1)
    moved = queries.strategy_value(orebro)
    assert moved != before
    part = queries.part_of(orebro, kind=kind, number=first)
    parts.move_part(by=by, strategy=orebro, part=part, steps=-1)
    parts.move_part(by=by, strategy=orebro, part=part, steps=-1)
    assert queries.strategy_value(orebro) == before
    acts = list(Audit.objects.order_by("pk").values_list("act", flat=True))[1:]
    assert acts == [f"remove_{kind}", f"restore_{kind}", *[f"move_{kind}"] * 3]


# --- what it costs, and what hangs on it -------------------------------------------------------


def test_a_page_costs_the_same_however_long(orebro, django_assert_num_queries):
    with django_assert_num_queries(7):
        queries.strategy_value(orebro)
    with django_assert_num_queries(4):
        assert queries.strategies_of(orebro.region)[0].goal_count == 21
    with django_assert_num_queries(1):
        queries.versions_of(orebro)
    with django_assert_num_queries(2):
        uses.needs_by_goal(orebro)
        uses.needs_by_area(orebro)


def test_the_red_thread_runs_to_needs(orebro, region, django_assert_num_queries):
    inventory = Inventory.objects.create(region=region, strategy=orebro, name="I", slug="i")
    needs = [
        Need.objects.create(inventory=inventory, number=n, what=f"Behov {n}") for n in (1, 2, 3)
    ]
    climate, top = goal(orebro, "em-klimat"), goal(orebro, "resurseffektivitet")
    area = Area.objects.get(strategy=orebro, key="transport")
    needs[0].goals.add(climate, top)
    needs[1].goals.add(climate)
    needs[1].areas.add(area)
    needs[2].goals.add(climate)
    Need.objects.filter(pk=needs[2].pk).update(removed_at="2026-01-01T00:00:00Z")
    assert uses.needs_by_goal(orebro) == {climate.pk: 2, top.pk: 1}
    assert uses.needs_by_area(orebro) == {area.pk: 1}
    with django_assert_num_queries(1):
        assert [need.number for need in uses.needs_serving(top) if need.inventory.slug] == [1, 2]
    assert [need.number for need in uses.needs_serving(climate)] == [1, 2]
    assert [need.number for need in uses.needs_serving(area)] == [2]
    assert uses.inventories_using(orebro) == [inventory]
    Inventory.objects.update(archived_at="2026-01-01T00:00:00Z")
    assert uses.needs_serving(climate) == []
    assert uses.needs_by_goal(orebro) == {}
