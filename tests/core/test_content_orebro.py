"""The Örebro example: both languages alike, every reference resolves."""

import tomllib
from collections import Counter
from functools import cache

import pytest

from farled.core.inventory.lfa_steps import require_state
from farled.core.inventory.records import records_status
from farled.core.workshop.activities import ACTIVITIES
from tests.support.content import BOTH, EXAMPLE, differences, read, seats, steps, story, voices

WORDED = {
    *("language", "name", "question", "diary_number", "sharing_purpose", "note", "contribution"),
    *("attitude", "planned_part", "actual_part", "purpose", "role", "perspective", "what"),
    *("for_whom", "where", "women", "men", "not_relevant_because", "reason", "proposal"),
    *("carried_by", "stake", "title", "words_a", "words_b", "gains", "loses", "proposals"),
    *(
        "wording",
        "asks",
        "learned",
        "do_nothing",
        "text",
        "insight",
        "trust",
        "take_with_me",
        "left_alone",
        "fits",
    ),
}
DIMENSIONS = {"social", "environmental", "economic"}


@cache
def strategy_keys(language: str) -> dict[str, set[str]]:
    strategy = read(language, f"strategy/{story(language)['strategy']}.toml")
    goals = strategy["overarching"] + strategy["outcomes"]
    return {
        "goals": {one["key"] for one in goals},
        "areas": {one["key"] for one in strategy["areas"]},
    }


@pytest.mark.parametrize("name", ["story.toml", "voices.toml"])
def test_twins_have_the_same_structure(name: str) -> None:
    sv, en = (tomllib.loads((EXAMPLE / code / name).read_text("utf-8")) for code in ("sv", "en"))
    assert differences(sv, en, WORDED) == []


@BOTH
def test_people_are_the_four_and_participants_nameless(language: str) -> None:
    people = story(language)["people"]
    assert [one["name"] for one in people] == ["Astrid", "Birger", "Cecilia", "Dag"]
    assert {one["region"] for one in people} <= {one["key"] for one in story(language)["regions"]}
    assert not any("name" in one for one in story(language)["participants"])


@BOTH
def test_participants_sit_at_tables_of_two_authorities(language: str) -> None:
    everyone = story(language)["participants"]
    by_workshop = {key: [one for one in everyone if one["workshop"] == key] for key in ("a", "b")}
    for key, count in (("a", 30), ("b", 12)):
        assert [one["index"] for one in by_workshop[key]] == list(range(1, count + 1))
    counted = Counter(one["organisation"] for one in by_workshop["a"])
    assert counted == {"Region Örebro län": 18, "Länsstyrelsen i Örebro län": 12}
    assert Counter(one["table"] for one in by_workshop["a"]) == dict.fromkeys(range(1, 6), 6)
    assert all(one["role"] and one["perspective"] for one in everyone)


@BOTH
def test_needs_and_themes_hang_together(language: str) -> None:
    needs, themes = story(language)["needs"], story(language)["themes"]
    plenary = [one["id"] for one in story(language)["groups"] if one.get("merged_from")]
    assert [one["group"] for one in needs] == plenary
    for need in needs:
        assert need["what"]
        assert need["goals"]
        assert bool(need["women"] and need["men"]) != bool(need["not_relevant_because"]), need["id"]
    gathered = [number for theme in themes for number in theme["needs"]]
    assert len(set(gathered)) == len(gathered)
    assert set(gathered) <= {one["id"] for one in needs}
    assert [one["proposal_kind"] for one in themes[:2]] == ["expedition", "expedition"]
    assert {one["proposal_kind"] for one in themes[2:]} == {"cruise"}
    assert all(one["carried_by"] and one["reason"] and one["proposal"] for one in themes)


