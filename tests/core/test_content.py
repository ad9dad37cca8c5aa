"""The texts that come with Farled: twins in both languages, exact names, every reference resolves."""

from datetime import date
from typing import Any

import pytest

from farled.core.inventory.stakeholders import GROUPS
from farled.core.strategy.toml import parse_strategy
from farled.core.workshop.activities import ACTIVITIES
from farled.core.workshop.activities.activity import checked_settings
from tests.support.content import BOTH, CONTENT, differences, read

TOML = sorted(
    path.relative_to(CONTENT / "sv").as_posix() for path in (CONTENT / "sv").rglob("*.toml")
)
GUIDANCE = sorted(path.stem for path in (CONTENT / "sv" / "guidance").glob("*.md"))
WORKSHOPS = ("needs-inventory", "goal-conflicts", "desired-future", "rapid-dialogue")
STEP_FIELDS = {"activity", "title", "instruction", "minutes", "anonymity", "source"}
# Words, as against keys, which must be the same in both languages.
WORDED = {
    *(
        "name",
        "description",
        "vision",
        "source",
        "unit",
        "target_value",
        "note",
        "help",
        "question",
    ),
    *("for_how_many", "title", "instruction", "prompt", "examples", "do_nothing"),
    *("produces", "answers"),
}
OVERARCHING = {
    "Stark konkurrenskraft": (
        "economic",
        "Förbättrad kompetensförsörjning",
        "Ökad kunskapsintensitet",
        "Ökad innovationskraft",
        "Ökad entreprenöriell aktivitet",
        "Ökad nationell attraktionskraft",
        "Ökad global konkurrenskraft",
        "Ökad tillväxt i näringslivet",
        "Ökad produktion inom areella näringar",
    ),
    "Hög och jämlik livskvalitet": (
        "social",
        "Goda uppväxtvillkor",
        "Goda försörjningsmöjligheter",
        "Ökad grad av delaktighet och inflytande",
        "Attraktiv boende- och närmiljö",
        "God och jämlik hälso- och sjukvård",
        "God och jämlik folkhälsa",
    ),
    "God resurseffektivitet": (
        "environmental",
        "Minskad klimatpåverkan",
        "Giftfri miljö",
        "Ökad biologisk mångfald",
        "Säkrad vattenförsörjning",
    ),
}
AREAS = (
    "Näringsliv och entreprenörskap",
    "Innovationskraft och specialisering",
    "Kunskapslyft och utbildning",
    "Kompetensförsörjning och matchning",
    "Social sammanhållning och demokrati",
    "Hälsofrämjande arbete och hälso- och sjukvård",
    "Konsumtion och försörjning",
    "Bostadsförsörjning och attraktiva miljöer",
    "Transporter och infrastruktur",
    "Upplevelser och evenemang",
)


def test_both_languages_have_the_same_files() -> None:
    paths = [
        {path.relative_to(CONTENT / code) for path in (CONTENT / code).rglob("*.*")}
        for code in ("sv", "en")
    ]
    assert paths[0] == paths[1]
    assert len(paths[0]) > 50


@pytest.mark.parametrize("name", TOML)
def test_twins_have_the_same_structure(name: str) -> None:
    assert differences(read("sv", name), read("en", name), WORDED) == []


@BOTH
@pytest.mark.parametrize("name", ["orebro", "agenda-2030", "empty"])
def test_strategy_templates_can_be_imported(language: str, name: str) -> None:
    text = (CONTENT / language / "strategy" / f"{name}.toml").read_text(encoding="utf-8")
    strategy = parse_strategy(text)
    counts = (len(strategy.overarching), len(strategy.outcomes), len(strategy.areas))
    assert counts == {"orebro": (3, 18, 10), "agenda-2030": (17, 0, 0), "empty": (0, 0, 0)}[name]


def test_orebro_has_the_exact_names() -> None:
    strategy = parse_strategy((CONTENT / "sv/strategy/orebro.toml").read_text(encoding="utf-8"))
    assert strategy.vision == "Sveriges hjärta, en attraktiv och pulserande region för alla"
    assert strategy.valid_from == date(2022, 4, 28)
    found = {
        goal.name: (
            goal.dimension,
            *(one.name for one in strategy.outcomes if one.parents == (goal.key,)),
        )
        for goal in strategy.overarching
    }
    assert found == OVERARCHING
    assert tuple(area.name for area in strategy.areas) == AREAS
    everything = {goal.key for goal in strategy.overarching}
    assert all(set(area.serves) == everything for area in strategy.areas)
    assert [len(area.directions) for area in strategy.areas] == [3] + [0] * 9


