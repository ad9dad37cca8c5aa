"""A file somebody sends, looked at once: XML, JSON, sheets or text, each read when a reader first asks for it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NoReturn
from xml.etree.ElementTree import Element

from farled.core.finding import Finding, Invalid, Say
from farled.core.formats.lz_string import packed_encoding, unpacked
from farled.core.formats.table import (
    Progress,
    Rows,
    Table,
    decoded,
    first_sheet,
    is_workbook,
    read_sheets,
    read_table,
)
from farled.core.formats.xml import in_its_letters, xml_root

UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Source:
    """The bytes of a file, and what they are. Each part raises Invalid where the file is of that kind and broken."""

    data: bytes
    progress: Progress | None = None

    @cached_property
    def opening(self) -> str:
        """The first characters, without mark and white space; only to see what kind of file this is."""
        encoding = "utf-16" if self.data[:2] in UTF_16 else "utf-8-sig"
        return self.data[:4000].decode(encoding, "replace").lstrip("\ufeff \t\r\n")

    @cached_property
    def text(self) -> str:
        return decoded(self.data)[0]

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What had to be guessed to read this at all."""
        if self.is_text:
            return decoded(self.data)[1]
        return self._letters[1] if self.opening.startswith("<") else ()

    @property
    def other_sheets(self) -> tuple[Finding, ...]:
        """Told by who reads one table of a workbook."""
        return first_sheet(self.sheets).warnings if self.sheets else ()

    @property
    def is_text(self) -> bool:
        return not (is_workbook(self.data) or packed_encoding(self.data) or self.opening[:1] == "<")

    @cached_property
    def xml(self) -> Element | None:
        return xml_root(self._letters[0]) if self.opening.startswith("<") else None

    @cached_property
    def _letters(self) -> tuple[bytes, tuple[Finding, ...]]:
        return in_its_letters(self.data)

    @cached_property
    def json(self) -> Mapping[str, Any] | None:
        """The object in a JSON file, or in one that the tool PRSM packed; None for anything else."""
        if packed_encoding(self.data):
            return _loaded(unpacked(self.data))
        if not self.opening.startswith(("{", "[")):
            return None
        return _loaded(self.text)

    @cached_property
    def sheets(self) -> Mapping[str, Rows]:
        """The sheets of a workbook by name, none for anything else."""
        return read_sheets(self.data) if is_workbook(self.data) else {}

    @cached_property
    def table(self) -> Table | None:
        """The one table of a CSV file, or the first sheet that holds anything."""
        if is_workbook(self.data):
            return first_sheet(self.sheets)
        is_other = packed_encoding(self.data) or self.opening.startswith(("<", "{", "["))
        return None if is_other else read_table(self.data, progress=self.progress)


def _loaded(text: str) -> Mapping[str, Any]:
    try:
        found = json.loads(text, parse_constant=_refused)
    except json.JSONDecodeError as error:
        raise Invalid("file", Say("json.broken", {"row": error.lineno})) from None
    except (ValueError, RecursionError):
        # a number of more than 4,300 digits, NaN, or brackets a thousand deep
        raise Invalid("file", Say("json.odd")) from None
    if not isinstance(found, dict):
        raise Invalid("file", Say("map_file.unknown"))
    return found


def _refused(constant: str) -> NoReturn:
    raise ValueError(constant)