def test_the_two_areas_of_the_deck_keep_its_words() -> None:
    first, second = story("sv")["themes"][:2]
    assert first["name"] == "Samhällsutmaning i fokus"
    assert "Agilt arbetssätt som samlar relevanta aktörer" in first["proposal"]
    assert "gör den större med tre dimensioner" in first["proposal"]
    assert second["name"] == "Hantera komplexitet"
    assert "hantera komplexitet i stället för att bryta ner i beståndsdelar" in second["proposal"]


@BOTH
def test_every_key_resolves(language: str) -> None:
    known = strategy_keys(language)
    told = story(language)
    for one in (*voices(language), *told["needs"], *told["larger"]):
        assert set(one.get("areas", [])) <= known["areas"]
        assert set(one.get("goals", [])) <= known["goals"]
        assert set(one.get("dimensions", [])) <= DIMENSIONS
    types = {one["id"] for one in read(language, "conflict_types.toml")["types"]}
    for one in told["pulling_apart"]:
        assert {one["goal_a"], one["goal_b"]} <= known["goals"]
        assert one["goal_a"] != one["goal_b"]
        assert set(one["types"]) <= types
    groups = {one["key"] for one in read(language, "stakeholder_groups.toml")["groups"]}
    assert {group for one in told["stakeholders"] for group in one["groups"]} == groups
    for status in (told["inventory"], *told["workshops"]):
        records_status(status["records_status"])
    for one in told["lfa"]:
        require_state(one["key"], state=one["state"])
    assert len(told["lfa"]) == 10


@BOTH
def test_contributions_belong_to_steps_that_take_them(language: str) -> None:
    told = story(language)
    for kind, activity in (
        ("larger", "larger"),
        ("pulling_apart", "pulling_apart"),
        ("conditions", "no_voice"),
        ("reflections", "reflect"),
    ):
        for one in told[kind]:
            assert steps(language, one["workshop"])[one["step"]]["activity"] == activity
            assert (one["workshop"], one["participant"]) in seats(language)
            if "table" in one:
                assert one["table"] == seats(language)[one["workshop"], one["participant"]]
    assert {one["dimension"] for one in told["larger"]} == DIMENSIONS
    assert len({one["need"] for one in told["larger"]}) == 1
    prompts = {prompt.key for prompt in ACTIVITIES["reflect"].prompts}
    assert all(prompts <= one.keys() for one in told["reflections"])
    assert all(one["insight"] or one["trust"] or one["take_with_me"] for one in told["reflections"])


@BOTH
def test_dots_keep_the_budget(language: str) -> None:
    dots = story(language)["dots"]
    step = steps(language, dots["workshop"])[dots["step"]]
    needs = {one["id"] for one in story(language)["needs"]}
    assert (step["activity"], len(dots["by_participant"])) == ("prioritise", 30)
    for given in dots["by_participant"]:
        assert set(given) <= needs
        assert len(given) <= step["dots"]
        assert max(Counter(given).values(), default=0) <= step["most_on_one"]


@BOTH
def test_resistance_is_whole_and_conditions_come_from_those_who_resist(language: str) -> None:
    told = story(language)
    no_voice = told["no_voice"]
    assert steps(language, no_voice["workshop"])[no_voice["step"]]["activity"] == "no_voice"
    assert len(no_voice["resistance"]) == 30
    for grades in no_voice["resistance"]:
        assert len(grades) in (0, len(no_voice["proposals"]) + 1)
        assert all(0 <= grade <= 10 for grade in grades)
    for one in told["conditions"]:
        assert no_voice["resistance"][one["participant"] - 1][one["proposal"] - 1] >= 5, one


@BOTH
def test_one_workshop_is_finished_and_one_half_way(language: str) -> None:
    finished, half = story(language)["workshops"]
    assert (finished["state"], half["state"]) == ("finished", "live")
    assert 0 < half["at_step"] < len(steps(language, "b")) - 1
    later = [one["step"] for one in voices(language) if one["workshop"] == "b"]
    assert max(later) < half["at_step"]
