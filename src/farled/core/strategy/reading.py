"""Reads the fields of one table of a strategy file, and says where a fault stands and how to cure it."""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from farled.core.finding import Invalid, Say
from farled.core.text.clean import clean_line, clean_text

KEY_LENGTH = 80
_KEY = re.compile(r"[a-z0-9][a-z0-9_-]*")


@dataclass(frozen=True)
class Table:
    """One table of the file: its fields, and its place (`name` is empty for the top of the file)."""

    text: str
    values: Mapping[str, object]
    name: str = ""
    number: int = 0

    def invalid(self, field: str, say: str, **params: str | int) -> Invalid:
        """What to raise; the sentence gets the line and the field along."""
        path = f"{self.name}.{self.number}.{field}" if self.name else field
        return Invalid(path, Say(say, {"line": self._line(field), "field": field, **params}))

    def require_only(self, known: Iterable[str]) -> None:
        """A field we do not know would be lost: better to say so. Raises Invalid (`toml.unknown_field`)."""
        names = list(known)
        for field in self.values:
            if field not in names:
                raise self._unknown(
                    "".join(filter(str.isprintable, field[:KEY_LENGTH])), names=names
                )

    def line(self, field: str, *, most: int, required: bool = False) -> str:
        return self._text(field, most=most, required=required, multiline=False)

    def lines(self, field: str, *, most: int) -> str:
        return self._text(field, most=most, required=False, multiline=True)

    def key(self) -> str:
        key = self.line("key", most=KEY_LENGTH, required=True)
        if not _KEY.fullmatch(key):
            raise self.invalid("key", "toml.key_form", key=key)
        return key

    def flag(self, field: str) -> bool:
        value = self.values.get(field, False)
        if not isinstance(value, bool):
            raise self.invalid(field, "toml.not_flag")
        return value

    def day(self, field: str) -> date | None:
        value = self.values.get(field)
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        raise self.invalid(field, "toml.not_date")

    def choice(self, field: str, *, choices: Sequence[str], default: str = "") -> str:
        value = self.line(field, most=100) or default
        if value and value not in choices:
            raise self.invalid(field, "toml.not_a_choice", choices=", ".join(choices))
        return value

    def names(self, field: str, *, most: int, longest: int) -> tuple[str, ...]:
        value = self.values.get(field, [])
        if not isinstance(value, list):
            raise self.invalid(field, "toml.not_list")
        if len(value) > most:
            raise self.invalid(field, "toml.too_many", most=most)
        return tuple(
            dict.fromkeys(self._cleaned(field, one, most=longest, multiline=False) for one in value)
        )

    def tables(self, field: str, *, most: int) -> tuple["Table", ...]:
        """The tables `[[field]]` inside this one, numbered from 1."""
        value = self.values.get(field, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise self.invalid(field, "toml.not_tables")
        if len(value) > most:
            raise self.invalid(field, "toml.too_many", most=most)
        name = f"{self.name}.{field}" if self.name else field
        return tuple(
            Table(self.text, one, name, number) for number, one in enumerate(value, start=1)
        )

    def _text(self, field: str, *, most: int, required: bool, multiline: bool) -> str:
        text = self._cleaned(field, self.values.get(field, ""), most=most, multiline=multiline)
        if required and not text:
            raise self.invalid(field, "toml.required")
        return text

    def _cleaned(self, field: str, value: object, *, most: int, multiline: bool) -> str:
        clean = clean_text if multiline else clean_line
        try:
            return clean(value, field=field, most=most)
        except Invalid as fault:
            if fault.why.key == "text.too_long":
                raise self.invalid(field, "toml.too_long", **_whole(fault.why.params)) from None
            raise self.invalid(field, "toml.not_text") from None

    def _unknown(self, field: str, *, names: Sequence[str]) -> Invalid:
        near = difflib.get_close_matches(field, names, n=1)
        if near:
            return self.invalid(field, "toml.misspelt_field", near=near[0])
        return self.invalid(field, "toml.unknown_field", known=", ".join(names))

    def _line(self, field: str) -> int:
        """The line to look at: the field's own, else the table's heading, else the first."""
        lines = self.text.split("\n")
        start = self._heading(lines)
        row = re.compile(rf"\s*(?:{re.escape(field)}\s*=|\[+\s*{re.escape(field)}\s*\])")
        for at in range(start, len(lines)):
            if row.match(lines[at]):
                return at + 1
            if self.name and at > start and lines[at].lstrip().startswith("["):
                break
        return start + 1

    def _heading(self, lines: Sequence[str]) -> int:
        if not self.name:
            return 0
        heading = re.compile(rf"\s*\[\[\s*{re.escape(self.name)}\s*\]\]")
        found = [at for at, line in enumerate(lines) if heading.match(line)]
        return found[self.number - 1] if self.number <= len(found) else 0


def _whole(params: Mapping[str, str | int | float]) -> dict[str, int]:
    return {name: int(value) for name, value in params.items()}
