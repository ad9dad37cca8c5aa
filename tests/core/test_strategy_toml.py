import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import farled
from farled.core.finding import Invalid
from farled.core.strategy.strategy import Area, Direction, Goal, Indicator, Perspective, Strategy
from farled.core.strategy.sustainability import MODELS
from farled.core.strategy.toml import format_strategy, parse_strategy
from farled.core.text.clean import clean_line, clean_text

CONTENT = Path(farled.__file__).parent / "content"
GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "strategy-toml.md"
TEMPLATES = sorted(CONTENT.glob("*/strategy/*.toml"))

ODD = st.text(st.characters(exclude_categories=()), max_size=25) | st.text(
    st.sampled_from("\"\\'\n\t#=[]{}\r\x00\x7f\u202e\ud800å é"), max_size=25
)
LINE = ODD.map(lambda text: clean_line(text, field="f", most=1000))
NAME = LINE.map(lambda text: text or "namn")
TEXT = ODD.map(lambda text: clean_text(text, field="f", most=1000))
KEY = st.from_regex(r"[a-z0-9][a-z0-9_-]{0,9}", fullmatch=True)


@st.composite
def strategies(draw: st.DrawFn) -> Strategy:
    model = draw(st.sampled_from(sorted(MODELS)))
    dimension = st.sampled_from(("", *MODELS[model].keys))
    keys = draw(st.lists(KEY, unique=True, max_size=6))
    cut = draw(st.integers(0, len(keys)))
    upper = tuple(
        Goal(key, draw(NAME), "overarching", draw(TEXT), draw(dimension)) for key in keys[:cut]
    )
    some = st.lists(st.sampled_from(keys[:cut]), unique=True).map(tuple) if cut else st.just(())
    lower = tuple(
        Goal(key, draw(NAME), "outcome", draw(TEXT), draw(dimension), draw(some))
        for key in keys[cut:]
    )
    direction = st.builds(Direction, NAME, TEXT)
    area = st.builds(Area, KEY, NAME, TEXT, some, st.lists(direction, max_size=2).map(tuple))
    indicator = st.builds(
        Indicator,
        name=NAME,
        goal=st.sampled_from(["", *keys]),
        unit=LINE,
        base_year=LINE.map(lambda text: text[:20].strip()),
        base_value=LINE,
        target_value=LINE,
        target_women=LINE,
        direction=st.sampled_from(["", "up", "down", "keep"]),
        comparators=st.lists(LINE, unique=True, max_size=3).map(tuple),
        gap_must_shrink=st.booleans(),
        split_by_sex=st.booleans(),
        source=TEXT,
        note=TEXT,
    )
    days = sorted(draw(st.lists(st.dates(), min_size=2, max_size=2)))
    return Strategy(
        name=draw(LINE),
        vision=draw(TEXT),
        model=model,
        source=draw(TEXT),
        valid_from=draw(st.sampled_from([None, days[0]])),
        valid_to=draw(st.sampled_from([None, days[1]])),
        overarching=upper,
        outcomes=lower,
        areas=tuple(draw(st.lists(area, max_size=3, unique_by=lambda a: a.key))),
        perspectives=tuple(draw(st.lists(st.builds(Perspective, NAME, TEXT), max_size=2))),
        indicators=tuple(draw(st.lists(indicator, max_size=2))),
    )


@given(strategies())
@settings(max_examples=150)
def test_what_is_written_is_read_back_to_the_same(strategy: Strategy) -> None:
    assert parse_strategy(format_strategy(strategy)) == strategy


@given(ODD, ODD)
def test_the_writer_escapes_whatever_there_is(vision: str, note: str) -> None:
    raw = Strategy(
        "n", vision=vision, indicators=(Indicator("i", note=note, comparators=(vision,)),)
    )
    read = tomllib.loads(format_strategy(raw))
    lone = re.compile("[\ud800-\udfff]")
    assert read.get("vision", "") == lone.sub("\ufffd", vision)
    assert read["indicators"][0].get("note", "") == lone.sub("\ufffd", note)
    assert read["indicators"][0]["comparators"] == [lone.sub("\ufffd", vision)]


