"""Writes a strategy as TOML: our own writer, for the standard library only reads."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date

from farled.core.strategy.strategy import Area, Indicator, Strategy

FORMAT = 1
TOP_FIELDS = ("name", "vision", "model", "valid_from", "valid_to", "source")
GOAL_FIELDS = ("key", "name", "description", "dimension", "parents")
AREA_FIELDS = ("key", "name", "description", "serves")
NAMED_FIELDS = ("name", "description")
INDICATOR_FIELDS = tuple(field.name for field in fields(Indicator))


def format_strategy(strategy: Strategy) -> str:
    """The file's text. What is empty is left out; lone surrogates, which no file can hold, become �."""
    blocks = [
        _block("", [("format", FORMAT), *_rows(strategy, TOP_FIELDS)], keep=("name",)),
        *(_block("overarching", _rows(goal, GOAL_FIELDS)) for goal in strategy.overarching),
        *(_block("outcomes", _rows(goal, GOAL_FIELDS)) for goal in strategy.outcomes),
        *(block for area in strategy.areas for block in _area_blocks(area)),
        *(_block("perspectives", _rows(one, NAMED_FIELDS)) for one in strategy.perspectives),
        *(_block("indicators", _rows(one, INDICATOR_FIELDS)) for one in strategy.indicators),
    ]
    return "\n".join(blocks)


def _rows(thing: object, names: Iterable[str]) -> list[tuple[str, object]]:
    return [(name, getattr(thing, name)) for name in names]


def _area_blocks(area: Area) -> Iterator[str]:
    yield _block("areas", _rows(area, AREA_FIELDS))
    for direction in area.directions:
        yield _block("areas.directions", _rows(direction, NAMED_FIELDS))


def _block(heading: str, rows: Iterable[tuple[str, object]], *, keep: tuple[str, ...] = ()) -> str:
    head = [f"[[{heading}]]"] if heading else []
    return "\n".join(
        [
            *head,
            *(f"{name} = {_written(value)}" for name, value in rows if value or name in keep),
            "",
        ]
    )


def _written(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(_written(one) for one in value)}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | date):
        return str(value)
    text = str(value)
    if "\n" in text:
        return '"""\n' + "\n".join(_escaped(line) for line in text.split("\n")) + '"""'
    return f'"{_escaped(text)}"'


_NAMED_ESCAPES = {'"': '\\"', "\\": "\\\\", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}


def _escaped(text: str) -> str:
    return "".join(map(_escape, text))


def _escape(char: str) -> str:
    if char in _NAMED_ESCAPES:
        return _NAMED_ESCAPES[char]
    if char < " " or char == "\x7f":
        return f"\\u{ord(char):04x}"
    return "\ufffd" if "\ud800" <= char <= "\udfff" else char
