"""The sheets of a strategy hold what its file holds, in words where the database has keys."""

import tomllib
from dataclasses import replace
from importlib.resources import files

import pytest

from farled.core.finding import Say
from farled.core.report.sheets import Sheet
from farled.core.report.strategy_sheets import strategy_sheets
from farled.core.strategy.strategy import Strategy
from farled.core.strategy.toml import format_strategy, parse_strategy
from farled.render.spreadsheet import csv_bytes


@pytest.fixture(scope="module")
def orebro() -> Strategy:
    path = files("farled").joinpath("content", "sv", "strategy", "orebro.toml")
    return parse_strategy(path.read_text(encoding="utf-8"))


def rows(sheets: tuple[Sheet, ...], key: str) -> list[dict[str, object]]:
    (sheet,) = (one for one in sheets if one.key == key)
    return [dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows]


def texts(value: object) -> list[str]:
    """Every text of a parsed TOML file but keys, models, directions and dimensions."""
    if isinstance(value, dict):
        own = ("model", "direction", "dimension")
        return [text for name, one in value.items() if name not in own for text in texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in texts(one)]
    return [value] if isinstance(value, str) else []


def test_no_word_of_the_file_is_missing_from_the_sheets(orebro: Strategy) -> None:
    written = texts(tomllib.loads(format_strategy(orebro)))
    shown = "\n".join(
        str(cell) for one in strategy_sheets(orebro) for row in one.rows for cell in row
    )
    assert len(written) > 100
    assert [text for text in written if text not in shown] == []


def test_an_indicator_tells_split_gap_and_direction(orebro: Strategy) -> None:
    health = next(one for one in orebro.indicators if one.gap_must_shrink)
    made = replace(orebro, indicators=(replace(health, split_by_sex=True, base_women="71"),))
    (row,) = rows(strategy_sheets(made), "indicators")
    assert row["split_by_sex"] == row["gap_must_shrink"] == (Say("answer.yes"),)
    assert row["base_women"] == "71"
    read = csv_bytes(strategy_sheets(made)[-1], "sv").decode("utf-8-sig")
    assert ";ja;ja;" in read
    assert "Ska öka" in read
    assert "Skillnaden ska minska" in read


def test_levels_dimensions_and_model_are_words_in_the_readers_language(orebro: Strategy) -> None:
    itself, goals = strategy_sheets(orebro)[:2]
    assert "Tre likställda dimensioner" in csv_bytes(itself, "sv").decode()
    swedish, english = csv_bytes(goals, "sv").decode(), csv_bytes(goals, "en").decode()
    assert "Övergripande mål;Stark konkurrenskraft;Ekonomisk" in swedish
    assert "Overarching goal,Stark konkurrenskraft,Economic" in english