def test_there_are_templates_in_both_languages() -> None:
    names = {
        language: {p.name for p in TEMPLATES if p.parts[-3] == language}
        for language in ("sv", "en")
    }
    assert names["sv"] == names["en"] == {"orebro.toml", "agenda-2030.toml", "empty.toml"}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: f"{p.parts[-3]}-{p.stem}")
def test_every_template_reads_and_travels(path: Path) -> None:
    strategy = parse_strategy(path.read_text(encoding="utf-8"))
    assert parse_strategy(format_strategy(strategy)) == strategy


def test_the_orebro_template_is_the_strategy_we_know() -> None:
    strategy = parse_strategy((CONTENT / "sv/strategy/orebro.toml").read_text(encoding="utf-8"))
    assert [goal.dimension for goal in strategy.overarching] == [
        "economic",
        "social",
        "environmental",
    ]
    assert len(strategy.outcomes) == 18
    assert len(strategy.areas) == 10
    assert all(len(area.serves) == 3 for area in strategy.areas)
    assert [len(area.directions) for area in strategy.areas] == [3] + [0] * 9
    assert strategy.valid_from == date(2022, 4, 28)


def test_the_guides_example_is_true() -> None:
    example = re.search(r"```toml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert example is not None
    strategy = parse_strategy(example[1])
    assert strategy.outcomes[1].parents == ("livskvalitet", "resurser")
    assert strategy.indicators[0].gap_must_shrink is True


START = 'format = 1\nname = "S"\n\n'
GOAL = '[[overarching]]\nkey = "liv"\nname = "Livskvalitet"\n\n'


@pytest.mark.parametrize(
    ("text", "field", "key", "line"),
    [
        ('name = "S"', "format", "toml.format", 1),
        ('format = 2\nname = "S"', "format", "toml.format", 1),
        ('format = true\nname = "S"', "format", "toml.format", 1),
        ("format = 1", "name", "toml.required", 1),
        (START + "\"x\\u0000\" = 7", "x", "toml.unknown_field", 1),
        (START + "vision = 7", "vision", "toml.not_text", 4),
        (START + 'visoin = "x"', "visoin", "toml.misspelt_field", 4),
        (START + 'model = "four"', "model", "toml.not_a_choice", 4),
        (START + 'valid_from = "2022-01-01"', "valid_from", "toml.not_date", 4),
        (START + "valid_from = 2022-01-01T10:00:00", "valid_from", "toml.not_date", 4),
        (START + "valid_from = 2030-01-01\nvalid_to = 2022-01-01", "valid_to", "toml.period", 5),
        (START + 'areas = "x"', "areas", "toml.not_tables", 4),
        (START + "areas = [1]", "areas", "toml.not_tables", 4),
        (START + GOAL + GOAL, "overarching.2.key", "toml.key_twice", 9),
        (START + '[[overarching]]\nname = "A"', "overarching.1.key", "toml.required", 4),
        (START + '[[overarching]]\nkey = "Å b"', "overarching.1.key", "toml.key_form", 5),
        (START + '[[overarching]]\nkey = "a"\nname = " "', "overarching.1.name", "toml.required", 6),
        (START + GOAL + '[[outcomes]]\nkey = "b"', "outcomes.1.name", "toml.required", 8),
        (START + '[[overarching]]\nkey = "a"\nname = "A"\ndimension = "wellbeing"', "overarching.1.dimension", "toml.not_a_choice", 7),
        (START + GOAL + '[[outcomes]]\nkey = "b"\nname = "B"\nparents = ["c"]', "outcomes.1.parents", "toml.unknown_goal", 11),
        (START + GOAL + '[[outcomes]]\nkey = "b"\nname = "B"\nparents = ["b"]', "outcomes.1.parents", "toml.parents_level", 11),
        (START + GOAL + '[[outcomes]]\nkey = "b"\nname = "B"\nparents = "liv"', "outcomes.1.parents", "toml.not_list", 11),
        (START + GOAL + '[[areas]]\nkey = "b"\nname = "B"\nserves = ["x"]', "areas.1.serves", "toml.unknown_goal", 11),
        (START + '[[areas]]\nkey = "b"\nname = "B"\n[[areas.directions]]\nname = "d"\n[[areas]]\nkey = "c"\nname = "C"\n[[areas.directions]]\nnamn = "d"', "areas.directions.2.namn", "toml.misspelt_field", 13),
        (START + '[[perspectives]]\nname = "' + "x" * 201 + '"', "perspectives.1.name", "toml.too_long", 5),
        (START + '[[indicators]]\nname = "I"\nsplit_by_sex = "ja"', "indicators.1.split_by_sex", "toml.not_flag", 6),
        (START + '[[indicators]]\nname = "I"\ndirection = "sideways"', "indicators.1.direction", "toml.not_a_choice", 6),
        (START + '[[indicators]]\nname = "I"\ngoal = "x"', "indicators.1.goal", "toml.unknown_goal", 6),
    ],
)  # fmt: skip
def test_a_fault_says_where_and_what(text: str, field: str, key: str, line: int) -> None:
    with pytest.raises(Invalid) as caught:
        parse_strategy(text)
    assert (caught.value.field, caught.value.why.key) == (field, key)
    assert caught.value.why.params["line"] == line


def test_a_misspelt_field_gets_a_proposal() -> None:
    with pytest.raises(Invalid) as caught:
        parse_strategy(START + '[[indicators]]\nname = "I"\ntarget_vaule = "1"')
    assert caught.value.why.key == "toml.misspelt_field"
    assert caught.value.why.params["near"] == "target_value"


@pytest.mark.parametrize(
    ("text", "key", "params"),
    [
        ('format = 1\nname = "S\n', "toml.syntax", {"line": 2, "column": 10}),
        ('format = 1\nname = "S', "toml.syntax_at_end", {"line": 2}),
        ("format = 1\n\nname = S", "toml.syntax", {"line": 3, "column": 8}),
        ("\x00", "toml.syntax", {"line": 1, "column": 1}),
        ('format = 1\nname = """a\nb', "toml.syntax_at_end", {"line": 3}),
        ("a = " + "9" * 5000, "toml.unreadable", {}),
        ("a = " + "[" * 100_000, "toml.too_deep", {}),
        ("a = " + "{b=" * 100_000, "toml.too_deep", {}),
        (".".join(["a"] * 400_000) + " = 1", "toml.too_deep", {}),
        ("x = {" + " . ".join(["'a'"] * 100_000) + " = 1}", "toml.too_deep", {}),
        ("[" + '."a"' * 100_000, "toml.too_deep", {}),
        ("# " + "å" * 600_000, "toml.too_big", {"most": 1}),
        ("a" * 5_000_000, "toml.too_big", {"most": 1}),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_broken_or_hostile_file(text: str, key: str, params: dict[str, int]) -> None:
    with pytest.raises(Invalid) as caught:
        parse_strategy(text)
    assert (caught.value.field, caught.value.why.key) == ("file", key)
    assert caught.value.why.params == params


def test_two_thousand_goals_and_not_one_more() -> None:
    goals = "".join(f'[[outcomes]]\nkey = "g{n}"\nname = "G"\n' for n in range(2000))
    assert len(parse_strategy(START + goals).goals) == 2000
    with pytest.raises(Invalid) as caught:
        parse_strategy(START + GOAL + goals)
    assert caught.value.why.key == "toml.too_many"
    assert caught.value.why.params == {"line": 8, "field": "outcomes", "most": 1999}


def test_tricks_in_names_are_gone_and_numbers_are_taken_as_text() -> None:
    read = parse_strategy(
        '\ufeffformat = 1\nname = "S\\u0000\\u202Etr"\n[[indicators]]\nname = "I"\nbase_year = 2005\ntarget_value = 12.5'
    )
    assert read.name == "Str"
    assert (read.indicators[0].base_year, read.indicators[0].target_value) == ("2005", "12.5")
