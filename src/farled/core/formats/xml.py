"""XML of strangers: no document type, no entities, nothing fetched (methods.md 5)."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from farled.core.finding import Finding, Invalid, Say
from farled.core.formats.table import decoded

_SAID = re.compile(rb"""\s*<\?xml[^>]*?(\sencoding\s*=\s*["']([\w.-]+)["'])""")


def xml_root(data: bytes) -> Element:
    """The root element. Raises Invalid (`xml.broken` with the row, `xml.entities`)."""
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException, ElementTree

    try:
        root: Element = ElementTree.fromstring(_begun(data), forbid_dtd=True)
    except ParseError as error:
        mended = _without_numbered_names(data)
        if mended != data:
            return xml_root(mended)
        raise Invalid("file", Say("xml.broken", {"row": error.position[0]})) from None
    except (DefusedXmlException, ValueError, LookupError):
        raise Invalid("file", Say("xml.entities")) from None
    return root


def in_its_letters(data: bytes) -> tuple[bytes, tuple[Finding, ...]]:
    """XML in the letters it says it is in. Where it says UTF-8, or nothing, and is not, Windows' Western letters are
    read, with a finding: R writes so. Where it says UTF-16 and is not, it is read as if it said nothing: .NET does so.

    Raises Invalid (`table.encoding`, `table.binary`).
    """
    said = _SAID.match(data)
    is_wide = data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:4]
    if is_wide or (said and b"utf" not in said.group(2).lower()):
        return data, ()
    if said and b"16" in said.group(2):
        data = data.replace(said.group(1), b"", 1)
    text, guessed = decoded(data)
    return (text.encode() if guessed else data), guessed


def local(tag: object) -> str:
    """A tag's name without its namespace; "" for comments and instructions."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(parent: Element, name: str) -> Element | None:
    """The first child of this name, whatever its namespace."""
    return next((one for one in parent if local(one.tag) == name), None)


def children(parent: Element | None, name: str) -> Iterator[Element]:
    return (one for one in parent if local(one.tag) == name) if parent is not None else iter(())


def text_in(parent: Element, name: str) -> str:
    """What the first child of this name says, "" without one."""
    found = child(parent, name)
    return "" if found is None else "".join(found.itertext())


def _without_numbered_names(data: bytes) -> bytes:
    """Mental Modeler of 2013-14 named its groups <0>, <1> and so on, which is no XML; groups are not read."""
    start = data.find(b">", data.find(b"<groupNames")) + 1
    end = data.find(b"</groupNames", start)
    if b"<groupNames" not in data or end < 0:
        return data
    lines = b"\n" * data.count(b"\n", start, end)  # what is wrong below keeps its row
    return data[:start] + lines + data[end:]


def _begun(data: bytes) -> bytes:
    """XML may say what it is only at its very beginning; files with blank lines before it are about."""
    return data if data[:1] in (b"\xff", b"\xfe") else data.removeprefix(b"\xef\xbb\xbf").lstrip()