@BOTH
def test_agenda_2030_spreads_over_all_dimensions(language: str) -> None:
    goals = read(language, "strategy/agenda-2030.toml")["overarching"]
    assert {goal["dimension"] for goal in goals} == {"social", "environmental", "economic"}
    assert [goal["name"].split(".")[0] for goal in goals] == [str(n) for n in range(1, 18)]


@BOTH
@pytest.mark.parametrize("name", WORKSHOPS)
def test_workshop_steps_are_valid(language: str, name: str) -> None:
    template = read(language, f"workshop/{name}.toml")
    steps = template["steps"]
    assert template["minutes"] == sum(step["minutes"] for step in steps)
    for number, step in enumerate(steps):
        activity = ACTIVITIES[step["activity"]]
        settings = {key: value for key, value in step.items() if key not in STEP_FIELDS}
        assert settings.keys() <= activity.settings.keys(), (number, settings)
        assert checked_settings(activity, settings) == {
            key: settings.get(key, setting.default) for key, setting in activity.settings.items()
        }
        assert step["anonymity"] in ("open", "group", "anonymous")
        assert bool(activity.sources) == ("source" in step), number
        assert_source(steps, number, sources=activity.sources)


def assert_source(steps: list[dict[str, Any]], number: int, *, sources: tuple[str, ...]) -> None:
    source = steps[number].get("source")
    if isinstance(source, int):
        wanted = "write" if steps[number]["activity"] == "group" else "group"
        assert "step" in sources
        assert source < number
        assert steps[source]["activity"] == wanted, number
    elif source is not None:
        assert source in sources, number


@BOTH
def test_plenary_takes_up_a_write_step(language: str) -> None:
    steps = read(language, "workshop/needs-inventory.toml")["steps"]
    groups = [(step["where"], step["source"]) for step in steps if step["activity"] == "group"]
    assert groups == [("tables", 2), ("tables", 5), ("plenary", 2), ("plenary", 5)]


@BOTH
@pytest.mark.parametrize("key", GUIDANCE)
def test_guidance_has_title_text_and_source(language: str, key: str) -> None:
    text = (CONTENT / language / "guidance" / f"{key}.md").read_text(encoding="utf-8")
    lines = text.strip().split("\n")
    assert lines[0].startswith("# ")
    assert lines[-1].startswith({"sv": "Källa: ", "en": "Source: "}[language])
    assert len(" ".join(lines[1:-1]).split()) >= 15


def test_every_text_is_translated() -> None:
    for name in WORKSHOPS:
        sv, en = (read(code, f"workshop/{name}.toml")["steps"] for code in ("sv", "en"))
        same = [
            a["title"] for a, b in zip(sv, en, strict=True) if a["instruction"] == b["instruction"]
        ]
        assert same == []
    for key in GUIDANCE:
        sv, en = (
            CONTENT.joinpath(code, "guidance", f"{key}.md").read_text("utf-8")
            for code in ("sv", "en")
        )
        assert sv.split("\n")[2:-1] != en.split("\n")[2:-1], key


@BOTH
def test_guidance_covers_what_it_is_for(language: str) -> None:
    wanted = {step["guidance"] for step in read(language, "lfa.toml")["steps"]}
    wanted |= {f"pt-{number}" for number in range(1, 11)}
    wanted |= {f"activity-{key}" for key in ACTIVITIES}
    wanted |= {f"anonymity-{kind}" for kind in ("open", "group", "anonymous")}
    assert wanted <= set(GUIDANCE)


@BOTH
def test_tables_of_words_have_the_keys_of_the_domain(language: str) -> None:
    types = [one["id"] for one in read(language, "conflict_types.toml")["types"]]
    assert len(types) == len(set(types)) == 12
    assert all(
        one["question"].endswith("?") for one in read(language, "conflict_types.toml")["types"]
    )
    groups = [one["key"] for one in read(language, "stakeholder_groups.toml")["groups"]]
    assert groups == list(GROUPS)
    assert groups[-2:] == ["nej_rosten", "forlorare"]
    lfa = read(language, "lfa.toml")
    assert [step["key"] for step in lfa["steps"]] == [
        "1",
        "2",
        "3",
        "4",
        "4b",
        "5",
        "6",
        "7",
        "8",
        "9",
    ]
    assert {step["purpose_group"] for step in lfa["steps"]} == {one["key"] for one in lfa["groups"]}
