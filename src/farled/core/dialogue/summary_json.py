"""A summary as a JSON file, out and in. Who reads a file from another region trusts nothing in it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import Field, fields, is_dataclass
from datetime import date
from typing import Any, NoReturn, TypeVar, get_args, get_origin, get_type_hints

from farled.core.dialogue.summary import FORMAT, Summary
from farled.core.finding import Invalid, Say
from farled.core.text.clean import clean_integer, clean_line, clean_text

LARGEST_FILE = 2_000_000  # characters
_LONGEST_ITEM = 300

T = TypeVar("T")


def format_summary(summary: Summary) -> str:
    """The file's text. What is empty is left out."""
    shown = {"format": FORMAT, **_plain(summary)}
    return (
        json.dumps(shown, ensure_ascii=False, indent=2).encode("utf-8", "replace").decode() + "\n"
    )


def fingerprint(summary: Summary) -> str:
    """The same for the same content: whether what is sent is what was looked at."""
    return hashlib.sha256(format_summary(summary).encode()).hexdigest()


def parse_summary(text: str) -> Summary:
    """The summary in a file's text, cleaned like any other input.

    Raises Invalid with a path as `field` (`needs.3.what`): `summary.too_big`, `summary.not_json`, `summary.format`,
    `summary.unknown_field`, `summary.not_list` and others, and the keys of `core.text.clean`.
    """
    if len(text) > LARGEST_FILE:
        raise Invalid("file", Say("summary.too_big", {"most": LARGEST_FILE // 1_000_000}))
    value = _loaded(text)
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise Invalid("format", Say("summary.format", {"format": FORMAT}))
    summary = _read(
        Summary, {name: one for name, one in value.items() if name != "format"}, path=""
    )
    if not summary.title:
        raise Invalid("title", Say("text.required"))
    return summary


def _loaded(text: str) -> object:
    try:
        return json.loads(text.removeprefix("\ufeff"), parse_constant=_refuse)
    except json.JSONDecodeError as fault:
        say = Say("summary.not_json", {"line": fault.lineno, "column": fault.colno})
        raise Invalid("file", say) from None
    except (ValueError, RecursionError):
        raise Invalid("file", Say("summary.unreadable")) from None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _read(kind: type[T], value: object, *, path: str) -> T:
    """A frozen value from an object of the file; the dataclass itself says what may stand there."""
    if not isinstance(value, Mapping):
        raise Invalid(path, Say("summary.not_object"))
    assert is_dataclass(kind)  # noqa: S101 - tells mypy what `fields` needs
    known = {one.name: one for one in fields(kind)}
    hints = get_type_hints(kind)
    for name in value:
        if name not in known:
            shown = "".join(filter(str.isprintable, str(name)[:80]))
            raise Invalid(_at(path, shown), Say("summary.unknown_field", {"field": shown}))
    return kind(
        **{
            name: _field(known[name], hints[name], one, path=_at(path, name))
            for name, one in value.items()
        }
    )


def _field(of: "Field[Any]", hint: Any, value: object, *, path: str) -> object:
    if get_origin(hint) is tuple:
        return _items(get_args(hint)[0], value, path=path, most=of.metadata["most"])
    if hint is int:
        return clean_integer(value, field=path, least=0, most=of.metadata["most"])
    if hint is str:
        clean = clean_text if of.metadata.get("lines") else clean_line
        return clean(value, field=path, most=of.metadata["most"])
    return _day(value, path=path)


def _items(kind: type, value: object, *, path: str, most: int) -> tuple[object, ...]:
    if not isinstance(value, list):
        raise Invalid(path, Say("summary.not_list"))
    if len(value) > most:
        raise Invalid(path, Say("summary.too_many", {"most": most}))
    return tuple(_item(kind, one, path=f"{path}.{at}") for at, one in enumerate(value, start=1))


def _item(kind: type, value: object, *, path: str) -> object:
    if kind is str:
        return clean_line(value, field=path, most=_LONGEST_ITEM)
    if kind is int:
        return clean_integer(value, field=path, least=0, most=1_000_000)
    return _read(kind, value, path=path)


def _day(value: object, *, path: str) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(clean_line(value, field=path, most=10))
    except ValueError:
        raise Invalid(path, Say("summary.not_date")) from None


def _plain(value: object) -> Any:
    if is_dataclass(value):
        pairs = ((one.name, getattr(value, one.name)) for one in fields(value))
        return {name: _plain(one) for name, one in pairs if one not in ("", (), None, 0)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _at(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
